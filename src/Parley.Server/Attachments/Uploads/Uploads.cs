using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Attachments.Content;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>An upload as its author's client sees it while bytes go in.</summary>
/// <param name="Flaw">Why it was refused when the last byte was here; it takes no more.</param>
public sealed record UploadProgress(Guid Id, long Offset, long Length, DateTimeOffset ExpiresAt, FileFlaw? Flaw = null);

/// <summary>A digest that the sender of some bytes promises (tus: checksum).</summary>
public sealed record Promise(HashAlgorithmName Algorithm, byte[] Digest);

/// <summary>Bytes on their way in.</summary>
/// <param name="Announced">How many, if the sender says so.</param>
public sealed record Incoming(Stream Body, long? Announced, Promise? Promise);

/// <summary>
/// Takes files in, in as many pieces as the connection makes of them (tus 1.0: core, creation, creation-with-upload, expiration, checksum,
/// termination). Every piece is sealed as it arrives and durable before it is acknowledged. With the last one the file is looked into,
/// before anything decodes it.
/// </summary>
public sealed partial class Uploads(Store store, Homes homes, Files files, AddUploads adding, FinishUpload finish, CheckQueue queue, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<Uploads> logger)
{
    /// <summary>More pieces than this are no upload but an attack.</summary>
    const int MostParts = 1000;

    /// <summary>What comes along with its creation and has at most so many bytes needs no row of its own before them: one commit less.</summary>
    public const int AtOnce = 1 << 20;

    /// <param name="along">Bytes that come with it, at most <see cref="AtOnce"/>. Where they are refused for their length or checksum, or break off, nothing stays, not the upload either.</param>
    public async Task<UploadProgress> CreateAsync(Uploader who, long length, string name, Incoming? along, CancellationToken ct)
    {
        who.ToWrite();
        if (length < 0) throw Refuse.Invalid("Upload-Length", "'Upload-Length' must say how many bytes the file has.");
        if (length == 0) throw FilesRefuse.Flawed("empty-file", "This file is empty.");
        if (length > options.Value.FileBytes) throw FilesRefuse.TooLarge(options.Value.FileBytes);
        if (along?.Announced > length) throw FilesRefuse.TooMuch(length);
        var (shown, flaw) = FileNames.Check(name);
        if (flaw is not null) throw FilesRefuse.Flawed(flaw.Code, flaw.Detail);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var secrets = await files.EnsureSecretsAsync(who.Home, who.AuthorId, ct);
        var made = new Attachment
        {
            Id = id,
            ConversationId = who.Home.Id,
            Library = who.Home.Library,
            Keeper = who.Home.Library is null ? "" : who.AuthorId,
            Party = who.Side,
            AuthorId = who.AuthorId,
            Details = Files.Seal(FileSeal.Key(secrets.Author, secrets.Home, id), id, new Details(shown!, null)),
            Length = length,
            CreatedAt = clock.GetUtcNow(),
        };
        if (along is not null) return await CreateAtOnceAsync(who, made, along, secrets, ct);
        await adding.AddAsync(who, made);
        return Progress(made);
    }

    async Task<UploadProgress> CreateAtOnceAsync(Uploader who, Attachment made, Incoming along, (byte[] Author, byte[] Home) secrets, CancellationToken ct)
    {
        using var seen = new OnTheWay();
        using var small = along.Announced == made.Length ? SmallFile.TryBegin(made.Length) : null;
        if (small is not null) return await CreateSmallAsync(who, made, small, along, secrets, seen, ct);
        var part = await TakeAsync(FileSeal.Key(secrets.Author, secrets.Home, made.Id), made, 0, along, seen, ct);
        try
        {
            if (part.Length < along.Announced) throw TheyLeft();
            var flaw = await CompleteAsync(who.Home, made, secrets, [part], seen);
            var kept = flaw is null && part.Length > 0;
            await adding.AddAsync(who, made, kept ? part : null);
            return await DoneAsync(made, kept ? null : part, flaw);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is null) // else its row may stand
        {
            await files.DropAsync([part.BlobKey]);
            throw;
        }
    }

