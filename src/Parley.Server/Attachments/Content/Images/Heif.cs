namespace Parley.Attachments.Content;

/// <summary>HEIF (ISO/IEC 23008-12) with AV1 or HEVC inside: the largest of the sizes that its items are said to have counts.</summary>
static class Heif
{
    public static FileContent Read(FileBytes file, Boxes boxes, string mediaType, InspectionLimits limits)
    {
        int width = 0, height = 0, frames = 0;
        var data = false;
        foreach (var top in boxes.Within(0, file.Length, Lies))
        {
            if (top.Name == "meta")
                foreach (var size in Sizes(boxes, top))
                {
                    file.Position = size.Start + 4;
                    var (w, h) = (file.U32(), file.U32());
                    Pictures.Check(w, h, limits);
                    if ((long)w * h > (long)width * height) (width, height) = ((int)w, (int)h);
                }
            data |= top.Name == "mdat";
            if (top.Name == "moov") frames = Films.FramesOf(file, boxes, top);
        }
        Pictures.CheckFrames(frames, (long)frames * width * height, limits);
        if (width == 0 || !data) throw new FlawedException(Flaws.Damaged("The picture has no size or nothing in it."));
        return new FileContent(mediaType, FileClass.Image, width, height, Frames: frames > 1 ? frames : null);
    }

    static readonly FileFlaw Lies = Flaws.Damaged("A piece of the picture ends after its end.");

    /// <summary>meta / iprp / ipco / ispe</summary>
    static IEnumerable<Box> Sizes(Boxes boxes, Box meta) =>
        from properties in boxes.Within(meta, 4, Lies)
        where properties.Name == "iprp"
        from container in boxes.Within(properties, 0, Lies)
        where container.Name == "ipco"
        from size in boxes.Within(container, 0, Lies)
        where size.Name == "ispe" && size.Length >= 12
        select size;
}
