using System.Buffers.Binary;

namespace Parley.Attachments.Content;

/// <summary>MP3 and AAC in ADTS: frames one after the other, each telling its own length, with tags before and behind.</summary>
static class MpegAudio
{
    /// <summary>Frames that must follow each other at the beginning; fewer only if the file is shorter.</summary>
    const int Enough = 4;

    /// <summary>Frames that are counted; a day of AAC has four million.</summary>
    const int Most = 4_000_000;

    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        PassTags(file);
        var start = file.Position;
        var first = FrameOf(file.Peek(6));
        for (var frames = 0; frames < Enough && !IsOver(file); frames++)
        {
            var frame = FrameOf(file.Peek(6));
            if (frame.Length == 0 || frame.IsAac != first.IsAac) throw new FlawedException(Flaws.Unsupported("The file begins as sound and is none."));
            file.Skip(Math.Min(frame.Length, file.Left)); // the last frame may be cut off
        }
        if (first.Length == 0 || file.Position == start) throw new FlawedException(Flaws.Unsupported("The file begins as sound and is none."));
        file.Position = start;
        var samples = SaidBy(file, first) * first.Samples ?? Count(file, first);
        return new FileContent(first.IsAac ? "audio/aac" : "audio/mpeg", FileClass.Audio, Milliseconds: samples is { } all ? Lasting.Of(all, first.Rate) : null);
    }

    static bool IsOver(FileBytes file) => file.Left == 0 || IsTag(file.Peek(8));

    /// <summary>How many frames the first one says there are (Xing's header, also of encoders with a constant rate); null where it says nothing.</summary>
    static long? SaidBy(FileBytes file, Frame first)
    {
        if (first.IsAac) return null;
        var head = file.Peek(first.About + 12);
        if (head.Length < first.About + 12) return null;
        var about = head[first.About..];
        return (about.StartsWith("Xing"u8) || about.StartsWith("Info"u8)) && (about[7] & 1) != 0 ? BinaryPrimitives.ReadUInt32BigEndian(about[8..]) : null;
    }

    /// <summary>Samples of all frames; null where something else lies among them, or another rate.</summary>
    static long? Count(FileBytes file, Frame first)
    {
        var samples = 0L;
        for (var frames = 0; !IsOver(file); frames++)
        {
            var frame = FrameOf(file.Peek(7));
            if (frame.Length == 0 || frame.IsAac != first.IsAac || frame.Rate != first.Rate || frames == Most) return null;
            samples += frame.Samples;
            file.Skip(Math.Min(frame.Length, file.Left));
        }
        return samples;
    }

    /// <summary>ID3v2 tags, and the zeros that some programs leave behind them.</summary>
    static void PassTags(FileBytes file)
    {
        while (file.Peek(10) is { Length: 10 } head && head.StartsWith("ID3"u8))
        {
            var length = (head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | head[9] & 0x7f;
            file.Skip(10L + length + ((head[5] & 0x10) != 0 ? 10 : 0));
        }
        while (file.AtHand() is { Length: > 0 } piece)
        {
            var zeros = piece.IndexOfAnyExcept((byte)0);
            file.Skip(zeros < 0 ? piece.Length : zeros);
            if (zeros >= 0) return;
        }
    }

    static bool IsTag(ReadOnlySpan<byte> head) => head.StartsWith("TAG"u8) || head.StartsWith("APETAGEX"u8) || head.StartsWith("LYRICS"u8);

    static readonly int[] KilobitsOf1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0], KilobitsOf2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    static readonly int[] Rates = [44_100, 48_000, 32_000, 0], RatesOfAac = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

    /// <summary>One frame; its length is 0 if this is none.</summary>
    /// <param name="Samples">A channel's.</param>
    /// <param name="Rate">Samples a second.</param>
    /// <param name="About">Where in it an encoder may tell about the whole.</param>
    readonly record struct Frame(int Length, bool IsAac, int Samples, int Rate, int About);

    /// <summary>By ISO/IEC 11172-3 layer III, 13818-3, 13818-7.</summary>
    static Frame FrameOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 6 || head[0] != 0xff || (head[1] & 0xe0) != 0xe0) return default;
        var layer = head[1] >> 1 & 3;
        if (layer == 0)
        {
            var length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5;
            var blocks = (head.Length > 6 ? head[6] & 3 : 0) + 1;
            return (head[1] & 0xf0) == 0xf0 && (head[2] >> 2 & 15) < RatesOfAac.Length && length >= 7 ? new Frame(length, true, 1024 * blocks, RatesOfAac[head[2] >> 2 & 15], 0) : default;
        }
        var version = head[1] >> 3 & 3; // 0: 2.5, 2: 2, 3: 1
        if (layer != 1 || version == 1) return default;
        var kilobits = (version == 3 ? KilobitsOf1 : KilobitsOf2)[head[2] >> 4];
        var rate = Rates[head[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        if (kilobits == 0 || rate == 0) return default;
        var isMono = head[3] >> 6 == 3;
        var about = 4 + (version == 3 ? isMono ? 17 : 32 : isMono ? 9 : 17);
        return new Frame((version == 3 ? 144_000 : 72_000) * kilobits / rate + (head[2] >> 1 & 1), false, version == 3 ? 1152 : 576, rate, about);
    }
}
