using Parley.Attachments.Content;

namespace Parley.Attachments;

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class AttachmentMistakes
{
    public static IEnumerable<string> In(AttachmentOptions o)
    {
        foreach (var (name, value, least, most) in new (string, long, long, long)[]
        {
            ("FileBytes", o.FileBytes, 1, 100_000_000), ("FilesPerMessage", o.FilesPerMessage, 1, 50), ("MessageBytes", o.MessageBytes, o.FileBytes, 1_000_000_000),
            ("BytesPerDay", o.BytesPerDay, o.FileBytes, 1_000_000_000_000), ("FilesPerDay", o.FilesPerDay, 1, 100_000), ("OpenUploads", o.OpenUploads, 1, 1000),
            ("UnsentHours", o.UnsentHours, 1, 720), ("ScanSeconds", o.ScanSeconds, 1, 600),
        })
            if (value < least || value > most) yield return $"Parley:Attachments:{name} is {value}; write a whole number from {least} to {most}.";
        foreach (var word in o.Types.Where(word => !FileTypes.Knows(word)))
            yield return $"Parley:Attachments:Types names '{word}'; write of {FileTypes.Words}.";
        if (o.LinkOrigin.Length > 0 && LinkHost.Parse(o.LinkOrigin) is null) yield return $"Parley:Attachments:LinkOrigin is '{o.LinkOrigin}'; write an origin such as https://files.example, without a path, or nothing.";
        if (o.Store is not ("folder" or "s3")) yield return $"Parley:Attachments:Store is '{o.Store}'; write 'folder' or 's3'.";
        if (o.Store == "s3")
        {
            if (o.S3Bucket.Length == 0) yield return "Parley:Attachments:S3Bucket is empty; write the bucket's name.";
            if (!Uri.TryCreate(o.S3Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) yield return $"Parley:Attachments:S3Address is '{o.S3Address}'; write an address such as https://s3.example.";
            if (o.S3Key.Length == 0 || o.S3Secret.Length == 0) yield return "Parley:Attachments:S3Key and S3Secret: write both.";
        }
        if (o.Scanner is not ("none" or "clamd")) yield return $"Parley:Attachments:Scanner is '{o.Scanner}'; write 'none' or 'clamd'.";
        if (Clamd.Parse(o.Clamd) is null) yield return $"Parley:Attachments:Clamd is '{o.Clamd}'; write host and port, such as 127.0.0.1:3310.";
    }
}
