namespace Parley.Attachments;

/// <summary>Files in messages: what may come, how much of it, where it is kept and who looks at it.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The largest file, in bytes. 1 to 100 MB.</summary>
    public long FileBytes { get; set; } = 25_000_000;

    /// <summary>Files in one message. 1 to 50.</summary>
    public int FilesPerMessage { get; set; } = 10;

    /// <summary>All files of one message together, in bytes.</summary>
    public long MessageBytes { get; set; } = 100_000_000;

    /// <summary>What kinds of files may come: of <c>image document text audio video</c>, or single media types such as <c>text/csv</c>. Empty is all that Parley knows.</summary>
    public string[] Types { get; set; } = [];

    /// <summary>What one person may upload within 24 hours, in bytes; an unfinished upload counts with its whole length while it is open.</summary>
    public long BytesPerDay { get; set; } = 1_000_000_000;

    /// <summary>How many files one person may upload within 24 hours. 1 to 100,000.</summary>
    public int FilesPerDay { get; set; } = 500;

    /// <summary>How many uploads one person may have open at once. 1 to 1,000.</summary>
    public int OpenUploads { get; set; } = 30;

    /// <summary>After so many hours, an upload that was not finished or not sent goes. 1 to 720.</summary>
    public int UnsentHours { get; set; } = 24;

    /// <summary>
    /// An origin of their own for links to files, such as <c>https://files.example</c>, which leads to this server too: files are opened there only, and
    /// nothing else is. Empty for none. Pages need it in their <c>connect-src</c>, and their own origin in <c>Parley:Origins</c>.
    /// </summary>
    public string LinkOrigin { get; set; } = "";

    /// <summary>Where files are kept: <c>folder</c> or <c>s3</c>.</summary>
    public string Store { get; set; } = "folder";

    /// <summary>The folder, when files are kept in one; empty is <c>files</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The bucket, when files are kept in an S3-compatible store.</summary>
    public string S3Bucket { get; set; } = "";

    /// <summary>The store's address, such as <c>https://s3.example</c>.</summary>
    public string S3Address { get; set; } = "";
    public string S3Region { get; set; } = "us-east-1";
    public string S3Key { get; set; } = "";
    public string S3Secret { get; set; } = "";

    /// <summary>Who looks for malware: <c>none</c> (structure and the EICAR test file only; health says so) or <c>clamd</c>.</summary>
    public string Scanner { get; set; } = "none";

    /// <summary>Where clamd listens: host and port.</summary>
    public string Clamd { get; set; } = "127.0.0.1:3310";

    /// <summary>How long clamd may take for a file. 1 to 600.</summary>
    public int ScanSeconds { get; set; } = 60;
}
