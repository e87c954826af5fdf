namespace Parley.Text.Repeats;

/// <summary>
/// The messages of a window, oldest first, and for each shingle the latest few that have it: what is in every second message says nothing,
/// and costs little here. A message goes by its place in a table, so that they are counted without looking anything up.
/// </summary>
sealed class ShingleIndex(int capacity)
{
    const int Kept = 16, MostCandidates = 24;

    readonly Queue<int> all = new();
    readonly Stack<int> free = new();
    readonly Dictionary<uint, List<int>> having = [];
    readonly List<int> touched = [];
    Sent?[] places = new Sent?[Math.Min(capacity, 1024) + 1];
    ushort[] votes = new ushort[Math.Min(capacity, 1024) + 1];
    int used;

    public int Count => all.Count;

    public Sent? Oldest => all.TryPeek(out var oldest) ? places[oldest] : null;

    /// <summary>Takes a message in; returns the oldest when it has to go for it.</summary>
    public Sent? Add(Sent sent)
    {
        var gone = all.Count >= capacity ? Remove() : null;
        var place = Place();
        places[place] = sent;
        all.Enqueue(place);
        foreach (var shingle in (uint[])sent.Print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) having[shingle] = list = new(2);
            if (list.Count == Kept) list.RemoveAt(0);
            list.Add(place);
        }
        return gone;
    }

    /// <summary>Takes the oldest out.</summary>
    public Sent Remove()
    {
        var place = all.Dequeue();
        var sent = places[place]!;
        foreach (var shingle in (uint[])sent.Print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) continue;
            list.Remove(place);
            if (list.Count == 0) having.Remove(shingle);
        }
        places[place] = null;
        free.Push(place);
        return sent;
    }

    /// <summary>Messages that share most shingles with a text; of as many, the latest first.</summary>
    public IReadOnlyList<Sent> Candidates(Fingerprint print)
    {
        foreach (var shingle in (uint[])print.Shingles)
        {
            if (!having.TryGetValue(shingle, out var list)) continue;
            foreach (var place in list)
                if (votes[place]++ == 0) touched.Add(place);
        }
        var best = new List<(Sent Sent, ushort Votes)>(MostCandidates + 1);
        foreach (var place in touched)
        {
            Rank(best, places[place]!, votes[place]);
            votes[place] = 0;
        }
        touched.Clear();
        return best.ConvertAll(b => b.Sent);
    }

    static void Rank(List<(Sent Sent, ushort Votes)> best, Sent sent, ushort votes)
    {
        if (best.Count == MostCandidates && !IsBefore(votes, sent, best[^1])) return;
        var at = best.Count;
        while (at > 0 && IsBefore(votes, sent, best[at - 1])) at--;
        best.Insert(at, (sent, votes));
        if (best.Count > MostCandidates) best.RemoveAt(MostCandidates);
    }

    static bool IsBefore(ushort votes, Sent sent, (Sent Sent, ushort Votes) other) => votes != other.Votes ? votes > other.Votes : sent.At > other.Sent.At;

    int Place()
    {
        if (free.TryPop(out var place)) return place;
        if (used == places.Length)
        {
            Array.Resize(ref places, used * 2);
            Array.Resize(ref votes, used * 2);
        }
        return used++;
    }
}
