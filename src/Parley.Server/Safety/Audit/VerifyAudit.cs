using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>How far the log was read, and where it ends.</summary>
public sealed record AuditEnd(long Number, string Hash);

/// <summary>Reads the whole log against its chain and names every entry that is not what it was, or not there.</summary>
public sealed class VerifyAudit(Store store)
{
    const int Step = 1000;

    /// <summary>What is wrong, in the order of the log; nothing when all is well. Memory does not grow with the log.</summary>
    /// <param name="known">An end noted earlier, outside of the store: that the log still passes through it is what shows that it was not made anew.</param>
    public async IAsyncEnumerable<string> RunAsync(AuditEnd? known, [EnumeratorCancellation] CancellationToken ct)
    {
        var (last, previous) = (0L, AuditChain.Genesis);
        while (true)
        {
            await using var db = store.Open();
            var some = await db.Set<AuditEntry>().Where(e => e.Number > last).OrderBy(e => e.Number).Take(Step).ToListAsync(ct);
            foreach (var entry in some)
            {
                if (entry.Number == last + 2) yield return $"Entry {last + 1} was removed.";
                else if (entry.Number > last + 2) yield return $"Entries {last + 1} to {entry.Number - 1} were removed.";
                // After a gap nothing is known of the one before: what follows on it is believed, and checked from there on.
                if (entry.Number == last + 1 && !AuditChain.HashOf(previous, entry).AsSpan().SequenceEqual(entry.Hash)) yield return $"Entry {entry.Number} was altered, or put in, or what came before it was.";
                if (known?.Number == entry.Number && known.Hash != Convert.ToHexStringLower(entry.Hash)) yield return $"Entry {entry.Number} is not the one that was noted: the log was made anew.";
                (last, previous) = (entry.Number, entry.Hash);
            }
            if (some.Count < Step) break;
        }
        await using (var db = store.Open())
        {
            var head = await db.Set<AuditHead>().SingleOrDefaultAsync(h => h.Id == 1, ct);
            if ((head?.Number ?? 0) > last) yield return head!.Number == last + 1 ? $"Entry {head.Number}, the last, was removed." : $"Entries {last + 1} to {head.Number}, the last ones, were removed.";
            else if ((head?.Number ?? 0) < last) yield return $"Entries {(head?.Number ?? 0) + 1} to {last} were put in.";
            else if (head is not null && !head.Hash.AsSpan().SequenceEqual(previous)) yield return $"The log does not end as it was written: entry {last} or its end was altered.";
        }
        if (known?.Number > last) yield return $"Entries {last + 1} to {known.Number}, of which the last was noted, were removed.";
    }

    /// <summary>Where the log ends, to be noted outside of the store.</summary>
    public async Task<AuditEnd> EndAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var head = await db.Set<AuditHead>().SingleOrDefaultAsync(h => h.Id == 1, ct);
        return new AuditEnd(head?.Number ?? 0, Convert.ToHexStringLower(head?.Hash ?? AuditChain.Genesis));
    }
}
