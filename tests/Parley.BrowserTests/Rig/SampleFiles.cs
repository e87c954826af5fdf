using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Parley.BrowserTests.Rig;

/// <summary>Files as people send them, made here.</summary>
public static class SampleFiles
{
    /// <summary>A picture: a gradient that nothing else looks like, or noise, which does not get smaller.</summary>
    public static FilePayload Picture(string name = "vase.png", int width = 900, int height = 600, bool noise = false)
    {
        var random = new Random(width * height);
        var rows = new byte[height * (width * 3 + 1)];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * (width * 3 + 1) + 1, width * 3);
            if (noise) random.NextBytes(row);
            else
                for (var x = 0; x < width; x++)
                    (row[x * 3], row[x * 3 + 1], row[x * 3 + 2]) = ((byte)(x * 255 / width), (byte)(y * 255 / height), 140);
        }
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, noise ? CompressionLevel.NoCompression : CompressionLevel.Fastest, leaveOpen: true)) zip.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR", header);
        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return new FilePayload { Name = name, MimeType = "image/png", Buffer = png.ToArray() };
    }

    public static FilePayload Text(string name = "sizes.txt", string words = "S 36\nM 38\nL 40\n") =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(words) };

    /// <summary>One page with one word on it.</summary>
    public static FilePayload Pdf(string name = "invoice.pdf")
    {
        const string drawing = "BT /F1 24 Tf 40 120 Td (Invoice) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {drawing.Length} >>\nstream\n{drawing}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var start = text.Length;
        text.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) text.Append($"{place:D10} 00000 n \n");
        text.Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Encoding.Latin1.GetBytes(text.ToString()) };
    }

    static void Chunk(Stream png, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
