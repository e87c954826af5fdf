namespace Parley.Attachments.Content;

/// <summary>A box of the ISO base media file format: its four letters and where its content lies.</summary>
readonly record struct Box(string Name, long Start, long End)
{
    public long Length => End - Start;
}

/// <summary>Walks boxes (ISO/IEC 14496-12, section 4.2). A box must end within the one around it; all together are limited.</summary>
sealed class Boxes(FileBytes file, InspectionLimits limits)
{
    int seen;

    /// <summary>The boxes from one place to another. <paramref name="lies"/> is the flaw of a box that ends beyond.</summary>
    public IEnumerable<Box> Within(long from, long to, FileFlaw lies)
    {
        while (from < to)
        {
            if (++seen > 4 * limits.MaxEntries) throw new FlawedException(Flaws.TooComplex("The file has too many pieces."));
            file.Position = from;
            if (to - from < 8) throw new FlawedException(lies);
            long size = file.U32();
            var name = Name(file.U32());
            if (size == 1)
            {
                if (to - from < 16) throw new FlawedException(lies);
                size = (long)((ulong)file.U32() << 32 | file.U32());
            }
            else if (size == 0) size = to - from;
            var start = file.Position;
            if (size < start - from || size > to - from) throw new FlawedException(lies);
            yield return new Box(name, start, from + size);
            from += size;
        }
    }

    public IEnumerable<Box> Within(Box box, int skip, FileFlaw lies) =>
        Within(box.Start + Math.Min(skip, box.Length), box.End, lies);

    static string Name(uint letters) => string.Create(4, letters, (name, l) =>
    {
        for (var i = 0; i < 4; i++) name[i] = (char)(l >> (24 - 8 * i) & 0xff);
    });
}
