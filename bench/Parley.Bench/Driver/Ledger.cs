using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Parley.Bench.Machine;

namespace Parley.Bench.Driver;

/// <summary>
/// What happened to each message of one run: when it was due, acknowledged and delivered, under which number, how often.
/// The client's message id carries the message's index, so that a reader needs no look-up.
/// </summary>
sealed class Ledger(int capacity, World world)
{
    readonly Entry[] entries = new Entry[capacity];
    readonly long[] lastLive = new long[world.Conversations * 2];
    readonly ushort run = (ushort)Random.Shared.Next(0, 0x1000);
    readonly uint salt = (uint)Random.Shared.Next();
    int count;
    int inverted, strange, misplaced;

    public int Count => Math.Min(count, capacity);

    public bool Full => count >= capacity;

    public int Inverted => inverted;

    /// <summary>Deliveries to somebody who is not in the conversation, or of a message nobody sent in this run.</summary>
    public int Strange => strange;

    public int Misplaced => misplaced;

    public ref Entry this[int index] => ref entries[index];

    /// <summary>Opens the line of a message that is due now or at the time given; negative when the ledger is full.</summary>
    public int Begin(int conversation, int side, long due)
    {
        var index = Interlocked.Increment(ref count) - 1;
        if (index >= capacity) return -1;
        entries[index] = new Entry { Conversation = conversation, Side = (byte)side, Due = due };
        return index;
    }

    /// <summary>A time-ordered UUID (version 7) whose last 32 bits are the index.</summary>
    public Guid Id(int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | run));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], 0x80000000 | (salt >> 2));
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], index);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The index behind an id of this run, or -1.</summary>
    public int Index(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var mine = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) == (0x7000 | run)
            && BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) == (0x80000000 | (salt >> 2));
        var index = BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
        return mine && index >= 0 && index < Count ? index : -1;
    }

    public void Acknowledge(int index, long seq)
    {
        entries[index].AckSeq = seq;
        entries[index].Acked = Stopwatch.GetTimestamp();
    }

    public void Refuse(int index, int status, int retryAfter)
    {
        entries[index].Status = (short)status;
        entries[index].RetryAfter = retryAfter;
    }

    /// <summary>A live message at one person's connection. <paramref name="conversation"/> is negative when the target cannot tell.</summary>
    public void Receive(int person, int conversation, Guid id, long seq)
    {
        var now = Stopwatch.GetTimestamp();
        var index = Index(id);
        if (index < 0)
        {
            Interlocked.Increment(ref strange);
            return;
        }
        ref var entry = ref entries[index];
        if (conversation >= 0 && conversation != entry.Conversation) Interlocked.Increment(ref misplaced);
        var side = World.Person(entry.Conversation, 0) == person ? 0 : 1;
        if (World.Person(entry.Conversation, side) != person) Interlocked.Increment(ref strange);

        // One reader has one connection and one receiving loop: nobody else writes this cell.
        ref var last = ref lastLive[(entry.Conversation * 2) + side];
        if (seq <= last) Interlocked.Increment(ref inverted);
        last = Math.Max(last, seq);

        if (side == entry.Side)
        {
            entry.Echoes++;
            return;
        }
        entry.LiveSeq = seq;
        entry.Deliveries++;
        if (entry.Delivered == 0) entry.Delivered = now;
    }
}

/// <summary>One message's line. Times are Stopwatch timestamps of this process; zero means not yet.</summary>
[StructLayout(LayoutKind.Auto)]
struct Entry
{
    public int Conversation;
    public byte Side, Deliveries, Echoes;
    public short Status;
    public int RetryAfter;
    public long Due, Acked, Delivered, AckSeq, LiveSeq;
}
