using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>A phrase of the lexicon, where it stands in the folded text, whether it was hidden (spaced, or with signs for letters), and whether its script says much in few signs.</summary>
readonly record struct Hit(Concept Concept, int From, int To, bool Hidden, bool Dense = false);

/// <summary>What all finders look at: the folded text, its phrases, and what is taken already.</summary>
sealed class Scene
{
    /// <summary>No phrase is longer, spaces inside names included.</summary>
    public const int LongestPhrase = 64;

    readonly bool[] taken;

    public Scene(IReadOnlyList<string> messages, ContactSettings settings)
    {
        Messages = messages;
        Text = NormalText.Of(messages);
        Settings = settings;
        taken = new bool[Text.Signs.Length + 1];
        Hits = Read();
    }

    public NormalText Text { get; }

    /// <summary>The messages as they were written, a line each.</summary>
    public string Joined => field ??= Messages.Count == 1 ? Messages[0] : string.Join('\n', Messages);

    public IReadOnlyList<string> Messages { get; }

    public ContactSettings Settings { get; }

    /// <summary>In the order of their ends.</summary>
    public List<Hit> Hits { get; }

    public List<ContactFinding> Findings { get; } = [];

    public ReadOnlySpan<char> Signs => Text.Signs;

    /// <summary>See <see cref="ContactReport.MayHoldCard"/>; known once numbers were looked for.</summary>
    public bool MayHoldCard { get; set; }

    /// <summary>Reports what stands here, if it is within <paramref name="from"/> and <paramref name="to"/> of the folded text.</summary>
    public void Report(ContactKind kind, int from, int to, string reason, double confidence)
    {
        if (from < to) Findings.Add(new ContactFinding(kind, Text.Spans(from, to), reason, confidence));
    }

    /// <summary>Marks signs as spoken for: no other finder looks at digits there.</summary>
    public void Take(int from, int to) => taken.AsSpan(from, to - from).Fill(true);

    public bool Taken(int at) => taken[at];

    public bool Near(Concept concept, int from, int to, int before, int after) => Distance(concept, from, to, before, after) >= 0;

    /// <summary>How far the nearest phrase of a concept is, -1 where there is none.</summary>
    public int Distance(Concept concept, int from, int to, int before, int after)
    {
        var nearest = -1;
        for (var at = First(from - before); at < Hits.Count && Hits[at].To <= to + after + LongestPhrase; at++)
        {
            var hit = Hits[at];
            if (hit.Concept != concept) continue;
            var far = hit.To <= from ? from - hit.To : hit.From >= to ? hit.From - to : 0;
            if (hit.To <= from ? far > before : far > after) continue;
            if (nearest < 0 || far < nearest) nearest = far;
        }
        return nearest;
    }

    /// <summary>The first phrase that ends at a place or behind it.</summary>
    public int First(int place)
    {
        var (low, high) = (0, Hits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Hits[middle].To < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Whether letters of another script stand here for those that were read. Full-width ones are the same to a browser.</summary>
    public bool Disguised(int from, int to)
    {
        for (var at = from; at < to; at++)
            if (Text.Written(at) is >= '\u0080' and (< '\uff00' or > '\uffef') and var sign && char.IsLetter(sign)) return true;
        return false;
    }

    List<Hit> Read()
    {
        var found = new List<(int Value, int From, int To)>();
        var words = WordStream.Of(Signs);
        Lexicon.All.Find(words.Signs, found);
        var hits = new List<Hit>(found.Count + 4);
        foreach (var (value, from, to) in found) hits.Add(Placed(words, value, from, to, hidden: false));
        found.Clear();
        var squeezed = words.Squeezed();
        Lexicon.Names.Find(squeezed.Signs, found);
        foreach (var (value, from, to) in found)
            if (Spaced(squeezed, from, to)) hits.Add(Placed(squeezed, value, from, to, hidden: true));
        if (WordStream.Leet(Signs, out var leet))
        {
            found.Clear();
            Lexicon.Names.Find(leet.Signs, found);
            foreach (var (value, from, to) in found)
                if (Signed(leet, from, to)) hits.Add(Placed(leet, value, from, to, hidden: true));
        }
        hits.Sort((one, other) => one.To.CompareTo(other.To));
        return hits;
    }

    static Hit Placed(WordStream words, int value, int from, int to, bool hidden)
    {
        while (from < to && words.Signs[from] == ' ') from++;
        while (to > from && words.Signs[to - 1] == ' ') to--;
        return new Hit((Concept)value, words.Place(from), words.Place(to - 1) + 1, hidden, words.Signs[from] is >= '\u3040' and < '\ua000');
    }

    /// <summary>A name with spaces inside that begins with a word and ends with one.</summary>
    bool Spaced(WordStream words, int from, int to)
    {
        var (first, last) = (words.Place(from), words.Place(to - 1));
        if (last - first == to - from - 1) return false;
        return (first == 0 || !WordStream.IsWord(Signs[first - 1])) && (last + 1 == Signs.Length || !WordStream.IsWord(Signs[last + 1]));
    }

    /// <summary>A name that has signs or digits for letters.</summary>
    bool Signed(WordStream words, int from, int to)
    {
        for (var at = from; at < to; at++)
            if (words.Signs[at] != Signs[words.Place(at)]) return true;
        return false;
    }
}
