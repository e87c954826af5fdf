using System.Buffers;
using System.Security.Cryptography;
using Parley.Encryption;

namespace Parley.Attachments;

/// <summary>
/// A file's plain bytes, opened chunk by chunk from the runs it is kept in; seeks by chunk. Holds two chunks, whatever the length.
/// Throws <see cref="CryptographicException"/> where anything was altered, swapped or cut.
/// </summary>
sealed class SealedReader : Stream
{
    readonly IBlobStore blobs;
    readonly Guid file;
    readonly Variant variant;
    readonly IReadOnlyList<AttachmentPart> parts;
    readonly AesGcm gcm;
    readonly byte[] plain = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize), chunk = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize + FileSeal.Overhead);
    Stream? source;
    AttachmentPart? sourcePart;
    long sourceAt, chunkAt = -1, position;
    int chunkLength;
    bool disposed;

    /// <param name="parts">In the order of their offsets, without gaps.</param>
    public SealedReader(IBlobStore blobs, byte[] key, Guid file, Variant variant, IReadOnlyList<AttachmentPart> parts)
    {
        (this.blobs, this.file, this.variant, this.parts) = (blobs, file, variant, parts);
        gcm = FileSeal.Open(key);
        foreach (var part in parts)
        {
            if (part.Offset != Length) throw new CryptographicException("A run of a file's bytes is missing.");
            Length += part.Length;
        }
    }

    public override long Length { get; }
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new IOException("Before the beginning.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= Length || buffer.Length == 0) return 0;
        if (!Holds) await LoadAsync(cancellationToken);
        return Take(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.Length == 0) return 0;
        if (!Holds) LoadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult(); // decoders and inspectors read without waiting
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    bool Holds => chunkAt >= 0 && position >= chunkAt && position < chunkAt + chunkLength;

    int Take(Span<byte> buffer)
    {
        var from = (int)(position - chunkAt);
        var count = Math.Min(buffer.Length, chunkLength - from);
        plain.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    async ValueTask LoadAsync(CancellationToken ct)
    {
        var part = Find();
        var inPart = (position - part.Offset) / FileSeal.ChunkSize * FileSeal.ChunkSize;
        var sealedAt = FileSeal.SealedOffset(inPart);
        if (source is null || sourcePart != part || sourceAt != sealedAt)
        {
            if (source is not null) await source.DisposeAsync();
            source = null;
            source = await blobs.OpenAsync(part.BlobKey, sealedAt, ct);
            (sourcePart, sourceAt) = (part, sealedAt);
        }
        var wanted = (int)Math.Min(FileSeal.ChunkSize, part.Length - inPart) + FileSeal.Overhead;
        if (await source.ReadAtLeastAsync(chunk.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, ct) != wanted) throw new CryptographicException("A sealed file was cut off.");
        sourceAt += wanted;
        chunkLength = FileSeal.Decrypt(gcm, chunk.AsSpan(0, wanted), plain, file, (byte)variant, part.Offset + inPart);
        chunkAt = part.Offset + inPart;
    }

    AttachmentPart Find()
    {
        foreach (var part in parts)
            if (position < part.Offset + part.Length) return part;
        throw new EndOfStreamException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            source?.Dispose();
            gcm.Dispose();
            CryptographicOperations.ZeroMemory(plain);
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(chunk);
        }
        base.Dispose(disposing);
    }
}
