using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Parley.Attachments.Content;

namespace Parley.Tests.Attachments;

/// <summary>Files made byte by byte, honest ones and others.</summary>
static class Made
{
    /// <summary>The EICAR test string, put together here so that no scanner takes the tests for infected.</summary>
    public static readonly byte[] Eicar = Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + string.Concat("EIC", "AR-STAN", "DARD-ANTI", "VIRUS-TEST-FILE!$H+H*"));

    public static Inspection Inspect(byte[] bytes, string name, InspectionLimits? limits = null) =>
        Inspector.Inspect(new MemoryStream(bytes), name, limits ?? new InspectionLimits(), TestContext.Current.CancellationToken);

    /// <summary>The flaw's code, or the media type.</summary>
    public static string Verdict(byte[] bytes, string name, InspectionLimits? limits = null) =>
        Inspect(bytes, name, limits) is { Flaw.Code: var code } ? code : Inspect(bytes, name, limits).Content!.MediaType;

    public static byte[] Bytes(params object[] parts)
    {
        var all = new MemoryStream();
        foreach (var part in parts)
            all.Write(part switch { byte[] b => b, string s => Encoding.Latin1.GetBytes(s), int i => [(byte)i], _ => throw new ArgumentException("bytes, text or one byte", nameof(parts)) });
        return all.ToArray();
    }

    public static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Little(uint value) => [.. Big(value).Reverse()];

    public static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Zlib(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Chunk(string name, byte[] content) => Bytes(Big((uint)content.Length), name, content, Big(0));

    public static byte[] Png(int width = 8, int height = 8, byte[]? before = null) => Bytes(0x89, "PNG\r\n\x1a\n",
        Chunk("IHDR", Bytes(Big((uint)width), Big((uint)height), 8, 2, 0, 0, 0)), before ?? [], Chunk("IDAT", Zlib(new byte[25])), Chunk("IEND", []));

    public static byte[] Segment(int marker, byte[] content) => Bytes(0xff, marker, Big16(content.Length + 2), content);

    public static byte[] Jpeg(int width = 8, int height = 8, string comment = "", int scans = 1) => Bytes(0xff, 0xd8,
        Segment(0xfe, Bytes(comment)), Segment(0xdb, new byte[65]), Segment(0xc0, Bytes(8, Big16(height), Big16(width), 1, 1, 0x11, 0)),
        Bytes([.. Enumerable.Repeat<object>(Bytes(Segment(0xda, Bytes(1, 1, 0, 0, 0x3f, 0)), 0x3f, 0xff, 0, 0xff, 0xd0, 0x11), scans)]), 0xff, 0xd9);

    public static byte[] Gif(int width = 8, int height = 8, int frames = 1) => Bytes("GIF89a", Little16(width), Little16(height), 0x80, 0, 0, new byte[6],
        Bytes([.. Enumerable.Repeat<object>(Bytes("!\xf9\x04", new byte[5], ",", new byte[4], Little16(8), Little16(8), 0, 2, 2, 0x44, 1, 0), frames)]), ";");

    public static byte[] Riff(string kind, byte[] chunks) => Bytes("RIFF", Little((uint)chunks.Length + 4), kind, chunks);

    public static byte[] RiffChunk(string name, byte[] content) => Bytes(name, Little((uint)content.Length), content, new byte[content.Length % 2]);

    public static byte[] WebP(int width = 8, int height = 8) =>
        Riff("WEBP", RiffChunk("VP8L", Bytes(0x2f, Little((uint)(width - 1) | (uint)(height - 1) << 14), 0)));

    public static byte[] Box(string name, params byte[][] content) => Bytes(Big((uint)(8 + content.Sum(c => c.Length))), name, content.SelectMany(c => c).ToArray());

    public static byte[] Still(string brand, int width, int height) => Bytes(Box("ftyp", Bytes(brand, new byte[4], "mif1", brand)),
        Box("meta", new byte[4], Box("iprp", Box("ipco", Box("ispe", new byte[4], Big((uint)width), Big((uint)height))))), Box("mdat", new byte[20]));

    public static byte[] Film(string brand = "isom", string handler = "vide", byte[]? reference = null) => Bytes(Box("ftyp", Bytes(brand, new byte[4], brand)),
        Box("moov", Box("mvhd", new byte[100]), Box("trak", Box("tkhd", Bytes(new byte[76], Big(640 << 16), Big(480 << 16))),
            Box("mdia", Box("hdlr", Bytes(new byte[8], handler, new byte[12])),
                Box("minf", Box("dinf", Box("dref", new byte[4], Big(1), reference ?? Box("url ", Big(1)))))))), Box("mdat", new byte[1000]));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        return whole.ToArray();
    }

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip([.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Content)))]);

    const string Family = "application/vnd.openxmlformats-officedocument.";

    public static (string, string)[] WordParts(string mainType = Family + "wordprocessingml.document.main+xml", string document = "<w:document xmlns:w='w'/>") =>
    [
        ("[Content_Types].xml", $"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='bin' ContentType='application/vnd.ms-office.vbaProject'/><Override PartName='/word/document.xml' ContentType='{mainType}'/></Types>"),
        ("_rels/.rels", Relations("officeDocument", "word/document.xml")),
        ("word/document.xml", document),
    ];

    public static string Relations(string kind, string target, string mode = "") =>
        $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'{(mode == "" ? "" : $" TargetMode='{mode}'")}/></Relationships>";

    public static byte[] Word(params (string Name, string Content)[] more) => Zip([.. WordParts(), .. more]);

    public static byte[] Slides()
    {
        const string Slide = Family + "presentationml.slide+xml";
        return Zip(
        [
            ("[Content_Types].xml", $"<Types><Override PartName='/ppt/presentation.xml' ContentType='{Family}presentationml.presentation.main+xml'/><Override PartName='/ppt/slides/slide1.xml' ContentType='{Slide}'/><Override PartName='/ppt/slides/slide2.xml' ContentType='{Slide}'/></Types>"),
            ("_rels/.rels", Relations("officeDocument", "ppt/presentation.xml")),
            ("ppt/presentation.xml", "<p:presentation/>"), ("ppt/slides/slide1.xml", "<p:sld/>"), ("ppt/slides/slide2.xml", "<p:sld/>"),
        ]);
    }

    public static byte[] OpenText(string content = "<office:document-content/>", params (string, string)[] more) => Zip(
    [
        ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content),
        ("META-INF/manifest.xml", "<!DOCTYPE manifest PUBLIC 'x' 'Manifest.dtd'><manifest:manifest/>"), .. more,
    ]);

    public static byte[] Pdf(string catalog = "", byte[]? more = null, string trailer = "/Root 1 0 R") => Bytes(
        $"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 3>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n",
        more ?? [], $"trailer\n<<{trailer}>>\n%%EOF\n");

    public static byte[] PdfStream(string dictionary, byte[] data) => Bytes($"9 0 obj\n<<{dictionary}/Length {data.Length}>>stream\r\n", data, "\nendstream\nendobj\n");

    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(4).NextBytes(bytes);
        return bytes;
    }
}
