using Parley.Text.Models;

namespace Parley.Text.Repeats;

/// <summary>
/// Which shingles (four characters in a row, letters folded, all digits alike, blanks and signs left out) a text has: a bounded sample of
/// their hashes, the smallest, so that samples of two texts can be compared whatever their lengths.
/// </summary>
/// <remarks>Four letters bear a spun word, a moved sentence, a name put in and a slip of the pen: most of the others stay.</remarks>
public sealed class Fingerprint
{
    const int Size = 4, Most = 192;

    Fingerprint(uint[] shingles, int disguised) => (Shingles, Disguised) = (shingles, disguised);

    /// <summary>The hashes, rising, each once.</summary>
    public IReadOnlyList<uint> Shingles { get; }

    /// <summary>How many letters of the text were disguised or invisible.</summary>
    public int Disguised { get; }

    /// <summary>The fingerprint of a text. Of texts longer than 8,192 UTF-16 units the beginning and the end are read.</summary>
    public static Fingerprint Of(string text)
    {
        var folded = Folded.Of(text);
        var (all, count) = (new uint[folded.Length], 0);
        foreach (var (hash, _, _) in Windows(folded)) all[count++] = hash;
        Array.Sort(all, 0, count);
        var different = 0;
        for (var at = 0; at < count && different < Most; at++)
            if (different == 0 || all[at] != all[different - 1]) all[different++] = all[at];
        return new(all[..different], folded.Disguised);
    }

    /// <summary>The share of common shingles in the text that has fewer of them; 0 to 1.</summary>
    public double Likeness(Fingerprint other)
    {
        ReadOnlySpan<uint> a = (uint[])Shingles, b = (uint[])other.Shingles;
        if (a.Length == 0 || b.Length == 0) return 0;
        // Samples reach as far as the shorter one's last hash when they were cut; beyond it nothing can be said.
        var reach = Math.Min(a.Length == Most ? a[^1] : uint.MaxValue, b.Length == Most ? b[^1] : uint.MaxValue);
        a = a[..Within(a, reach)];
        b = b[..Within(b, reach)];
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var (left, right) = (a[i], b[j]); // without branches: which is smaller is a matter of chance
            common += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return common / (double)Math.Max(1, Math.Min(a.Length, b.Length));
    }

    /// <summary>How many are no larger.</summary>
    static int Within(ReadOnlySpan<uint> hashes, uint reach)
    {
        var at = hashes.BinarySearch(reach);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>Stretches of a text, in UTF-16 units, whose shingles another text has too.</summary>
    internal static IEnumerable<Reason> Common(string text, Fingerprint other, int least)
    {
        var folded = Folded.Of(text);
        var known = other.Shingles.ToHashSet();
        var (from, to) = (-1, -1);
        foreach (var (hash, start, end) in Windows(folded))
        {
            if (!known.Contains(hash)) continue;
            if (from >= 0 && start <= to)
            {
                to = end;
                continue;
            }
            if (to - from >= least) yield return At(folded, from, to);
            (from, to) = (start, end);
        }
        if (from >= 0 && to - from >= least) yield return At(folded, from, to);
    }

    static Reason At(Folded folded, int from, int to)
    {
        var (start, length) = folded.Origin(from, to - from);
        return new("same words", start, length, to - from);
    }

    static IEnumerable<(uint Hash, int Start, int End)> Windows(Folded folded)
    {
        var last = new (char Sign, int At)[Size];
        var count = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded.Chars[i];
            if (c == ' ' || !Letters.InWord(c)) continue;
            last[count++ % Size] = (char.IsDigit(c) ? '0' : c, i);
            if (count < Size) continue;
            var hash = 2166136261u;
            for (var k = 0; k < Size; k++) hash = (hash ^ last[(count + k) % Size].Sign) * 16777619;
            yield return (Features.Mix(hash), last[count % Size].At, i + 1);
        }
    }
}
