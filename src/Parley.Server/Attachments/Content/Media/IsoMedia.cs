using System.Text;

namespace Parley.Attachments.Content;

/// <summary>What begins with an <c>ftyp</c> box: AVIF and HEIC, MP4, M4A and MOV, told apart by their brands and tracks.</summary>
static class IsoMedia
{
    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        var boxes = new Boxes(file, limits);
        var brands = BrandsOf(file);
        if (brands.Overlaps(Avif)) return Heif.Read(file, boxes, "image/avif", limits);
        if (brands.Overlaps(Heic)) return Heif.Read(file, boxes, "image/heic", limits);
        return Films.Read(file, boxes, brands, limits);
    }

    static readonly string[] Avif = ["avif", "avis"];
    static readonly string[] Heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];

    /// <summary>The major brand first, then those it is compatible with.</summary>
    static HashSet<string> BrandsOf(FileBytes file)
    {
        var size = file.U32();
        file.Skip(4);
        if (size < 16 || size > 4096 || size % 4 != 0 || size > file.Length) throw new FlawedException(Flaws.Unsupported("The file begins as a video or picture and is none."));
        var brands = new HashSet<string>();
        for (var at = 8; at < size; at += 4)
        {
            var brand = Encoding.Latin1.GetString(file.Take(4));
            if (at != 12) brands.Add(brand); // at 12 stands a version
        }
        return brands;
    }
}
