using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Safety.Policies;

namespace Parley.Safety.Screening;

/// <summary>
/// Shows a message to a classifier of the operator's own, over HTTP, where there is one: <c>{"match": true, "reason": "..."}</c>, or 204. What it matches is a finding
/// of kind <c>classifier</c>, and the policy says what is done about it. Its silence is a finding too, where the operator wants that.
/// </summary>
public sealed partial class Classifier(HostCall host, IOptions<CallbackOptions> options, ILogger<Classifier> logger)
{
    sealed record Question(Guid? Conversation, string From, string Text, IReadOnlyList<string> Before);

    sealed record Answer(bool Match, string? Reason = null);

    public bool IsOn => options.Value.ClassifierUrl.Length > 0;

    public async Task<Found?> FindAsync(Draft draft, IReadOnlyList<string> before, CancellationToken ct)
    {
        var limit = TimeSpan.FromMilliseconds(options.Value.ClassifierMilliseconds);
        var answer = await host.AskAsync(options.Value.ClassifierUrl, "message.classify", new Question(draft.Door?.Id, draft.Party.ToString().ToLowerInvariant(), draft.Text, before), limit, ct);
        if (answer is { Answered: true, Status: 204 }) return null;
        if (answer.Answered && Understand(answer.Body) is { } said) return said.Match ? new Found(Kinds.Classifier, $"classifier.{Code(said.Reason)}", 0, 0) : null;
        Silent(logger, answer.Outcome);
        return options.Value.ClassifierOnFailure == "allow" ? null : new Found(Kinds.Classifier, "classifier.silent", 0, 0);
    }

    static Answer? Understand(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Code(string? reason) => string.Concat((reason ?? "match").ToLowerInvariant().Where(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-').Take(40)) is { Length: > 0 } code ? code : "match";

    [LoggerMessage(1, LogLevel.Warning, "The classifier gave no answer on a message: {Outcome}")]
    static partial void Silent(ILogger logger, string outcome);
}
