using System.Buffers;
using System.Buffers.Binary;

namespace Parley.Attachments.Content;

/// <summary>
/// A file's bytes behind a window of two chunks, read forward a whole chunk at a time, so that a stream that decrypts chunks
/// decrypts each of them once. What lies beyond the end is <c>damaged-file</c>.
/// </summary>
sealed class FileBytes : IDisposable
{
    public const int Chunk = 64 * 1024;

    readonly Stream stream;
    readonly CancellationToken ct;
    readonly byte[] window = ArrayPool<byte>.Shared.Rent(2 * Chunk);
    long start, position;
    int filled;

    public FileBytes(Stream stream, CancellationToken ct)
    {
        (this.stream, this.ct) = (stream, ct);
        Length = stream.Length;
    }

    public long Length { get; }

    public long Left => Length - Position;

    /// <summary>Where the next byte is taken. It may be set anywhere in the file; going forward costs least.</summary>
    public long Position
    {
        get => position;
        set => position = value >= 0 && value <= Length ? value : throw new FlawedException(Flaws.Damaged("A part of the file ends after its end."));
    }

    /// <summary>Up to so many of the next bytes (at most a chunk), fewer at the end of the file. They stay until the next call.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        var wanted = (int)Math.Min(count, Left);
        if (wanted == 0) return default;
        if (position < start || position + wanted > start + filled) Load(wanted);
        return window.AsSpan((int)(position - start), wanted);
    }

    /// <summary>Exactly so many of the next bytes, at most a chunk. They stay until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var bytes = Peek(count);
        if (bytes.Length < count) throw new FlawedException(Flaws.Damaged("The file ends too early."));
        position += count;
        return bytes;
    }

    /// <summary>What of the next bytes is at hand without further reading, at least one unless the file is at its end.</summary>
    public ReadOnlySpan<byte> AtHand()
    {
        if (Left == 0) return default;
        if (position < start || position >= start + filled) Load(1);
        return window.AsSpan((int)(position - start), (int)(start + filled - position));
    }

    public void Skip(long count) => Position = count >= 0 && count <= Left ? position + count : -1;

    public byte U8() => Take(1)[0];

    public int U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint LittleU32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    void Load(int count)
    {
        ct.ThrowIfCancellationRequested();
        if (position < start || position > start + filled) (start, filled) = (position - position % Chunk, 0);
        while (start + filled < position + count)
        {
            if (filled == 2 * Chunk)
            {
                var passed = (int)((position - start) / Chunk * Chunk);
                window.AsSpan(passed, filled - passed).CopyTo(window);
                start += passed;
                filled -= passed;
            }
            if (stream.Position != start + filled) stream.Position = start + filled;
            var next = window.AsSpan(filled, (int)Math.Min(Chunk, Length - start - filled));
            stream.ReadExactly(next);
            filled += next.Length;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(window);
}
