namespace Parley.Attachments.Content;

/// <summary>The types that are known, each with the endings a name of it may have.</summary>
static class FileKinds
{
    static readonly Dictionary<string, string[]> Endings = new()
    {
        ["image/jpeg"] = ["jpg", "jpeg", "jpe", "jfif"],
        ["image/png"] = ["png", "apng"],
        ["image/webp"] = ["webp"],
        ["image/gif"] = ["gif"],
        ["image/avif"] = ["avif", "avifs"],
        ["image/heic"] = ["heic", "heif", "heics", "heifs", "hif"],
        ["application/pdf"] = ["pdf"],
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ["docx"],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ["xlsx"],
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ["pptx"],
        ["application/vnd.oasis.opendocument.text"] = ["odt"],
        ["application/vnd.oasis.opendocument.spreadsheet"] = ["ods"],
        ["application/vnd.oasis.opendocument.presentation"] = ["odp"],
        ["text/plain"] = ["txt", "log"],
        ["text/csv"] = ["csv"],
        ["text/markdown"] = ["md"],
        ["audio/mpeg"] = ["mp3"],
        ["audio/mp4"] = ["m4a", "mp4"],
        ["audio/aac"] = ["aac"],
        ["audio/ogg"] = ["ogg", "oga", "opus"],
        ["audio/wav"] = ["wav", "wave"],
        ["audio/flac"] = ["flac"],
        ["audio/webm"] = ["webm", "weba"],
        ["video/mp4"] = ["mp4", "m4v"],
        ["video/webm"] = ["webm"],
        ["video/quicktime"] = ["mov", "qt"],
    };

    static readonly HashSet<string> Known = [.. Endings.Values.SelectMany(e => e)];

    public static IReadOnlyCollection<string> MediaTypes => Endings.Keys;

    public static IReadOnlyList<string> EndingsOf(string mediaType) => Endings[mediaType];

    public static FileClass ClassOf(string mediaType) => mediaType[..mediaType.IndexOf('/', StringComparison.Ordinal)] switch
    {
        "image" => FileClass.Image,
        "text" => FileClass.Text,
        "audio" => FileClass.Audio,
        "video" => FileClass.Video,
        _ => FileClass.Document,
    };

    /// <summary>The text type of a name's ending, or null if the ending is of no text.</summary>
    public static string? TextOf(string ending) =>
        Endings.FirstOrDefault(e => e.Key.StartsWith("text/", StringComparison.Ordinal) && e.Value.Contains(ending)).Key;

    /// <summary>Whether names of pictures end so.</summary>
    public static bool IsPicture(string ending) => Endings.Any(e => e.Key.StartsWith("image/", StringComparison.Ordinal) && e.Value.Contains(ending));

    /// <summary>Lower case, without the dot; empty if the name has none.</summary>
    public static string EndingOf(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot < 0 ? "" : fileName[(dot + 1)..].Trim().ToLowerInvariant();
    }

    /// <summary>The flaw of a name that does not say what the content is, or null. An ending of no allowed type is the name's fault.</summary>
    public static FileFlaw? Disagreement(FileContent content, string ending)
    {
        var right = Endings[content.MediaType];
        if (right.Contains(ending)) return null;
        var told = $"By its content the file is {content.MediaType}, and its name does not end in '.{right[0]}'.";
        return Known.Contains(ending) ? Flaws.Unsupported(told) : Flaws.InvalidName(told);
    }
}
