using System.Globalization;

namespace Parley.Plumbing;

/// <summary>What every text and id from outside must satisfy, whoever sends it.</summary>
public static class Texts
{
    /// <summary>The longest id of a host (users, vendors, subjects), in UTF-16 units.</summary>
    public const int IdLength = 128;

    /// <summary>An id of the host's: 1 to 128 visible characters without blanks or controls.</summary>
    public static string Id(string? value, string field)
    {
        if (string.IsNullOrEmpty(value)) throw Refuse.Invalid(field, $"'{field}' is missing.");
        if (value.Contains('\0')) throw Refuse.InvalidCharacter(field);
        if (value.Length > IdLength || !value.All(c => c is > ' ' and < '\x7f')) throw Refuse.Invalid(field, $"'{field}' must be 1 to {IdLength} visible ASCII characters without blanks.");
        return value;
    }

    /// <summary>A line for people (a name, a title): trimmed, without controls or direction overrides, at most <paramref name="max"/> units.</summary>
    public static string Line(string? value, string field, int max)
    {
        if (value is not null && value.Contains('\0')) throw Refuse.InvalidCharacter(field);
        var line = Strip(value ?? "").Trim();
        if (!IsVisible(line)) throw Refuse.Invalid(field, $"'{field}' is empty.");
        if (line.Length > max) throw Refuse.Invalid(field, $"'{field}' is longer than {max} characters.");
        return line;
    }

    public static string? OptionalLine(string? value, string field, int max) => value is null ? null : Line(value, field, max);

    /// <summary>An http or https address of at most 2,048 characters, or null.</summary>
    public static string? OptionalUrl(string? value, string field)
    {
        if (value is null) return null;
        if (value.Length <= 2048 && value.All(c => c > ' ' && c != '\x7f') && Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0) return value;
        throw Refuse.Invalid(field, $"'{field}' must be an absolute http or https address of at most 2,048 characters.");
    }

    /// <summary>True when at least one character would leave a mark on the screen.</summary>
    public static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0) continue;
            switch (System.Text.Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned:
                    continue;
                default:
                    return true;
            }
        }
        return false;
    }

    /// <summary>Control characters become blanks; direction overrides, which could dress up a name, go.</summary>
    static string Strip(string value)
    {
        if (!value.Any(c => char.IsControl(c) || IsDirection(c))) return value;
        return string.Concat(value.Where(c => !IsDirection(c)).Select(c => char.IsControl(c) ? ' ' : c));
    }

    static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
