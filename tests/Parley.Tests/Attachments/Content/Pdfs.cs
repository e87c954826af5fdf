using System.Text;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

/// <summary>A PDF is judged by the names in its objects, wherever they are and however they are spelt.</summary>
public sealed class Inspecting_pdfs
{
    [Fact]
    public void An_honest_one_is_taken_and_its_pages_counted()
    {
        var content = Inspect(Pdf(), "a.pdf").Content;
        Assert.NotNull(content);
        Assert.Equal(("application/pdf", 3), (content.MediaType, content.Pages));
        Assert.Equal("application/pdf", Verdict(Pdf("/OpenAction<</S/URI/URI(https://shop.example)>>"), "a.pdf"));
        Assert.Equal("application/pdf", Verdict(Pdf("/OpenAction[3 0 R/Fit]"), "a.pdf"));
        Assert.Equal("application/pdf", Verdict(Pdf(more: PdfStream("/Filter/FlateDecode", Zlib(Bytes("BT (x) Tj ET")))), "a.pdf"));
    }

    [Fact]
    public void Pages_are_counted_in_packed_objects_too()
    {
        var packed = PdfStream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Zlib(Bytes("2 0 <</Type/Pages/Kids[3 0 R]/Count 41>>")));
        Assert.Equal(41, Inspect(Pdf(more: packed), "a.pdf").Content?.Pages);
    }

    [Theory]
    [InlineData("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")]
    [InlineData("/OpenAction<</S /J#61vaScript/J#53 5 0 R>>")]
    [InlineData("/OpenAction<</S/#4a#61#76#61#53#63#72#69#70#74>>")]
    [InlineData("/OpenAction<</S%comment\n/JavaScript>>")]
    [InlineData("/OpenAction<</S/Launch/F(cmd.exe)>>")]
    [InlineData("/OpenAction<</S/L#61unch/Win<</F(cmd.exe)>>>>")]
    [InlineData("/AA<</O<</S/GoToE>>>>")]
    [InlineData("/AA<</O<</S/GoToR/F(\\\\\\\\evil.test\\\\share)>>>>")]
    [InlineData("/AcroForm<</XFA 7 0 R>>")]
    [InlineData("/Names<</EmbeddedFiles 7 0 R>>")]
    [InlineData("/Names<</JavaScript 7 0 R>>")]
    [InlineData("/X<</Type/EmbeddedFile>>")]
    [InlineData("/X<</Subtype/RichMedia>>")]
    public void What_runs_or_carries_something_is_unsafe(string catalog)
    {
        Assert.Equal("unsafe-document", Verdict(Pdf(catalog), "a.pdf"));
        var body = Bytes($"1 0 <</Type/Catalog{catalog}>>");
        Assert.Equal("unsafe-document", Verdict(Pdf(more: PdfStream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Zlib(body))), "a.pdf"));
        Assert.Equal("unsafe-document", Verdict(Pdf(more: PdfStream("/N 1/First 4/Filter[/Fl]", Zlib(body))), "a.pdf"));
        Assert.Equal("unsafe-document", Verdict(Pdf(more: PdfStream("/Type/ObjStm/N 1/First 4", body)), "a.pdf"));
        Assert.Equal("unsafe-document", Verdict(Pdf(more: PdfStream("/Type/X", Bytes($"\n7 0 obj <<{catalog}>> endobj"))), "a.pdf"));
        Assert.Equal("unsafe-document", Verdict(Pdf(more: Bytes($"(\n7 0 obj <<{catalog}>> endobj)")), "a.pdf"));
    }

    [Theory]
    [InlineData("/Title(A course on HTML/JavaScript and /JS)")]
    [InlineData("/Title(nested \\( /Launch \\) \\\\)")]
    [InlineData("/JSON 1/Launcher 2/XFAB 3")]
    [InlineData("/ID<2f4a617661536372697074>")]
    public void Words_in_texts_and_names_that_only_look_alike_harm_nobody(string catalog) => Assert.Equal("application/pdf", Verdict(Pdf(catalog), "a.pdf"));

    [Fact]
    public void What_is_drawn_on_a_page_is_not_taken_for_objects()
    {
        Assert.Equal("application/pdf", Verdict(Pdf(more: PdfStream("", Bytes("BT (x) Tj /JavaScript /JS gs ET"))), "a.pdf"));
        Assert.Equal("application/pdf", Verdict(Pdf(more: PdfStream("/Subtype/Image/Filter/DCTDecode", Noise(3_000_000))), "a.pdf"));
    }

    [Theory]
    [InlineData("/Filter[/ASCIIHexDecode/FlateDecode]")]
    [InlineData("/Filter[/FlateDecode/FlateDecode]")]
    [InlineData("/Filter/LZWDecode")]
    [InlineData("/Filter 8 0 R")]
    [InlineData("/Filter/FlateDecode/DecodeParms<</Predictor 12>>")]
    public void Objects_packed_in_an_unusual_way_cannot_be_checked(string filter) =>
        Assert.Equal("unscannable-file", Verdict(Pdf(more: PdfStream("/Type/ObjStm/N 1/First 4" + filter, Zlib(Bytes("1 0 <<>>")))), "a.pdf"));

    [Fact]
    public void A_locked_one_cannot_be_checked() => Assert.Equal("unscannable-file", Verdict(Pdf(trailer: "/Root 1 0 R/Encrypt 5 0 R"), "a.pdf"));

    [Fact]
    public void Packed_objects_that_swell_are_too_complex() =>
        Assert.Equal("file-too-complex", Verdict(Pdf(more: PdfStream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Zlib(new byte[20_000_000]))), "a.pdf"));

    [Fact]
    public void It_begins_and_ends_as_one()
    {
        Assert.Equal("damaged-file", Verdict(Pdf()[..^7], "a.pdf"));
        Assert.Equal("damaged-file", Verdict(Bytes(Pdf(), new byte[5_000]), "a.pdf"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes("MZ\0\0", Pdf()), "a.pdf"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes("<html>", Pdf()), "a.pdf"));
        Assert.Equal("unsupported-file-type", Verdict(Encoding.ASCII.GetBytes("hello"), "a.pdf"));
        Assert.Equal("damaged-file", Verdict(Bytes("%PDF-1.7\n%%EOF"), "a.pdf"));
    }
}
