using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// The chain of the audit log: every entry's hash covers the one before it.
/// <code>hash = SHA-256(previous 32 | number 8 | at 8 | SHA-256(who) 32 | SHA-256(role) 32 | SHA-256(what) 32 | SHA-256(about) 32 | SHA-256(reason) 32)</code>
/// Integers are big-endian, texts UTF-8. The first entry's previous hash is 32 zero bytes.
/// </summary>
public static class AuditChain
{
    public static byte[] Genesis => HashChain.Genesis;

    public static byte[] HashOf(byte[] previous, long number, DateTimeOffset at, string who, string role, string what, string about, string reason)
    {
        Span<byte> data = stackalloc byte[32 + 8 + 8 + 5 * 32];
        previous.CopyTo(data);
        BinaryPrimitives.WriteInt64BigEndian(data[32..], number);
        BinaryPrimitives.WriteInt64BigEndian(data[40..], at.ToMicros());
        var place = 48;
        foreach (var text in (ReadOnlySpan<string>)[who, role, what, about, reason])
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(text), data[place..]);
            place += 32;
        }
        return SHA256.HashData(data);
    }

    public static byte[] HashOf(byte[] previous, AuditEntry entry) => HashOf(previous, entry.Number, entry.At, entry.Who, entry.Role, entry.What, entry.About, entry.Reason);
}
