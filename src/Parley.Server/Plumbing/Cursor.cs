using System.Security.Cryptography;
using System.Text;

namespace Parley.Plumbing;

/// <summary>
/// Opaque keyset cursors. A cursor names its list (who asks, which folder and order) by a digest, so that
/// one list's cursor is refused by another; what it holds is only a position, never a permission.
/// </summary>
public static class Cursor
{
    public static string Write(string list, string position) =>
        Convert.ToBase64String([.. Seal(list, position), .. Encoding.UTF8.GetBytes(position)]).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The position, or null when there is no cursor. Throws <c>invalid-cursor</c> for anything altered or foreign.</summary>
    public static string? Read(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        if (cursor.Length > 512) throw Refuse.InvalidCursor();
        var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        Span<byte> bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length) || length < 9) throw Refuse.InvalidCursor();
        string position;
        try
        {
            position = new UTF8Encoding(false, true).GetString(bytes[8..length]);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse.InvalidCursor();
        }
        if (!CryptographicOperations.FixedTimeEquals(Seal(list, position), bytes[..8])) throw Refuse.InvalidCursor();
        if (Write(list, position) != cursor) throw Refuse.InvalidCursor();
        return position;
    }

    static byte[] Seal(string list, string position) => SHA256.HashData(Encoding.UTF8.GetBytes($"{list}\n{position}"))[..8];
}

/// <summary>Page sizes: 30 unless told, at most 100.</summary>
public static class PageSize
{
    public static int Read(string? limit, int standard = 30)
    {
        if (limit is null) return standard;
        if (int.TryParse(limit, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 100) return n;
        throw Refuse.Invalid("limit", "'limit' must be a whole number from 1 to 100.");
    }
}
