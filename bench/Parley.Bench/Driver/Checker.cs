using Parley.Bench.Targets;

namespace Parley.Bench.Driver;

/// <summary>
/// Holds a run to its promises: every acknowledged message stored exactly once under the number acknowledged, numbers
/// contiguous, nothing refused stored, each delivered live exactly once to everybody online, under the stored number, in order.
/// </summary>
static class Checker
{
    /// <summary>The violations, each with its count; empty when all is well. Moves the target's last numbers on.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(ITarget target, Ledger ledger, CancellationToken ct)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        void Blame(string what, int times)
        {
            lock (found) found[what] = found.GetValueOrDefault(what) + times;
        }

        CheckDeliveries(target, ledger, Blame);
        var stored = new byte[ledger.Count];
        var touched = Enumerable.Range(0, ledger.Count).Select(index => ledger[index].Conversation).Distinct();
        await Parallel.ForEachAsync(touched, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (conversation, stop) =>
            CheckStored(await target.ReadAfterAsync(conversation, target.LastSeq[conversation], stop), conversation, target, ledger, stored, Blame));

        for (var index = 0; index < ledger.Count; index++)
        {
            ref var line = ref ledger[index];
            if (line.Acked > 0 && stored[index] == 0) Blame("acked-not-stored", 1);
            if (stored[index] > 1) Blame("stored-twice", 1);
            if (line.Status > 0 && stored[index] > 0) Blame("refused-but-stored", 1);
        }
        return [.. found.Where(pair => pair.Value > 0).Select(pair => $"{pair.Key} {pair.Value}")];
    }

    static void CheckDeliveries(ITarget target, Ledger ledger, Action<string, int> blame)
    {
        for (var index = 0; index < ledger.Count; index++)
        {
            ref var line = ref ledger[index];
            if (line.Acked > 0 && line.Deliveries == 0) blame("acked-not-delivered", 1);
            if (line.Deliveries > 1) blame("delivered-twice", 1);
            if (line is { Acked: > 0, Deliveries: > 0 } && line.LiveSeq != line.AckSeq) blame("live-seq-differs", 1);
            if (target.EchoesToSender && line.Acked > 0 && line.Echoes != 1) blame("sender-not-shown-once", 1);
        }
        blame("live-order-inverted", ledger.Inverted);
        blame("wrong-reader", ledger.Strange);
        blame("wrong-conversation", ledger.Misplaced);
    }

    static void CheckStored(IReadOnlyList<Stored> messages, int conversation, ITarget target, Ledger ledger, byte[] stored, Action<string, int> blame)
    {
        var expected = target.LastSeq[conversation];
        foreach (var (seq, id) in messages)
        {
            if (seq != ++expected) blame("seq-gap", 1);
            expected = seq;
            var index = ledger.Index(id);
            if (index < 0)
            {
                blame("stored-but-never-sent", 1);
                continue;
            }
            stored[index]++; // one conversation is read by one task
            ref var line = ref ledger[index];
            if (line.Conversation != conversation) blame("stored-in-wrong-conversation", 1);
            if (line.Acked > 0 && line.AckSeq != seq) blame("ack-seq-differs", 1);
        }
        target.LastSeq[conversation] = expected;
    }
}
