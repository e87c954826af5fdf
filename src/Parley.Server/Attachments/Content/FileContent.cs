namespace Parley.Attachments.Content;

/// <summary>What can be done with a file: an image is shown, audio and video are played, a document and a text are downloaded.</summary>
public enum FileClass : byte
{
    Image = 1,
    Document = 2,
    Text = 3,
    Audio = 4,
    Video = 5,
}

/// <summary>
/// What a file is, by its bytes. Sides are as stored, before an image is turned upright; frames are told of animations,
/// pages of a document, how long a sound or a film lasts, and only where the file says so.
/// </summary>
public sealed record FileContent(string MediaType, FileClass Class, int? Width = null, int? Height = null, int? Pages = null, int? Frames = null, int? Milliseconds = null);

/// <summary>Why a file is refused: a stable code (kebab case, the last segment of a problem's type) and a sentence that says what is allowed.</summary>
public sealed record FileFlaw(string Code, string Detail);

/// <summary>Either what the file is or why it is refused, never both.</summary>
public readonly record struct Inspection(FileContent? Content, FileFlaw? Flaw);

/// <summary>What a file may be, and how much it may ask of whoever opens it. What is beyond is refused with <c>file-too-complex</c>.</summary>
public sealed record InspectionLimits
{
    /// <summary>What is not of these is refused with <c>unsupported-file-type</c>.</summary>
    public FileTypes Types { get; init; } = FileTypes.All;

    /// <summary>Pixels of an image, and of each frame of an animation.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Pixels of the longer side of an image.</summary>
    public int MaxSide { get; init; } = 16_384;

    /// <summary>Frames of an animation.</summary>
    public int MaxFrames { get; init; } = 1_000;

    /// <summary>Pixels of all frames of an animation together.</summary>
    public long MaxPixelsOfAllFrames { get; init; } = 500_000_000;

    /// <summary>Scans of a progressive JPEG: each makes a decoder go over the whole picture again.</summary>
    public int MaxScans { get; init; } = 100;

    /// <summary>Bytes of a compressed piece of metadata (colour profile, text) in an image once unpacked.</summary>
    public int MaxMetadataBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of all that is compressed in a document once unpacked.</summary>
    public long MaxUnpackedBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes of those that are read word by word: markup, and the objects of a PDF.</summary>
    public long MaxParsedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many times larger than the file all that is compressed in it may be, once that is more than 1 MiB.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Files in an office document or an archive, and pieces of which another format may consist.</summary>
    public int MaxEntries { get; init; } = 4_096;
}
