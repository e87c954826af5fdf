using Parley.Text.Abuse;
using Parley.Text.Spam;
using Parley.Text.Topics;

namespace Parley.Text.Models;

/// <summary>
/// Names the concepts that words stand for: what is learnt of one language holds for the others. A word can stand for several. Words of
/// scripts without blanks are found wherever they stand.
/// </summary>
sealed class ConceptTable
{
    const int Least = 3;

    static readonly Lazy<ConceptTable>[] Tables = [new(() => new(TopicWords.All, 0)), new(() => new(AbuseWords.All, AbuseWords.Masked)), new(() => new(SpamWords.All, 0))];

    readonly Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> whole, heads;
    readonly string[] veiled;
    readonly int longest, densest;

    ConceptTable((string Concept, string Words)[] all, int masked)
    {
        var (words, starts) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), new Dictionary<string, byte[]>(StringComparer.Ordinal));
        for (var i = 0; i < all.Length; i++)
        {
            foreach (var word in all[i].Words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (table, key) = word.EndsWith('*') ? (starts, Folded.Of(word[..^1]).Chars.Trim(' ').ToString()) : (words, Folded.Of(word).Chars.Trim(' ').ToString());
                var known = table.GetValueOrDefault(key, []);
                if (!known.Contains((byte)i)) table[key] = [.. known, (byte)i];
            }
        }
        (whole, heads) = (words.GetAlternateLookup<ReadOnlySpan<char>>(), starts.GetAlternateLookup<ReadOnlySpan<char>>());
        longest = starts.Keys.Max(k => k.Length);
        densest = words.Keys.Where(k => Letters.Dense(k[0])).Select(k => k.Length).DefaultIfEmpty().Max();
        veiled = [.. words.Concat(starts).Where(w => w.Value.Any(c => c < masked) && w.Key.Length >= Least && w.Key[0] < 128).Select(w => w.Key)];
    }

    /// <summary>The table of a model: 1 topics, 2 abuse, 3 spam.</summary>
    public static ConceptTable Of(int number) => Tables[number - 1].Value;

    /// <summary>Whether words are looked for behind signs.</summary>
    public bool Unmasks => veiled.Length > 0;

    /// <summary>The concepts of a folded word are written to the span; returns how many there are.</summary>
    public int Of(ReadOnlySpan<char> word, Span<byte> into)
    {
        var count = 0;
        if (whole.TryGetValue(word, out var known)) Add(known, into, ref count);
        for (var length = Math.Min(word.Length, longest); length >= Least; length--)
        {
            if (!heads.TryGetValue(word[..length], out var head)) continue;
            Add(head, into, ref count);
            break;
        }
        return count;
    }

    /// <summary>The longest word without blanks around it that begins here, and its concepts.</summary>
    public int Dense(ReadOnlySpan<char> from, Span<byte> into, out int length)
    {
        for (length = Math.Min(densest, from.Length); length > 0; length--)
        {
            if (!whole.TryGetValue(from[..length], out var known)) continue;
            var count = 0;
            Add(known, into, ref count);
            return count;
        }
        return 0;
    }

    /// <summary>The concepts of a word whose letters are replaced by signs or digits, or stretched.</summary>
    public int Masked(ReadOnlySpan<char> token, Span<byte> into)
    {
        Span<char> plain = stackalloc char[24];
        var (length, open, letters) = (0, false, 0);
        foreach (var c in token)
        {
            var bare = Bare(c);
            if (bare == '\0') continue;
            if (length > 1 && bare == plain[length - 1] && bare == plain[length - 2]) continue;
            if (length == plain.Length) return 0;
            if (char.IsLetter(c)) letters++;
            open |= bare == '*';
            plain[length++] = bare;
        }
        if (length < Least || letters == 0) return 0;
        if (!open) return Squeezed(plain[..length], into);
        foreach (var word in veiled)
        {
            if (Matches(plain[..length], word)) return Of(word, into);
        }
        return 0;
    }

    int Squeezed(Span<char> word, Span<byte> into)
    {
        if (Of(word, into) is > 0 and var found) return found;
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (length == 0 || word[length - 1] != word[i]) word[length++] = word[i];
        }
        return length < Least ? 0 : Of(word[..length], into);
    }

    /// <summary>A star stands for one letter or for several; the first letter has to be there.</summary>
    static bool Matches(ReadOnlySpan<char> mask, string word)
    {
        var star = mask.IndexOf('*');
        var last = mask.LastIndexOf('*');
        if (star <= 0 || mask.Length > word.Length + 2) return false;
        var head = mask[..star];
        var tail = mask[(last + 1)..];
        return word.Length > head.Length + tail.Length && word.Length <= mask.Length + 2 && word.AsSpan().StartsWith(head) && word.AsSpan().EndsWith(tail);
    }

    static char Bare(char c) => c switch
    {
        '@' or '4' => 'a', '3' => 'e', '1' or '!' => 'i', '0' => 'o', '$' or '5' => 's', '7' => 't', '*' or '#' or '%' => '*',
        _ => char.IsLetter(c) ? c : '\0',
    };

    static void Add(byte[] concepts, Span<byte> into, ref int count)
    {
        foreach (var concept in concepts)
        {
            if (count < into.Length && !into[..count].Contains(concept)) into[count++] = concept;
        }
    }
}
