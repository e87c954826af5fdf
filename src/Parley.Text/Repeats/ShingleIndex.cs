namespace Parley.Text.Repeats;

/// <summary>
/// The messages of a window, oldest first, and for each shingle the latest few that have it: what is in every second message says nothing,
/// and costs little here.
/// </summary>
sealed class ShingleIndex(int capacity)
{
    const int Kept = 16, MostCandidates = 24;

    readonly Queue<Sent> all = new();
    readonly Dictionary<uint, List<Sent>> having = [];

    public int Count => all.Count;

    public Sent? Oldest => all.TryPeek(out var oldest) ? oldest : null;

    /// <summary>Takes a message in; returns the oldest when it has to go for it.</summary>
    public Sent? Add(Sent sent)
    {
        var gone = all.Count >= capacity ? Remove() : null;
        all.Enqueue(sent);
        foreach (var shingle in sent.Print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) having[shingle] = list = new(2);
            if (list.Count == Kept) list.RemoveAt(0);
            list.Add(sent);
        }
        return gone;
    }

    /// <summary>Takes the oldest out.</summary>
    public Sent Remove()
    {
        var sent = all.Dequeue();
        foreach (var shingle in sent.Print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) continue;
            list.Remove(sent);
            if (list.Count == 0) having.Remove(shingle);
        }
        return sent;
    }

    /// <summary>Messages that share most shingles with a text.</summary>
    public IEnumerable<Sent> Candidates(Fingerprint print)
    {
        var votes = new Dictionary<Sent, int>(ReferenceEqualityComparer.Instance);
        foreach (var shingle in print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) continue;
            foreach (var sent in list) votes[sent] = votes.GetValueOrDefault(sent) + 1;
        }
        return votes.OrderByDescending(v => v.Value).ThenByDescending(v => v.Key.At).Take(MostCandidates).Select(v => v.Key);
    }
}
