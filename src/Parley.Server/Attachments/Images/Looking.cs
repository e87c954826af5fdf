using System.Text;
using NetVips;

namespace Parley.Attachments.Images;

/// <summary>What can be read in a picture; runs in the worker's process.</summary>
static class Looking
{
    /// <summary>Pixels of the longer side in which codes are looked for, and of what is handed out for reading.</summary>
    public const int CodeEdge = 3000, GreyEdge = 1600;

    /// <summary>Frames of an animation, the first and the last among them.</summary>
    const int MostFrames = 6;

    /// <summary>What is transparent: black codes on it stand out, and white ones, too.</summary>
    static readonly double[] Behind = [128];

    public static void Look(byte[] original, WorkerRequest request, Action<WorkerReply, byte[]> say)
    {
        using var heic = request.Type == ImageType.Heic ? Heic.Decode(original, request.Pixels) : null;
        var frames = heic is null ? Pictures.CheckHeader(original, request) : 1;
        var codes = new CodeReader();
        foreach (var frame in Chosen(frames))
        {
            using var grey = GreyOf(original, heic, frames > 1 ? frame : null);
            codes.Read(grey.WriteToMemory<byte>(), grey.Width, grey.Height);
            if (frame == 0 && request.Wanted.HasFlag(Wanted.Grey)) SayGrey(grey, say);
        }
        foreach (var code in codes.Found)
        {
            var bytes = Encoding.UTF8.GetBytes(code);
            say(new WorkerReply(ReplyKind.Code, 0, ImageType.None, 0, 0, bytes.Length), bytes);
        }
        if (!codes.IsComplete) say(new WorkerReply(ReplyKind.Unread, 0, ImageType.None, 0, 0, 0), []);
    }

    static IEnumerable<int> Chosen(int frames) => Enumerable.Range(0, Math.Min(frames, MostFrames)).Select(i => frames <= MostFrames ? i : i * (frames - 1) / (MostFrames - 1));

    static Image GreyOf(byte[] original, Image? heic, int? frame)
    {
        using var fitted = heic is not null
            ? heic.ThumbnailImage(CodeEdge, height: CodeEdge, size: Enums.Size.Down)
            : Image.ThumbnailBuffer(original, CodeEdge, optionString: frame is { } page ? $"[page={page}]" : null, height: CodeEdge, size: Enums.Size.Down, failOn: Enums.FailOn.Error);
        using var settled = Colour.Settle(fitted);
        using var opaque = settled.HasAlpha() ? settled.Flatten(background: settled.Bands > 2 ? [.. Behind, .. Behind, .. Behind] : Behind) : settled.Copy();
        using var grey = opaque.Colourspace(Enums.Interpretation.Bw);
        using var bytes = grey.Cast(Enums.BandFormat.Uchar);
        return bytes.CopyMemory();
    }

    static void SayGrey(Image image, Action<WorkerReply, byte[]> say)
    {
        using var fitted = image.ThumbnailImage(GreyEdge, height: GreyEdge, size: Enums.Size.Down);
        using var grey = fitted.Colourspace(Enums.Interpretation.Bw);
        using var bytes = grey.Cast(Enums.BandFormat.Uchar);
        var pixels = bytes.WriteToMemory<byte>();
        say(new WorkerReply(ReplyKind.Grey, 0, ImageType.None, bytes.Width, bytes.Height, pixels.Length), pixels);
    }
}
