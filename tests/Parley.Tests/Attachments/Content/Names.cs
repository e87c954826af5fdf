using System.Text;
using Parley.Attachments.Content;

namespace Parley.Tests.Attachments;

public sealed class File_names
{
    [Theory]
    [InlineData("photo.png", "photo.png")]
    [InlineData("photo.PnG", "photo.PnG")]
    [InlineData("Maße für Küche.png", "Maße für Küche.png")]
    [InlineData("photo 1.final.v2.png", "photo 1.final.v2.png")]
    [InlineData("صورة.jpg", "صورة.jpg")]
    [InlineData("می\u200cخواهم 👩\u200d🍳.jpg", "می\u200cخواهم 👩\u200d🍳.jpg")]
    [InlineData("100% cotton.pdf", "100% cotton.pdf")]
    [InlineData("Invoice amazon.com.pdf", "Invoice amazon.com.pdf")]
    [InlineData("O'Brien & Co (2).pdf", "O'Brien & Co (2).pdf")]
    [InlineData("e\u0301te\u0301.txt", "été.txt")]
    [InlineData("  a \t b  .txt", null)]
    [InlineData("  a   b .txt ", "a b.txt")]
    [InlineData("x.png...", "x.png")]
    [InlineData(".hidden.png", "hidden.png")]
    [InlineData("a\u200bb\ufeff\u200e.png", "ab.png")]
    [InlineData("<img src=x onerror=__xss()>.png", "_img src=x onerror=__xss()_.png")]
    [InlineData("12:30 \"quoted\"?.png", "12_30 _quoted__.png")]
    [InlineData("shell.php.jpg", "shell_php.jpg")]
    [InlineData("report.exe.png", "report_exe.png")]
    [InlineData("console.png", "console.png")]
    public void A_name_is_kept_put_right_or_refused(string raw, string? kept)
    {
        var (name, flaw) = FileNames.Check(raw);
        Assert.Equal(kept, name);
        Assert.Equal(kept is null, flaw?.Code == "invalid-file-name");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".png")]
    [InlineData("photo")]
    [InlineData("photo.")]
    [InlineData("photo.p ng")]
    [InlineData("photo.рng")] // Cyrillic er
    [InlineData("invoice\u202egnp.exe")]
    [InlineData("photo_\u202excod.png")]
    [InlineData("a\u2066b.png")]
    [InlineData("photo.exe\0.png")]
    [InlineData("a\nb.png")]
    [InlineData("a\u0085b.png")]
    [InlineData("a\u2028b.png")]
    [InlineData("../x.png")]
    [InlineData("..\\x.png")]
    [InlineData("/var/www/x.png")]
    [InlineData("\\\\evil.test\\s\\x.png")]
    [InlineData("C:\\x.png")]
    [InlineData("%2e%2e%2fx.png")]
    [InlineData("%252e%252e%252fx.png")]
    [InlineData("..%c0%afx.png")]
    [InlineData("a%00.png")]
    [InlineData("x.png::$DATA")]
    [InlineData("x.asp:.jpg")]
    [InlineData("nul")]
    [InlineData("nul.png")]
    [InlineData("COM1.tar.png")]
    [InlineData("lpt\u00b9.png")]
    [InlineData("x.phar")]
    [InlineData("x.cshtml")]
    [InlineData("x.PHP7")]
    [InlineData(".htaccess")]
    [InlineData("web.config")]
    [InlineData("invoice.exe.pdf")]
    [InlineData("invoice.php.docx")]
    public void What_pretends_is_refused(string raw) => Assert.Equal("invalid-file-name", FileNames.Check(raw).Flaw?.Code);

    [Fact]
    public void What_is_half_a_character_is_refused() => Assert.Equal("invalid-file-name", FileNames.Check("a\ud83d.png").Flaw?.Code);

    [Fact]
    public void A_long_name_is_shortened_between_characters_and_one_longer_than_any_is_refused()
    {
        var (name, _) = FileNames.Check(new string('ß', 200) + "👩‍🍳.png");
        Assert.NotNull(name);
        Assert.True(Encoding.UTF8.GetByteCount(name) is <= FileNames.MaxBytes and > 250);
        Assert.EndsWith("ß.png", name);
        Assert.Equal("invalid-file-name", FileNames.Check(new string('n', 1_000) + ".png").Flaw?.Code);
    }

    [Fact]
    public void Whatever_is_kept_is_harmless()
    {
        var random = new Random(7);
        var alphabet = "ab.. /\\:%\0\n\u202e\u200f\u2066<>\"|?*ß👍é\ud800".ToCharArray();
        for (var round = 0; round < 20_000; round++)
        {
            var raw = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)])]) + ".png";
            if (FileNames.Check(raw).Name is not { } name) continue;
            Assert.DoesNotContain(name, c => char.IsControl(c) || "/\\:<>\"|?*".Contains(c) || c is '\u202e' or '\u200f' or '\u2066');
            Assert.True(name[0] != '.' && name.EndsWith(".png", StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= FileNames.MaxBytes);
            Assert.Equal((name, null), FileNames.Check(name));
        }
    }
}
