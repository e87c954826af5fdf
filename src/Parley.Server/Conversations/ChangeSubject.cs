using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record ChangeResult(int Conversations);

/// <summary>The host says an order (or another subject) changed its state: the card follows, and each of its threads says so inline.</summary>
public sealed class ChangeSubject(Store store, Doors doors, PlatformPost platform, TimeProvider clock)
{
    // One change of a subject at a time, so that its threads' last line says what its card says. Different changes told to two nodes
    // at once have no order of their own.
    readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<ChangeResult> RunAsync(SubjectKind kind, string id, SubjectChange change, CancellationToken ct)
    {
        if (change.Id == Guid.Empty) throw Refuse.Invalid("id", "'id' must be a UUID that you make for each change.");
        var state = Texts.Line(change.State, "state", 40);
        var note = Texts.OptionalLine(change.Note, "note", 500);
        var turn = turns[(uint)HashCode.Combine(kind, id) % turns.Length];
        await turn.WaitAsync(ct);
        try
        {
            var (previous, threads) = await MoveAsync(kind, id, change.Id, state, ct);
            foreach (var thread in threads)
                if (await doors.FindAsync(thread, ct) is { } door)
                    await platform.SayAsync(door, PlatformPost.IdFor(change.Id, thread), "subject-changed",
                        new { kind, id, state, previous, note }, (change.At ?? clock.GetUtcNow()).ToMicros(), null, ct);
            return new ChangeResult(threads.Count);
        }
        finally
        {
            turn.Release();
        }
    }

    Task<(string? Previous, List<Guid> Threads)> MoveAsync(SubjectKind kind, string id, Guid changeId, string state, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var row = db.Set<Subject>().Where(s => s.Kind == kind && s.Id == id && s.RemovedAt == null);
            await row.ExecuteUpdateAsync(s => s.SetProperty(x => x.State, x => x.State), ct); // holds the row: another node may be told of the same change
            var subject = await db.Set<Subject>().AsTracking().SingleOrDefaultAsync(s => s.Kind == kind && s.Id == id && s.RemovedAt == null, ct) ?? throw Refuse.NotFound();
            var (previous, news) = (subject.State, SubjectNews.None);
            // A change told before does not move the card again: later ones may have moved it on.
            if (!await db.Set<SubjectMove>().AnyAsync(m => m.ChangeId == changeId && m.Kind == kind && m.SubjectId == id, ct))
            {
                db.Add(new SubjectMove { Kind = kind, SubjectId = id, ChangeId = changeId, At = clock.GetUtcNow() });
                subject.State = state;
                if (previous != state) news = SubjectNews.Moved;
            }
            db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = $"subject:{kind} {id}", Seq = (int)news, Node = Node.Id, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            var threads = await db.Set<Conversation>().Where(c => c.SubjectKind == kind && c.SubjectId == id && c.LastSeq > 0).Select(c => c.MergedInto ?? c.Id).Distinct().ToListAsync(ct);
            return (previous, threads);
        }, ct);
}
