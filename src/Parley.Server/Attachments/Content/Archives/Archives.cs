using System.Buffers;
using System.IO.Compression;

namespace Parley.Attachments.Content;

/// <summary>Zip archives are office documents or are refused; an archive that is refused is still unpacked within bounds, so that the reason is the true one.</summary>
static class Archives
{
    /// <summary>Archives within archives.</summary>
    const int Deepest = 3;

    /// <summary>Bytes of an archive within another that are looked into.</summary>
    public const int MaxNested = 384 * 1024;

    public static bool IsArchive(FileContent content) => content.MediaType.StartsWith("application/vnd.", StringComparison.Ordinal);

    public static FileContent ReadZip(FileBytes file, string ending, InspectionLimits limits)
    {
        var unpacking = new Unpacking(file.Length, limits);
        var entries = ZipDirectory.Read(file, unpacking);
        if (OfficeDocument.Holds(entries)) return OfficeDocument.Read(file, entries, unpacking, nested: false);
        if (OpenDocument.Holds(entries)) return OpenDocument.Read(file, entries, unpacking);
        UnpackAll(file, entries, unpacking, 1);
        throw Refused();
    }

    public static FileContent ReadGzip(FileBytes file, string ending, InspectionLimits limits)
    {
        Gunzip(new Part(file, 0, file.Length), new Unpacking(file.Length, limits), 1);
        throw Refused();
    }

    static FlawedException Refused() => new(Flaws.Unsupported("Archives are not allowed; send the files one by one."));

    static void UnpackAll(FileBytes file, IReadOnlyList<ZipEntry> entries, Unpacking unpacking, int depth)
    {
        foreach (var entry in entries)
        {
            using var unpacked = Unpacked.Of(file, entry, unpacking);
            LookInto(unpacked, unpacking, depth);
        }
    }

    static void Gunzip(Stream packed, Unpacking unpacking, int depth)
    {
        using var unpacked = new Unpacked(new GZipStream(packed, CompressionMode.Decompress), unpacking, null);
        LookInto(unpacked, unpacking, depth);
    }

    /// <summary>Reads all of it, and if it is an archive itself and not too large, what is in that.</summary>
    static void LookInto(Unpacked unpacked, Unpacking unpacking, int depth)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FileBytes.Chunk);
        try
        {
            var read = unpacked.ReadAtLeast(buffer, 4, throwOnEndOfStream: false);
            var head = buffer.AsSpan(0, read);
            var (isZip, isGzip) = (head.StartsWith("PK\x03\x04"u8), head.StartsWith<byte>([0x1f, 0x8b]));
            if ((isZip || isGzip) && depth == Deepest) throw new FlawedException(Flaws.TooComplex("Archives lie in archives in archives."));
            using var whole = new MemoryStream();
            for (; read > 0; read = unpacked.Read(buffer))
            {
                if (whole.Length + read > MaxNested) isZip = isGzip = false; // read on, but not kept
                if (isZip || isGzip) whole.Write(buffer, 0, read);
            }
            whole.Position = 0;
            if (isGzip) Gunzip(whole, unpacking, depth + 1);
            if (!isZip) return;
            using var inner = new FileBytes(whole, default);
            UnpackAll(inner, ZipDirectory.Read(inner, unpacking), unpacking, depth + 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
