using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NetVips;
using Parley.Attachments.Images;

namespace Parley.Tests.Attachments.Images;

/// <summary>A picture that is none, or too much of one, is a verdict; the worker that saw it goes on.</summary>
public sealed class What_is_refused : IDisposable
{
    readonly Studio studio = new();

    public void Dispose() => studio.Dispose();

    async Task MustBeAsync(ImageVerdict expected, byte[] original, string mediaType)
    {
        var (verdict, _) = await studio.RenderAsync(original, mediaType);
        Assert.Equal(expected, verdict);
        var workers = studio.Workers.Ids;
        using var good = Originals.Quarters();
        await studio.MustRenderAsync(Originals.Png(good), "image/png");
        Assert.Equal(workers, studio.Workers.Ids); // it did not even need another worker
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/gif")]
    [InlineData("image/avif")]
    [InlineData("image/heic")]
    public async Task A_picture_cut_off_is_damaged(string mediaType)
    {
        using var noise = Originals.Noise(300, 200);
        var whole = mediaType switch
        {
            "image/jpeg" => Originals.Jpeg(noise),
            "image/png" => Originals.Png(noise),
            "image/webp" => Originals.Webp(noise),
            "image/gif" => Originals.Gif(noise),
            "image/avif" => Originals.Avif(noise),
            _ => Originals.Heic(),
        };
        await MustBeAsync(ImageVerdict.Damaged, whole[..(whole.Length / 2)], mediaType);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/gif")]
    [InlineData("image/avif")]
    [InlineData("image/heic")]
    public async Task A_picture_of_another_format_than_it_is_said_to_be_is_damaged(string mediaType)
    {
        using var quarters = Originals.Quarters();
        await MustBeAsync(ImageVerdict.Damaged, mediaType == "image/png" ? Originals.Jpeg(quarters) : Originals.Png(quarters), mediaType);
    }

    [Fact]
    public async Task Svg_by_any_name_is_damaged_and_nothing_is_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x.png";
        var svg = Encoding.UTF8.GetBytes($"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM '{address}'>]><svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='64' height='64'><image xlink:href='{address}' width='64' height='64'/>&x;</svg>");
        foreach (var mediaType in (string[])["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/heic", "image/svg+xml"])
            await MustBeAsync(ImageVerdict.Damaged, svg, mediaType);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>")]
    [InlineData("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://127.0.0.1/x.png'\npop graphic-context")]
    [InlineData("P6 2 2 255\nabcdefghijkl")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n1234")]
    [InlineData("II*\0\u0008\0\0\0\0\0")]
    [InlineData("x")]
    public async Task What_other_decoders_would_take_is_damaged(string contents)
    {
        foreach (var mediaType in (string[])["image/png", "image/heic"]) await MustBeAsync(ImageVerdict.Damaged, Encoding.Latin1.GetBytes(contents), mediaType);
    }

    [Fact]
    public async Task Nothing_at_all_is_damaged_and_wakes_no_worker()
    {
        Assert.Equal(ImageVerdict.Damaged, (await studio.RenderAsync([], "image/png")).Verdict);
        Assert.Empty(studio.Workers.Ids);
    }

    /// <summary>Always the same hundred and fifty: bytes changed, taken out, doubled, or the end cut off, mostly behind the boxes that say what it is.</summary>
    [Fact]
    public async Task A_heic_photograph_that_was_altered_anywhere_ends_in_a_verdict_and_the_next_one_works()
    {
        var (good, random, verdicts) = (Originals.Heic(), new Random(20_261_129), new List<ImageVerdict>());
        for (var number = 0; number < 150; number++)
        {
            var bytes = good.ToList();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(number % 3 == 0 ? 12 : 300, bytes.Count);
                switch (random.Next(5))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                    case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                    case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 65), bytes.Count - at))); break;
                    default: bytes[at] = 0xff; break;
                }
            }
            if (number % 10 == 9) bytes = bytes[..random.Next(100, bytes.Count)];
            verdicts.Add((await studio.RenderAsync([.. bytes], "image/heic")).Verdict);
        }
        Assert.DoesNotContain(ImageVerdict.Unavailable, verdicts);
        Assert.Contains(ImageVerdict.Damaged, verdicts);
        await studio.MustRenderAsync(good, "image/heic");
    }

    [Fact]
    public async Task A_heic_file_that_names_another_format_inside_is_damaged()
    {
        byte[] head = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8];
        await MustBeAsync(ImageVerdict.Damaged, [.. head, .. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8], "image/heic");
        await MustBeAsync(ImageVerdict.Damaged, head, "image/heic");
    }

    [Fact]
    public async Task A_png_that_unpacks_to_too_many_pixels_is_too_complex_by_its_header() =>
        await MustBeAsync(ImageVerdict.TooComplex, PngOf(25_000, 25_000), "image/png");

    [Fact]
    public async Task A_jpeg_whose_header_claims_too_many_pixels_is_too_complex()
    {
        using var small = Originals.Plain(64, 64, Originals.Red);
        var jpeg = Originals.Jpeg(small);
        var frame = jpeg.AsSpan().IndexOf((byte[])[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 65_500);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 65_500);
        await MustBeAsync(ImageVerdict.TooComplex, jpeg, "image/jpeg");
    }

    [Fact]
    public async Task A_heic_file_whose_header_claims_too_many_pixels_is_refused()
    {
        var heic = Originals.Heic();
        var size = heic.AsSpan().IndexOf("ispe"u8) + 8;
        BinaryPrimitives.WriteInt32BigEndian(heic.AsSpan(size), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(heic.AsSpan(size + 4), 30_000);
        var (verdict, _) = await studio.RenderAsync(heic, "image/heic");
        Assert.True(verdict is ImageVerdict.TooComplex or ImageVerdict.Damaged);
    }

    [Theory]
    [InlineData(1, 1, 1500)] // too many frames
    [InlineData(4000, 4000, 4)] // too many pixels in all of them
    public async Task An_animation_beyond_measure_is_too_complex(int width, int height, int frames)
    {
        using var strip = Originals.Plain(width, height, Originals.Red).Replicate(1, frames).Mutate(change => change.Set(GValue.GIntType, "page-height", height));
        using var image = strip.CopyMemory();
        await MustBeAsync(ImageVerdict.TooComplex, image.GifsaveBuffer(keepDuplicateFrames: true), "image/gif");
    }

    [Fact]
    public async Task The_limit_of_pixels_is_an_option()
    {
        using var strict = new Studio(new ImageOptions { Megapixels = 1, Seconds = 60 });
        using var image = Originals.Plain(1100, 1000, Originals.Red);
        Assert.Equal(ImageVerdict.TooComplex, (await strict.RenderAsync(Originals.Png(image), "image/png")).Verdict);
        Assert.Equal(ImageVerdict.TooComplex, (await strict.RenderAsync(Originals.Webp(image), "image/webp")).Verdict);
        Assert.Equal(ImageVerdict.TooComplex, (await strict.RenderAsync(Originals.Avif(image), "image/avif")).Verdict);
        using var fits = Originals.Plain(1000, 1000, Originals.Red);
        await strict.MustRenderAsync(Originals.Png(fits), "image/png");
    }

    [Fact]
    public async Task A_broken_colour_profile_does_no_harm()
    {
        using var plain = Originals.Quarters();
        var nonsense = new byte[600];
        Image.ProfileLoad("p3").AsSpan(0, 140).CopyTo(nonsense);
        using var tagged = Colour.Tag(plain, nonsense);
        await studio.MustRenderAsync(Originals.Jpeg(tagged), "image/jpeg");
    }

    /// <summary>A PNG of one colour, as large as its header says, packed a thousandfold.</summary>
    static byte[] PngOf(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width / 8)];
            for (var line = 0; line < height; line++) zlib.Write(row);
        }
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Metadata.Chunk("IHDR", header), .. Metadata.Chunk("IDAT", packed.ToArray()), .. Metadata.Chunk("IEND", [])];
    }
}
