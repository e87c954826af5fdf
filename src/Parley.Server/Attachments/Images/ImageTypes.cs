namespace Parley.Attachments.Images;

/// <summary>The types of picture that a worker decodes or encodes, as the one byte that passes to and from it.</summary>
enum ImageType : byte
{
    None = 0,
    Jpeg = 1,
    Png = 2,
    Webp = 3,
    Gif = 4,
    Avif = 5,
    Heic = 6,
}

static class ImageTypes
{
    public static ImageType? Find(string mediaType) => mediaType switch
    {
        "image/jpeg" => ImageType.Jpeg,
        "image/png" => ImageType.Png,
        "image/webp" => ImageType.Webp,
        "image/gif" => ImageType.Gif,
        "image/avif" => ImageType.Avif,
        "image/heic" => ImageType.Heic,
        _ => null,
    };

    public static string? MediaType(this ImageType type) => type switch
    {
        ImageType.Jpeg => "image/jpeg",
        ImageType.Png => "image/png",
        ImageType.Webp => "image/webp",
        ImageType.Gif => "image/gif",
        ImageType.Avif => "image/avif",
        ImageType.Heic => "image/heic",
        _ => null,
    };
}
