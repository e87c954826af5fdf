namespace Parley.Attachments.Content;

/// <summary>GIF (CompuServe, version 89a): blocks are walked to the trailer, each frame is counted. What stands after it is lost when it is stored anew.</summary>
static class Gif
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        if (file.Take(6) is var head && !head.SequenceEqual("GIF87a"u8) && !head.SequenceEqual("GIF89a"u8)) throw new FlawedException(Flaws.Unsupported("The file is no GIF of a known version."));
        var (width, height) = (LittleU16(file), LittleU16(file));
        Pictures.Check(width, height, limits);
        PassColours(file, file.Take(3)[0]);
        long frames = 0, pixels = 0, blocks = 0;
        while (true)
        {
            switch (file.Left == 0 && frames > 0 ? Trailer : file.U8()) // some programs leave it out
            {
                case Trailer when frames > 0:
                    return new FileContent("image/gif", FileClass.Image, width, height, Frames: frames > 1 ? (int)frames : null);
                case 0x21:
                    file.Skip(1);
                    if (++blocks > 4L * limits.MaxEntries) throw new FlawedException(Flaws.TooComplex("The picture has too many pieces."));
                    break;
                case 0x2c:
                    file.Skip(4);
                    var (w, h) = (LittleU16(file), LittleU16(file));
                    Pictures.Check(w, h, limits);
                    Pictures.CheckFrames(++frames, pixels += (long)Math.Max(w, width) * Math.Max(h, height), limits);
                    PassColours(file, file.U8());
                    file.Skip(1);
                    break;
                default:
                    throw new FlawedException(frames > 0 ? Flaws.Damaged("The GIF holds something that is no part of one.") : Flaws.Unsupported("The file begins as a GIF and is none."));
            }
            while (file.U8() is > 0 and var length) file.Skip(length);
        }
    }

    const byte Trailer = 0x3b;

    static int LittleU16(FileBytes file) => file.U8() | file.U8() << 8;

    static void PassColours(FileBytes file, byte flags)
    {
        if ((flags & 0x80) != 0) file.Skip(3L << ((flags & 7) + 1));
    }
}
