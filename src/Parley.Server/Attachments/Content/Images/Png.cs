using System.Buffers.Binary;
using System.IO.Compression;

namespace Parley.Attachments.Content;

/// <summary>PNG and APNG (W3C Portable Network Graphics, third edition): every chunk is walked, the pixels are not unpacked.</summary>
static class Png
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        if (!file.Take(8).SequenceEqual<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])) throw Broken("The PNG does not begin as one.");
        var (width, height) = ReadHeader(file);
        Pictures.Check(width, height, limits);
        int pieces = 0, animated = 0;
        long frames = 0, pixels = 0;
        for (var seen = false; ;)
        {
            var length = file.U32();
            var (name, end) = (file.U32(), file.Position + length + 4);
            if (length > int.MaxValue || end > file.Length) throw Broken("A chunk of the PNG ends after its end.");
            switch (name)
            {
                case IEnd when seen:
                    return new FileContent("image/png", FileClass.Image, width, height, Frames: animated > 0 && frames > 1 ? (int)frames : null);
                case IEnd or IHeader:
                    throw Broken("The PNG has no picture data.");
                case IData:
                    seen = true;
                    break;
                case AnimationControl when length >= 8:
                    animated = (int)Math.Min(file.U32(), int.MaxValue);
                    Pictures.CheckFrames(animated, 0, limits);
                    break;
                case FrameControl when length >= 12:
                    file.Skip(4);
                    var (w, h) = (file.U32(), file.U32());
                    if (w > width || h > height) throw Broken("A frame of the PNG is larger than the picture.");
                    Pictures.CheckFrames(++frames, pixels += (long)w * h, limits);
                    break;
                case Profile or PackedText or Text:
                    CheckPacked(file, name, (int)length, limits);
                    break;
            }
            if (name is not (IData or FrameData) && ++pieces > limits.MaxEntries) throw new FlawedException(Flaws.TooComplex("The picture has too many pieces."));
            file.Position = end;
        }
    }

    const uint IHeader = 0x49484452, IData = 0x49444154, IEnd = 0x49454e44, AnimationControl = 0x6163544c, FrameControl = 0x6663544c, FrameData = 0x66644154,
        Profile = 0x69434350, PackedText = 0x7a545874, Text = 0x69545874;

    static FlawedException Broken(string what) => new(Flaws.Damaged(what));

    static (int Width, int Height) ReadHeader(FileBytes file)
    {
        if (file.U32() != 13 || file.U32() != IHeader) throw Broken("The PNG has no header.");
        var header = file.Take(17);
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var (depth, colour) = (header[8], header[9]);
        var fits = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => true,
            _ => false,
        };
        if (!fits || header[10] != 0 || header[11] != 0 || header[12] > 1) throw Broken("The PNG's header is wrong.");
        return ((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
    }

    /// <summary>Unpacks a colour profile or a text no further than its bound; where it is broken, the decoder leaves it out as well.</summary>
    static void CheckPacked(FileBytes file, uint name, int length, InspectionLimits limits)
    {
        var head = file.Peek(Math.Min(length, 512));
        var at = head.IndexOf((byte)0) + 1;
        if (at == 0 || at + 2 > head.Length) return;
        if (name == Text)
        {
            if (head[at] != 1) return; // not compressed
            for (var fields = 0; fields < 2; fields++)
            {
                var zero = head[(at + 2)..].IndexOf((byte)0);
                if (zero < 0) throw new FlawedException(Flaws.TooComplex("A text in the picture is too long."));
                at += zero + 1;
            }
            at++;
        }
        using var packed = new Part(file, file.Position + at + 1, length - at - 1);
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var buffer = new byte[16 * 1024];
        try
        {
            for (long total = 0; unpacked.Read(buffer) is > 0 and var read;)
                if ((total += read) > limits.MaxMetadataBytes) throw new FlawedException(Flaws.TooComplex("A colour profile or a text in the picture is too large."));
        }
        catch (InvalidDataException) { }
    }
}
