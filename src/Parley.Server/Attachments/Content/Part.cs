namespace Parley.Attachments.Content;

/// <summary>A stretch of a file as a stream, for those who unpack it. The file's position moves with it.</summary>
sealed class Part(FileBytes file, long start, long length) : Stream
{
    long at = start;

    readonly long end = start + length;

    long Left => end - at;

    public override int Read(Span<byte> buffer)
    {
        if (Left <= 0 || buffer.Length == 0) return 0;
        file.Position = at;
        var piece = file.AtHand();
        var count = (int)Math.Min(Math.Min(piece.Length, buffer.Length), Left);
        piece[..count].CopyTo(buffer);
        at += count;
        file.Position = at;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false; // those who unpack need not know that it can
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => at - end + length; set => at = end - length + value; }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
