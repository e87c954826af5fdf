using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;

namespace Parley.Plumbing;

/// <summary>An error answer (RFC 9457). <c>type</c> is stable; <c>detail</c> is one sentence for people.</summary>
public sealed record Problem(string Type, string Title, int Status, string Detail, string TraceId)
{
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
    public int? RetryAfter { get; init; }

    // Of answered-meanwhile: the colleague's message.
    public int? Seq { get; init; }
    public ColleagueRef? By { get; init; }
    public int? SecondsAgo { get; init; }

    /// <summary>Of conversation-merged and conversation-exists: where to go instead.</summary>
    public Guid? Into { get; init; }

    // Of choose-vendor.
    public IReadOnlyList<VendorChoice>? Vendors { get; init; }

    /// <summary>The place in the text sent that is meant.</summary>
    public TextSpan? Span { get; init; }

    // Of coached and refused-by-policy.
    public int? Policy { get; init; }
    public IReadOnlyList<TextFinding>? Findings { get; init; }
}

/// <summary>The one place where a "no" or a defect becomes an HTTP answer.</summary>
public static partial class Problems
{
    static readonly ProblemJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    /// <summary>Answers refusals, malformed requests, defects and empty error statuses as problem details.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = AnswerException,
        });
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext, ForStatus(context.HttpContext.Response.StatusCode, context.HttpContext)));
    }

    public static Task AnswerAsync(HttpContext http, Refusal refusal)
    {
        var problem = Describe(refusal, http);
        http.Response.StatusCode = refusal.Status;
        http.Response.Headers.CacheControl = "private, no-store";
        if (refusal.RetryAfter is { } wait) http.Response.Headers.RetryAfter = Seconds(wait).ToString();
        if (refusal.Status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.ContentType = "application/problem+json";
        if (HttpMethods.IsHead(http.Request.Method)) return Task.CompletedTask;
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, Json.Problem)).AsTask();
    }

    public static Problem Describe(Refusal refusal, HttpContext? http = null) =>
        new($"/problems/{refusal.Code}", Title(refusal.Code), refusal.Status, refusal.Sentence, Activity.Current?.TraceId.ToString() ?? http?.TraceIdentifier ?? "")
        {
            Errors = refusal.Errors,
            Span = refusal.Span,
            Policy = refusal.Policy,
            Findings = refusal.Findings,
            RetryAfter = refusal.RetryAfter is { } wait ? Seconds(wait) : null,
            Seq = refusal.Answered?.Seq,
            By = refusal.Answered?.By,
            SecondsAgo = refusal.Answered?.SecondsAgo,
            Into = refusal.Into,
            Vendors = refusal.Vendors,
        };

    static Task AnswerException(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        RestoreHeaders(http);
        var refusal = RefusalFor(error);
        if (refusal.Status == 500 && error is not null)
            Defect(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Parley.Defect"), error, http.Request.Method, http.Request.Path);
        return AnswerAsync(http, refusal);
    }

    /// <summary>The framework drops all headers before it hands an exception over; these belong to every answer.</summary>
    static void RestoreHeaders(HttpContext http)
    {
        if (http.Features.Get<KeptHeaders>() is not { } kept) return;
        foreach (var (name, value) in kept.Values) http.Response.Headers[name] = value;
    }

    /// <summary>What to answer to this exception; anything unknown is a defect.</summary>
    public static Refusal RefusalFor(Exception? error) => error switch
    {
        RefusedException refused => refused.Refusal,
        BadHttpRequestException { StatusCode: 413 } => Refuse.TooLarge(Bodies.Limit).Refusal,
        BadHttpRequestException bad => ForStatus(bad.StatusCode),
        IOException { Message: var why } when why.Contains("chunk", StringComparison.OrdinalIgnoreCase) => ForStatus(400),
        OperationCanceledException => ForStatus(499),
        _ when StorageTrouble.Explain(error) is { } trouble => trouble,
        _ => new Refusal("internal", 500, "Something went wrong on our side. It was recorded; nothing was stored."),
    };

    static Refusal ForStatus(int status, HttpContext? http = null) => status switch
    {
        400 => new Refusal("validation", 400, "The request is not well formed. Check ids, numbers and the query."),
        401 => Refuse.Unauthenticated("Send a person's token or a host key as 'Authorization: Bearer ...'.").Refusal,
        403 => Refuse.Forbidden("This is not permitted for you.").Refusal,
        404 => Refuse.NotFound().Refusal,
        405 => new Refusal("method-not-allowed", 405, "This address does not know that method."),
        413 => Refuse.TooLarge(Bodies.Limit).Refusal,
        415 => Refuse.UnsupportedMediaType(http?.Request.Path == "/v1/sync" ? "application/x-ndjson" : "application/json").Refusal,
        499 => new Refusal("cancelled", 499, "The caller went away."),
        >= 500 => new Refusal("internal", status, "Something went wrong on our side."),
        _ => new Refusal("bad-request", status, "The request could not be understood."),
    };

    static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    static string Title(string code) => string.Concat(char.ToUpperInvariant(code[0]).ToString(), code.AsSpan(1)).Replace('-', ' ');

    [LoggerMessage(1, LogLevel.Error, "A defect answered {Method} {Path} with 500")]
    static partial void Defect(ILogger logger, Exception error, string method, string path);
}

/// <summary>Headers of this request's answer that a refusal keeps.</summary>
public sealed class KeptHeaders
{
    public List<KeyValuePair<string, string>> Values { get; } = [];

    /// <summary>Sets a header so that it stays when the answer becomes a problem.</summary>
    public static void Set(HttpContext http, string name, string value)
    {
        if (http.Features.Get<KeptHeaders>() is not { } kept) http.Features.Set(kept = new KeptHeaders());
        kept.Values.Add(new(name, value));
        http.Response.Headers[name] = value;
    }
}

[JsonSerializable(typeof(Problem))]
sealed partial class ProblemJson : JsonSerializerContext;
