namespace Parley.Attachments.Content;

/// <summary>
/// MP4 and QuickTime: the table of contents is walked, the frames are not read. A file whose boxes lie before its tracks
/// are known is none of an allowed type.
/// </summary>
static class Films
{
    public static FileContent Read(FileBytes file, Boxes boxes, HashSet<string> brands, InspectionLimits limits)
    {
        var quickTime = brands.Contains("qt  ");
        if (!quickTime && !brands.Overlaps(Mp4)) throw new FlawedException(Flaws.Unsupported("The file is a container of a kind that is not allowed."));
        var tracks = new Tracks();
        foreach (var top in boxes.Within(0, file.Length, NoFilm))
        {
            if (top.Name.Any(c => c is < ' ' or > '~')) throw new FlawedException(Flaws.Ambiguous("The recording holds a piece that is no part of one"));
            if (top.Name == "moov") ReadTracks(file, boxes, top, tracks);
        }
        if (!tracks.Any) throw new FlawedException(NoFilm);
        if (tracks.Picture)
        {
            if (tracks.Width > 0 && tracks.Height > 0) Pictures.Check(tracks.Width, tracks.Height, limits);
            return new FileContent(quickTime ? "video/quicktime" : "video/mp4", FileClass.Video, Known(tracks.Width), Known(tracks.Height), Milliseconds: tracks.Milliseconds);
        }
        return new FileContent("audio/mp4", FileClass.Audio, Milliseconds: tracks.Milliseconds);
    }

    /// <summary>The most samples that a track has.</summary>
    public static int FramesOf(FileBytes file, Boxes boxes, Box moov)
    {
        var frames = 0L;
        foreach (var track in boxes.Within(moov, 0, NoFilm).Where(b => b.Name == "trak"))
            foreach (var sizes in Down(boxes, track, "mdia", "minf", "stbl", "stsz").Where(b => b.Length >= 12))
            {
                file.Position = sizes.Start + 8;
                frames = Math.Max(frames, file.U32());
            }
        return (int)Math.Min(frames, int.MaxValue);
    }

    sealed class Tracks
    {
        public bool Any { get; set; }
        public bool Picture { get; set; }
        public int Width { get; set; }
        public int Height { get; set; }
        public int? Milliseconds { get; set; }
    }

    static readonly string[] Mp4 = ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1", "dash", "M4V ", "M4VH", "M4VP", "M4A ", "M4B ", "MSNV", "f4v ", "cmfc"];

    static readonly FileFlaw NoFilm = Flaws.Unsupported("The file begins as a video and has no tracks that can be read.");

    static int? Known(int side) => side > 0 ? side : null;

    static void ReadTracks(FileBytes file, Boxes boxes, Box moov, Tracks tracks)
    {
        foreach (var track in boxes.Within(moov, 0, NoFilm))
        {
            if (track.Name == "rmra" || track.Name == "cmov") throw new FlawedException(Flaws.Unsupported("The film is packed or lies elsewhere."));
            if (track.Name == "mvhd") tracks.Milliseconds = LastingOf(file, track);
            if (track.Name != "trak") continue;
            foreach (var reference in Down(boxes, track, "mdia", "minf", "dinf", "dref")) CheckReference(file, boxes, reference);
            var handler = Down(boxes, track, "mdia", "hdlr").FirstOrDefault();
            if (handler.Length < 12) continue;
            file.Position = handler.Start + 8;
            switch (file.U32())
            {
                case 0x76696465: // vide
                    (tracks.Any, tracks.Picture) = (true, true);
                    if (Down(boxes, track, "tkhd").FirstOrDefault() is { Length: >= 84 } head)
                    {
                        file.Position = head.End - 8;
                        (tracks.Width, tracks.Height) = (Math.Max(tracks.Width, (int)(file.U32() >> 16)), Math.Max(tracks.Height, (int)(file.U32() >> 16)));
                    }
                    break;
                case 0x736f756e: // soun
                    tracks.Any = true;
                    break;
            }
        }
    }

    /// <summary>Of the film's header (ISO/IEC 14496-12, section 8.2.2): units a second, then how many.</summary>
    static int? LastingOf(FileBytes file, Box head)
    {
        if (head.Length < 32) return null;
        file.Position = head.Start;
        var wide = file.U32() >> 24 == 1;
        file.Skip(wide ? 16 : 8);
        var rate = file.U32();
        var units = wide ? (double)((ulong)file.U32() << 32 | file.U32()) : file.U32();
        return Lasting.Of(units, rate);
    }

    /// <summary>Data must lie in the file itself: flag 1 of each entry.</summary>
    static void CheckReference(FileBytes file, Boxes boxes, Box reference)
    {
        foreach (var entry in boxes.Within(reference, 8, NoFilm))
        {
            file.Position = entry.Start;
            if (entry.Length >= 4 && (file.U32() & 1) == 0) throw new FlawedException(Flaws.Unsafe("a reference to data that lies elsewhere"));
        }
    }

    static IEnumerable<Box> Down(Boxes boxes, Box box, params string[] path) =>
        path.Length == 0 ? [box] : boxes.Within(box, 0, NoFilm).Where(b => b.Name == path[0]).SelectMany(b => Down(boxes, b, path[1..]));
}
