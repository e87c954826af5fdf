using ImageMagick;
using NetVips;

namespace Parley.Attachments.Images;

/// <summary>The second decoder: libvips comes without HEVC, so ImageMagick's HEIC coder, and no other of its coders, makes pixels of it.</summary>
static class Heic
{
    const int MaxEdge = 65_535;

    static readonly byte[][] Brands = [.. new[] { "heic", "heix", "heim", "heis", "mif1" }.Select(brand => System.Text.Encoding.ASCII.GetBytes(brand))];

    /// <summary>Nothing on disk, one thread, no picture of more than one frame.</summary>
    public static void Prepare()
    {
        OpenCL.IsEnabled = false;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
        ResourceLimits.Width = MaxEdge;
        ResourceLimits.Height = MaxEdge;
        ResourceLimits.ListLength = 2;
    }

    /// <summary>Pixels with the picture's own colour profile, turned as the container says; an orientation in EXIF is not to be heeded (ISO/IEC 23008-12, A.2).</summary>
    public static Image Decode(byte[] original, long maxPixels)
    {
        if (!IsHeic(original)) throw new InvalidDataException("no HEIC");
        var settings = new MagickReadSettings { Format = MagickFormat.Heic };
        using var file = new MemoryFile(original); // of bytes, this coder makes itself a file on disk
        using var header = new MagickImage();
        header.Ping(file.Path, settings);
        if ((long)header.Width * header.Height > maxPixels) throw new TooComplexException($"{header.Width} x {header.Height} pixels");
        using var picture = new MagickImage(file.Path, settings);
        if ((long)picture.Width * picture.Height > maxPixels) throw new TooComplexException($"{picture.Width} x {picture.Height} pixels");
        var bands = picture.HasAlpha ? 4 : 3;
        using var pixels = picture.GetPixelsUnsafe();
        var bytes = pixels.ToByteArray(bands == 4 ? PixelMapping.RGBA : PixelMapping.RGB) ?? throw new InvalidDataException("no pixels");
        using var bare = Image.NewFromMemory(bytes, (int)picture.Width, (int)picture.Height, bands, Enums.BandFormat.Uchar);
        using var image = bare.Copy(interpretation: Enums.Interpretation.Srgb);
        return Colour.Tag(image, picture.GetColorProfile()?.ToByteArray());
    }

    /// <summary>ImageMagick would look at the contents itself and take another of its coders.</summary>
    static bool IsHeic(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.Slice(4, 4).SequenceEqual("ftyp"u8)) return false;
        foreach (var brand in Brands)
            if (file.Slice(8, 4).SequenceEqual(brand)) return true;
        return false;
    }
}
