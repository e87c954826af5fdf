using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parley.Attachments;

/// <summary>
/// Writes into a file and has the disk begin with what is there while the rest is still to come, so that little is left to wait for at the end
/// (sync_file_range(2), Linux). It makes nothing durable by itself: that is the flush of whoever owns the file.
/// </summary>
sealed class EarlyWriteback(FileStream file) : Stream
{
    const int Step = 1 << 20;
    const uint Begin = 2; // SYNC_FILE_RANGE_WRITE: begin, wait for nothing
    long begun, written;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        file.Write(buffer);
        written += buffer.Length;
        if (written - begun < Step || !OperatingSystem.IsLinux()) return;
        file.Flush(); // into the cache of the system
        _ = sync_file_range(file.SafeFileHandle, begun, written - begun, Begin); // a hint: the flush at the end sees to the rest
        begun = written;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() => file.Flush();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int sync_file_range(SafeFileHandle file, long offset, long length, uint flags);
}
