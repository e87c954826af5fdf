namespace Parley.Attachments.Images;

/// <summary>The way of a picture to its worker. A worker that no longer listens is noted and no exception, so that reading the original may throw its own.</summary>
sealed class WorkerInput(Stream pipe, Watch watch) : Stream
{
    public bool IsBroken { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default)
    {
        if (IsBroken) return;
        using var running = watch.Run();
        try
        {
            await pipe.WriteAsync(buffer, CancellationToken.None); // the watch ends it
        }
        catch (IOException)
        {
            IsBroken = true;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken ct) => WriteAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override async Task FlushAsync(CancellationToken ct)
    {
        if (IsBroken) return;
        try
        {
            await pipe.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            IsBroken = true;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
