namespace Parley.Attachments.Content;

/// <summary>Reads a file of one format: what it is, or throws its flaw. The position is at the start.</summary>
delegate FileContent FormatReader(FileBytes file, string ending, InspectionLimits limits);

/// <summary>Which format a file's first bytes announce.</summary>
static class Signatures
{
    /// <summary>Bytes of a head that are enough to tell.</summary>
    public const int Longest = 16;

    /// <summary>The reader of the format, or null where the head is of none: then it is text or nothing that is allowed.</summary>
    public static FormatReader? ReaderOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])) return Png.Read;
        if (head.StartsWith<byte>([0xff, 0xd8, 0xff])) return Jpeg.Read;
        if (head.StartsWith("GIF8"u8)) return Gif.Read;
        if (head.StartsWith("RIFF"u8)) return At(head, 8, "WEBP"u8) ? WebP.Read : At(head, 8, "WAVE"u8) ? Wav.Read : null;
        if (At(head, 4, "ftyp"u8)) return IsoMedia.Read;
        if (head.StartsWith("%PDF-"u8)) return Pdf.Read;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return Archives.ReadZip;
        if (head.StartsWith<byte>([0x1f, 0x8b])) return Archives.ReadGzip;
        if (head.StartsWith<byte>([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return CompoundFile.Read;
        if (head.StartsWith<byte>([0x1a, 0x45, 0xdf, 0xa3])) return Matroska.Read;
        if (head.StartsWith("OggS"u8)) return Ogg.Read;
        if (head.StartsWith("fLaC"u8)) return Flac.Read;
        if (head.StartsWith("ID3"u8) || IsFrameSync(head)) return MpegAudio.Read;
        return null;
    }

    /// <summary>Eleven set bits, as frames of MP3 and AAC begin, and no byte order mark of UTF-16.</summary>
    static bool IsFrameSync(ReadOnlySpan<byte> head) => head.Length > 2 && head[0] == 0xff && (head[1] & 0xe0) == 0xe0 && head[1] < 0xfe;

    static bool At(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> what) => head.Length >= at + what.Length && head[at..].StartsWith(what);
}
