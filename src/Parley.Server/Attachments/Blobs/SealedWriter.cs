using System.Buffers;
using System.Security.Cryptography;
using Parley.Encryption;

namespace Parley.Attachments;

/// <summary>Seals what is put into <see cref="Free"/>, chunk by chunk, into a stream. Holds two chunks, whatever the length.</summary>
/// <param name="offset">Where in the file this run of bytes begins.</param>
sealed class SealedWriter(Stream into, byte[] key, Guid file, Variant variant, long offset) : IDisposable
{
    readonly byte[] plain = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize), chunk = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize + FileSeal.Overhead);
    readonly AesGcm gcm = FileSeal.Open(key);
    int filled;

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free => plain.AsMemory(filled, FileSeal.ChunkSize - filled);

    /// <summary>So many bytes were put there.</summary>
    public void Advance(int count)
    {
        filled += count;
        Length += count;
        if (filled == FileSeal.ChunkSize) Emit();
    }

    public void Finish()
    {
        if (filled > 0) Emit();
    }

    public async Task CopyAsync(Stream from, CancellationToken ct)
    {
        while (await from.ReadAsync(Free, ct) is > 0 and var read) Advance(read);
        Finish();
    }

    /// <summary>Without waiting: what it goes into is a file's cache, and a hop to another thread costs more than the copy.</summary>
    void Emit()
    {
        var length = FileSeal.Encrypt(gcm, plain.AsSpan(0, filled), chunk, file, (byte)variant, offset + Length - filled);
        filled = 0;
        into.Write(chunk.AsSpan(0, length));
    }

    public void Dispose()
    {
        gcm.Dispose();
        CryptographicOperations.ZeroMemory(plain);
        ArrayPool<byte>.Shared.Return(plain);
        ArrayPool<byte>.Shared.Return(chunk);
    }
}
