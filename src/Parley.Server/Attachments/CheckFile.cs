using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>One file's way through the checks: the same bytes as before, malware, and pictures made anew.</summary>
public sealed partial class CheckFile(Store store, Homes homes, Files files, IFileScanner scanner, LookIntoPictures look, MakePictures pictures, MessageNews news, TimeProvider clock, ILogger<CheckFile> logger)
{
    /// <summary>What cannot be scanned after so many attempts never will be.</summary>
    const int MostAttempts = 5;

    /// <summary>Each such attempt keeps others waiting for as long as a scan may take.</summary>
    const int MostSlowAttempts = 2;
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    static readonly Variant[] All = Enum.GetValues<Variant>();

    /// <returns>Whether nobody could look at it now.</returns>
    public async Task<bool> RunAsync(Attachment file, CancellationToken ct)
    {
        if (file.State != AttachmentState.Scanning || await homes.FindAsync(file, ct) is not { } home)
        {
            await LeaveAsync(file, ct);
            return false;
        }
        if (await FindTwinAsync(file, ct) is { } twin && await TakeAfterAsync(home, file, twin, ct)) return false;
        await using var bytes = await files.OpenAsync(home, file, Variant.Uploaded, ct);
        if (bytes is null)
        {
            await RefuseAsync(home, file, "erased", ct);
            return false;
        }
        try
        {
            return await LookAsync(home, file, bytes, ct);
        }
        catch (CryptographicException e)
        {
            Altered(logger, e, file.Id);
            await RefuseAsync(home, file, "damaged-file", ct);
            return false;
        }
        catch (FileNotFoundException e)
        {
            Missing(logger, e, file.Id);
            await TryAgainAsync(home, file, "damaged-file", ct);
            return false;
        }
    }

    async Task<bool> LookAsync(Home home, Attachment file, Stream bytes, CancellationToken ct)
    {
        var scan = await scanner.ScanAsync(bytes, ct);
        switch (scan.Verdict)
        {
            case ScanVerdict.Infected:
                Infected(logger, file.Id, file.ConversationId, scan.Signature);
                await RefuseAsync(home, file, "infected-file", ct);
                return false;
            case ScanVerdict.Unavailable:
                await WaitAsync(file, counts: false, ct);
                return true;
            case ScanVerdict.Unscannable:
                await TryAgainAsync(home, file, "unscannable-file", ct);
                return false;
            case ScanVerdict.TooSlow:
                Slow(logger, file.Id, scan.Signature);
                await TryAgainAsync(home, file, "unscannable-file", ct, MostSlowAttempts);
                return false;
        }
        IReadOnlyList<AttachmentPart> made = [];
        if (MakePictures.Wants(file))
        {
            if (look.IsOn && await LookIntoAsync(home, file, bytes, ct) is { } waits) return waits;
            bytes.Position = 0;
            (var outcome, made) = await pictures.RunAsync(home, file, bytes, ct);
            switch (outcome)
            {
                case PicturesMade.Later:
                    await WaitAsync(file, counts: false, ct);
                    return true;
                case PicturesMade.Damaged:
                    await RefuseAsync(home, file, "damaged-file", ct);
                    return false;
                case PicturesMade.TooComplex:
                    await RefuseAsync(home, file, "file-too-complex", ct);
                    return false;
            }
        }
        file.State = AttachmentState.Ready;
        Variant[] unneeded = MakePictures.Wants(file) ? [Variant.Uploaded] : []; // with all that it told about place and camera
        await SettleAsync(home, file, made, ct, unneeded);
        return false;
    }

    /// <summary>Null when the picture may go on; else whether nobody could look at it now.</summary>
    async Task<bool?> LookIntoAsync(Home home, Attachment file, Stream bytes, CancellationToken ct)
    {
        var (later, judgement) = await look.RunAsync(home, file, bytes, ct);
        if (later)
        {
            await WaitAsync(file, counts: false, ct);
            return true;
        }
        file.Found = LookIntoPictures.Note(judgement);
        if (judgement.Measure != PictureMeasure.Refuse) return null;
        await RefuseAsync(home, file, judgement.Reason ?? "contact-in-picture", ct);
        return false;
    }

    /// <summary>The same bytes of the same author in the same thread that passed already.</summary>
    async Task<Attachment?> FindTwinAsync(Attachment file, CancellationToken ct)
    {
        if (file.Fingerprint is null) return null;
        await using var db = store.Open();
        return await db.Set<Attachment>().Where(a => a.ConversationId == file.ConversationId && a.Fingerprint == file.Fingerprint && a.State == AttachmentState.Ready && a.SameAs == null && a.Id != file.Id).FirstOrDefaultAsync(ct);
    }

