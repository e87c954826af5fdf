using System.IO.Compression;

namespace Parley.Attachments.Content;

/// <summary>
/// What comes out of a compressed part: counted, searched for EICAR, and no longer than was said. With <c>longestRun</c> it is
/// markup and has a '&lt;' at least so often, so that whoever parses it holds no more than that.
/// </summary>
sealed class Unpacked(Stream inner, Unpacking unpacking, long? said, int longestRun = int.MaxValue) : Stream
{
    readonly Eicar eicar = new();
    readonly byte[] head = new byte[2048];
    long total;
    int run;

    /// <summary>What of the beginning was read so far, at most 2 KiB.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, (int)Math.Min(total, head.Length));

    /// <summary>The part of a zip archive that an entry is.</summary>
    public static Unpacked Of(FileBytes file, ZipEntry entry, Unpacking unpacking, int longestRun = int.MaxValue)
    {
        var part = new Part(file, entry.Start, entry.PackedLength);
        return new Unpacked(entry.IsPacked ? new DeflateStream(part, CompressionMode.Decompress) : part, unpacking, entry.Length, longestRun);
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new FlawedException(Flaws.Damaged("A part of the file cannot be unpacked."));
        }
        if (read == 0 && total < said && buffer.Length > 0) throw new FlawedException(Flaws.Damaged("A part of the file ends too early."));
        if (total < head.Length) buffer[..(int)Math.Min(read, head.Length - total)].CopyTo(head.AsSpan((int)total));
        if ((total += read) > said) throw new FlawedException(Flaws.TooComplex("A part of the file is larger than it says."));
        unpacking.Add(read);
        eicar.Pass(buffer[..read]);
        WatchRun(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    void WatchRun(ReadOnlySpan<byte> bytes)
    {
        if (longestRun == int.MaxValue) return;
        var last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + bytes.Length : bytes.Length - last;
        if (run > longestRun) throw new FlawedException(Flaws.TooComplex("A part of the document has too long a word."));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => total; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
