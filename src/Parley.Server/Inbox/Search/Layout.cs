using System.Buffers.Binary;
using System.Numerics;
using Parley.Encryption;

namespace Parley.Inbox;

/// <summary>A text on its way into the index.</summary>
/// <param name="Seq">The message; 0 for the thread itself, and below that a note: its number with a minus.</param>
/// <param name="Author">Whose erasure takes it out; empty for nobody's.</param>
public sealed record Entry(Guid ConversationId, int Seq, long At, string Author, IReadOnlyCollection<string> Forms);

/// <summary>A text in the index: which it is, when it was said, and a digest of who said it.</summary>
public readonly record struct Slot(Guid ConversationId, int Seq, long At, ulong Author)
{
    public bool IsEmpty => ConversationId == Guid.Empty;
}

/// <summary>How the index lies in bytes. Integers are big-endian.</summary>
static class Layout
{
    public const int PageSize = 256, PagesOfBlock = 64, BlockSize = PageSize * PagesOfBlock;
    const int SlotBytes = 36, TokenBytes = 6, Padding = 16, MapBytes = BlockSize / 8;
    const byte List = 1, Map = 2;

    /// <summary>The space in which a vendor's notes are indexed. The vendor's own has its messages, and whoever looks there meets no note.</summary>
    public static long NotesOf(long party) => -party;

    /// <summary>A token as it is stored: the block in the upper 16 bits.</summary>
    public static long InBlock(int block, long token) => ((long)block << 48) | token;

    public static byte[] WritePage(ReadOnlySpan<Slot> slots)
    {
        var bytes = new byte[PageSize * SlotBytes];
        for (var i = 0; i < slots.Length; i++) Write(bytes.AsSpan(i * SlotBytes, SlotBytes), slots[i]);
        return bytes;
    }

    public static Slot ReadSlot(ReadOnlySpan<byte> page, int slot)
    {
        var bytes = page.Slice(slot * SlotBytes, SlotBytes);
        return new Slot(new Guid(bytes[..16], bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt64BigEndian(bytes[20..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[28..]));
    }

    public static void Clear(Span<byte> page, int slot) => page.Slice(slot * SlotBytes, SlotBytes).Clear();

    static void Write(Span<byte> bytes, Slot slot)
    {
        slot.ConversationId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], slot.Seq);
        BinaryPrimitives.WriteInt64BigEndian(bytes[20..], slot.At);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[28..], slot.Author);
    }

    /// <summary>Author and tokens of a fresh text.</summary>
    public static byte[] WriteFresh(ulong author, IReadOnlyCollection<long> tokens)
    {
        var bytes = new byte[8 + tokens.Count * TokenBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, author);
        Span<byte> eight = stackalloc byte[8];
        var at = 8;
        foreach (var token in tokens)
        {
            BinaryPrimitives.WriteInt64BigEndian(eight, token);
            eight[2..].CopyTo(bytes.AsSpan(at));
            at += TokenBytes;
        }
        return bytes;
    }

    public static (ulong Author, HashSet<long> Tokens) ReadFresh(ReadOnlySpan<byte> bytes)
    {
        var tokens = new HashSet<long>((bytes.Length - 8) / TokenBytes);
        Span<byte> eight = stackalloc byte[8];
        for (var at = 8; at < bytes.Length; at += TokenBytes)
        {
            bytes.Slice(at, TokenBytes).CopyTo(eight[2..]);
            tokens.Add(BinaryPrimitives.ReadInt64BigEndian(eight));
        }
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes), tokens);
    }

    /// <summary>What a fresh text's seal is bound to, besides its party.</summary>
    public static long NameOf(Guid conversation, int seq) => BinaryPrimitives.ReadInt64BigEndian(conversation.ToByteArray(bigEndian: true).AsSpan(8)) ^ seq;

    /// <summary>Places as gaps between them or as a map of the block, whichever is shorter, filled up to a multiple of 16 bytes so that the length tells little.</summary>
    public static byte[] WritePlaces(Places places)
    {
        var list = new byte[1 + 2 + MapBytes];
        var (length, last) = (3, -1);
        foreach (var place in places)
        {
            if (length > MapBytes - 2) return WriteMap(places);
            var gap = place - last - 1;
            if (gap >= 0x80) list[length++] = (byte)(0x80 | (gap >> 8)); // at most 16,383: two bytes will do
            list[length++] = (byte)(gap >= 0x80 ? gap : gap & 0x7F);
            last = place;
        }
        list[0] = List;
        BinaryPrimitives.WriteUInt16BigEndian(list.AsSpan(1), (ushort)length);
        return list[..((length + Padding - 1) / Padding * Padding)];
    }

    static byte[] WriteMap(Places places)
    {
        var bytes = new byte[Padding + MapBytes];
        bytes[0] = Map;
        places.CopyTo(bytes.AsSpan(Padding));
        return bytes;
    }

    public static Places ReadPlaces(ReadOnlySpan<byte> bytes)
    {
        var places = new Places();
        if (bytes[0] == Map)
        {
            places.CopyFrom(bytes[Padding..]);
            return places;
        }
        var (at, length, place) = (3, (int)BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), -1);
        while (at < length)
        {
            int gap = bytes[at++];
            if (gap >= 0x80) gap = ((gap & 0x7F) << 8) | bytes[at++];
            places.Add(place += gap + 1);
        }
        return places;
    }
}

/// <summary>A set of places of one block.</summary>
sealed class Places : IEnumerable<int>
{
    readonly ulong[] words = new ulong[Layout.BlockSize / 64];

    public void Add(int place) => words[place >> 6] |= 1UL << (place & 63);

    public bool Remove(int place)
    {
        var before = words[place >> 6];
        words[place >> 6] &= ~(1UL << (place & 63));
        return before != words[place >> 6];
    }

    public bool IsEmpty => Array.TrueForAll(words, w => w == 0);

    public void KeepOnly(Places others)
    {
        for (var i = 0; i < words.Length; i++) words[i] &= others.words[i];
    }

    public void CopyTo(Span<byte> bytes)
    {
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt64BigEndian(bytes[(i * 8)..], words[i]);
    }

    public void CopyFrom(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * 8)..]);
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < words.Length; i++)
            for (var rest = words[i]; rest != 0; rest &= rest - 1) yield return (i << 6) + BitOperations.TrailingZeroCount(rest);
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
