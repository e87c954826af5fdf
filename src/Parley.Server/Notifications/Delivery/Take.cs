using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Notices that go out together, and are this node's until then.</summary>
/// <param name="TakenAt">Tells this taking from any other.</param>
/// <param name="Again">They were taken before and nobody knows what became of it: they may have arrived.</param>
/// <param name="TriedBefore">When the first of them was tried the last time; null when one is new.</param>
sealed record Taken(Guid Parcel, IReadOnlyList<Notice> Notices, DateTimeOffset TakenAt, bool Again, DateTimeOffset? TriedBefore)
{
    public int Attempt => Again ? Notices.Max(n => n.Attempts) : 1;
}

/// <summary>
/// Takes what is due, a parcel at a time: by moving its due time ahead, counting the try before it is made, and naming the parcel. So what a
/// dead node had comes up again, as the same parcel with the same notices in it.
/// </summary>
sealed class Take(Store store)
{
    const int Look = 200, MostInAParcel = 100;

    /// <summary>What is due within so long goes along.</summary>
    static readonly TimeSpan Moments = TimeSpan.FromSeconds(60);

    /// <summary>Nobody takes anything for so long.</summary>
    static readonly TimeSpan LongTaken = TimeSpan.FromMinutes(10);

    /// <summary>Clocks of nodes may differ by so much.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>At most so many parcels, those that are due longest first; each is taken whole or not at all.</summary>
    public async Task<List<Taken>> RunAsync(INoticeChannel channel, int most, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + channel.TimeLimit + TimeSpan.FromSeconds(30);
        var taken = new List<Taken>();
        foreach (var head in await HeadsAsync(channel.Channel, most, now, ct))
        {
            try
            {
                if (await TakeAsync(head, now, until, ct) is { } one) taken.Add(one);
            }
            catch (Exception) when (taken.Count > 0)
            {
                break; // those that are taken go out; the next look meets the trouble again, if it lasts
            }
        }
        return taken;
    }

    /// <summary>
    /// What was planned at a time that is yet to come was planned before the clock was set back: it waits as long as it was to wait, from now
    /// on. Summaries and mornings have a time of their own and keep it.
    /// </summary>
    /// <param name="thoroughly">Also at tries that are yet to come, where nothing was planned since: it reads all that waits, and is for when the clock was seen to go back, or nobody saw it.</param>
    public async Task LookBackAsync(DateTimeOffset now, bool thoroughly, CancellationToken ct)
    {
        var latest = now + Tolerance;
        await using (var look = store.Open())
            if (!await look.Set<Notice>().AnyAsync(n => n.PlannedAt > latest, ct) && !(thoroughly && await look.Set<Notice>().AnyAsync(n => n.DueAt != null && n.TriedAt > latest, ct))) return;
        await store.WriteAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("update notices set due_at = due_at - planned_at + {0}, planned_at = {0} where planned_at > {1} and due_at is not null and parcel_id is null and state = 0 and because in (1, 2, 5, 6, 7)", [now.ToMicros(), latest.ToMicros()], ct);
            await db.Database.ExecuteSqlRawAsync("update notices set due_at = due_at - tried_at + {0} where tried_at > {1} and due_at > {2} and (parcel_id is not null or attempts > 0) and because <> 4 and state = 0", [now.ToMicros(), latest.ToMicros(), (now + LongTaken).ToMicros()], ct);
        }, ct);
    }

    async Task<List<Notice>> HeadsAsync(Channel channel, int most, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = store.Open();
        var due = await db.Set<Notice>().Where(n => n.Channel == channel && n.DueAt != null && n.DueAt <= now).OrderBy(n => n.DueAt).Take(Look).ToListAsync(ct);
        return [.. due.DistinctBy(Together).Take(most)];
    }

    /// <summary>A mail tells of everything; each push and each text message of one thing in one thread.</summary>
    static object Together(Notice n) => n.ParcelId is { } parcel ? parcel : n.Channel == Channel.Mail ? (n.PersonId, n.RoleKey) : (n.PersonId, n.RoleKey, n.ConversationId, n.Kind);

    async Task<Taken?> TakeAsync(Notice head, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var notices = await WithAsync(head, now, ct);
        if (notices.Count == 0) return null;
        var ids = notices.ConvertAll(n => n.Id);
        var triedBefore = notices.TrueForAll(n => n.Attempts > 0) ? notices.Min(n => n.TriedAt) : null;
        var (before, parcel) = (head.ParcelId, head.ParcelId ?? NoticeId.OfParcel(ids));
        try
        {
            await store.WriteAsync(async db =>
            {
                var mine = await db.Set<Notice>().Where(n => ids.Contains(n.Id) && n.DueAt != null && n.ParcelId == before && (before == null || n.DueAt <= now))
                    .ExecuteUpdateAsync(s => s.SetProperty(n => n.HeldUntil, n => n.Attempts == 0 ? n.DueAt : n.HeldUntil).SetProperty(n => n.DueAt, until).SetProperty(n => n.Attempts, n => n.Attempts + 1).SetProperty(n => n.TriedAt, now).SetProperty(n => n.ParcelId, parcel), ct);
                if (mine != ids.Count) throw new TakenElsewhereException();
            }, ct);
        }
        catch (TakenElsewhereException)
        {
            return null; // the next look finds what is left
        }
        foreach (var notice in notices)
        {
            notice.Attempts++;
            (notice.ParcelId, notice.TriedAt, notice.DueAt) = (parcel, now, until);
        }
        return new Taken(parcel, notices, now, before is not null, triedBefore);
    }

    /// <summary>Another node has some of them: then this one takes none.</summary>
    sealed class TakenElsewhereException : Exception;

    /// <summary>What goes out with it: of a parcel that was taken before the very same, otherwise what is due within moments, and what only waits to be tried again.</summary>
    async Task<List<Notice>> WithAsync(Notice head, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = store.Open();
        if (head.ParcelId is { } parcel) return await db.Set<Notice>().Where(n => n.ParcelId == parcel && n.DueAt != null && n.DueAt <= now).OrderBy(n => n.DueAt).ToListAsync(ct);
        var soon = now + Moments;
        var all = db.Set<Notice>().Where(n => n.PersonId == head.PersonId && n.RoleKey == head.RoleKey && n.Channel == head.Channel && n.DueAt != null && n.ParcelId == null && (n.DueAt <= soon || n.Attempts > 0));
        if (head.Channel != Channel.Mail) all = all.Where(n => n.ConversationId == head.ConversationId && n.Kind == head.Kind);
        return await all.OrderBy(n => n.DueAt).Take(MostInAParcel).ToListAsync(ct);
    }
}
