namespace Parley.Attachments.Content;

/// <summary>WebM (RFC 8794, RFC 9559): read as far as the tracks are known. What a browser records has lengths that are not known, so the rest is not walked.</summary>
static class Matroska
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        var head = Next(file, file.Length);
        if (head.Id != 0x1a45dfa3 || head.Known is not { } headLength) throw NoFilm();
        if (!IsWebM(file, file.Position + headLength)) throw new FlawedException(Flaws.Unsupported("The file is Matroska, and of that WebM alone is allowed."));
        var segment = Next(file, file.Length);
        if (segment.Id != 0x18538067) throw NoFilm();
        var end = segment.Known is { } length ? file.Position + length : file.Length;
        var (picture, sound, width, height, pieces) = (false, false, 0, 0, 0);
        var time = new MatroskaTime();
        while (file.Position < end)
        {
            var part = Next(file, end);
            if (part.Id == Cluster)
            {
                if (time.Milliseconds is null) time.Walk(file, end);
                break;
            }
            if (part.Known is not { } partLength || ++pieces > limits.MaxEntries) throw NoFilm();
            var next = file.Position + partLength;
            if (part.Id == Attachments) throw new FlawedException(Flaws.Unsupported("The recording carries other files."));
            if (part.Id == MatroskaTime.Info) time.Read(file, next);
            if (part.Id == Tracks) (picture, sound, width, height) = ReadTracks(file, next);
            file.Position = next;
        }
        if (!picture && !sound) throw NoFilm();
        if (!picture) return new FileContent("audio/webm", FileClass.Audio, Milliseconds: time.Milliseconds);
        Pictures.Check(width, height, limits);
        return new FileContent("video/webm", FileClass.Video, width, height, Milliseconds: time.Milliseconds);
    }

    internal const uint Cluster = 0x1f43b675;
    const uint DocType = 0x4282, Tracks = 0x1654ae6b, Attachments = 0x1941a469,
        Track = 0xae, TrackType = 0x83, Video = 0xe0, PixelWidth = 0xb0, PixelHeight = 0xba;

    static FlawedException NoFilm() => new(Flaws.Unsupported("The file begins as WebM and has no tracks that can be read."));

    static bool IsWebM(FileBytes file, long end)
    {
        var webm = false;
        while (file.Position < end)
        {
            var part = Next(file, end);
            if (part.Known is not { } length) throw NoFilm();
            webm |= part.Id == DocType && length is >= 4 and < 64 && file.Peek((int)length).TrimEnd((byte)0).SequenceEqual("webm"u8);
            file.Skip(length);
        }
        return webm;
    }

    static (bool, bool, int, int) ReadTracks(FileBytes file, long end)
    {
        var (picture, sound, width, height) = (false, false, 0L, 0L);
        while (file.Position < end)
        {
            var part = Next(file, end);
            if (part.Id is Track or Video) continue; // goes on inside
            if (part.Known is not { } length) throw NoFilm();
            var next = file.Position + length;
            var value = part.Id is TrackType or PixelWidth or PixelHeight ? Number(file, length) : 0;
            picture |= part.Id == TrackType && value == 1;
            sound |= part.Id == TrackType && value == 2;
            if (part.Id == PixelWidth) width = Math.Max(width, value);
            if (part.Id == PixelHeight) height = Math.Max(height, value);
            file.Position = next;
        }
        return (picture, sound, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
    }

    internal static long Number(FileBytes file, long length)
    {
        if (length is < 1 or > 4) return 0;
        var value = 0L;
        for (var i = 0; i < length; i++) value = value << 8 | file.U8();
        return value;
    }

    /// <summary>An element's id and, unless it says that it does not know, its length, which ends within what is around it.</summary>
    internal static (uint Id, long? Known) Next(FileBytes file, long end)
    {
        var first = file.U8();
        var more = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24;
        if (more > 3) throw NoFilm();
        uint id = first;
        for (var i = 0; i < more; i++) id = id << 8 | file.U8();
        first = file.U8();
        more = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24;
        if (more > 7) throw NoFilm();
        var unknown = (1L << (7 * (more + 1))) - 1;
        var length = first & (0xffL >> (more + 1));
        for (var i = 0; i < more; i++) length = length << 8 | file.U8();
        if (length == unknown) return (id, null);
        if (length > end - file.Position && id != Cluster) throw NoFilm();
        return (id, length);
    }
}
