namespace Parley.Attachments.Content;

/// <summary>Every reason for which a file is refused. Codes are part of the API: add, never rename.</summary>
static class Flaws
{
    const string NotAllowed = "unsupported-file-type";

    public static FileFlaw Empty { get; } = new("empty-file", "The file is empty. Choose a file that has content.");

    public static FileFlaw Infected { get; } = new("infected-file", "The file holds a known virus pattern and was not kept. Check the device it comes from.");

    public static FileFlaw Locked { get; } =
        new("unscannable-file", "The file is locked with a password and cannot be checked. Send it without a password.");

    public static FileFlaw Unscannable(string what) => new("unscannable-file", $"{what}, so the file cannot be checked. Save it anew, or export it as PDF.");

    public static FileFlaw Unsupported(string what) => new(NotAllowed, what);

    /// <summary>The flaw as it is told: of a type that is not allowed, with what is.</summary>
    public static FileFlaw Told(FileFlaw flaw, FileTypes types) => flaw.Code == NotAllowed ? flaw with { Detail = $"{flaw.Detail} {types.Sentence}" } : flaw;

    public static FileFlaw TooComplex(string what) => new("file-too-complex", $"{what} Send a smaller or simpler file.");

    public static FileFlaw Damaged(string what) => new("damaged-file", $"{what} The file is damaged or incomplete. Open it, save it again and send that.");

    public static FileFlaw Unsafe(string what) => new("unsafe-document", $"The document holds {what}, which could harm whoever opens it. Remove it, or print the document to a new PDF.");

    public static FileFlaw Ambiguous(string what) => new("ambiguous-file", $"{what}, so programs may not agree on what the file is. Save it anew and send that.");

    public static FileFlaw InvalidName(string what) => new("invalid-file-name", $"{what} Rename the file and send it again.");
}

/// <summary>Carries a flaw from wherever it is found to <see cref="Inspector"/>, which alone catches it.</summary>
sealed class FlawedException(FileFlaw flaw) : Exception(flaw.Detail)
{
    public FileFlaw Flaw { get; } = flaw;
}
