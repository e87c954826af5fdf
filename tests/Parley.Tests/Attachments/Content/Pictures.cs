using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

/// <summary>Pictures are measured by their headers and walked to their ends; nothing is decoded.</summary>
public sealed class Inspecting_pictures
{
    public static TheoryData<string, byte[], string> Honest => new()
    {
        { "a.jpg", Jpeg(30, 20), "image/jpeg" }, { "a.JPEG", Jpeg(30, 20, scans: 10), "image/jpeg" }, { "a.png", Png(30, 20), "image/png" },
        { "a.gif", Gif(30, 20), "image/gif" }, { "a.webp", WebP(30, 20), "image/webp" }, { "a.avif", Still("avif", 30, 20), "image/avif" }, { "a.heic", Still("heic", 30, 20), "image/heic" },
    };

    [Theory]
    [MemberData(nameof(Honest), DisableDiscoveryEnumeration = true)]
    public void An_honest_picture_is_known_by_its_bytes_and_measured(string name, byte[] bytes, string type)
    {
        var content = Inspect(bytes, name).Content;
        Assert.NotNull(content);
        Assert.Equal((type, 30, 20), (content.MediaType, content.Width, content.Height));
        Assert.Equal(Parley.Attachments.Content.FileClass.Image, content.Class);
    }

    [Theory]
    [MemberData(nameof(Honest), DisableDiscoveryEnumeration = true)]
    public void Cut_off_anywhere_it_is_refused_and_nothing_is_thrown(string name, byte[] bytes, string type)
    {
        Assert.StartsWith("image/", type);
        for (var length = 0; length < bytes.Length - (type.EndsWith("gif", StringComparison.Ordinal) ? 1 : 0); length++)
            Assert.True(Inspect(bytes[..length], name) is { Content: null, Flaw: not null }, $"{name} of {length} bytes was taken");
    }

    [Theory]
    [MemberData(nameof(Honest), DisableDiscoveryEnumeration = true)]
    public void With_any_byte_altered_it_is_judged_and_nothing_is_thrown(string name, byte[] bytes, string type)
    {
        Assert.NotEmpty(type);
        for (var i = 0; i < bytes.Length; i++)
            foreach (var b in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                var altered = (byte[])bytes.Clone();
                altered[i] = b;
                var verdict = Inspect(altered, name);
                Assert.True(verdict.Content is null != verdict.Flaw is null);
            }
    }

    public static TheoryData<string, byte[]> Huge => new()
    {
        { "a.jpg", Jpeg(65_500, 65_500) }, { "a.png", Png(25_000, 25_000) }, { "b.png", Png(30_000, 1) }, { "c.png", Png(int.MaxValue, int.MaxValue) }, { "a.gif", Gif(65_535, 65_535) },
        { "many.gif", Gif(8, 8, 1_001) }, { "a.webp", WebP(16_000, 16_000) }, { "a.avif", Still("avif", 60_000, 60_000) }, { "a.heic", Still("heic", -1, -1) },
        { "scans.jpg", Jpeg(8, 8, scans: 101) }, { "much.gif", Gif(4_000, 4_000, 40) },
    };

    [Theory]
    [MemberData(nameof(Huge), DisableDiscoveryEnumeration = true)]
    public void One_that_would_ask_too_much_of_a_decoder_is_too_complex(string name, byte[] bytes) => Assert.Equal("file-too-complex", Verdict(bytes, name));

    [Theory]
    [InlineData("iCCP", "icc\0\0")]
    [InlineData("zTXt", "Comment\0\0")]
    [InlineData("iTXt", "Comment\0\u0001\0en\0x\0")]
    public void Packed_metadata_is_unpacked_no_further_than_its_bound(string chunk, string head)
    {
        Assert.Equal("file-too-complex", Verdict(Png(before: Chunk(chunk, Bytes(head, Zlib(new byte[16_000_000])))), "a.png"));
        Assert.Equal("image/png", Verdict(Png(before: Chunk(chunk, Bytes(head, Zlib(new byte[3_000])))), "a.png"));
    }

    [Fact]
    public void What_hides_in_or_behind_a_picture_is_lost_when_it_is_stored_anew_so_the_picture_is_taken()
    {
        Assert.Equal("image/jpeg", Verdict(Jpeg(comment: "<script>alert(1)</script><?php echo 1; ?>"), "a.jpg"));
        Assert.Equal("image/png", Verdict(Bytes(Png(), Zip(("a.html", "<script>"))), "a.png"));
        Assert.Equal("image/gif", Verdict(Bytes(Gif(), "*/=1;alert(1)"), "a.gif"));
        Assert.Equal("image/jpeg", Verdict(Bytes(Jpeg(), Film()), "motion.jpg"));
    }

    [Theory]
    [InlineData("GIF89a/*<svg/onload=alert(1)>*/=alert(1)//;", "a.gif")]
    [InlineData("GIF89a=1;alert(document.cookie);//", "a.gif")]
    [InlineData("<html><script>alert(1)</script>", "a.png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.png")]
    [InlineData("push graphic-context\nfill 'url(https://x/\"|id\")'", "a.png")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0\n(x) run", "a.jpg")]
    [InlineData("II*\0\b\0\0\0", "a.tiff")]
    [InlineData("II*\0\b\0\0\0", "a.jpg")]
    [InlineData("BM6\0\0\0\0\0\0\06\0\0\0", "a.bmp")]
    [InlineData("\0\0\u0001\0\u0001\0", "a.ico")]
    [InlineData("8BPS\0\u0001", "a.psd")]
    [InlineData("\u007fELF\u0002\u0001", "a.jpg")]
    [InlineData("MZ\u0090\0", "a.png")]
    public void What_is_no_picture_is_refused_under_a_pictures_name(string content, string name) =>
        Assert.Contains(Verdict(Bytes(content), name), new[] { "unsupported-file-type", "file-too-complex" });

    [Theory]
    [InlineData("a.jpg", "unsupported-file-type")]
    [InlineData("a.pdf", "unsupported-file-type")]
    [InlineData("a.txt", "unsupported-file-type")]
    [InlineData("a.exe", "invalid-file-name")]
    [InlineData("a", "invalid-file-name")]
    public void A_name_must_say_what_the_picture_is(string name, string code) => Assert.Equal(code, Verdict(Png(), name));

    [Fact]
    public void Frames_are_counted() => Assert.Equal(7, Inspect(Gif(frames: 7), "a.gif").Content?.Frames);
}
