using System.Buffers.Binary;
using System.Text;

namespace Parley.Attachments.Content;

/// <summary>A file in an archive, and where in it its bytes lie.</summary>
sealed record ZipEntry(string Name, bool IsPacked, long PackedLength, long Length, long Header, long Start)
{
    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>
/// The directory of a zip archive (PKWARE's application note, version 6.3), read so that nobody can read it differently: its
/// files lie one after the other from the first byte on, each is described twice in the same words, and nothing else is there.
/// </summary>
static class ZipDirectory
{
    const int EndLength = 22, EntryLength = 46, HeaderLength = 30, LongestName = 260, LongestDescriptor = 24;

    /// <summary>Where the record lies that ends a zip archive and the file, or null if there is none.</summary>
    public static long? EndOf(FileBytes file)
    {
        for (var back = EndLength; back <= Math.Min(file.Length, EndLength + ushort.MaxValue);)
        {
            var stretch = (int)Math.Min(FileBytes.Chunk / 2, file.Length - back + 4);
            file.Position = file.Length - back + 4 - stretch;
            var at = file.Peek(stretch).LastIndexOf("PK\x05\x06"u8);
            if (at < 0)
            {
                back += Math.Max(1, stretch - 3);
                continue;
            }
            var end = file.Position + at;
            file.Position = end + 20;
            if (file.Take(2) is var comment && end + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(comment) == file.Length) return end;
            back = (int)(file.Length - end) + 1;
        }
        return null;
    }

    /// <summary>The files in the order in which they lie in the archive. Nothing is unpacked.</summary>
    public static IReadOnlyList<ZipEntry> Read(FileBytes file, Unpacking unpacking)
    {
        if (EndOf(file) is not { } end) throw new FlawedException(Flaws.Damaged("The archive has no directory."));
        var (count, start, length) = Bounds(file, end);
        unpacking.Announce(count, 0);
        var described = ReadEntries(file, count, start);
        if (file.Position != start + length) throw Differs();
        unpacking.Announce(0, described.Sum(d => d.Length));
        described.Sort((a, b) => a.Header.CompareTo(b.Header));
        var entries = new List<ZipEntry>(count);
        long free = 0;
        foreach (var entry in described)
        {
            if (entry.Header < free) throw new FlawedException(Flaws.TooComplex("Files in the archive lie over each other."));
            if (entry.Header - free > (entries.Count == 0 ? 0 : LongestDescriptor)) throw Differs();
            var found = Find(file, entry);
            free = found.Start + found.PackedLength;
            entries.Add(found);
        }
        if (free > start) throw new FlawedException(Flaws.TooComplex("Files in the archive lie over each other."));
        if (start - free > LongestDescriptor) throw Differs();
        return entries;
    }

    static FlawedException Differs() => new(Flaws.Ambiguous("The archive can be read in more than one way"));

    /// <summary>How many files there are and where the directory begins, which ends where its end is described.</summary>
    static (int Count, long Start, long Length) Bounds(FileBytes file, long end)
    {
        file.Position = end + 4;
        var record = file.Take(16);
        var disks = BinaryPrimitives.ReadUInt32LittleEndian(record);
        long here = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]), count = BinaryPrimitives.ReadUInt16LittleEndian(record[6..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(record[8..]), start = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        if (count == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue)
        {
            file.Position = end - 20;
            var locator = file.Take(20);
            if (!locator.StartsWith("PK\x06\x07"u8)) throw Differs();
            end = file.Position = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
            record = file.Take(56);
            if (!record.StartsWith("PK\x06\x06"u8)) throw Differs();
            (disks, here, count) = (0, BinaryPrimitives.ReadInt64LittleEndian(record[24..]), BinaryPrimitives.ReadInt64LittleEndian(record[32..]));
            (length, start) = (BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
        }
        if (disks != 0 || here != count || count is < 0 or > int.MaxValue || start < 0 || length < 0 || start != end - length) throw Differs();
        return ((int)count, start, length);
    }

    sealed record Description(string Name, int Flags, int Method, uint Check, long PackedLength, long Length, long Header);

    static List<Description> ReadEntries(FileBytes file, int count, long start)
    {
        var entries = new List<Description>(count);
        file.Position = start;
        for (var i = 0; i < count; i++)
        {
            var fixedPart = file.Take(EntryLength);
            if (!fixedPart.StartsWith("PK\x01\x02"u8)) throw Differs();
            int flags = U16(fixedPart, 8), method = U16(fixedPart, 10), name = U16(fixedPart, 28), extra = U16(fixedPart, 30), comment = U16(fixedPart, 32);
            long packed = U32(fixedPart, 20), length = U32(fixedPart, 24), header = U32(fixedPart, 42);
            var (check, attributes) = (U32(fixedPart, 16), U32(fixedPart, 38));
            if ((flags & 0x2041) != 0) throw new FlawedException(Flaws.Locked);
            if (name is 0 or > LongestName) throw new FlawedException(Flaws.TooComplex("A file in the archive has too long a name."));
            var called = Encoding.UTF8.GetString(file.Take(name));
            Widen(file.Take(extra), ref length, ref packed, ref header);
            file.Skip(comment);
            CheckName(called, attributes);
            if (method is not (0 or 8)) throw new FlawedException(Flaws.Unscannable("A part is packed in an unusual way"));
            if (method == 0 && packed != length || packed < 0 || length < 0 || header < 0) throw Differs();
            entries.Add(new Description(called, flags, method, check, packed, length, header));
        }
        return entries;
    }

    /// <summary>Takes from the zip64 field what did not fit.</summary>
    static void Widen(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            var size = U16(extra, 2);
            if (size > extra.Length - 4) return;
            var field = extra.Slice(4, size);
            if (U16(extra, 0) == 1)
            {
                Next(ref field, ref length);
                Next(ref field, ref packed);
                Next(ref field, ref header);
                return;
            }
            extra = extra[(4 + size)..];
        }

        static void Next(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue || field.Length < 8) return;
            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    static void CheckName(string name, uint attributes)
    {
        if (attributes >> 28 == 0xa) throw new FlawedException(Flaws.Unsafe("a link to another file"));
        if (name.StartsWith('/') || name.AsSpan().IndexOfAny('\\', ':', '\0') >= 0 || name.Split('/').Any(part => part is ".." or "."))
            throw new FlawedException(Flaws.Unsafe("names that lead out of it"));
    }

    /// <summary>The same entry where its bytes lie, described in the same words.</summary>
    static ZipEntry Find(FileBytes file, Description entry)
    {
        file.Position = entry.Header;
        var header = file.Take(HeaderLength);
        int flags = U16(header, 6), name = U16(header, 26), extra = U16(header, 28);
        long packed = U32(header, 18), length = U32(header, 22);
        var later = (flags & 8) != 0; // lengths and check come behind the data
        var same = header.StartsWith("PK\x03\x04"u8) && flags == entry.Flags && U16(header, 8) == entry.Method && (later || U32(header, 14) == entry.Check)
            && Same(packed, entry.PackedLength, later) && Same(length, entry.Length, later) && name <= LongestName;
        if (!same || Encoding.UTF8.GetString(file.Take(name)) != entry.Name) throw Differs();
        file.Skip(extra);
        if (entry.PackedLength > file.Left) throw new FlawedException(Flaws.Damaged("A file in the archive ends after its end."));
        return new ZipEntry(entry.Name, entry.Method == 8, entry.PackedLength, entry.Length, entry.Header, file.Position);
    }

    static bool Same(long told, long known, bool later) => told == known || told == uint.MaxValue || (later && told == 0);

    static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
