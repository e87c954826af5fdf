using System.Text;

namespace Parley.Bench.Targets;

/// <summary>Texts of twenty words from a small language in which few words are frequent and many are rare; the same for the same number.</summary>
static class DeskWords
{
    const int Known = 5_000, Each = 20;

    static readonly string[] Words = [.. Enumerable.Range(0, Known).Select(Spell)];

    /// <summary>Two words that stand together in about one text of a hundred, and two that do in forty texts at every size.</summary>
    public const string Pair = "kalimo bretunas", RarePair = "oxiden wumbrel";

    public static string Text(DeskWorld world, int conversation, int seq)
    {
        var text = new StringBuilder(Each * 8);
        var random = (uint)HashCode(conversation, seq);
        for (var word = 0; word < Each; word++)
        {
            random = (random * 1664525) + 1013904223;
            // The square of an even draw prefers the first words, as people do.
            var draw = (random >> 8) / (double)(1 << 24);
            text.Append(Words[(int)(draw * draw * Known)]).Append(' ');
        }
        if (HashCode(conversation, seq) % 100 == 0) text.Append(Pair).Append(' ');
        if (seq == 4 && world.IsRare(conversation)) text.Append(RarePair).Append(' ');
        return text.Append(conversation).Append('.').Append(seq).ToString();
    }

    static int HashCode(int conversation, int seq) => (int)(((((long)conversation * 31) + seq) * 2654435761L) & 0x7fffffff);

    static string Spell(int number)
    {
        ReadOnlySpan<string> syllables = ["ka", "lo", "mi", "ra", "tes", "vun", "di", "po", "sel", "ga", "nor", "fi"];
        var text = new StringBuilder();
        for (var rest = number + 12; rest > 0; rest /= 12) text.Append(syllables[rest % 12]);
        return text.ToString();
    }
}
