using System.Buffers;
using System.Text.RegularExpressions;
using Parley.Safety.Policies;

namespace Parley.Safety.Screening;

/// <summary>Street addresses with a number, in the forms of the larger European languages; a town alone is none.</summary>
static class Addresses
{
    const RegexOptions How = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    public static void Find(string text, List<Found> found)
    {
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0 || text.AsSpan().IndexOfAny(Words) < 0) return;
        foreach (var form in Forms)
            foreach (var match in form.EnumerateMatches(text))
                Add(match.Index, match.Length, found);
    }

    static void Add(int start, int length, List<Found> found)
    {
        if (!found.Exists(f => f.Kind == Kinds.Address && f.Start < start + length && start < f.Start + f.Length)) found.Add(new Found(Kinds.Address, "address.street", start, length));
    }

    /// <summary>Each form has one of these in it.</summary>
    static readonly SearchValues<string> Words = SearchValues.Create(
    [
        "street", "road", "avenue", "lane", "drive", "boulevard", "blvd", "terrace", "crescent", "stras", "straß", "str.", "weg", "platz", "gasse", "allee", "straat", "laan",
        "rue", "chemin", "calle", "avenida", "via", "viale", "piazza", "rua", "ulica", "ul.", "impasse", "quai",
    ], StringComparison.OrdinalIgnoreCase);

    static readonly Regex[] Forms =
    [
        new(@"\b\d{1,5}[a-z]?,? (\p{L}[\p{L}'.]* ){1,3}(street|road|avenue|lane|drive|boulevard|blvd|terrace|crescent)\b", How), // 12 Old Mill Lane
        new(@"\b\p{L}{3,}(stra(ss|ß)e|str\.|weg|platz|gasse|allee|straat|laan) \d{1,4}\b", How), // Lindenstraße 5
        new(@"\b(rue|avenue|boulevard|chemin|calle|avenida|via|viale|piazza|rua|ulica|ul\.) (\p{L}[\p{L}'.]*,? ){1,5}\d{1,5}\b", How), // calle de Alcalá 42
        new(@"\b\d{1,5}( bis| ter)?,? (rue|avenue|boulevard|chemin|impasse|quai) \p{L}", How), // 5 rue des Lilas
    ];
}
