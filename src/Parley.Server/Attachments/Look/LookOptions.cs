namespace Parley.Attachments.Look;

/// <summary>Whether pictures are looked into for ways of contact and payment outside of here, in QR and bar codes and as writing.</summary>
public sealed class LookOptions
{
    /// <summary>What becomes of a picture in which some are found: <c>off</c> (nobody looks), <c>flag</c> (it is shown, and what was found is noted) or <c>refuse</c>.</summary>
    public string Contacts { get; set; } = "off";

    /// <summary>Those of <c>Parley:Hosts</c>: links to them are allowed.</summary>
    internal string[] Hosts { get; set; } = [];

    /// <summary>The program that reads writing, such as <c>/usr/bin/tesseract</c> (Tesseract 4 or later). Empty: only codes are read.</summary>
    public string OcrProgram { get; set; } = "";

    /// <summary>The languages in which it reads, as it names them, such as <c>eng+deu</c>.</summary>
    public string OcrLanguages { get; set; } = "eng";

    /// <summary>The most processor time that it may take for a picture, in seconds; on the clock, three times that. 1 to 30.</summary>
    public int OcrSeconds { get; set; } = 10;

    /// <summary>The most memory that it may hold, in MiB. 64 to 4,096.</summary>
    public int OcrMemoryMiB { get; set; } = 256;
}
