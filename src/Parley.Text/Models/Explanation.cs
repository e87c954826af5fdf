namespace Parley.Text.Models;

/// <summary>
/// Says what in a text spoke for a class. What every trait adds is shared out among the characters it stands on; words whose characters
/// gained most are named, neighbours together.
/// </summary>
static class Explanation
{
    const double Least = 0.15;

    /// <summary>The reasons, the strongest first, so many at most.</summary>
    public static IReadOnlyList<Reason> Of(LinearModel model, string text, int @class, int most)
    {
        var folded = Folded.Of(text);
        var seen = new Noting([], []);
        Features.Read(folded, text, model.Set, ref seen);
        var square = seen.Places.Values.Sum(p => (double)p.Weight * p.Weight);
        var scale = model.Set.Scale(square);
        var gains = new double[folded.Length];
        var reasons = new List<Reason>();
        foreach (var (place, start, length) in seen.Found)
        {
            var (weight, times) = seen.Places[place];
            var gain = model.Weight(place, @class) * weight * scale;
            if (start >= 0)
            {
                for (var i = start; i < start + length; i++) gains[i] += gain / times / length;
            }
            else if (gain >= Least)
            {
                reasons.Add(new($"text:{((Shape)length).ToString().ToLowerInvariant()}", 0, 0, gain));
            }
        }
        reasons.AddRange(Words(folded, gains));
        return [.. reasons.OrderByDescending(r => r.Weight).ThenBy(r => r.Start).Take(most)];
    }

    static IEnumerable<Reason> Words(Folded folded, double[] gains)
    {
        var chars = folded.Chars.ToString();
        var (from, to, sum) = (-1, -1, 0.0);
        for (var start = 0; start < chars.Length;)
        {
            if (chars[start] == ' ')
            {
                start++;
                continue;
            }
            var end = start;
            while (end < chars.Length && chars[end] != ' ' && (end == start || !Letters.Dense(chars[end]))) end++;
            var gain = 0.0;
            for (var i = start; i < end; i++) gain += gains[i];
            if (gain >= Least && (from < 0 || to + 1 >= start))
            {
                (from, to, sum) = (from < 0 ? start : from, end, sum + gain);
            }
            else if (gain >= Least)
            {
                yield return At(folded, from, to, sum);
                (from, to, sum) = (start, end, gain);
            }
            else if (from >= 0)
            {
                yield return At(folded, from, to, sum);
                (from, to, sum) = (-1, -1, 0);
            }
            start = end;
        }
        if (from >= 0) yield return At(folded, from, to, sum);
    }

    static Reason At(Folded folded, int from, int to, double gain)
    {
        var (start, length) = folded.Origin(from, to - from);
        return new("words", start, length, gain);
    }

    /// <summary>Keeps where every trait was found.</summary>
    readonly struct Noting(List<(int Place, int Start, int Length)> found, Dictionary<int, (float Weight, int Times)> places) : ITraits
    {
        public List<(int Place, int Start, int Length)> Found => found;

        public Dictionary<int, (float Weight, int Times)> Places => places;

        public void Add(int index, float weight, int start, int length)
        {
            found.Add((index, start, length));
            places[index] = places.TryGetValue(index, out var known) ? (known.Weight, known.Times + 1) : (weight, 1);
        }
    }
}
