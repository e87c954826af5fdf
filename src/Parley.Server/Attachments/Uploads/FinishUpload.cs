using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Attachments.Content;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// All bytes are here: looks into them before anything decodes them. What is wrong is refused at once, in the answer to the last piece,
/// and its bytes go; the rest waits for <see cref="CheckFiles"/>. A few at a time, so that many at once take no more memory.
/// </summary>
public sealed class FinishUpload(Store store, Files files, CheckQueue queue, TimeProvider clock) : IDisposable
{
    static readonly InspectionLimits Limits = new();
    readonly SemaphoreSlim turns = new(Math.Max(2, Environment.ProcessorCount));

    public void Dispose() => turns.Dispose();

    /// <param name="digest">SHA-256 of the bytes, when it was taken on the way.</param>
    public async Task RunAsync(Home home, Attachment upload, byte[]? digest, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            await LookAsync(home, upload, digest, ct);
        }
        finally
        {
            turns.Release();
        }
    }

    async Task LookAsync(Home home, Attachment upload, byte[]? digest, CancellationToken ct)
    {
        var secrets = await files.SecretsAsync(home, upload.AuthorId, ct) ?? throw Refuse.NotFound();
        var key = FileSeal.Key(secrets.Author, secrets.Home, upload.Id);
        var name = Files.Open(key, upload.Id, upload.Details)?.Name ?? throw Refuse.NotFound();
        await using var bytes = await files.OpenAsync(home, upload, Variant.Uploaded, ct) ?? throw Refuse.NotFound();
        digest ??= await SHA256.HashDataAsync(bytes, ct);
        bytes.Position = 0;
        var (content, flaw) = Inspector.Inspect(bytes, name, Limits, ct);
        if (flaw is not null)
        {
            await RefuseAsync(upload, flaw, ct);
            throw FilesRefuse.Flawed(flaw.Code, flaw.Detail);
        }
        upload.Details = Files.Seal(key, upload.Id, new Details(name, Convert.ToHexStringLower(digest)));
        if (home.Door is not null) upload.Fingerprint = FileSeal.Fingerprint(secrets.Author, secrets.Home, digest);
        upload.State = AttachmentState.Scanning;
        upload.MediaType = content!.MediaType;
        (upload.Width, upload.Height, upload.Pages, upload.ServedLength) = (content.Width, content.Height, content.Pages, upload.Length);
        upload.DueAt = clock.GetUtcNow();
        await SaveAsync(upload, ct);
        queue.Wake();
    }

    async Task RefuseAsync(Attachment upload, FileFlaw flaw, CancellationToken ct)
    {
        (upload.State, upload.Reason) = (AttachmentState.Refused, flaw.Code);
        await SaveAsync(upload, ct);
        await files.DropAsync(upload.Id, ct, Variant.Uploaded);
    }

    Task SaveAsync(Attachment upload, CancellationToken ct) => store.WriteAsync(async db =>
    {
        db.Update(upload);
        await db.SaveChangesAsync(ct);
    }, ct);
}
