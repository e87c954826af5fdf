namespace Parley.Attachments.Images;

/// <summary>The bytes of one rendition as they come from the worker; throws an <see cref="IOException"/> when it dies before the last.</summary>
sealed class RenditionStream(Stream source, Watch watch, long length) : Stream
{
    long read;

    /// <summary>Whether it ended early.</summary>
    public bool IsBroken { get; private set; }

    public bool IsRead => read == length;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        if (IsRead || buffer.Length == 0) return 0;
        using var running = watch.Run();
        return Take(await source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - read)], CancellationToken.None)); // the watch ends it
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) => ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (IsRead || buffer.Length == 0) return 0;
        using var running = watch.Run();
        return Take(source.Read(buffer[..(int)Math.Min(buffer.Length, length - read)]));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    int Take(int count)
    {
        read += count;
        if (count > 0) return count;
        IsBroken = true;
        throw new EndOfStreamException("The worker ended before the rendition did.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
