namespace Parley.Attachments.Content;

/// <summary>JPEG (ITU-T T.81, annex B): markers are walked to the end of the image. What stands after it (a motion photo, a maker's trailer) is lost when it is stored anew.</summary>
static class Jpeg
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        file.Skip(2);
        int width = 0, height = 0, scans = 0, pieces = 0;
        while (true)
        {
            var marker = NextMarker(file);
            if (marker == 0xd9) break;
            if (marker is 0x01 or (>= 0xd0 and <= 0xd8) or 0) throw Broken("The JPEG has a mark where none may stand.");
            var end = file.Position + file.U16();
            if (end < file.Position) throw Broken("A piece of the JPEG has no length.");
            if (IsFrame(marker))
            {
                if (width != 0) throw Broken("The JPEG has two headers.");
                file.Skip(1);
                (height, width) = (file.U16(), file.U16());
                if (file.U8() is 0 or > 4) throw Broken("The JPEG has a wrong number of colours.");
                Pictures.Check(width, height, limits);
            }
            if (++pieces > limits.MaxEntries) throw new FlawedException(Flaws.TooComplex("The picture has too many pieces."));
            file.Position = end;
            if (marker != 0xda) continue;
            if (width == 0) throw Broken("The JPEG has no header.");
            if (++scans > limits.MaxScans) throw new FlawedException(Flaws.TooComplex($"The picture is stored in more than {limits.MaxScans} steps."));
            PassScan(file);
        }
        if (scans == 0) throw Broken("The JPEG has no picture data.");
        return new FileContent("image/jpeg", FileClass.Image, width, height);
    }

    static FlawedException Broken(string what) => new(Flaws.Damaged(what));

    /// <summary>Start of frame: C0 to CF without the tables C4 and CC and the extension C8.</summary>
    static bool IsFrame(int marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    static int NextMarker(FileBytes file)
    {
        if (file.U8() != 0xff) throw Broken("The JPEG lacks a mark.");
        int marker;
        do marker = file.U8(); while (marker == 0xff);
        return marker;
    }

    /// <summary>Goes on to the next mark that is neither a stuffed zero nor a restart.</summary>
    static void PassScan(FileBytes file)
    {
        while (true)
        {
            var piece = file.AtHand();
            if (piece.Length == 0) throw Broken("The JPEG ends in the middle of the picture.");
            var mark = piece.IndexOf((byte)0xff);
            file.Skip(mark < 0 ? piece.Length : mark);
            if (mark < 0) continue;
            var two = file.Peek(2);
            if (two.Length < 2) throw Broken("The JPEG ends in the middle of the picture.");
            if (two[1] is 0 or (>= 0xd0 and <= 0xd7)) file.Skip(2);
            else if (two[1] == 0xff) file.Skip(1);
            else return;
        }
    }
}
