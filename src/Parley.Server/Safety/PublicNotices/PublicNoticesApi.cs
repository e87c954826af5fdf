using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>
/// The form by which anybody tells of illegal content (DSA art. 16), for browsers without scripts and, as JSON, for programs. Nobody logs in and
/// nothing is remembered of a browser, so another site's page can bring about nothing that its reader could not send themselves.
/// </summary>
public static class PublicNoticesApi
{
    public const string Form = "/v1/public-notices", Receipt = "/v1/public-notices/receipt";
    const int Limit = 64 * 1024;

    public static void AddPublicNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeSecrets>();
        services.AddSingleton<HiddenSenders>();
        services.AddSingleton<TakeNotice>();
        services.AddSingleton<FollowNotice>();
        services.AddSingleton<NameSubject>();
        services.AddSingleton<ReadNotices>();
        services.AddSingleton<TellNotifiers>();
        services.AddHostedService(provider => provider.GetRequiredService<TellNotifiers>());
    }

    public static void MapPublicNotices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Public notices").ForAnyone();
        group.MapGet(Form, Show).WithName("showNoticeForm").Produces<string>(contentType: "text/html");
        group.MapPost(Form, Take).WithName("sendNotice").Accepts<NoticeBody>("application/json", "application/x-www-form-urlencoded").Produces<NoticeReceipt>(201);
        group.MapGet(Receipt, Ask).WithName("askForReceipt").Produces<string>(contentType: "text/html");
        group.MapPost(Receipt, Follow).WithName("followNotice").Accepts<NoticeQuestion>("application/json", "application/x-www-form-urlencoded").Produces<NoticeState>();
        routes.MapPost("/v1/cases/{id:guid}/subject", Name).WithName("nameSubject").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator);
    }

    static ContentHttpResult Show(HttpContext http, IPlainMail house) => NoticePages.Form(http, house, NoticeWording.For(http, house.Locale), new NoticeDraft(), []);

    static ContentHttpResult Ask(HttpContext http, IPlainMail house) => NoticePages.Ask(http, house, NoticeWording.For(http, house.Locale), null);

    static async Task<IResult> Take(HttpContext http, TakeNotice take, TellNotifiers tell, IPlainMail house, HiddenSenders proxies, IOptions<ModerationOptions> options, CancellationToken ct)
    {
        var from = new Sender(AddressOf(http, options.Value.AddressHeader), proxies.Hides(http));
        if (!http.Request.HasFormContentType)
        {
            var made = await take.RunAsync(await Bodies.ReadAsync<NoticeBody>(http), NoticeWording.For(http, house.Locale).Language, from, ct);
            tell.Confirm(made.Notice, made.Code);
            return TypedResults.Created(Receipt, new NoticeReceipt(made.Code));
        }
        var draft = NoticeDraft.Of(await FormAsync(http, ct));
        var words = NoticeWording.For(http, house.Locale, draft.Language);
        var body = draft.ToBody();
        if (NoticeCheck.FlawsOf(body) is { Count: > 0 } flaws) return NoticePages.Form(http, house, words, draft, flaws, StatusCodes.Status400BadRequest);
        try
        {
            var made = await take.RunAsync(body, words.Language, from, ct);
            tell.Confirm(made.Notice, made.Code);
            return NoticePages.Received(http, house, words, made.Code, made.Notice.MailAt is not null);
        }
        catch (RefusedException e) when (e.Refusal.Code is "too-many-notices" or "notice-repeated")
        {
            if (e.Refusal.RetryAfter is { } wait) http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
            return NoticePages.Said(http, house, words, e.Refusal.Status == 429 ? words.TooMany : words.Repeated, e.Refusal.Status);
        }
    }

    static async Task<IResult> Follow(HttpContext http, FollowNotice follow, IPlainMail house, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) return TypedResults.Ok(await follow.RunAsync((await Bodies.ReadAsync<NoticeQuestion>(http)).Receipt, ct));
        var form = await FormAsync(http, ct);
        var words = NoticeWording.For(http, house.Locale, form["lang"]);
        try
        {
            return NoticePages.State(http, house, words, await follow.RunAsync(form["receipt"], ct));
        }
        catch (RefusedException e) when (e.Refusal.Code == FollowNotice.Unknown)
        {
            return NoticePages.Ask(http, house, words, words.UnknownCode, StatusCodes.Status404NotFound);
        }
    }

    static async Task<NoContent> Name(Guid id, Body<SubjectBody> body, Person me, NameSubject name, CancellationToken ct)
    {
        await name.RunAsync(me, id, body.Value, ct);
        return TypedResults.NoContent();
    }

    /// <summary>A form within bounds; nothing of it is written to the disk.</summary>
    static async Task<IFormCollection> FormAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentType is not { } type || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) throw Refuse.UnsupportedMediaType("application/x-www-form-urlencoded");
        if (http.Request.ContentLength > Limit) throw Refuse.TooLarge(Limit);
        try
        {
            var options = new FormOptions { BufferBody = false, ValueCountLimit = 40, KeyLengthLimit = 100, ValueLengthLimit = Limit, BufferBodyLengthLimit = Limit };
            return await new FormFeature(http.Request, options).ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            throw Refuse.TooLarge(Limit);
        }
    }

    /// <summary>Of a list that each proxy adds to, the last is what our own wrote.</summary>
    static IPAddress? AddressOf(HttpContext http, string header)
    {
        if (header.Length > 0 && http.Request.Headers[header].LastOrDefault()?.Split(',')[^1].Trim() is { Length: > 0 } said)
            return IPAddress.TryParse(said, out var address) ? address : IPEndPoint.TryParse(said, out var point) ? point.Address : null;
        return http.Connection.RemoteIpAddress;
    }
}
