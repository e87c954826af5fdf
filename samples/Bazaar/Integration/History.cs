using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>
/// The conversations of the sample, cut where an order changed its state: first all that was said before, then
/// the change, then what was said after it. Ids come from the threads' names, so bringing them over twice
/// changes nothing.
/// </summary>
public sealed class History(Catalogue catalogue)
{
    readonly List<Cut> cuts = [.. Threads.Read(catalogue).Select(thread => Cut.Of(thread, catalogue.FoundedAt))];

    public int Conversations => cuts.Count;

    /// <summary>How often messages and changes alternate at most.</summary>
    public int Rounds => cuts.Max(cut => cut.Segments.Count);

    /// <summary>The state in which each order with a thread was before the thread's first change.</summary>
    public IReadOnlyDictionary<string, string> StartingStates => cuts
        .Where(cut => cut.Changes.Count > 0)
        .ToDictionary(cut => cut.Thread.Order!.Id, cut => Before(cut.Thread.Order!.Stall, cut.Changes[0].State!));

    /// <summary>What happened to orders between the messages of a round and the round before.</summary>
    public IEnumerable<(Order Order, SubjectChange Change)> Changes(int round) =>
        cuts.Where(cut => round > 0 && round <= cut.Changes.Count).Select(cut =>
        {
            var (order, line) = (cut.Thread.Order!, cut.Changes[round - 1]);
            var note = order.Stall.NoteOf(line.State!);
            return (order, new SubjectChange(ChangeId(order, line.State!), line.State!, note, line.At));
        });

    public IEnumerable<SyncRow> Conversation(int round) =>
        cuts.Where(cut => round < cut.Segments.Count).Select(cut => cut.ToRow(round));

    /// <summary>The same change keeps the same id, whoever tells it.</summary>
    public static Guid ChangeId(Order order, string state) => Seed.Id($"change/{order.Id}/{state}");

    static string Before(Stall stall, string state)
    {
        var at = stall.Course.ToList().FindIndex(step => step.State == state);
        return stall.Course[Math.Max(at - 1, 0)].State;
    }
}

/// <summary>One thread, cut at its changes.</summary>
sealed record Cut(SeedThread Thread, IReadOnlyList<IReadOnlyList<PastMessage>> Segments, IReadOnlyList<TimedLine> Changes)
{
    public static Cut Of(SeedThread thread, DateTimeOffset foundedAt)
    {
        var segments = new List<List<PastMessage>> { new() };
        var changes = new List<TimedLine>();
        foreach (var (at, line) in Timeline.Of(thread, foundedAt).Index())
        {
            if (line.State is not null)
            {
                changes.Add(line);
                segments.Add([]);
                continue;
            }

            var side = line.AgentId is null ? Side.Buyer : Side.Vendor;
            segments[^1].Add(new PastMessage(Seed.Id($"message/{thread.Key}/{at}"), side, line.Text, line.At)
            {
                AgentId = line.AgentId,
            });
        }

        return new Cut(thread, segments, changes);
    }

    /// <summary>A row of the sync; the last one sets how far each side had read.</summary>
    public PastConversation ToRow(int round)
    {
        var messages = Segments[round].Count > 0 ? Segments[round] : [Segments.Take(round).SelectMany(s => s).Last()];
        return new PastConversation(Thread.Stall.Id, Thread.BuyerId, messages)
        {
            Subject = Thread.Subject,
            Topic = Thread.Topic,
            ReadBy = round == Segments.Count - 1 ? Marks() : null,
        };
    }

    ReadMarks Marks()
    {
        var all = Segments.Sum(segment => segment.Count) + Changes.Count;
        return new ReadMarks(
            all - (Thread.BuyerUnread ? Trailing(Side.Vendor) : 0),
            all - (Thread.VendorUnread ? Trailing(Side.Buyer) : 0));
    }

    int Trailing(Side side) => Segments[^1].Reverse().TakeWhile(message => message.From == side).Count();
}