    async Task<UploadProgress> CreateSmallAsync(Uploader who, Attachment made, SmallFile small, Incoming along, (byte[] Author, byte[] Home) secrets, OnTheWay seen, CancellationToken ct)
    {
        if (!await small.ReadAsync(along.Body, ct)) throw TheyLeft();
        if (along.Promise is { } promise && !CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(promise.Algorithm, small.Plain), promise.Digest)) throw FilesRefuse.WrongChecksum();
        seen.Pass(small.Plain);
        made.Received = made.Length;
        var flaw = await finish.RunAsync(who.Home, made, secrets, _ => small.Open(), seen, CancellationToken.None);
        if (flaw is null) small.Seal(FileSeal.Key(secrets.Author, secrets.Home, made.Id), made.Id);
        await adding.AddAsync(who, made, whole: small.Sealed);
        return await DoneAsync(made, null, flaw);
    }

    static OperationCanceledException TheyLeft() => new("They have gone, and nobody knows its address.");

    /// <summary>Where the upload of this very caller stands; anybody else's does not exist.</summary>
    public async Task<(Attachment Upload, Uploader Who)> FindAsync(Caller me, Guid id, CancellationToken ct)
    {
        var author = Homes.AuthorOf(me);
        await using var db = store.Open();
        var upload = await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == id && a.AuthorId == author, ct) ?? throw Refuse.NotFound();
        return (upload, await homes.EnterAsync(me, upload, ct));
    }

    public UploadProgress Progress(Attachment upload) => new(upload.Id, upload.Received, upload.Length, upload.CreatedAt.AddHours(options.Value.UnsentHours));

    /// <summary>
    /// Takes what comes, from this byte on. When the connection breaks, what had come stays. Refused: another offset than the one reached
    /// (also when somebody else was faster), more than was declared, other bytes than promised; then nothing of it stays.
    /// </summary>
    public async Task<UploadProgress> AppendAsync(Caller me, Guid id, long offset, Incoming along, CancellationToken ct)
    {
        var (upload, who) = await FindAsync(me, id, ct);
        who.ToWrite();
        var announced = along.Announced;
        if (upload.State != AttachmentState.Uploading && !(offset == upload.Length && announced is null or 0)) throw FilesRefuse.Complete();
        if (offset != upload.Received) throw FilesRefuse.WrongOffset(upload.Received);
        if (announced > upload.Length - offset) throw FilesRefuse.TooMuch(upload.Length);
        if (announced is 0 || upload.Received == upload.Length) return Progress(upload);
        var secrets = await files.SecretsAsync(who.Home, upload.AuthorId, ct) ?? throw Refuse.NotFound();
        var earlier = offset == 0 ? [] : (await files.PartsAsync(upload.Id, Variant.Uploaded, ct)).FindAll(p => p.Offset < offset); // others may have been faster since
        if (earlier.Count >= MostParts) throw FilesRefuse.TooManyPieces();
        using var seen = offset == 0 ? new OnTheWay() : null;
        var part = await TakeAsync(FileSeal.Key(secrets.Author, secrets.Home, upload.Id), upload, offset, along, seen, ct);
        if (part.Length == 0)
        {
            await files.DropAsync([part.BlobKey]);
            return Progress(upload);
        }
        // Not the caller's token from here on: they may have gone, and what came is theirs to keep.
        var flaw = await CompleteAsync(who.Home, upload, secrets, [.. earlier, part], seen);
        if (!await AcceptAsync(upload, offset, flaw is null ? part : null))
        {
            await files.DropAsync([part.BlobKey]);
            throw FilesRefuse.WrongOffset(null);
        }
        if (flaw is not null && earlier.Count > 0) await files.DropAsync(upload.Id, CancellationToken.None, Variant.Uploaded);
        return await DoneAsync(upload, flaw is null ? null : part, flaw);
    }

    /// <summary>All bytes are here, or not yet. What is wrong with them is returned, and the upload says so. When they cannot be read now, the last part goes: it can be sent again.</summary>
    async Task<FileFlaw?> CompleteAsync(Home home, Attachment upload, (byte[] Author, byte[] Home) secrets, IReadOnlyList<AttachmentPart> parts, OnTheWay? seen)
    {
        upload.Received = parts.Sum(p => p.Length);
        if (upload.Received != upload.Length) return null;
        try
        {
            return await finish.RunAsync(home, upload, secrets, key => files.Open(key, upload.Id, Variant.Uploaded, parts), seen, CancellationToken.None);
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException)
        {
            Altered(logger, e, upload.Id);
            var flaw = Flaws.Damaged("Some of its bytes were lost or altered after they came.");
            (upload.State, upload.Reason) = (AttachmentState.Refused, flaw.Code);
            return flaw;
        }
        catch (IOException e)
        {
            await files.DropAsync([parts[^1].BlobKey]);
            if (StorageTrouble.Explain(e) is null) throw new FileStoreException(e);
            throw;
        }
    }

    async Task<UploadProgress> DoneAsync(Attachment upload, AttachmentPart? unneeded, FileFlaw? flaw)
    {
        if (unneeded is not null) await files.DropAsync([unneeded.BlobKey]);
        if (upload.State == AttachmentState.Scanning) queue.Wake();
        return Progress(upload) with { Flaw = flaw };
    }

    /// <summary>Gives an upload up. One that is in a message stays there.</summary>
    public async Task CancelAsync(Caller me, Guid id, CancellationToken ct)
    {
        var (upload, _) = await FindAsync(me, id, ct);
        if (upload.ClientId is not null) throw FilesRefuse.Sent();
        var gone = await store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "attachments", [id], ct); // who shares its bytes locks it, too
            if (await db.Set<Attachment>().Where(a => a.Id == id && a.ClientId == null && !db.Set<Attachment>().Any(o => o.SameAs == id)).ExecuteDeleteAsync(ct) == 0) return [];
            var parts = await db.Set<AttachmentPart>().Where(p => p.AttachmentId == id).Select(p => p.BlobKey).ToListAsync(ct);
            await db.Set<AttachmentPart>().Where(p => p.AttachmentId == id).ExecuteDeleteAsync(ct);
            return parts;
        }, ct);
        await files.DropAsync(gone);
    }

    /// <summary>Seals what comes into the blob store; the row that names it is still to be written.</summary>
    Task<AttachmentPart> TakeAsync(byte[] key, Attachment upload, long offset, Incoming along, OnTheWay? seen, CancellationToken ct) =>
        files.KeepAsync(key, upload.Id, Variant.Uploaded, offset, async (writer, _) =>
        {
            using var promised = along.Promise is { } promise ? IncrementalHash.CreateHash(promise.Algorithm) : null;
            while (true)
            {
                var free = writer.Free;
                if (await ReadAsync(along.Body, free, promised is not null, ct) is not (> 0 and var read)) break;
                if (writer.Length + read > upload.Length - offset) throw FilesRefuse.TooMuch(null);
                seen?.Pass(free.Span[..read]);
                promised?.AppendData(free.Span[..read]);
                writer.Advance(read);
            }
            if (promised is not null && !CryptographicOperations.FixedTimeEquals(promised.GetHashAndReset(), along.Promise!.Digest)) throw FilesRefuse.WrongChecksum();
        }, CancellationToken.None); // their going ends the reading only

    /// <summary>0 at the end, also at one that came too early; only of promised bytes, all have to come.</summary>
    static async ValueTask<int> ReadAsync(Stream body, Memory<byte> into, bool whole, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(into, ct);
        }
        catch (Exception e) when (!whole && e is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>The upload as it is now, if nobody else's bytes were there first.</summary>
    Task<bool> AcceptAsync(Attachment upload, long offset, AttachmentPart? part) =>
        store.WriteAsync(async db =>
        {
            var mine = await db.Set<Attachment>().Where(a => a.Id == upload.Id && a.Received == offset && a.State == AttachmentState.Uploading).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Received, upload.Received).SetProperty(a => a.State, upload.State).SetProperty(a => a.Reason, upload.Reason)
                .SetProperty(a => a.Details, upload.Details).SetProperty(a => a.Fingerprint, upload.Fingerprint).SetProperty(a => a.MediaType, upload.MediaType)
                .SetProperty(a => a.ServedLength, upload.ServedLength).SetProperty(a => a.Width, upload.Width).SetProperty(a => a.Height, upload.Height)
                .SetProperty(a => a.Pages, upload.Pages).SetProperty(a => a.Milliseconds, upload.Milliseconds).SetProperty(a => a.CountsUntil, upload.CountsUntil).SetProperty(a => a.DueAt, upload.DueAt));
            if (mine == 0) return false;
            if (part is not null) db.Add(part);
            await db.SaveChangesAsync();
            return true;
        }, CancellationToken.None);

    [LoggerMessage(1, LogLevel.Error, "The stored bytes of upload {Id} are not those that were sealed")]
    static partial void Altered(ILogger logger, Exception error, Guid id);
}