    /// <returns>False when the twin went meanwhile: the file is as before, and still to be checked.</returns>
    async Task<bool> TakeAfterAsync(Home home, Attachment file, Attachment twin, CancellationToken ct)
    {
        var own = (file.State, file.SameAs, file.MediaType, file.ServedLength, file.Width, file.Height, file.Pages, file.Milliseconds);
        (file.State, file.SameAs, file.ServedLength, file.Found) = (AttachmentState.Ready, twin.Id, twin.ServedLength, twin.Found);
        if (MakePictures.Wants(file)) file.MediaType = twin.MediaType; // what was made of it; of others, its own name told what it is
        (file.Width, file.Height, file.Pages, file.Milliseconds) = (twin.Width, twin.Height, twin.Pages, twin.Milliseconds);
        if (await SettleAsync(home, file, [], ct, Variant.Uploaded) != Settled.TwinGone) return true;
        (file.State, file.SameAs, file.MediaType, file.ServedLength, file.Width, file.Height, file.Pages, file.Milliseconds) = own;
        file.Found = null;
        return false;
    }

    async Task RefuseAsync(Home home, Attachment file, string reason, CancellationToken ct)
    {
        (file.State, file.Reason) = (AttachmentState.Refused, reason);
        await SettleAsync(home, file, [], ct, All);
    }

    /// <summary>Something went wrong at this file that nobody foresaw: it is tried a few times more, so that it cannot go wrong for ever.</summary>
    public async Task BrokenAsync(Attachment file, CancellationToken ct)
    {
        if (await homes.FindAsync(file, ct) is { } home) await TryAgainAsync(home, file, "damaged-file", ct);
    }

    /// <summary>A few times more, then it is refused.</summary>
    async Task TryAgainAsync(Home home, Attachment file, string reason, CancellationToken ct, int most = MostAttempts)
    {
        if (file.Attempts + 1 < most) await WaitAsync(file, counts: true, ct);
        else await RefuseAsync(home, file, reason, ct);
    }

    /// <summary>
    /// Saves what became of it. Of an upload that was given up meanwhile nothing stays; where it is somebody else's by now only what was
    /// just made goes, and what they made stays.
    /// </summary>
    async Task<Settled> SettleAsync(Home home, Attachment file, IReadOnlyList<AttachmentPart> made, CancellationToken ct, params Variant[] unneeded)
    {
        var settled = await news.SettleAsync(home, file, made, ct);
        if (settled != Settled.Saved) await files.DropAsync(made.Select(p => p.BlobKey));
        if (settled == Settled.Saved && unneeded.Length > 0) await files.DropAsync(file.Id, ct, unneeded);
        if (settled == Settled.Gone) await files.DropAsync(file.Id, ct, All);
        return settled;
    }

    /// <summary>Its row, while it is still ours.</summary>
    static IQueryable<Attachment> Held(ParleyDb db, Attachment file) => db.Set<Attachment>().Where(a => a.Id == file.Id && a.DueAt == file.DueAt);

    Task<int> WaitAsync(Attachment file, bool counts, CancellationToken ct)
    {
        var attempts = counts ? file.Attempts + 1 : file.Attempts;
        var due = clock.GetUtcNow() + (counts ? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10)))) : TimeSpan.Zero);
        return store.WriteAsync(db => Held(db, file).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, due).SetProperty(a => a.Attempts, attempts), ct), ct);
    }

    Task<int> LeaveAsync(Attachment file, CancellationToken ct) =>
        store.WriteAsync(db => Held(db, file).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, (DateTimeOffset?)null), ct), ct);

    [LoggerMessage(1, LogLevel.Warning, "File {Id} in {ConversationId} is infected: {Signature}")]
    static partial void Infected(ILogger logger, Guid id, Guid conversationId, string? signature);

    [LoggerMessage(4, LogLevel.Warning, "The scanner works at file {Id} {HowLong} and was told to leave it")]
    static partial void Slow(ILogger logger, Guid id, string? howLong);

    [LoggerMessage(2, LogLevel.Error, "The stored bytes of file {Id} are not those that were sealed")]
    static partial void Altered(ILogger logger, Exception error, Guid id);

    [LoggerMessage(3, LogLevel.Error, "Bytes of file {Id} are missing where files are kept")]
    static partial void Missing(ILogger logger, Exception error, Guid id);
}
