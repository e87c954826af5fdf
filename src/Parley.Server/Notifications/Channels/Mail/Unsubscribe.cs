using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Turns mails off by a link, without a log-in. Doing it again changes nothing.</summary>
public sealed partial class Unsubscribe(KeepPreferences keep, UnsubscribeTokens tokens, INoteRefusal refusals, ILogger<Unsubscribe> logger)
{
    public const string UnknownLink = "unknown-link";

    /// <summary>What the link is for; refused when it is none of ours or was altered.</summary>
    public async Task<Unwanted> ReadAsync(string? token, CancellationToken ct)
    {
        if (await tokens.ReadAsync(token ?? "", ct) is { } what) return what;
        Refused(logger, UnknownLink, token?.Length ?? 0);
        if (token is { Length: > 0 }) await refusals.NoteAsync("unsubscribe-refused", "mail link", "A link that ends mails was none of ours, or was altered. Nothing was changed.", ct);
        throw new RefusedException(new Refusal(UnknownLink, 404, "This link is not one of ours, or a part of it is missing. Use the one in the mail as it is."));
    }

    public async Task RunAsync(string? token, CancellationToken ct) => await keep.EndMailsAsync(await ReadAsync(token, ct), ct);

    [LoggerMessage(1, LogLevel.Warning, "A link that ends mails was refused: {Outcome} ({Length} characters)")]
    static partial void Refused(ILogger logger, string outcome, int length);
}
