namespace Parley.Notifications;

/// <summary>RFC 4648 in small letters and without padding: what a local part may hold, and what survives a change of case.</summary>
static class Base32
{
    const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Write(ReadOnlySpan<byte> bytes) => string.Create((bytes.Length * 8 + 4) / 5, bytes, static (text, bytes) =>
    {
        int buffer = 0, bits = 0, at = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) text[at++] = Letters[(buffer >> (bits - 5)) & 31];
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text[at] = Letters[(buffer << (5 - bits)) & 31];
    });

    /// <summary>Null when it is not what <see cref="Write"/> writes of so many bytes, whatever the case.</summary>
    public static byte[]? Read(ReadOnlySpan<char> text, int length)
    {
        if (text.Length != (length * 8 + 4) / 5) return null;
        var bytes = new byte[length];
        int buffer = 0, bits = 0, at = 0;
        foreach (var c in text)
        {
            var value = Letters.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (value < 0) return null;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }
        return buffer == 0 ? bytes : null;
    }
}
