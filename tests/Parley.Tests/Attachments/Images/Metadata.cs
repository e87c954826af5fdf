using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace Parley.Tests.Attachments.Images;

/// <summary>What cameras and programs write beside the pixels: EXIF with orientation and place, XMP, comments; and how to find it again.</summary>
static class Metadata
{
    const string Latitude = "48.123456", Longitude = "11.567891";

    /// <summary>Latitude and longitude as EXIF's rationals (seconds over a thousand), in both byte orders, and in words.</summary>
    public static readonly byte[][] Place =
    [
        [0x40, 0xE2, 0x01, 0x00, 0xE8, 0x03], [0x00, 0x01, 0xE2, 0x40, 0x00, 0x00, 0x03, 0xE8],
        [0x53, 0xAA, 0x08, 0x00, 0xE8, 0x03], [0x00, 0x08, 0xAA, 0x53, 0x00, 0x00, 0x03, 0xE8],
        Encoding.ASCII.GetBytes(Latitude), Encoding.ASCII.GetBytes(Longitude),
    ];

    public static readonly string Words = $"GPSLatitude {Latitude} GPSLongitude {Longitude}";

    public static readonly byte[] Xmp = Encoding.UTF8.GetBytes(
        $"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='{Latitude}' exif:GPSLongitude='{Longitude}'/></rdf:RDF></x:xmpmeta>");

    public static bool HoldsPlace(ReadOnlySpan<byte> bytes)
    {
        foreach (var pattern in Place)
            if (bytes.IndexOf(pattern) >= 0) return true;
        return false;
    }

    /// <summary>A TIFF structure with orientation and GPS, little endian.</summary>
    public static byte[] Exif(int orientation)
    {
        const int gps = 8 + 2 + (2 * 12) + 4, rationals = gps + 2 + (4 * 12) + 4;
        using var exif = new MemoryStream();
        using var write = new BinaryWriter(exif);
        void Entry(ushort tag, ushort type, uint count, uint value)
        {
            write.Write(tag);
            write.Write(type);
            write.Write(count);
            write.Write(value);
        }
        write.Write("II*\0"u8);
        write.Write(8);
        write.Write((ushort)2);
        Entry(0x0112, 3, 1, (uint)orientation);
        Entry(0x8825, 4, 1, gps);
        write.Write(0);
        write.Write((ushort)4);
        Entry(1, 2, 2, 'N');
        Entry(2, 5, 3, rationals);
        Entry(3, 2, 2, 'E');
        Entry(4, 5, 3, rationals + 24);
        write.Write(0);
        foreach (var part in (ReadOnlySpan<int>)[48, 1, 8, 1, 123456, 1000, 11, 1, 34, 1, 567891, 1000]) write.Write(part);
        return exif.ToArray();
    }

    /// <summary>APP1 (EXIF, XMP), APP13 (IPTC) and a comment behind the start of a JPEG.</summary>
    public static byte[] InJpeg(byte[] jpeg, int orientation)
    {
        byte[] Segment(byte marker, params byte[][] contents)
        {
            var body = contents.SelectMany(part => part).ToArray();
            return [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
        }
        var iptc = Encoding.ASCII.GetBytes(Words);
        return
        [
            .. jpeg[..2],
            .. Segment(0xE1, "Exif\0\0"u8.ToArray(), Exif(orientation)),
            .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0"u8.ToArray(), Xmp),
            .. Segment(0xED, "Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0"u8.ToArray(), [(byte)(iptc.Length + 5), 0x1C, 2, 120, 0, (byte)iptc.Length], iptc),
            .. Segment(0xFE, Encoding.ASCII.GetBytes(Words)),
            .. jpeg[2..],
        ];
    }

    /// <summary>eXIf, tEXt and iTXt (XMP) behind the header of a PNG.</summary>
    public static byte[] InPng(byte[] png, int orientation) =>
    [
        .. png[..33],
        .. Chunk("eXIf", Exif(orientation)),
        .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + Words)),
        .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp]),
        .. png[33..],
    ];

    /// <summary>The container's own places for both, written by libvips.</summary>
    public static Image In(Image image, int orientation) => image.Mutate(change =>
    {
        change.Set(GValue.BlobType, "exif-data", (byte[])[.. "Exif\0\0"u8, .. Exif(orientation)]);
        change.Set(GValue.BlobType, "xmp-data", Xmp);
    });

    public static byte[] Chunk(string name, byte[] contents)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. contents];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, contents.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var part in bytes)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
