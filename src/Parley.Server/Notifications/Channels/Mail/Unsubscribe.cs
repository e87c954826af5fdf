using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Turns mails off by a link, without a log-in. Doing it again changes nothing.</summary>
public sealed class Unsubscribe(Store store, UnsubscribeTokens tokens)
{
    const string Off = "off";

    /// <summary>What the link is for; refused when it is none of ours or was altered.</summary>
    public async Task<Unwanted> ReadAsync(string? token, CancellationToken ct) => await tokens.ReadAsync(token ?? "", ct) ?? throw UnknownLink();

    public async Task RunAsync(string? token, CancellationToken ct)
    {
        var what = await ReadAsync(token, ct);
        var (kind, thread) = (what.Kind, what.Conversation);
        await store.WriteAsync(async db =>
        {
            var mails = db.Set<NoticeChoice>().Where(c => c.PersonId == what.PersonId && c.RoleKey == what.RoleKey && c.Channel == Channel.Mail);
            await db.InsertMissingAsync("notice_choices", "person_id, role_key, kind, conversation_id, channel, cadence", [[what.PersonId, what.RoleKey, (short)kind, store.IdOf(thread), (short)Channel.Mail, Off]], ct);
            // "No more" is meant: what they once chose for a kind or a thread of its own goes, too.
            await mails.Where(c => (kind == 0 || c.Kind == kind) && (thread == Guid.Empty || c.ConversationId == thread)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Cadence, Off), ct);
        }, ct);
    }

    static RefusedException UnknownLink() => new(new Refusal("unknown-link", 404, "This link is not one of ours, or a part of it is missing. Use the one in the mail as it is."));
}
