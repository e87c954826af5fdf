using System.Buffers;
using System.Security.Cryptography;
using Parley.Encryption;

namespace Parley.Attachments;

/// <summary>
/// A small file that comes whole with its creation: read, looked into and sealed in memory, so that it is written once and never read back.
/// Only so many at once; who comes when there is no room takes the way over a file of its own.
/// </summary>
sealed class SmallFile : IDisposable
{
    /// <summary>Files in memory at once, of at most <see cref="Uploads.AtOnce"/> bytes, plain and sealed: 32 MiB at most.</summary>
    const int Most = 16;
    static int inMemory;
    readonly byte[] plain, chunks;
    readonly int length;

    SmallFile(int length)
    {
        this.length = length;
        plain = ArrayPool<byte>.Shared.Rent(length);
        chunks = ArrayPool<byte>.Shared.Rent((int)FileSeal.SealedLength(length));
    }

    /// <summary>Null when there is no room.</summary>
    public static SmallFile? TryBegin(long length)
    {
        if (Interlocked.Increment(ref inMemory) <= Most) return new SmallFile((int)length);
        Interlocked.Decrement(ref inMemory);
        return null;
    }

    public ReadOnlyMemory<byte> Sealed { get; private set; }

    /// <summary>False when they went before all of it was here.</summary>
    public async Task<bool> ReadAsync(Stream body, CancellationToken ct)
    {
        try
        {
            return await body.ReadAtLeastAsync(plain.AsMemory(0, length), length, throwOnEndOfStream: false, ct) == length;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    public ReadOnlySpan<byte> Plain => plain.AsSpan(0, length);

    public Stream Open() => new MemoryStream(plain, 0, length, writable: false);

    public void Seal(byte[] key, Guid file)
    {
        using var gcm = FileSeal.Open(key);
        var at = 0;
        for (var from = 0; from < length; from += FileSeal.ChunkSize)
            at += FileSeal.Encrypt(gcm, Plain[from..Math.Min(length, from + FileSeal.ChunkSize)], chunks.AsSpan(at), file, (byte)Variant.Uploaded, from);
        Sealed = chunks.AsMemory(0, at);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(plain);
        ArrayPool<byte>.Shared.Return(plain);
        ArrayPool<byte>.Shared.Return(chunks);
        Interlocked.Decrement(ref inMemory);
    }
}
