using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A vendor's auto-replies: read, put as a whole, taken away.</summary>
public sealed class KeepAutoReplies(Store store, Templates templates, OpenConversation open, Register register, TimeProvider clock)
{
    const int Most = 30;

    public async Task<AutoRepliesView> ReadAsync(Member member, CancellationToken ct)
    {
        await using var db = store.Open();
        var row = await db.Set<AutoReplySet>().SingleOrDefaultAsync(a => a.VendorId == member.VendorId, ct);
        return row is null ? new AutoRepliesView(0, [], null, null) : await ViewAsync(row, ct);
    }

    /// <summary>As they should be from now on. Saying what is already so changes nothing.</summary>
    public async Task<AutoRepliesView> PutAsync(Member member, AutoRepliesBody body, CancellationToken ct)
    {
        var replies = AutoReplyRow.Write(await CleanAsync(member.ToWrite(), body.Replies, ct));
        return await ViewAsync(await store.WriteAsync(member, async db =>
        {
            var row = await db.Set<AutoReplySet>().AsTracking().SingleOrDefaultAsync(a => a.VendorId == member.VendorId, ct);
            if (row?.Replies == replies) return row;
            if ((row?.Version ?? 0) != body.Version) throw Refuse.ChangedMeanwhile();
            var now = clock.GetUtcNow();
            if (row is null) db.Add(row = new AutoReplySet { VendorId = member.VendorId, Replies = replies, ChangedBy = member.Person.Id, ChangedAt = now });
            else (row.Replies, row.ChangedBy, row.ChangedAt, row.Version) = (replies, member.Person.Id, now, row.Version + 1);
            return row;
        }, ct), ct);
    }

    /// <summary>Taking them away again changes nothing.</summary>
    public Task DeleteAsync(Member member, CancellationToken ct) =>
        store.WriteAsync(member.ToWrite(), db => db.Set<AutoReplySet>().Where(a => a.VendorId == member.VendorId).ExecuteDeleteAsync(ct), ct);

    async Task<IReadOnlyList<AutoReply>> CleanAsync(Member member, IReadOnlyList<AutoReply> replies, CancellationToken ct)
    {
        if (replies.Count > Most) throw Refuse.Invalid("replies", $"'replies' has more than {Most} entries.");
        if (replies.GroupBy(r => r.Kind).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) throw Refuse.Invalid("replies", $"'{twice}' stands twice in 'replies'.");
        var shared = replies.Any(r => r.Template is not null) ? (await templates.SharedAsync(member.VendorId, ct)).Select(t => t.Id).ToHashSet() : [];
        foreach (var reply in replies)
        {
            if (reply.Topic is { } topic) open.Topic(topic);
            else if (reply.Kind is not (AutoReply.Away or AutoReply.OutsideHours or AutoReply.FirstMessage))
                throw Refuse.Invalid("replies.kind", "'kind' must be away, outside-hours, topic:WORD or first-message.");
            if (reply.Template is null == reply.Text is null) throw Refuse.Invalid("replies", "An auto-reply has either a 'template' or a 'text'.");
            if (reply.Text is { } text) RequireNoBlanks(Sources.Understand(text, "text"));
            if (reply.Template is { } template && !shared.Contains(template))
                throw Refuse.Invalid("replies.template", "'template' must be one that the team shares, or that the marketplace supplies.");
        }
        return replies;
    }

    /// <summary>A machine fills nothing in.</summary>
    static void RequireNoBlanks(TemplateText text)
    {
        if (text.HasBlanks) throw Refuse.Invalid("replies.text", "A text with a blank to be filled in is for people. Take the blank out.");
    }

    async ValueTask<AutoRepliesView> ViewAsync(AutoReplySet row, CancellationToken ct) =>
        new(row.Version, AutoReplyRow.Read(row.Replies),
            await register.FindPersonAsync(row.ChangedBy, ct) is { } person ? new PersonView(person.Id, person.Name, person.AvatarUrl) : null, row.ChangedAt);
}
