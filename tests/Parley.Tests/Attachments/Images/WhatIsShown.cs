using NetVips;
using Parley.Attachments.Images;

namespace Parley.Tests.Attachments.Images;

/// <summary>Pictures come out upright, in their colours, in all sizes, and say nothing but their pixels.</summary>
public sealed class What_is_shown : IDisposable
{
    readonly Studio studio = new();

    public void Dispose() => studio.Dispose();

    /// <summary>What lies in the quarters once a picture of this orientation is upright (EXIF 2.3, tag 274).</summary>
    static double[][] Upright(int orientation)
    {
        var (red, green, blue, white) = (Originals.Red, Originals.Green, Originals.Blue, Originals.White);
        return orientation switch
        {
            1 => [red, green, blue, white],
            2 => [green, red, white, blue],
            3 => [white, blue, green, red],
            4 => [blue, white, red, green],
            5 => [red, blue, green, white],
            6 => [blue, red, white, green],
            7 => [white, green, blue, red],
            _ => [green, white, red, blue],
        };
    }

    static void MustShow(double[][] quarters, Print print, double tolerance = 12)
    {
        (int X, int Y)[] places = [(16, 16), (48, 16), (16, 48), (48, 48)];
        foreach (var ((x, y), expected) in places.Zip(quarters))
        {
            var colour = print.ColourAt(x, y);
            for (var band = 0; band < 3; band++)
                Assert.True(Math.Abs(colour[band] - expected[band]) <= tolerance, $"{print.Info.Rendition} at {x}, {y}: {string.Join(", ", colour)} is not {string.Join(", ", expected)}");
        }
    }

