namespace Parley.Inbox;

/// <summary>
/// The forms under which a text is found: each word, its first 3 and 5 letters, and of a run each letter and each two letters
/// in a row. At most 2,000 of a text; what comes after them is not found.
/// </summary>
public static class Forms
{
    public const int Most = 2000, ShortestPrefix = 3;
    const int LongestWord = 40, MostOfARun = 12;
    static readonly int[] Prefixes = [3, 5];

    public static HashSet<string> Of(Words words)
    {
        var forms = new HashSet<string>();
        foreach (var word in words.All)
        {
            if (forms.Count >= Most) break;
            if (word.Run) AddRun(forms, word.Form);
            else AddWord(forms, word.Form);
        }
        return forms;
    }

    static void AddWord(HashSet<string> forms, string word)
    {
        if (!forms.Add(Whole(word))) return;
        foreach (var length in Prefixes)
            if (word.Length >= length) forms.Add("p" + word[..length]);
    }

    static void AddRun(HashSet<string> forms, string run)
    {
        for (var i = 0; i < run.Length && forms.Count < Most; i++)
        {
            forms.Add("u" + run[i]);
            if (i > 0) forms.Add(string.Concat("b", run.AsSpan(i - 1, 2)));
        }
    }

    /// <summary>Forms that every text has in which the word stands. Texts that have them may still not hold it: a longer beginning, a longer run or a row of words shows only when they are opened.</summary>
    public static IEnumerable<string> Needed(Word word, bool prefix)
    {
        if (word.Run) return word.Length == 1 ? ["u" + word.Form] : Enumerable.Range(1, Math.Min(word.Length - 1, MostOfARun)).Select(i => string.Concat("b", word.Form.AsSpan(i - 1, 2)));
        if (!prefix || word.Length < ShortestPrefix) return [Whole(word.Form)];
        return ["p" + word.Form[..Prefixes.Last(p => p <= word.Length)]];
    }

    /// <summary>A fact about a message that can be filtered by, as a form of its own.</summary>
    public static string Fact(string name, string value) => $"f{name} {value}";

    static string Whole(string word) => "w" + (word.Length > LongestWord ? word[..LongestWord] : word);
}
