using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NetVips;
using Parley.Attachments.Images;

namespace Parley.Tests.Attachments.Images;

/// <summary>One rendition as it was kept.</summary>
public sealed record Print(RenditionInfo Info, byte[] Bytes)
{
    public Image Open(string how = "") => Image.NewFromBuffer(Bytes, how);

    /// <summary>The colour in the middle of a part, in 64ths of width and height.</summary>
    public double[] ColourAt(int x, int y)
    {
        using var image = Open();
        return image.Getpoint(image.Width * x / 64, image.Height * y / 64);
    }
}

/// <summary>A worker pool and what it made of a picture.</summary>
sealed class Studio(ImageOptions? options = null) : IDisposable
{
    public ImageWorkers Workers { get; } = new(Options.Create(options ?? new ImageOptions { Seconds = 60 }), NullLogger<ImageWorkers>.Instance);

    public async Task<(ImageVerdict Verdict, IReadOnlyDictionary<Rendition, Print> Prints)> RenderAsync(byte[] original, string mediaType, Action<RenditionInfo>? before = null)
    {
        var prints = new ConcurrentDictionary<Rendition, Print>();
        using var stream = new MemoryStream(original, writable: false);
        var outcome = await Workers.RenderAsync(stream, mediaType, async (info, bytes, ct) =>
        {
            before?.Invoke(info);
            using var kept = new MemoryStream();
            await bytes.CopyToAsync(kept, ct);
            Assert.Equal(info.Bytes, kept.Length);
            Assert.True(prints.TryAdd(info.Rendition, new Print(info, kept.ToArray())));
        }, TestContext.Current.CancellationToken);
        Assert.Equal(prints.Values.Select(print => print.Info).OrderBy(info => info.Rendition), outcome.Renditions.OrderBy(info => info.Rendition));
        return (outcome.Verdict, prints);
    }

    public async Task<IReadOnlyDictionary<Rendition, Print>> MustRenderAsync(byte[] original, string mediaType)
    {
        var (verdict, prints) = await RenderAsync(original, mediaType);
        Assert.Equal(ImageVerdict.Rendered, verdict);
        Assert.Equal([Rendition.Full, Rendition.Large, Rendition.Small], prints.Keys.Order());
        return prints;
    }

    public void Dispose() => Workers.Dispose();
}

/// <summary>Pictures to be rendered, made by code.</summary>
static class Originals
{
    public static readonly double[] Red = [220, 30, 30], Green = [30, 200, 30], Blue = [30, 30, 220], White = [240, 240, 240];

    /// <summary>Red, green, blue, white in its quarters, so that every way of turning it looks different.</summary>
    public static Image Quarters(int width = 640, int height = 480)
    {
        var quarters = new[] { Red, Green, Blue, White }.Select(colour => Plain(width / 2, height / 2, colour)).ToArray();
        return Image.Arrayjoin(quarters, across: 2);
    }

    public static Image Plain(int width, int height, double[] colour) =>
        (Image.Black(width, height, bands: colour.Length) + colour).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Nothing in it repeats, so nothing of it is cheap.</summary>
    public static Image Noise(int width, int height)
    {
        using var noise = Image.Gaussnoise(width, height, mean: 128, sigma: 40);
        return noise.Bandjoin(noise.FlipHor(), noise.FlipVer()).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();
    }

    public static byte[] Jpeg(Image image) => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.Icc);

    public static byte[] Png(Image image) => image.PngsaveBuffer(compression: 1, keep: Enums.ForeignKeep.Icc);

    public static byte[] Webp(Image image) => image.WebpsaveBuffer(q: 95);

    public static byte[] Avif(Image image) => image.HeifsaveBuffer(q: 90, compression: Enums.ForeignHeifCompression.Av1, effort: 0);

    public static byte[] Gif(Image image) => image.GifsaveBuffer();

    /// <summary>128 x 96 quarters coded with HEVC, with EXIF that holds <see cref="Metadata.Place"/>; nothing here can encode it.</summary>
    public static byte[] Heic() => Convert.FromBase64String("""
        AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYNtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgAB
        AAAAAAGnAAEAAAAAAAACBwACAAAAAAOuAAEAAAAAAAABJAAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAAwmlwcnAAAACkaXBj
        bwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgYWW6kkprm4EBAwIAAAMAAgAA
        AwACECIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAIAAAABgAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAzNt
        ZGF0AAACAygBrwT47YtNfdJ12//Au///+v3PZf3RFEJksG+Ue/TtgsarHsSUEvYEi0NuK/Gt6kc9hAD6Feqs58FIO3I2spqtB+wECBTmGIci8+l18j+UScRwc8AuOzlfht7ag+1CSd88
        rebEM7GfXH4MDEhIFEwX+NhdPPqCM4ThzxxhAAIDaQZbbHbHwwO/Ulpi2YYtF9hCVN1dpOPn831fW1m57Xa98ALgwZ2ymrstiUWiiatgFYvVlKRVRBn/CVCNvAS/1ToaGB2tk/MTpsKe
        ysoi//DLaeB3fwqsjmbmRdGDzg7zDop81fpSUkMWsadbYepqt4+O3KX/ki/U7qP6JL45yqqv+b7pzlOBoUeM1Ydx8UQ//+8nYCGmIaiD5Fye/xFKF3cbEiqj2TpPN91HfQfK0Kz3LPOe
        hqaVeII5HiTQQl8ZHnBdtckPuO9oxUhXXXwAreawwDa82T/v2VR+5OwPVgibkwaL90YrGqUY8Adu1v/N7nkQ2Rk9k7lSzBZag1MRrNXzuNHu199clN0mSDtWpofG/t0RmV3mYHYTjagQ
        TJ36MvnRHnFCQ7DikCQyS/vIvFCGDI4BxIvxP5fHdz/5H/ir/idl1OI/WbUH6/Or+3XSzqaTtlxAa7dwskP39ov17H12LvrLCgxsO78chYzlcrQUzsudxodZTqYPbedkRtjFUg1QAAAA
        BkV4aWYAAElJKgAIAAAABgASAQMAAQAAAAEAAAAaAQUAAQAAAFYAAAAbAQUAAQAAAF4AAAAoAQMAAQAAAAIAAABphwQAAQAAAGYAAAAliAQAAQAAAKgAAAAAAAAASAAAAAEAAABIAAAA
        AQAAAAUAAJAHAAQAAAAwMjEwAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAACAAAAAA6AEAAEAAABgAAAAAAAAAAUAAAABAAQAAAACAwAAAQACAAIAAABOAAAAAgAFAAMAAADq
        AAAAAwACAAIAAABFAAAABAAFAAMAAAACAQAAAAAAADAAAAABAAAACAAAAAEAAABA4gEA6AMAAAsAAAABAAAAIgAAAAEAAABTqggA6AMAAA==
        """);
}
