using NetVips;

namespace Parley.Attachments.Images;

readonly record struct Made(Rendition Rendition, ImageType Type, int Width, int Height, byte[] Bytes);

/// <summary>From the bytes of a picture to those of its renditions; runs in the worker's process.</summary>
static class Pictures
{
    const int LargeEdge = 1600, SmallEdge = 400, MaxFrames = 1000, MaxWebpEdge = 16_383;

    static readonly string[] Loaders = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"];

    /// <summary>Before the first picture: no loader but these, one thread, nothing remembered.</summary>
    public static void Prepare()
    {
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders) Operation.Block(loader, false);
        Heic.Prepare();
    }

    public static IEnumerable<Made> Render(byte[] original, WorkerRequest request)
    {
        using var heic = request.Type == ImageType.Heic ? Heic.Decode(original, request.Pixels) : null;
        if (heic is null) CheckHeader(original, request);
        if (request.Wanted != Wanted.Full)
        {
            using var large = LargeOf(original, heic);
            if (request.Wanted.HasFlag(Wanted.Large)) yield return Thumbnail(Rendition.Large, large);
            if (request.Wanted.HasFlag(Wanted.Small))
            {
                using var small = large.ThumbnailImage(SmallEdge, height: SmallEdge, size: Enums.Size.Down);
                yield return Thumbnail(Rendition.Small, small);
            }
        }
        if (request.Wanted.HasFlag(Wanted.Full)) yield return Full(original, request.Type, heic);
    }

    /// <summary>Reads the header only; nothing is decoded yet. Returns how many frames there are.</summary>
    public static int CheckHeader(byte[] original, WorkerRequest request)
    {
        using var header = Open(original, request.Type);
        var frames = header.Contains("n-pages") ? (int)header.Get("n-pages") : 1;
        if ((long)header.Width * header.Height > request.Pixels) throw new TooComplexException($"{header.Width} x {header.Height} pixels in {frames} frames");
        if (IsAnimation(request.Type) && frames > MaxFrames) throw new TooComplexException($"{frames} frames");
        return IsAnimation(request.Type) ? frames : 1;
    }

    /// <summary>Opened for one pass from top to bottom, frames of an animation one below the other. The type must be the one it is said to be.</summary>
    static Image Open(byte[] original, ImageType type)
    {
        var image = Image.NewFromBuffer(original, IsAnimation(type) ? "[n=-1]" : "", Enums.Access.Sequential, Enums.FailOn.Error);
        var loader = (string)image.Get("vips-loader");
        var expected = type switch
        {
            ImageType.Jpeg => "jpegload_buffer",
            ImageType.Png => "pngload_buffer",
            ImageType.Webp => "webpload_buffer",
            ImageType.Gif => "gifload_buffer",
            _ => "heifload_buffer",
        };
        if (loader == expected) return image;
        image.Dispose();
        throw new InvalidDataException($"{type} by {loader}");
    }

    static bool IsAnimation(ImageType type) => type is ImageType.Gif or ImageType.Webp;

    /// <summary>One decode serves both sizes; JPEG and WebP are decoded no larger than needed.</summary>
    static Image LargeOf(byte[] original, Image? heic)
    {
        using var fitted = heic is not null
            ? heic.ThumbnailImage(LargeEdge, height: LargeEdge, size: Enums.Size.Down)
            : Image.ThumbnailBuffer(original, LargeEdge, height: LargeEdge, size: Enums.Size.Down, failOn: Enums.FailOn.Error);
        using var settled = Colour.Settle(fitted);
        return settled.CopyMemory();
    }

    static Made Thumbnail(Rendition rendition, Image image) =>
        new(rendition, ImageType.Webp, image.Width, image.Height, image.WebpsaveBuffer(q: 80, effort: 2, keep: Colour.Kept(image)));

    static Made Full(byte[] original, ImageType type, Image? heic)
    {
        using var opened = heic?.Copy() ?? Open(original, type);
        using var upright = Upright(opened);
        using var image = Colour.Settle(upright);
        var keep = Colour.Kept(image);
        var target = type switch
        {
            ImageType.Heic => ImageType.Jpeg,
            ImageType.Avif => Math.Max(image.Width, image.Height) <= MaxWebpEdge ? ImageType.Webp : ImageType.Png,
            _ => type,
        };
        var bytes = target switch
        {
            ImageType.Jpeg => image.JpegsaveBuffer(q: 88, keep: keep, background: [255]),
            ImageType.Png => image.PngsaveBuffer(compression: 6, keep: keep),
            ImageType.Gif => image.GifsaveBuffer(reuse: true, effort: 3, keep: keep),
            _ => image.WebpsaveBuffer(q: 88, effort: 2, lossless: type == ImageType.Webp && Webp.IsLossless(original), keep: keep),
        };
        return new Made(Rendition.Full, target, image.Width, image.PageHeight, bytes);
    }

    /// <summary>Turning needs all pixels at once; a picture that stands already is passed through line by line.</summary>
    static Image Upright(Image image)
    {
        var orientation = image.Contains("orientation") ? (int)image.Get("orientation") : 1;
        if (orientation <= 1) return image.Copy();
        using var pixels = image.CopyMemory();
        return pixels.Autorot();
    }
}
