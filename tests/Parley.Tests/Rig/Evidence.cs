using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Rig;

/// <summary>
/// An independent verifier of a conversation's evidence chain: written from the published formula, reading nothing but rows.
/// </summary>
public static class Evidence
{
    /// <summary>Null when the chain holds from the first entry to the head; otherwise what is wrong.</summary>
    public static async Task<string?> FindFlawAsync(ParleyDb db, Guid id)
    {
        var head = await db.Set<Conversation>().SingleAsync(c => c.Id == id);
        var messages = await db.Set<Message>().Where(m => m.ConversationId == id).ToListAsync();
        var revisions = await db.Set<Revision>().Where(r => r.ConversationId == id).ToListAsync();
        if (!messages.Select(m => m.Seq).Order().SequenceEqual(Enumerable.Range(1, head.LastSeq))) return "seq is not contiguous";
        var entries = messages.Select(m => (m.ChainNo, m.Hash, Data: MessageEntry(m))).Concat(revisions.Select(r => (r.ChainNo, r.Hash, Data: RevisionEntry(r)))).OrderBy(e => e.ChainNo).ToList();
        if (!entries.Select(e => e.ChainNo).SequenceEqual(Enumerable.Range(1, head.ChainLength))) return "the chain has a gap";
        var previous = new byte[32];
        foreach (var (number, hash, data) in entries)
        {
            var expected = SHA256.HashData([.. previous, .. data]);
            if (!expected.AsSpan().SequenceEqual(hash)) return $"entry {number} does not follow from the one before it";
            previous = expected;
        }
        return previous.AsSpan().SequenceEqual(head.ChainHead) ? null : "the head is not the last entry's hash";
    }

    static byte[] MessageEntry(Message m) =>
        Entry(1, m.ConversationId, m.Seq, 0, m.ClientId, (byte)m.Party, (byte)m.Kind, m.At.ToMicros(), m.ReplyTo ?? 0, m.AuthorId, m.Sealed);

    static byte[] RevisionEntry(Revision r) =>
        Entry((byte)(r.Unsend ? 3 : 2), r.ConversationId, r.Seq, r.Version, Guid.Empty, 0, 0, r.At.ToMicros(), 0, r.AuthorId, r.Sealed ?? []);

    static byte[] Entry(byte entry, Guid conversation, int seq, int version, Guid client, byte party, byte kind, long at, int reply, string author, byte[] text) =>
        [entry, .. conversation.ToByteArray(bigEndian: true), .. Int(seq), .. Int(version), .. client.ToByteArray(bigEndian: true), party, kind, .. Long(at), .. Int(reply),
            .. SHA256.HashData(Encoding.UTF8.GetBytes(author)), .. SHA256.HashData(text)];

    static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
