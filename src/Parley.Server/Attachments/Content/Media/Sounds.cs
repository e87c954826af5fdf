using System.Buffers.Binary;

namespace Parley.Attachments.Content;

/// <summary>WAV: RIFF chunks with a format before the data.</summary>
static class Wav
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        file.Skip(12);
        var (format, second) = (false, 0u);
        for (var pieces = 0; file.Left >= 8 && pieces < limits.MaxEntries; pieces++)
        {
            var (name, length) = (file.U32(), (long)file.LittleU32());
            if (name == 0x64617461) // data; who records into a pipe does not know its length
                return format ? new FileContent("audio/wav", FileClass.Audio, Milliseconds: Lasting.Of(Math.Min(length, file.Left), second)) : throw new FlawedException(Flaws.Damaged("The recording has no format."));
            if (length > file.Left) break;
            if (name == 0x666d7420 && length >= 16)
            {
                var head = file.Peek(12);
                format = BinaryPrimitives.ReadUInt16LittleEndian(head) is 1 or 2 or 3 or 6 or 7 or 0x11 or 0xfffe;
                second = head.Length == 12 ? BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) : 0; // bytes of one
            }
            file.Skip(Math.Min(length + (length & 1), file.Left));
        }
        throw new FlawedException(Flaws.Damaged("The recording has no sound in it."));
    }
}

/// <summary>FLAC (RFC 9639): the metadata blocks up to the first frame.</summary>
static class Flac
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        file.Skip(4);
        int? lasting = null;
        for (var (last, pieces) = (false, 0); !last; pieces++)
        {
            var head = file.U32();
            last = head >> 31 == 1;
            if (pieces == 0 && head << 1 != 34 << 1 || pieces > limits.MaxEntries) throw new FlawedException(Flaws.Damaged("The recording has no header."));
            if (pieces == 0 && file.Peek(18) is { Length: 18 } about)
                lasting = Lasting.Of((about[13] & 15L) << 32 | BinaryPrimitives.ReadUInt32BigEndian(about[14..]), about[10] << 12 | about[11] << 4 | about[12] >> 4);
            file.Skip(head & 0xffffff);
        }
        if (file.Left > 0 && (file.U16() & 0xfffe) != 0xfff8) throw new FlawedException(Flaws.Damaged("The recording has no sound in it."));
        return new FileContent("audio/flac", FileClass.Audio, Milliseconds: lasting);
    }
}

/// <summary>Ogg (RFC 3533): every page is walked; each stream must be of sound.</summary>
static class Ogg
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        var (streams, reached, skipped, rate) = (0, 0L, 0, 0L);
        while (file.Left > 0)
        {
            var head = file.Take(27);
            if (!head.StartsWith("OggS\0"u8)) throw new FlawedException(Flaws.Damaged("The recording holds something that is no part of it."));
            var (first, segments, length) = ((head[5] & 2) != 0, head[26], 0);
            reached = Math.Max(reached, BinaryPrimitives.ReadInt64LittleEndian(head[6..])); // in samples; -1 where no packet ends
            foreach (var segment in file.Take(segments)) length += segment;
            if (first)
            {
                streams++;
                var packet = file.Peek(16);
                if (!IsSound(packet)) throw new FlawedException(Flaws.Unsupported("The Ogg file holds something other than sound."));
                (skipped, rate) = TimeOf(packet);
            }
            file.Skip(length);
        }
        return streams > 0 ? new FileContent("audio/ogg", FileClass.Audio, Milliseconds: streams == 1 ? Lasting.Of(reached - skipped, rate) : null) : throw new FlawedException(Flaws.Damaged("The recording has no beginning."));
    }

    /// <summary>Samples that are not played, and samples a second: of Opus (RFC 7845) and Vorbis.</summary>
    static (int Skipped, long Rate) TimeOf(ReadOnlySpan<byte> packet) => packet.Length < 16 ? default
        : packet[0] == 'O' ? (BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]), 48_000) : packet[0] == 1 ? (0, BinaryPrimitives.ReadUInt32LittleEndian(packet[12..])) : default;

    static bool IsSound(ReadOnlySpan<byte> packet) =>
        packet.StartsWith("OpusHead"u8) || packet.StartsWith("\x01vorbis"u8) || packet.StartsWith("\u007fFLAC"u8) || packet.StartsWith("Speex   "u8);
}

/// <summary>MP3 and AAC in ADTS: frames one after the other, each telling its own length, with tags before and behind.</summary>
static class MpegAudio
{
    /// <summary>Frames that must follow each other at the beginning; fewer only if the file is shorter.</summary>
    const int Enough = 4;

    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        PassTags(file);
        var (frames, aac) = (0, false);
        while (frames < Enough && file.Left > 0 && !IsTag(file.Peek(8)))
        {
            var (length, isAac) = FrameOf(file.Peek(6));
            if (length == 0 || (frames > 0 && aac != isAac)) throw new FlawedException(Flaws.Unsupported("The file begins as sound and is none."));
            aac = isAac;
            frames++;
            file.Skip(Math.Min(length, file.Left)); // the last frame may be cut off
        }
        if (frames == 0) throw new FlawedException(Flaws.Unsupported("The file begins as sound and is none."));
        return aac ? new FileContent("audio/aac", FileClass.Audio) : new FileContent("audio/mpeg", FileClass.Audio);
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
    static readonly int[] Rates = [44_100, 48_000, 32_000, 0];

    /// <summary>A frame's bytes, or 0 if this is none (ISO/IEC 11172-3 layer III, 13818-3, 13818-7).</summary>
    static (int Length, bool Aac) FrameOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 6 || head[0] != 0xff || (head[1] & 0xe0) != 0xe0) return default;
        var layer = head[1] >> 1 & 3;
        if (layer == 0)
        {
            var length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5;
            return (head[1] & 0xf0) == 0xf0 && (head[2] >> 2 & 15) < 13 && length >= 7 ? (length, true) : default;
        }
        var version = head[1] >> 3 & 3; // 0: 2.5, 2: 2, 3: 1
        if (layer != 1 || version == 1) return default;
        var kilobits = (version == 3 ? KilobitsOf1 : KilobitsOf2)[head[2] >> 4];
        var rate = Rates[head[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        if (kilobits == 0 || rate == 0) return default;
        return ((version == 3 ? 144_000 : 72_000) * kilobits / rate + (head[2] >> 1 & 1), false);
    }
}
