using Parley.Text.Models;

namespace Parley.Text.Topics;

/// <summary>
/// Names the concepts that words stand for: what is learnt of one language holds for the others. A word can stand for several.
/// </summary>
static class Concepts
{
    static readonly Dictionary<string, byte[]> Whole = new(StringComparer.Ordinal);
    static readonly Dictionary<string, byte[]> Heads = new(StringComparer.Ordinal);
    static readonly Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> WholeBySpan, HeadsBySpan;
    static readonly int Longest;

    static Concepts()
    {
        for (var i = 0; i < ConceptWords.All.Length; i++)
        {
            foreach (var word in ConceptWords.All[i].Words.Split(' '))
            {
                var (table, key) = word.EndsWith('*') ? (Heads, word[..^1]) : (Whole, word);
                var known = table.GetValueOrDefault(key, []);
                if (!known.Contains((byte)i)) table[key] = [.. known, (byte)i];
            }
        }
        (WholeBySpan, HeadsBySpan, Longest) = (Whole.GetAlternateLookup<ReadOnlySpan<char>>(), Heads.GetAlternateLookup<ReadOnlySpan<char>>(), Heads.Keys.Max(k => k.Length));
    }

    /// <summary>The concepts of a folded word are written to the span; returns how many there are.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<byte> into)
    {
        var count = 0;
        if (WholeBySpan.TryGetValue(word, out var whole)) Add(whole, into, ref count);
        for (var length = Math.Min(word.Length, Longest); length >= 3; length--)
        {
            if (!HeadsBySpan.TryGetValue(word[..length], out var head)) continue;
            Add(head, into, ref count);
            break;
        }
        return count;
    }

    static void Add(byte[] concepts, Span<byte> into, ref int count)
    {
        foreach (var concept in concepts)
        {
            if (count < into.Length && !into[..count].Contains(concept)) into[count++] = concept;
        }
    }
}
