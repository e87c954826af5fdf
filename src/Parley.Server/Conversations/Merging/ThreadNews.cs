using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Threads that were reshaped, with the numbers of that.</summary>
public sealed class Changed : List<(Door Door, Touched Touched)>;

/// <summary>Tells of merges and moves: both sides' feeds in the same transaction, lines in the threads and live connections after it.</summary>
public sealed class ThreadNews(Store store, Doors doors, PlatformPost platform, Announcer announcer, TimeProvider clock) : IFactWorker
{
    public string Name => "thread-news";

    /// <summary>Part of the transaction that changed these threads, which holds them locked.</summary>
    public async Task<Changed> RecordAsync(ParleyDb db, IReadOnlyList<Door> threads, CancellationToken ct)
    {
        var changed = new Changed();
        foreach (var door in threads)
        {
            changed.Add((door, await store.TouchAsync(db, door, ct)));
            db.Add(new Fact { Kind = FactKind.ThreadReshaped, ConversationId = door.Id, Node = Node.Id, At = clock.GetUtcNow() });
        }
        await db.SaveChangesAsync(ct);
        return changed;
    }

    /// <summary>After the transaction: to the connections, and as lines in the threads.</summary>
    public async Task TellAsync(Changed changed, CancellationToken ct)
    {
        foreach (var (door, touched) in changed)
        {
            door.Head.Forget();
            await announcer.ChangedAsync(door, touched, ct);
        }
        if (changed.Count == 0) return;
        try
        {
            await TellAsync(changed[0].Door, ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // it is done; the worker says so when the store answers
        }
    }

    /// <summary>Says in the threads what became of them; what was said before is not said again.</summary>
    public async Task TellAsync(Door door, CancellationToken ct)
    {
        await using var db = store.Open();
        foreach (var merge in await db.Set<Merge>().Where(m => m.ConversationId == door.Id).OrderBy(m => m.At).ToListAsync(ct))
        {
            if (await doors.FindAsync(merge.IntoId, ct) is not { } into) continue;
            await SayAsync(door, merge.Id, "conversation-merged", new { into = into.Id }, merge.At, ct);
            await SayAsync(into, merge.Id, "conversation-merged-here", new { from = door.Id }, merge.At, ct);
            if (merge.UndoneAt is not { } undone) continue;
            var cause = PlatformPost.IdFor(merge.Id, Guid.Empty);
            await SayAsync(door, cause, "merge-undone", new { into = into.Id }, undone, ct);
            await SayAsync(into, cause, "merge-undone", new { from = door.Id }, undone, ct);
        }
        foreach (var move in await db.Set<Move>().Where(m => m.ConversationId == door.Id).OrderBy(m => m.At).ToListAsync(ct))
            await SayAsync(door, move.Id, "conversation-moved", new { from = About(move.FromKind, move.FromSubject, move.FromTopic), to = About(move.ToKind, move.ToSubject, move.ToTopic) }, move.At, ct);
    }

    /// <summary>What another node, or this one before it ended, did not come to say.</summary>
    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var id in facts.Where(f => f.Kind == FactKind.ThreadReshaped).Select(f => f.ConversationId!.Value).Distinct())
            if (await doors.FindAsync(id, ct) is { } door) await TellAsync(door, ct);
    }

    async Task SayAsync(Door door, Guid cause, string type, object data, DateTimeOffset at, CancellationToken ct) =>
        await platform.SayAsync(door, PlatformPost.IdFor(cause, door.Id), type, data, at.ToMicros(), null, ct);

    static object About(SubjectKind? kind, string? id, string? topic) => new { kind, id, topic };
}
