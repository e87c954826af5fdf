namespace Parley.Text.Models;

/// <summary>Takes the traits of a text one by one.</summary>
interface ITraits
{
    /// <param name="index">The trait's place in the table.</param>
    /// <param name="weight">What it counts.</param>
    /// <param name="start">Where it begins in the folded text; -1: it is one of the whole text.</param>
    /// <param name="length">How long it is there; of the whole text: which <see cref="Shape"/>.</param>
    void Add(int index, float weight, int start, int length);
}

/// <summary>Something that has traits.</summary>
interface ITraitSource
{
    void Read<T>(ref T traits) where T : struct, ITraits, allows ref struct;
}

/// <summary>A text's own traits.</summary>
readonly struct TextTraits(Folded folded, string text, FeatureSet set) : ITraitSource
{
    public void Read<T>(ref T traits) where T : struct, ITraits, allows ref struct => Features.Read(folded, text, set, ref traits);
}

/// <summary>Finds the traits of a text. Each occurrence is named; who wants each once keeps account.</summary>
static class Features
{
    /// <summary>Longer sequences are hashed anew by each model.</summary>
    public const int Longest = 5;

    const uint Prime = 16777619, CharSeed = 0x811C9DC5, WordSeed = 0x1B873593, PairSeed = 0x85EBCA6B, SkipSeed = 0x2545F491, ShapeSeed = 0xC2B2AE35, StartSeed = 0x38495AB5, CaseSeed = 0x4CF5AD43, OutlineSeed = 0x27D4EB2F;

    public static void Read<T>(Folded text, string original, in FeatureSet set, ref T traits) where T : struct, ITraits, allows ref struct
    {
        var mask = (1u << set.Bits) - 1;
        var chars = text.Chars;
        if (set.CharWeight > 0) Sequences(text, set, mask, ref traits);
        Words(text, set, mask, ref traits);
        if (set.OutlineWeight > 0) Outlines(chars, set.OutlineWeight, mask, ref traits);
        if (set.ConceptWeight > 0 && set.Concepts != FeatureSet.Phrases) ConceptTraits.Read(text, set.Concepts, set.ConceptWeight, mask, ref traits);
        if (set.ShapeWeight > 0) Shapes.Read(text, original, new(ShapeSeed, mask, set.ShapeWeight), ref traits);
    }

    static void Sequences<T>(Folded text, in FeatureSet set, uint mask, ref T traits) where T : struct, ITraits, allows ref struct
    {
        var chars = text.Chars;
        if (set.Longest <= Longest)
        {
            var hashes = text.Hashes;
            for (var i = 0; i < chars.Length; i++)
            {
                var last = Math.Min(set.Longest, chars.Length - i);
                for (var n = set.Shortest; n <= last; n++) traits.Add((int)(hashes[i * Longest + n - 1] & mask), set.CharWeight, i, n);
            }
            return;
        }
        for (var i = 0; i < chars.Length; i++)
        {
            var hash = CharSeed;
            var most = Math.Min(set.Longest, chars.Length - i);
            for (var n = 1; n <= most; n++)
            {
                hash = (hash ^ Sign(chars[i + n - 1])) * Prime;
                if (n >= set.Shortest) traits.Add((int)(Mix(hash) & mask), set.CharWeight, i, n);
            }
        }
    }

    /// <summary>The hashes of all sequences up to <see cref="Longest"/>, place by place; several models read the same text in turn.</summary>
    public static void Hash(ReadOnlySpan<char> chars, Span<uint> into)
    {
        for (var i = 0; i < chars.Length; i++)
        {
            var hash = CharSeed;
            var most = Math.Min(Longest, chars.Length - i);
            for (var n = 0; n < most; n++)
            {
                hash = (hash ^ Sign(chars[i + n])) * Prime;
                into[i * Longest + n] = Mix(hash);
            }
        }
    }

    static void Words<T>(Folded text, in FeatureSet set, uint mask, ref T traits) where T : struct, ITraits, allows ref struct
    {
        var chars = text.Chars;
        var (before, beforeAt, earlier, earlierAt, count) = (0u, 0, 0u, 0, 0);
        for (var i = 0; i < chars.Length;)
        {
            if (!Letters.InWord(chars[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var hash = WordSeed;
            while (i < chars.Length && (Letters.InWord(chars[i]) || chars[i] == '\'' && i + 1 < chars.Length && Letters.InWord(chars[i + 1])))
            {
                if (i > start && Letters.Dense(chars[i])) break; // one sign is a word there
                hash = (hash ^ Sign(chars[i++])) * Prime;
            }
            if (set.WordWeight > 0) traits.Add((int)(Mix(hash) & mask), set.WordWeight, start, i - start);
            if (set.PairWeight > 0 && before != 0) traits.Add((int)(Mix((before ^ PairSeed) * Prime ^ hash) & mask), set.PairWeight, beforeAt, i - beforeAt);
            if (set.Skips && earlier != 0) traits.Add((int)(Mix((earlier ^ SkipSeed) * Prime ^ hash) & mask), set.PairWeight, earlierAt, i - earlierAt);
            if (set.StartWeight > 0 && count < 2) traits.Add((int)(Mix((StartSeed + (uint)count) * Prime ^ hash) & mask), set.StartWeight, start, i - start);
            if (set.CaseWeight > 0 && text.Capitals(start, i - start) is > 0 and var capitals) traits.Add((int)(Mix((CaseSeed + (uint)capitals) * Prime ^ hash) & mask), set.CaseWeight, start, i - start);
            (earlier, earlierAt, before, beforeAt) = (before, beforeAt, hash, start);
            count++;
        }
    }

    /// <summary>Words between blanks that are more than letters, each run of letters or digits one sign.</summary>
    static void Outlines<T>(ReadOnlySpan<char> chars, float weight, uint mask, ref T traits) where T : struct, ITraits, allows ref struct
    {
        for (var i = 0; i < chars.Length;)
        {
            var (start, hash, last, more) = (i, OutlineSeed, '\0', false);
            for (; i < chars.Length && chars[i] != ' '; i++)
            {
                var sign = chars[i] is >= '0' and <= '9' ? '0' : Letters.InWord(chars[i]) ? 'a' : chars[i];
                more |= sign != 'a';
                if (sign == last) continue;
                hash = (hash ^ sign) * Prime;
                last = sign;
            }
            if (more) traits.Add((int)(Mix(hash) & mask), weight, start, i - start);
            i++;
        }
    }

    /// <summary>All digits are one: what numbers say is their form.</summary>
    static uint Sign(char c) => c is >= '0' and <= '9' ? '0' : c;

    internal static uint Mix(uint h)
    {
        h ^= h >> 15;
        h *= 0x2C1B3C6D;
        h ^= h >> 12;
        h *= 0x297A2D39;
        return h ^ (h >> 15);
    }
}
