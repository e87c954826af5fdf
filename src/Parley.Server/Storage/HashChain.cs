using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;


namespace Parley.Storage;

/// <summary>
/// The evidence chain of a conversation: every entry's hash covers the one before it, so nothing can be changed, dropped or
/// moved unnoticed. Entries are hashed in their sealed form, so the chain still verifies after an author's key is destroyed.
/// <code>hash = SHA-256(previous 32 | entry 1 | conversation 16 | seq 4 | version 4 | client id 16 | party 1 | kind 1 | at 8 | reply 4 | SHA-256(author) 32 | SHA-256(sealed) 32)</code>
/// Integers are big-endian. The first entry's previous hash is 32 zero bytes.
/// </summary>
public static class HashChain
{
    public static readonly byte[] Genesis = new byte[32];

    const byte MessageEntry = 1, EditEntry = 2, UnsendEntry = 3;

    public static byte[] Message(byte[] previous, Send send, int seq) =>
        Hash(previous, MessageEntry, send.ConversationId, seq, 0, send.ClientId, (byte)send.Party, (byte)send.Kind, send.At, send.ReplyTo ?? 0, send.AuthorId, send.Sealed);

    /// <summary>An edit (with the new sealed text) or an unsend (with none) of message <paramref name="seq"/>.</summary>
    public static byte[] Revision(byte[] previous, Guid conversationId, int seq, int version, bool unsend, string authorId, long at, byte[]? newSealed) =>
        Hash(previous, unsend ? UnsendEntry : EditEntry, conversationId, seq, version, Guid.Empty, 0, 0, at, 0, authorId, newSealed ?? []);

    static byte[] Hash(byte[] previous, byte entry, Guid conversation, int seq, int version, Guid clientId, byte party, byte kind, long at, int reply, string author, byte[] text)
    {
        Span<byte> data = stackalloc byte[32 + 1 + 16 + 4 + 4 + 16 + 1 + 1 + 8 + 4 + 32 + 32];
        previous.CopyTo(data);
        data[32] = entry;
        conversation.TryWriteBytes(data[33..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(data[49..], seq);
        BinaryPrimitives.WriteInt32BigEndian(data[53..], version);
        clientId.TryWriteBytes(data[57..], bigEndian: true, out _);
        data[73] = party;
        data[74] = kind;
        BinaryPrimitives.WriteInt64BigEndian(data[75..], at);
        BinaryPrimitives.WriteInt32BigEndian(data[83..], reply);
        Span<byte> name = stackalloc byte[Encoding.UTF8.GetMaxByteCount(author.Length)];
        SHA256.HashData(name[..Encoding.UTF8.GetBytes(author, name)], data[87..119]);
        SHA256.HashData(text, data[119..]);
        return SHA256.HashData(data);
    }
}
