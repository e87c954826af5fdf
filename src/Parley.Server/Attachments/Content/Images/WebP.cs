using System.Buffers.Binary;

namespace Parley.Attachments.Content;

/// <summary>WebP (RFC 9649): chunks are walked; the size is taken from each of the places that tell it, and the largest counts.</summary>
static class WebP
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        file.Skip(4);
        var end = 8L + file.LittleU32();
        file.Skip(4);
        if (end > file.Length) throw Broken("The WebP ends too early.");
        int width = 0, height = 0, pieces = 0;
        long frames = 0, pixels = 0;
        var picture = false;
        while (file.Position + 8 <= end)
        {
            var name = file.U32();
            var length = file.LittleU32();
            var next = file.Position + length + (length & 1);
            if (file.Position + length > end || ++pieces > 4 * limits.MaxEntries) throw Broken("A chunk of the WebP ends after its end.");
            var (w, h) = name switch
            {
                Extended => (Little24(file.Peek(10)[4..]) + 1, Little24(file.Peek(10)[7..]) + 1),
                Lossy => LossySize(file.Peek(10)),
                Lossless => LosslessSize(file.Peek(5)),
                Frame when length >= 16 => (Little24(file.Peek(16)[6..]) + 1, Little24(file.Peek(16)[9..]) + 1),
                _ => (0, 0),
            };
            if (w > 0) Pictures.Check(w, h, limits);
            if (name == Frame) Pictures.CheckFrames(++frames, pixels += Math.Max((long)w * h, (long)width * height), limits);
            picture |= name is Lossy or Lossless or Frame;
            (width, height) = (Math.Max(width, w), Math.Max(height, h));
            file.Position = Math.Min(next, file.Length);
        }
        if (!picture) throw Broken("The WebP has no picture data.");
        return new FileContent("image/webp", FileClass.Image, width, height, Frames: frames > 1 ? (int)frames : null);
    }

    const uint Extended = 0x56503858, Lossy = 0x56503820, Lossless = 0x5650384c, Frame = 0x414e4d46;

    static FlawedException Broken(string what) => new(Flaws.Damaged(what));

    /// <summary>A key frame's start code and two sides of 14 bits.</summary>
    static (int, int) LossySize(ReadOnlySpan<byte> head)
    {
        if (head.Length < 10 || (head[0] & 1) != 0 || head[3] != 0x9d || head[4] != 0x01 || head[5] != 0x2a) throw Broken("The WebP's picture has no header.");
        return (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) & 0x3fff);
    }

    /// <summary>A signature byte and two sides less one of 14 bits.</summary>
    static (int, int) LosslessSize(ReadOnlySpan<byte> head)
    {
        if (head.Length < 5 || head[0] != 0x2f) throw Broken("The WebP's picture has no header.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        return ((int)(bits & 0x3fff) + 1, (int)(bits >> 14 & 0x3fff) + 1);
    }

    static int Little24(ReadOnlySpan<byte> bytes) => bytes.Length < 3 ? throw Broken("The WebP ends too early.") : bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
