namespace Parley.Text.Models;

/// <summary>
/// The concepts of a text's words, in their order; each is a trait, and so is each with those of the last two words that had any: "or",
/// "come", "house".
/// </summary>
static class ConceptTraits
{
    const uint Seed = 0x165667B1, SkipSeed = 0x9E3779B1;

    public static void Read<T>(Folded text, int number, float weight, uint mask, ref T traits) where T : struct, ITraits, allows ref struct
    {
        var table = ConceptTable.Of(number);
        var chars = text.Chars;
        var walk = new Walk { Weight = weight, Mask = mask };
        Span<byte> found = stackalloc byte[4];
        for (var i = 0; i < chars.Length;)
        {
            if (chars[i] == ' ')
            {
                i++;
                continue;
            }
            var end = i;
            var signs = false;
            while (end < chars.Length && chars[end] != ' ' && !Letters.Dense(chars[end])) signs |= Sign(chars[end++]);
            if (end == i)
            {
                var count = table.Dense(chars[i..], found, out var length);
                if (count > 0) walk.Take(found[..count], i, length, ref traits);
                i += Math.Max(1, length);
                continue;
            }
            if (table.Unmasks && (signs || Stretched(chars[i..end])) && table.Masked(Trimmed(chars[i..end]), found) is > 0 and var hidden) walk.Take(found[..hidden], i, end - i, ref traits);
            else Words(table, chars, i, end, found, ref walk, ref traits);
            i = end;
        }
    }

    static void Words<T>(ConceptTable table, ReadOnlySpan<char> chars, int from, int to, scoped Span<byte> found, ref Walk walk, ref T traits) where T : struct, ITraits, allows ref struct
    {
        for (var i = from; i < to;)
        {
            var start = i;
            while (i < to && (Letters.InWord(chars[i]) || i > start && chars[i] is '\'' or '-')) i++;
            var end = i;
            while (end > start && !Letters.InWord(chars[end - 1])) end--;
            if (end > start && table.Of(chars[start..end], found) is > 0 and var count) walk.Take(found[..count], start, end - start, ref traits);
            else if (end > start) Parts(table, chars, start, end, found, ref walk, ref traits);
            if (i == start) i++;
        }
    }

    /// <summary>"l'avez-vous" is read by its parts when it is unknown as a whole.</summary>
    static void Parts<T>(ConceptTable table, ReadOnlySpan<char> chars, int from, int to, scoped Span<byte> found, ref Walk walk, ref T traits) where T : struct, ITraits, allows ref struct
    {
        if (chars[from..to].IndexOfAny('\'', '-') < 0) return;
        for (var start = from; start < to;)
        {
            var length = chars[start..to].IndexOfAny('\'', '-');
            if (length < 0) length = to - start;
            if (length > 0 && table.Of(chars.Slice(start, length), found) is > 0 and var count) walk.Take(found[..count], start, length, ref traits);
            start += length + 1;
        }
    }

    static bool Sign(char c) => c is '*' or '@' or '$' or '!' or '#' or '%' or '0' or '1' or '3' or '4' or '5' or '7';

    static bool Stretched(ReadOnlySpan<char> word)
    {
        for (var i = 2; i < word.Length; i++)
        {
            if (word[i] == word[i - 1] && word[i] == word[i - 2] && char.IsLetter(word[i])) return true;
        }
        return false;
    }

    /// <summary>Signs at the end are mostly punctuation; stars are not.</summary>
    static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> word) => word.Trim(".,!?;:\"()[]");

    struct Walk
    {
        uint last, earlier;
        int lastCount, earlierCount, lastStart, earlierStart;

        public float Weight { get; init; }

        public uint Mask { get; init; }

        public void Take<T>(scoped ReadOnlySpan<byte> concepts, int start, int length, ref T traits) where T : struct, ITraits, allows ref struct
        {
            var now = 0u;
            for (var k = 0; k < concepts.Length; k++)
            {
                traits.Add((int)(Features.Mix(Seed ^ concepts[k]) & Mask), Weight, start, length);
                Pair(Seed, last, lastCount, concepts[k], lastStart, start + length, ref traits);
                Pair(SkipSeed, earlier, earlierCount, concepts[k], earlierStart, start + length, ref traits);
                now |= (uint)concepts[k] << (8 * k);
            }
            (earlier, earlierCount, earlierStart) = (last, lastCount, lastStart);
            (last, lastCount, lastStart) = (now, concepts.Length, start);
        }

        readonly void Pair<T>(uint seed, uint before, int count, byte concept, int from, int to, ref T traits) where T : struct, ITraits, allows ref struct
        {
            for (var j = 0; j < count; j++)
            {
                var pair = (before >> (8 * j) & 0xFF) << 8 | concept | 0x10000;
                traits.Add((int)(Features.Mix(seed ^ pair) & Mask), Weight, from, to - from);
            }
        }
    }
}
