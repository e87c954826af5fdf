using System.Text;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

/// <summary>A PDF may carry the electronic twin of the invoice it shows, described as the standards do, and nothing else.</summary>
public sealed class Inspecting_e_invoices
{
    const string Invoice = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"><rsm:ExchangedDocument><ID>471102</ID></rsm:ExchangedDocument></rsm:CrossIndustryInvoice>
        """;

    const string Described = "/F(factur-x.xml)/UF(factur-x.xml)/AFRelationship/Alternative/EF<</F 9 0 R/UF 9 0 R>>";

    static byte[] Twin(string xml, bool packed = true, string dictionary = "/Type/EmbeddedFile/Subtype/text#2Fxml") =>
        packed ? PdfStream(dictionary + "/Filter/FlateDecode", Zlib(Encoding.UTF8.GetBytes(xml))) : PdfStream(dictionary, Encoding.UTF8.GetBytes(xml));

    static byte[] File(string description) => Bytes($"8 0 obj\n<</Type/Filespec{description}>>\nendobj\n");

    static byte[] With(params byte[][] objects) => Pdf("/AF[8 0 R]/Names<</EmbeddedFiles<</Names[(factur-x.xml) 8 0 R]>>>>", more: Bytes([.. objects]));

    static string Of(params byte[][] objects) => Verdict(With(objects), "invoice.pdf");

    [Theory]
    [InlineData("(factur-x.xml)")]
    [InlineData("(ZUGFeRD-invoice.xml)")]
    [InlineData("(xrechnung.xml)")]
    [InlineData("(order-x.xml)")]
    [InlineData("<666163747572 2D782E786D6C>")]
    [InlineData("<FEFF006600610063007400750072002D0078002E0078006D006C>")]
    [InlineData("(\\376\\377\\000f\\000a\\000c\\000t\\000u\\000r\\000-\\000x\\000.\\000x\\000m\\000l)")]
    public void Each_standards_one_is_taken_however_its_name_is_written(string name)
    {
        var description = $"/F{name}/UF {name}/AFRelationship/Data/EF<</F 9 0 R/UF 9 0 R>>";
        foreach (var packed in new[] { true, false })
        {
            Assert.Equal("application/pdf", Of(File(description), Twin(Invoice, packed)));
            Assert.Equal("application/pdf", Of(Twin(Invoice, packed), File(description)));
        }
        var inStream = Bytes($"8 0 <</Type/Filespec{description}>>");
        Assert.Equal("application/pdf", Of(Bytes("7 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n", Zlib(inStream), "\nendstream\nendobj\n"), Twin(Invoice)));
    }

    [Theory]
    [InlineData("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>1</ID></Invoice>")]
    [InlineData("<ubl:CreditNote xmlns:ubl='urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2'/>")]
    [InlineData("<rsm:CrossIndustryDocument xmlns:rsm='urn:ferd:CrossIndustryDocument:invoice:1p0'/>")]
    [InlineData("<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'/>")]
    public void Each_standards_content_is_taken(string xml) => Assert.Equal("application/pdf", Of(File(Described), Twin(xml)));

    [Theory]
    [InlineData("MZ\u0090\0 a program by the name of an invoice")]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("<Invoice>")]
    [InlineData("<Invoice/><Invoice/>")]
    [InlineData("<?xml-stylesheet href='https://evil.example/x.xsl'?><Invoice/>")]
    [InlineData("<Invoice><cbc:EmbeddedDocumentBinaryObject xmlns:cbc='x'>TVqQAAMAAAAEAAAA</cbc:EmbeddedDocumentBinaryObject></Invoice>")]
    [InlineData("<!DOCTYPE Invoice><Invoice/>")]
    [InlineData("<!DOCTYPE Invoice SYSTEM 'https://evil.example/x.dtd'><Invoice/>")]
    [InlineData("<!DOCTYPE Invoice [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Invoice>&x;</Invoice>")]
    public void What_is_no_such_markup_is_unsafe_by_whatever_name(string content)
    {
        Assert.Equal("unsafe-document", Of(File(Described), Twin(content)));
        Assert.Equal("unsafe-document", Of(File(Described), Twin(content, packed: false)));
    }

    [Fact]
    public void Markup_that_swells_or_never_ends_is_too_complex()
    {
        Assert.Equal("file-too-complex", Of(File(Described), Twin($"<Invoice>{new string(' ', 20_000_000)}</Invoice>")));
        Assert.Equal("file-too-complex", Of(File(Described), Twin($"<Invoice>{string.Concat(Enumerable.Repeat("<a></a>", 3_000_000))}</Invoice>")));
        Assert.Equal("file-too-complex", Of(File(Described), Twin("<!DOCTYPE Invoice [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>]><Invoice>&g;</Invoice>")));
        Assert.Equal("unsafe-document", Of(File(Described), Twin(string.Concat(Enumerable.Repeat("<Invoice>", 100)))));
    }

    [Theory]
    [InlineData("/F(setup.exe)/UF(setup.exe)/AFRelationship/Data/EF<</F 9 0 R>>")]
    [InlineData("/F(factur-x.xml)/UF(factur-x.xml.exe)/AFRelationship/Data/EF<</F 9 0 R>>")]
    [InlineData("/F(factur-x.xml\\000.exe)/AFRelationship/Data/EF<</F 9 0 R>>")]
    [InlineData("/F(../factur-x.xml)/AFRelationship/Data/EF<</F 9 0 R>>")]
    [InlineData("/AFRelationship/Data/EF<</F 9 0 R>>")]
    [InlineData("/F(factur-x.xml)/EF<</F 9 0 R>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF<</F 9 0 R/UF 10 0 R>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF<</F 10 0 R>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF 10 0 R")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF<<>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF<</F 9 0 R/X 9 0 R>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data/EF<</F 9 0 R>>/RF<</F[(a) 9 0 R]>>/EF<</F<<>>>>")]
    [InlineData("/F(factur-x.xml)/AFRelationship/Data%/EF\n/EF<</F 9 0 R>>")]
    public void What_is_described_otherwise_is_unsafe(string description) => Assert.Equal("unsafe-document", Of(File(description), Twin(Invoice)));

    [Fact]
    public void Two_are_unsafe_and_so_is_one_that_can_be_read_as_another()
    {
        var second = Bytes("10 0 obj\n<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream\nendobj\n");
        Assert.Equal("unsafe-document", Of(File(Described), Twin(Invoice), second));
        Assert.Equal("unsafe-document", Of(File(Described), Twin(Invoice), second, Bytes("11 0 obj\n<</Type/Filespec/F(order-x.xml)/AFRelationship/Data/EF<</F 10 0 R>>>>\nendobj\n")));
        Assert.Equal("unsafe-document", Of(File(Described), Twin(Invoice), Bytes("9 0 obj\n<</Length 2>>stream\nMZ\nendstream\nendobj\n"))); // a later object of the same number
        Assert.Equal("unsafe-document", Of(File(Described), Twin(Invoice, packed: true, "/Type/EmbeddedFile/Filter/ASCIIHexDecode")));
        Assert.Equal("unsafe-document", Of(File(Described), Bytes($"9 0 obj\n<</Type/EmbeddedFile/Length 400>>stream\n{Invoice}\nendstream\nMZ", new byte[400], "\nendstream\nendobj\n"))); // longer than it seems
        Assert.Equal("unsafe-document", Of(File(Described))); // not there at all
        Assert.Equal("unsafe-document", Verdict(Pdf("/Names<</JavaScript 5 0 R>>", more: Bytes(File(Described), Twin(Invoice))), "a.pdf"));
    }
}
