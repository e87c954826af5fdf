using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>One file's way through the checks: the same bytes as before, malware, and pictures made anew.</summary>
public sealed partial class CheckFile(Store store, Doors doors, Files files, IFileScanner scanner, MakePictures pictures, MessageNews news, TimeProvider clock, ILogger<CheckFile> logger)
{
    /// <summary>What cannot be scanned after so many attempts never will be.</summary>
    const int MostAttempts = 5;
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    public async Task RunAsync(Attachment file, CancellationToken ct)
    {
        if (file.State != AttachmentState.Scanning || await doors.FindAsync(file.ConversationId, ct) is not { } door)
        {
            await LeaveAsync(file, ct);
            return;
        }
        if (await FindTwinAsync(file, ct) is { } twin)
        {
            await TakeAfterAsync(door, file, twin, ct);
            return;
        }
        await using var bytes = await files.OpenAsync(door, file, Variant.Uploaded, ct);
        if (bytes is null)
        {
            await RefuseAsync(door, file, "erased", ct);
            return;
        }
        try
        {
            await LookAsync(door, file, bytes, ct);
        }
        catch (CryptographicException e)
        {
            Altered(logger, e, file.Id);
            await RefuseAsync(door, file, "damaged-file", ct);
        }
    }

    async Task LookAsync(Door door, Attachment file, Stream bytes, CancellationToken ct)
    {
        var scan = await scanner.ScanAsync(bytes, ct);
        switch (scan.Verdict)
        {
            case ScanVerdict.Infected:
                Infected(logger, file.Id, file.ConversationId, scan.Signature);
                await RefuseAsync(door, file, "infected-file", ct);
                return;
            case ScanVerdict.Unavailable:
                await WaitAsync(file, counts: false, ct);
                return;
            case ScanVerdict.Unscannable when file.Attempts + 1 < MostAttempts:
                await WaitAsync(file, counts: true, ct);
                return;
            case ScanVerdict.Unscannable:
                await RefuseAsync(door, file, "unscannable-file", ct);
                return;
        }
        if (MakePictures.Wants(file))
        {
            bytes.Position = 0;
            switch (await pictures.RunAsync(door, file, bytes, ct))
            {
                case PicturesMade.Later:
                    await WaitAsync(file, counts: false, ct);
                    return;
                case PicturesMade.Damaged:
                    await RefuseAsync(door, file, "damaged-file", ct);
                    return;
                case PicturesMade.TooComplex:
                    await RefuseAsync(door, file, "file-too-complex", ct);
                    return;
            }
        }
        file.State = AttachmentState.Ready;
        await SettleAsync(door, file, ct);
        if (MakePictures.Wants(file)) await files.DropAsync(file.Id, ct, Variant.Uploaded); // with all that it told about place and camera
    }

    /// <summary>The same bytes of the same author in the same thread that passed already.</summary>
    async Task<Attachment?> FindTwinAsync(Attachment file, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Attachment>().Where(a => a.ConversationId == file.ConversationId && a.Fingerprint == file.Fingerprint && a.State == AttachmentState.Ready && a.SameAs == null && a.Id != file.Id).FirstOrDefaultAsync(ct);
    }

    async Task TakeAfterAsync(Door door, Attachment file, Attachment twin, CancellationToken ct)
    {
        (file.State, file.SameAs, file.MediaType, file.ServedLength) = (AttachmentState.Ready, twin.Id, twin.MediaType, twin.ServedLength);
        (file.Width, file.Height, file.Pages) = (twin.Width, twin.Height, twin.Pages);
        await SettleAsync(door, file, ct);
        await files.DropAsync(file.Id, ct, Variant.Uploaded);
    }

    async Task RefuseAsync(Door door, Attachment file, string reason, CancellationToken ct)
    {
        (file.State, file.Reason) = (AttachmentState.Refused, reason);
        await SettleAsync(door, file, ct);
        await files.DropAsync(file.Id, ct, Variant.Uploaded, Variant.Full, Variant.Large, Variant.Small);
    }

    Task SettleAsync(Door door, Attachment file, CancellationToken ct) => news.SettleAsync(door, file, ct);

    Task<int> WaitAsync(Attachment file, bool counts, CancellationToken ct)
    {
        var attempts = file.Attempts + 1;
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10))));
        var (due, kept) = (clock.GetUtcNow() + pause, counts ? attempts : Math.Min(attempts, MostAttempts - 2));
        return store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == file.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, due).SetProperty(a => a.Attempts, kept), ct), ct);
    }

    Task<int> LeaveAsync(Attachment file, CancellationToken ct) =>
        store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == file.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, (DateTimeOffset?)null), ct), ct);

    [LoggerMessage(1, LogLevel.Warning, "File {Id} in {ConversationId} is infected: {Signature}")]
    static partial void Infected(ILogger logger, Guid id, Guid conversationId, string? signature);

    [LoggerMessage(2, LogLevel.Error, "The stored bytes of file {Id} are not those that were sealed")]
    static partial void Altered(ILogger logger, Exception error, Guid id);
}
