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
