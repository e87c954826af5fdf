using System.Text.Json;
using Parley.Plumbing;

namespace Parley.Market;

/// <summary>
/// What the host knows besides of a user, a vendor or a subject, as texts by key: for variables of templates. Kept as JSON with its keys
/// in order, so that the same attributes are the same text. Never shown to the other side as such.
/// </summary>
public static class Attributes
{
    public const int Most = 50, KeyLength = 40, ValueLength = 500;

    public static string? Write(IReadOnlyDictionary<string, string>? attributes)
    {
        if (attributes is null or { Count: 0 }) return null;
        if (attributes.Count > Most) throw Refuse.Invalid("attributes", $"'attributes' has more than {Most} keys.");
        var clean = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
        {
            if (!IsKey(key)) throw Refuse.Invalid("attributes", $"A key of 'attributes' is a letter, followed by at most {KeyLength - 1} letters, digits and '_', all ASCII.");
            clean[key] = Texts.Line(value, $"attributes.{key}", ValueLength);
        }
        return JsonSerializer.Serialize(clean, Bodies.Strict);
    }

    public static IReadOnlyDictionary<string, string>? Read(string? stored) => stored is null ? null : JsonSerializer.Deserialize<SortedDictionary<string, string>>(stored, Bodies.Strict);

    public static bool IsKey(string key) => key.Length is > 0 and <= KeyLength && char.IsAsciiLetter(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
