using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A held message that a case is about.</summary>
/// <param name="Author">The person's id.</param>
/// <param name="Text">Null when its author was erased.</param>
/// <param name="State"><c>in-review</c>, <c>released</c> (on its way), <c>sent</c> or <c>refused</c>.</param>
/// <param name="DecidedBy">An operator, or the host's key.</param>
/// <param name="Seq">Once it is sent.</param>
/// <param name="Followers">How many of its author's wait behind it.</param>
public sealed record HeldEvidence(Guid Id, Guid Conversation, PartyKind From, string Author, string? Text, IReadOnlyList<AttachmentView> Attachments, DateTimeOffset At, HeldState State, string? DecidedBy, string? Reasons, int? Seq, int Followers);

/// <summary>Opens the held messages of a case, for whoever writes the entry in the same transaction.</summary>
public sealed class ReadHeld(Doors doors, AuthorKeys keys, Unseal unseal)
{
    public async Task<List<HeldEvidence>> OfAsync(ParleyDb db, IEnumerable<Flag> flags, CancellationToken ct)
    {
        var ids = flags.Select(f => f.HeldId).OfType<Guid>().Distinct().ToList();
        var found = new List<HeldEvidence>(ids.Count);
        if (ids.Count == 0) return found;
        var rows = await db.Set<HeldMessage>().Where(h => ids.Contains(h.Id)).OrderBy(h => h.Id).ToListAsync(ct);
        var secrets = await keys.LoadAsync([.. rows.Select(h => h.AuthorId).Distinct()], ct);
        foreach (var row in rows)
        {
            var content = await doors.FindAsync(row.ConversationId, ct) is { } door ? SendReleased.Open(door, row, secrets) : null;
            var followers = await db.Set<HeldMessage>().CountAsync(h => h.ConversationId == row.ConversationId && h.AuthorId == row.AuthorId && h.Number > row.Number && h.State == HeldState.InReview && h.Follows, ct);
            found.Add(new HeldEvidence(row.Id, row.ConversationId, row.Party, row.AuthorId, content?.Text, await unseal.FilesAsync(content?.Files ?? [], own: true, ct), row.At, row.State, row.DecidedBy, row.Reasons, row.Seq, followers));
        }
        return found;
    }
}