    static void MustSayNothing(IReadOnlyDictionary<Rendition, Print> prints)
    {
        foreach (var print in prints.Values)
        {
            Assert.False(Metadata.HoldsPlace(print.Bytes), $"{print.Info.Rendition} holds the place");
            foreach (var mark in (string[])["Exif", "EXIF", "eXIf", "xmpmeta", "tEXt", "iTXt", "Photoshop"])
                Assert.True(print.Bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)) < 0, $"{print.Info.Rendition} holds {mark}");
            using var image = print.Open();
            Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field.StartsWith("xmp", StringComparison.Ordinal) || field.StartsWith("iptc", StringComparison.Ordinal) || field.Contains("comment", StringComparison.Ordinal) || field == "orientation");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_photograph_stands_upright_and_names_no_place(int orientation)
    {
        var original = Metadata.InJpeg(Originals.Jpeg(Originals.Quarters(2000, 1500)), orientation);
        Assert.True(Metadata.HoldsPlace(original));
        var prints = await studio.MustRenderAsync(original, "image/jpeg");
        var turned = orientation >= 5;
        Assert.Equal((turned ? 1500 : 2000, turned ? 2000 : 1500, "image/jpeg"), Size(prints[Rendition.Full]));
        Assert.Equal((turned ? 1200 : 1600, turned ? 1600 : 1200, "image/webp"), Size(prints[Rendition.Large]));
        Assert.Equal((turned ? 300 : 400, turned ? 400 : 300, "image/webp"), Size(prints[Rendition.Small]));
        foreach (var print in prints.Values) MustShow(Upright(orientation), print);
        MustSayNothing(prints);
    }

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("image/webp", "image/webp")]
    [InlineData("image/avif", "image/webp")]
    public async Task Other_formats_stand_upright_and_name_no_place(string mediaType, string full)
    {
        using var plain = Originals.Quarters();
        using var told = Metadata.In(plain, orientation: 6);
        var original = mediaType switch
        {
            "image/png" => Metadata.InPng(Originals.Png(plain), orientation: 6),
            "image/webp" => Originals.Webp(told),
            _ => Originals.Avif(Metadata.In(plain, orientation: 1)),
        };
        Assert.True(Metadata.HoldsPlace(original));
        var prints = await studio.MustRenderAsync(original, mediaType);
        var turned = mediaType != "image/avif";
        Assert.Equal((turned ? 480 : 640, turned ? 640 : 480, full), Size(prints[Rendition.Full]));
        Assert.Equal((turned ? 480 : 640, turned ? 640 : 480, "image/webp"), Size(prints[Rendition.Large]));
        foreach (var print in prints.Values) MustShow(Upright(turned ? 6 : 1), print);
        MustSayNothing(prints);
    }

    [Fact]
    public async Task A_heic_photograph_becomes_a_jpeg()
    {
        var original = Originals.Heic();
        Assert.True(Metadata.HoldsPlace(original));
        var prints = await studio.MustRenderAsync(original, "image/heic");
        Assert.Equal((128, 96, "image/jpeg"), Size(prints[Rendition.Full]));
        foreach (var print in prints.Values) MustShow(Upright(1), print);
        MustSayNothing(prints);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/avif")]
    public async Task Wide_colours_stay_as_display_p3(string mediaType)
    {
        using var plain = Originals.Quarters();
        using var p3 = Colour.Tag(plain, Image.ProfileLoad("p3"));
        var original = mediaType switch
        {
            "image/jpeg" => Originals.Jpeg(p3),
            "image/png" => Originals.Png(p3),
            "image/webp" => Originals.Webp(p3),
            _ => Originals.Avif(p3),
        };
        var prints = await studio.MustRenderAsync(original, mediaType);
        foreach (var print in prints.Values)
        {
            using var image = print.Open();
            Assert.Equal(Image.ProfileLoad("p3"), (byte[])image.Get("icc-profile-data"));
            MustShow(Upright(1), print);
        }
    }

    [Fact]
    public async Task A_gamut_between_is_turned_into_display_p3_and_looks_the_same()
    {
        using var plain = Originals.Quarters();
        using var adobe = Colour.Tag(plain, ImageMagick.ColorProfiles.AdobeRGB1998.ToByteArray());
        using var looks = adobe.IccTransform("p3", embedded: true, depth: 8);
        var expected = new[] { (160, 120), (480, 120), (160, 360), (480, 360) }.Select(place => looks.Getpoint(place.Item1, place.Item2)).ToArray();
        Assert.True(expected[1][0] > Originals.Green[0] + 20 || Math.Abs(expected[0][0] - Originals.Red[0]) > 10); // it is another space
        foreach (var print in (await studio.MustRenderAsync(Originals.Png(adobe), "image/png")).Values)
        {
            using var image = print.Open();
            Assert.Equal(Image.ProfileLoad("p3"), (byte[])image.Get("icc-profile-data"));
            MustShow(expected, print);
        }
    }

    [Fact]
    public async Task A_profile_that_is_srgb_by_another_name_is_left_out_and_changes_nothing()
    {
        using var plain = Originals.Quarters();
        using var srgb = Colour.Tag(plain, ImageMagick.ColorProfiles.SRGB.ToByteArray());
        foreach (var print in (await studio.MustRenderAsync(Originals.Png(srgb), "image/png")).Values)
        {
            using var image = print.Open();
            Assert.DoesNotContain("icc-profile-data", image.GetFields());
            MustShow(Upright(1), print, tolerance: 6);
        }
    }

    [Fact]
    public async Task A_print_shops_cmyk_becomes_srgb()
    {
        using var cmyk = Originals.Quarters().IccTransform("cmyk", inputProfile: "srgb");
        foreach (var print in (await studio.MustRenderAsync(cmyk.JpegsaveBuffer(q: 95, keep: Enums.ForeignKeep.Icc), "image/jpeg")).Values)
        {
            using var image = print.Open();
            Assert.Equal(3, image.Bands);
            Assert.True(print.ColourAt(16, 16) is [> 150, < 110, < 110] && print.ColourAt(48, 48) is [> 215, > 215, > 215]);
        }
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/gif")]
    [InlineData("image/avif")]
    public async Task What_is_transparent_stays_so(string mediaType)
    {
        using var half = Originals.Plain(320, 200, [200, 40, 40, 255]).Insert(Originals.Plain(160, 200, [0, 0, 0, 0]), 0, 0);
        var original = mediaType switch
        {
            "image/png" => Originals.Png(half),
            "image/webp" => Originals.Webp(half),
            "image/gif" => Originals.Gif(half),
            _ => Originals.Avif(half),
        };
        foreach (var print in (await studio.MustRenderAsync(original, mediaType)).Values)
        {
            Assert.True(print.ColourAt(16, 32) is [_, _, _, < 5]);
            Assert.True(print.ColourAt(48, 32) is [> 185, < 60, < 60, > 250]);
        }
    }

    [Theory]
    [InlineData("image/gif")]
    [InlineData("image/webp")]
    public async Task An_animation_keeps_its_frames_and_times_and_is_small_as_its_first_frame(string mediaType)
    {
        double[][] colours = [Originals.Red, Originals.Green, Originals.Blue];
        using var strip = Image.Arrayjoin([.. colours.Select(colour => Originals.Plain(120, 80, colour))], across: 1).Mutate(change =>
        {
            change.Set(GValue.GIntType, "page-height", 80);
            change.Set(GValue.ArrayIntType, "delay", (int[])[200, 300, 400]);
            change.Set(GValue.GIntType, "loop", 2);
        });
        var prints = await studio.MustRenderAsync(mediaType == "image/gif" ? strip.GifsaveBuffer() : strip.WebpsaveBuffer(q: 95), mediaType);
        Assert.Equal((120, 80, mediaType), Size(prints[Rendition.Full]));
        using var full = prints[Rendition.Full].Open("[n=-1]");
        Assert.Equal((3, 240, 2), ((int)full.Get("n-pages"), full.Height, (int)full.Get("loop")));
        Assert.Equal([200, 300, 400], (int[])full.Get("delay"));
        for (var frame = 0; frame < 3; frame++)
            Assert.All(full.Getpoint(60, (frame * 80) + 40).Take(3).Zip(colours[frame]), pair => Assert.InRange(pair.First, pair.Second - 8, pair.Second + 8));
        foreach (var still in (Print[])[prints[Rendition.Large], prints[Rendition.Small]])
        {
            using var image = still.Open("[n=-1]");
            Assert.Equal((120, 80), (image.Width, image.Height));
            Assert.InRange(still.ColourAt(32, 32)[0], 205, 235);
        }
    }

    [Fact]
    public async Task A_drawing_without_loss_stays_without_loss()
    {
        using var noise = Originals.Noise(200, 100);
        var prints = await studio.MustRenderAsync(noise.WebpsaveBuffer(lossless: true), "image/webp");
        using var full = prints[Rendition.Full].Open();
        Assert.Equal(0, (full - noise).Abs().Max());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12000, 3)]
    [InlineData(3, 12000)]
    public async Task Odd_shapes_are_shown(int width, int height)
    {
        using var image = Originals.Plain(width, height, Originals.Red);
        var prints = await studio.MustRenderAsync(Originals.Png(image), "image/png");
        Assert.Equal((width, height, "image/png"), Size(prints[Rendition.Full]));
        Assert.True(prints[Rendition.Large].Info is { Width: >= 1 and <= 1600, Height: >= 1 and <= 1600 });
        Assert.True(prints[Rendition.Small].Info is { Width: >= 1 and <= 400, Height: >= 1 and <= 400 });
    }

    [Fact]
    public async Task Grey_and_deep_pictures_are_shown()
    {
        using var grey = Originals.Quarters().Colourspace(Enums.Interpretation.Bw);
        foreach (var print in (await studio.MustRenderAsync(Originals.Jpeg(grey), "image/jpeg")).Values) Assert.InRange(print.ColourAt(48, 48)[0], 235, 245);
        using var deep = Originals.Quarters().Colourspace(Enums.Interpretation.Rgb16);
        foreach (var print in (await studio.MustRenderAsync(Originals.Png(deep), "image/png")).Values) MustShow(Upright(1), print);
    }

    static (int Width, int Height, string MediaType) Size(Print print)
    {
        using var image = print.Open();
        Assert.Equal((print.Info.Width, print.Info.Height), (image.Width, image.PageHeight));
        return (print.Info.Width, print.Info.Height, print.Info.MediaType);
    }
}
