using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Attachments.Content;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// All bytes are here: looks into them before anything decodes them. What is wrong is refused at once, in the answer to the last piece;
/// the rest waits for <see cref="CheckFiles"/>. A few at a time, so that many at once take no more memory. Touches no row: the upload it
/// is given says what was found, and is still to be saved.
/// </summary>
public sealed class FinishUpload(IOptions<AttachmentOptions> options, TimeProvider clock) : IDisposable
{
    readonly InspectionLimits limits = new() { Types = FileTypes.Of(options.Value.Types) };
    readonly SemaphoreSlim turns = new(Math.Max(2, Environment.ProcessorCount));

    public void Dispose() => turns.Dispose();

    /// <param name="open">All of its bytes, from the first on.</param>
    /// <param name="seen">When all passed by in one run.</param>
    public async Task<FileFlaw?> RunAsync(Home home, Attachment upload, (byte[] Author, byte[] Home) secrets, Func<byte[], Stream> open, OnTheWay? seen, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        upload.CountsUntil = clock.GetUtcNow() + Attachment.Day;
        try
        {
            return seen?.Flaw is { } flaw ? Refused(upload, flaw) : await LookAsync(home, upload, secrets, open, seen, ct);
        }
        finally
        {
            turns.Release();
        }
    }

    async Task<FileFlaw?> LookAsync(Home home, Attachment upload, (byte[] Author, byte[] Home) secrets, Func<byte[], Stream> open, OnTheWay? seen, CancellationToken ct)
    {
        var key = FileSeal.Key(secrets.Author, secrets.Home, upload.Id);
        var name = Files.Open(key, upload.Id, upload.Details)?.Name ?? throw Refuse.NotFound();
        await using var bytes = open(key);
        var digest = seen?.Digest() ?? await SHA256.HashDataAsync(bytes, ct);
        bytes.Position = 0;
        var (content, flaw) = Inspector.Inspect(bytes, name, limits, ct, passedEicar: seen is not null);
        if (flaw is not null) return Refused(upload, flaw);
        upload.Details = Files.Seal(key, upload.Id, new Details(name, Convert.ToHexStringLower(digest)));
        if (home.Door is not null) upload.Fingerprint = FileSeal.Fingerprint(secrets.Author, secrets.Home, digest);
        upload.State = AttachmentState.Scanning;
        upload.MediaType = content!.MediaType;
        (upload.Width, upload.Height, upload.Pages, upload.ServedLength) = (content.Width, content.Height, content.Pages, upload.Length);
        upload.Milliseconds = content.Milliseconds;
        upload.DueAt = clock.GetUtcNow();
        return null;
    }

    static FileFlaw Refused(Attachment upload, FileFlaw flaw)
    {
        (upload.State, upload.Reason) = (AttachmentState.Refused, flaw.Code);
        return flaw;
    }
}
