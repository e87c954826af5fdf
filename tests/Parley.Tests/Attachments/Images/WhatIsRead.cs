using System.Diagnostics;
using NetVips;
using Parley.Attachments.Images;
using ZXing;

namespace Parley.Tests.Attachments.Images;

/// <summary>Codes are read however they lie in a picture, in bounded time.</summary>
public sealed class What_is_read : IDisposable
{
    const string Call = "tel:+4915112345678";
    readonly Studio studio = new(new ImageOptions());

    public void Dispose() => studio.Dispose();

    async Task<PictureSight> LookAsync(byte[] picture, string mediaType = "image/png", bool withGrey = false)
    {
        using var stream = new MemoryStream(picture, writable: false);
        return await studio.Workers.LookAsync(stream, mediaType, withGrey, TestContext.Current.CancellationToken);
    }

    async Task<IReadOnlyList<string>> CodesAsync(Image picture)
    {
        var sight = await LookAsync(Originals.Png(picture));
        Assert.Equal((ImageVerdict.Rendered, true), (sight.Verdict, sight.Complete));
        return sight.Codes;
    }

    [Fact]
    public async Task A_code_is_read_upright_turned_by_any_angle_inverted_mirrored_and_on_nothing()
    {
        using var code = CodesMade.Qr(Call, 6);
        Assert.Equal([Call], await CodesAsync(code));
        foreach (var angle in new double[] { 20, 45, 90, 133, 180, 270 })
        {
            using var turned = code.Rotate(angle, background: [240]).Cast(Enums.BandFormat.Uchar);
            Assert.Equal([Call], await CodesAsync(turned));
        }
        using var inverted = code.Invert();
        Assert.Equal([Call], await CodesAsync(inverted));
        using var mirrored = code.FlipHor();
        Assert.Equal([Call], await CodesAsync(mirrored));
        foreach (var ink in new[] { 0.0, 255.0 })
        {
            using var mask = code.Invert();
            using var transparent = (Image.Black(code.Width, code.Height, bands: 3) + ink).Cast(Enums.BandFormat.Uchar).Bandjoin(mask).Copy(interpretation: Enums.Interpretation.Srgb);
            Assert.Equal([Call], await CodesAsync(transparent));
        }
    }

    [Fact]
    public async Task A_small_code_in_a_large_photograph_is_read_wherever_it_lies()
    {
        using var photograph = Originals.Noise(4032, 3024);
        using var soft = photograph.Gaussblur(2);
        using var code = CodesMade.Colours(CodesMade.Qr(Call, 6)); // some 200 of 4,032 pixels
        foreach (var (x, y) in new[] { (0, 0), (1_911, 1_407), (3_800, 2_800) })
        {
            using var picture = soft.Insert(code, x, y).Cast(Enums.BandFormat.Uchar);
            var sight = await LookAsync(Originals.Jpeg(picture), "image/jpeg");
            Assert.Equal([Call], sight.Codes);
        }
        Assert.Empty((await LookAsync(Originals.Jpeg(soft.Cast(Enums.BandFormat.Uchar)), "image/jpeg")).Codes);
    }

    [Fact]
    public async Task No_code_hides_another()
    {
        using var large = CodesMade.Qr("https://shop.example/items/1", 14);
        using var small = CodesMade.Qr(Call, 4);
        using var sheet = Image.Black(1200, 900).Cast(Enums.BandFormat.Uchar).Invert().Insert(large, 40, 40).Insert(small, 700, 300).Insert(small, 960, 640);
        Assert.Equal([Call, "https://shop.example/items/1"], (await CodesAsync(sheet.Copy(interpretation: Enums.Interpretation.Bw))).Order(StringComparer.Ordinal).Reverse());
    }

    [Theory]
    [InlineData(BarcodeFormat.DATA_MATRIX, 8)]
    [InlineData(BarcodeFormat.AZTEC, 8)]
    [InlineData(BarcodeFormat.PDF_417, 2)]
    [InlineData(BarcodeFormat.CODE_128, 3)]
    public async Task Other_codes_are_read_too(BarcodeFormat format, int module)
    {
        using var code = CodesMade.Of(format, Call, module);
        Assert.Equal([Call], await CodesAsync(code));
    }

    [Fact]
    public async Task Bars_on_a_parcel_are_no_words()
    {
        using var code = CodesMade.Of(BarcodeFormat.CODE_128, "00340434161094042557", 3);
        Assert.Empty(await CodesAsync(code));
    }

    [Fact]
    public async Task A_later_frame_of_an_animation_is_read_as_well()
    {
        using var code = CodesMade.Colours(CodesMade.Qr(Call, 6));
        using var blank = Originals.Plain(code.Width, code.Height, Originals.Blue);
        var frames = new[] { blank, blank, code };
        using var all = Image.Arrayjoin(frames, across: 1).Mutate(m => m.Set(GValue.GIntType, "page-height", code.Height));
        Assert.Equal([Call], (await LookAsync(all.GifsaveBuffer(), "image/gif")).Codes);
    }

    [Fact]
    public async Task A_picture_without_codes_and_one_that_is_none_tell_nothing_and_grey_pixels_come_when_asked_for()
    {
        using var quarters = Originals.Quarters(2_000, 500);
        var sight = await LookAsync(Originals.Png(quarters), withGrey: true);
        Assert.Empty(sight.Codes);
        Assert.Equal((1600, 400, 1600 * 400), (sight.Grey!.Width, sight.Grey.Height, sight.Grey.Pixels.Length));
        Assert.True(sight.Grey.Pixels[0] < sight.Grey.Pixels[^1]); // red is darker than white
        Assert.Null((await LookAsync(Originals.Png(quarters))).Grey);
        Assert.Equal(ImageVerdict.Damaged, (await LookAsync(Originals.Png(quarters)[..40])).Verdict);
        Assert.Equal(ImageVerdict.Damaged, (await LookAsync(Originals.Png(quarters), "image/gif")).Verdict);
    }

    [Fact]
    public async Task A_picture_full_of_codes_takes_a_bounded_time_and_the_next_one_works()
    {
        var codes = Enumerable.Range(0, 400).Select(i => CodesMade.Qr($"https://shop.example/{i}", 2)).ToArray();
        using var full = Image.Arrayjoin(codes, across: 20).Cast(Enums.BandFormat.Uchar);
        // Nothing but the marks by which codes are found, as many as fit.
        using var mark = CodesMade.Qr("A", 1).Crop(8, 8, 8, 8);
        using var marks = mark.Replicate(3000 / 8, 2250 / 8).Cast(Enums.BandFormat.Uchar);
        foreach (var picture in new[] { full, marks })
        {
            var bytes = Originals.Png(picture);
            var watch = Stopwatch.StartNew();
            var sight = await LookAsync(bytes);
            Assert.Equal(ImageVerdict.Rendered, sight.Verdict);
            Assert.InRange(sight.Codes.Count, 0, 16);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(40)); // of the clock; of the processor it is ten at most
            await studio.MustRenderAsync(bytes, "image/png");
        }
        Array.ForEach(codes, code => code.Dispose());
    }
}
