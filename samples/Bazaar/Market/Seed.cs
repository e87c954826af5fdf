using System.Security.Cryptography;
using System.Text;

namespace Bazaar.Market;

/// <summary>The texts that come with the sample, and numbers and ids that are the same on each start.</summary>
public static class Seed
{
    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Seed).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    /// <summary>The lines of a table; cells are separated by bars, lines with a # are remarks.</summary>
    public static IEnumerable<string[]> Rows(string name) =>
        Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    public static IEnumerable<string> Names(string folder) =>
        typeof(Seed).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A number from zero to below <paramref name="limit"/>, decided by the key alone.</summary>
    public static int Number(string key, int limit) => (int)(BitConverter.ToUInt32(Hash(key)) % (uint)limit);

    /// <summary>An id decided by the key alone (RFC 9562, version 8).</summary>
    public static Guid Id(string key)
    {
        var bytes = Hash(key)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
