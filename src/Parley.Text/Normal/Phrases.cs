namespace Parley.Text.Normal;

/// <summary>
/// Finds all of many phrases in a text in one pass (Aho and Corasick, 1975). What is found is a number that its owner gave the phrase; the
/// time grows with the text and with what is found, however many phrases there are.
/// </summary>
sealed class Phrases
{
    readonly char[] labels;
    readonly int[] firsts, counts, targets, fails, outputs, nexts;
    readonly int[] root = new int[0x10000];
    readonly (int Value, int Length)[] values;

    public Phrases(IEnumerable<(string Phrase, int Value)> phrases)
    {
        var children = new List<SortedDictionary<char, int>> { new() };
        var ends = new List<List<(int, int)>> { new() };
        foreach (var (phrase, value) in phrases)
        {
            var state = 0;
            foreach (var sign in phrase)
            {
                if (!children[state].TryGetValue(sign, out var next))
                {
                    children[state][sign] = next = children.Count;
                    children.Add([]);
                    ends.Add([]);
                }
                state = next;
            }
            if (!ends[state].Contains((value, phrase.Length))) ends[state].Add((value, phrase.Length));
        }
        var edges = children.Sum(c => c.Count);
        (labels, targets) = (new char[edges], new int[edges]);
        (firsts, counts, fails) = (new int[children.Count], new int[children.Count], new int[children.Count]);
        (outputs, nexts) = (new int[children.Count], new int[children.Count]);
        var all = new List<(int, int)>();
        for (int state = 0, edge = 0; state < children.Count; state++)
        {
            (firsts[state], counts[state]) = (edge, children[state].Count);
            foreach (var (label, target) in children[state]) (labels[edge], targets[edge++]) = (label, target);
            outputs[state] = all.Count;
            all.AddRange(ends[state]);
            all.Add((-1, 0));
        }
        values = [.. all];
        foreach (var (label, target) in children[0]) root[label] = target;
        var queue = new Queue<int>(children[0].Values);
        while (queue.TryDequeue(out var state))
        {
            nexts[state] = ends[fails[state]].Count > 0 ? fails[state] : nexts[fails[state]];
            foreach (var (label, target) in children[state])
            {
                fails[target] = Step(fails[state], label);
                queue.Enqueue(target);
            }
        }
    }

    /// <summary>Calls back for every phrase found, with its value, where it begins and the place behind its end.</summary>
    public void Find(ReadOnlySpan<char> text, List<(int Value, int From, int To)> found)
    {
        var state = 0;
        for (var at = 0; at < text.Length; at++)
        {
            state = Step(state, text[at]);
            for (var here = state; here != 0; here = nexts[here])
                for (var output = outputs[here]; values[output].Value >= 0; output++)
                    found.Add((values[output].Value, at + 1 - values[output].Length, at + 1));
        }
    }

    int Step(int state, char sign)
    {
        while (state != 0)
        {
            var place = labels.AsSpan(firsts[state], counts[state]).BinarySearch(sign);
            if (place >= 0) return targets[firsts[state] + place];
            state = fails[state];
        }
        return root[sign];
    }
}
