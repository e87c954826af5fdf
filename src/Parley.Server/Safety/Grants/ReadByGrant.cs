using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Opens a page of a conversation for whoever holds a grant. The grant is checked, the key used and the entry written in one transaction,
/// and nothing of it leaves before that is committed: no entry, no text.
/// </summary>
public sealed class ReadByGrant(Store store, Doors doors, History history, Audit audit, IOptions<ModerationOptions> options, TimeProvider clock)
{
    public Task<MessagePage> RunAsync(Person me, Guid id, HistoryQuery query, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var grant = await OpenAsync(db, me, id, ct);
            var door = await doors.FindAsync(grant.ConversationId, ct) ?? throw Refuse.NotFound();
            var page = await history.ReadAsync(new Entered(door, PartyKind.Platform, me, ReadOnly: true), query, ct);
            var read = page.Items.Count == 0 ? "nothing" : $"messages {page.Items.Min(m => m.Seq)} to {page.Items.Max(m => m.Seq)}";
            await audit.WriteAsync(db, Entry.Of(me, "grant-read", $"conversation {door.Id}", $"{KeepGrants.Word(grant.Purpose)}, grant {grant.Id}: {read}"), ct);
            return page with { Items = Quotes.Within(page.Items) };
        }, ct);

    /// <summary>The grant, while it opens its conversation; it counts as read from now on, so that the people in it are told.</summary>
    public async Task<AccessGrant> OpenAsync(ParleyDb db, Person me, Guid id, CancellationToken ct)
    {
        await store.LockAsync(db, "access_grants", [id], ct);
        var grant = await db.Set<AccessGrant>().AsTracking().SingleOrDefaultAsync(g => g.Id == id && g.OperatorId == me.Id, ct) ?? throw Refuse.NotFound();
        var now = clock.GetUtcNow();
        if (!grant.Opens(now)) throw Why(grant);
        grant.Read(now, TimeSpan.FromHours(options.Value.TellReadingHours));
        await db.SaveChangesAsync(ct);
        return grant;
    }

    static RefusedException Why(AccessGrant grant) => grant.State switch
    {
        GrantState.Asked => Refuse.GrantNotGiven("Another of the marketplace's people must agree first."),
        GrantState.Refused => Refuse.GrantNotGiven("This grant was refused."),
        _ => Refuse.GrantOver(grant.EndsAt!.Value),
    };
}
