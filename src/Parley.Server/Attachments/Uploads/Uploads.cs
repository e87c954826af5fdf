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
public sealed record UploadProgress(Guid Id, long Offset, long Length, DateTimeOffset ExpiresAt);

/// <summary>A digest that the sender of some bytes promises (tus: checksum).</summary>
public sealed record Promise(HashAlgorithmName Algorithm, byte[] Digest);

/// <summary>
/// Takes files in, in as many pieces as the connection makes of them (tus 1.0: core, creation, creation-with-upload, expiration, checksum,
/// termination). Every piece is sealed as it arrives and durable before it is acknowledged. With the last one the file is looked into,
/// before anything decodes it.
/// </summary>
public sealed class Uploads(Store store, Homes homes, Files files, FinishUpload finish, IOptions<AttachmentOptions> options, TimeProvider clock)
{
    /// <summary>More pieces than this are no upload but an attack.</summary>
    const int MostParts = 1000;
    static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task<UploadProgress> CreateAsync(Uploader who, long length, string name, CancellationToken ct)
    {
        who.ToWrite();
        if (length < 0) throw Refuse.Invalid("Upload-Length", "'Upload-Length' must say how many bytes the file has.");
        if (length == 0) throw FilesRefuse.Flawed("empty-file", "This file is empty.");
        if (length > options.Value.FileBytes) throw FilesRefuse.TooLarge(options.Value.FileBytes);
        var (shown, flaw) = FileNames.Check(name);
        if (flaw is not null) throw FilesRefuse.Flawed(flaw.Code, flaw.Detail);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var secrets = await files.EnsureSecretsAsync(who.Home, who.AuthorId, ct);
        var key = FileSeal.Key(secrets.Author, secrets.Home, id);
        var made = new Attachment
        {
            Id = id,
            ConversationId = who.Home.Id,
            Library = who.Home.Library,
            Keeper = who.Home.Library is null ? "" : who.AuthorId,
            Party = who.Side,
            AuthorId = who.AuthorId,
            Details = Files.Seal(key, id, new Details(shown!, null)),
            Length = length,
            CreatedAt = clock.GetUtcNow(),
        };
        await store.WriteAsync(async db =>
        {
            if (await PartyOfAsync(db, who, ct) is { } party) await store.LockAsync(db, "parties", [party], ct); // two at once cannot both be the last that is allowed
            if (who.Home.Door is { } door) await RequireOpenAsync(db, door.Id, ct);
            await RequireQuotaAsync(db, who.AuthorId, length, ct);
            db.Add(made);
            await db.SaveChangesAsync(ct);
        }, ct);
        return Progress(made);
    }

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
    public async Task<UploadProgress> AppendAsync(Caller me, Guid id, long offset, long? announced, Stream body, Promise? promise, CancellationToken ct)
    {
        var (upload, who) = await FindAsync(me, id, ct);
        who.ToWrite();
        if (upload.State != AttachmentState.Uploading && !(offset == upload.Length && announced is null or 0)) throw FilesRefuse.Complete();
        if (offset != upload.Received) throw FilesRefuse.WrongOffset(upload.Received);
        if (announced > upload.Length - offset) throw FilesRefuse.TooMuch(upload.Length);
        if (announced is 0 || upload.Received == upload.Length) return Progress(upload);
        await using (var db = store.Open())
            if (await db.Set<AttachmentPart>().CountAsync(p => p.AttachmentId == id, ct) >= MostParts) throw FilesRefuse.TooManyPieces();
        var key = await files.KeyAsync(who.Home, upload.AuthorId, id, ct) ?? throw Refuse.NotFound();
        using var digest = offset == 0 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        var part = await files.KeepAsync(key, id, Variant.Uploaded, offset, (writer, _) => TakeAsync(body, writer, upload.Length - offset, digest, promise, ct), CancellationToken.None); // their going ends the reading only
        if (part.Length == 0)
        {
            await files.DropAsync([part.BlobKey]);
            return Progress(upload);
        }
        if (!await AcceptAsync(upload, part)) // not the caller's token: they may have gone, and what came is theirs to keep
        {
            await files.DropAsync([part.BlobKey]);
            throw FilesRefuse.WrongOffset(null);
        }
        upload.Received = offset + part.Length;
        if (upload.Received == upload.Length) await finish.RunAsync(who.Home, upload, offset == 0 ? digest!.GetHashAndReset() : null, CancellationToken.None);
        return Progress(upload);
    }

    /// <summary>Gives an upload up. One that is in a message stays there.</summary>
    public async Task CancelAsync(Caller me, Guid id, CancellationToken ct)
    {
        var (upload, _) = await FindAsync(me, id, ct);
        if (upload.ClientId is not null) throw FilesRefuse.Sent();
        var gone = await store.WriteAsync(async db =>
        {
            if (await db.Set<Attachment>().Where(a => a.Id == id && a.ClientId == null && !db.Set<Attachment>().Any(o => o.SameAs == id)).ExecuteDeleteAsync(ct) == 0) return [];
            var parts = await db.Set<AttachmentPart>().Where(p => p.AttachmentId == id).Select(p => p.BlobKey).ToListAsync(ct);
            await db.Set<AttachmentPart>().Where(p => p.AttachmentId == id).ExecuteDeleteAsync(ct);
            return parts;
        }, ct);
        await files.DropAsync(gone);
    }

    static async Task TakeAsync(Stream body, SealedWriter writer, long room, IncrementalHash? digest, Promise? promise, CancellationToken ct)
    {
        using var promised = promise is null ? null : IncrementalHash.CreateHash(promise.Algorithm);
        while (true)
        {
            var free = writer.Free;
            if (await ReadAsync(body, free, promise is not null, ct) is not (> 0 and var read)) break;
            if (writer.Length + read > room) throw FilesRefuse.TooMuch(null);
            digest?.AppendData(free.Span[..read]);
            promised?.AppendData(free.Span[..read]);
            await writer.AdvanceAsync(read, CancellationToken.None);
        }
        if (promised is not null && !CryptographicOperations.FixedTimeEquals(promised.GetHashAndReset(), promise!.Digest)) throw FilesRefuse.WrongChecksum();
    }

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

    /// <summary>False when other bytes were there first.</summary>
    Task<bool> AcceptAsync(Attachment upload, AttachmentPart part) =>
        store.WriteAsync(async db =>
        {
            var received = part.Offset + part.Length;
            var mine = await db.Set<Attachment>().Where(a => a.Id == upload.Id && a.Received == part.Offset && a.State == AttachmentState.Uploading).ExecuteUpdateAsync(s => s.SetProperty(a => a.Received, received));
            if (mine == 0) return false;
            db.Add(part);
            await db.SaveChangesAsync();
            return true;
        }, CancellationToken.None);

    static async Task RequireOpenAsync(ParleyDb db, Guid conversation, CancellationToken ct)
    {
        var thread = await db.Set<Conversation>().Where(c => c.Id == conversation).Select(c => new { c.State, c.MergedInto }).SingleAsync(ct);
        if (thread.State.HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
        if (thread.MergedInto is { } into) throw Refuse.Merged(into);
        if (thread.State.HasFlag(ConversationState.Closed)) throw Refuse.Closed();
    }

    /// <summary>Whose row is locked; the marketplace has none.</summary>
    static async Task<long?> PartyOfAsync(ParleyDb db, Uploader who, CancellationToken ct)
    {
        if (who.Home.Door is { } door) return door.PartyIdOf(who.Side);
        if (who.Home.Library is not { Length: > 0 } vendor) return null;
        var team = new Role(PartyKind.Vendor, vendor);
        return (await db.EnsureFeedsAsync([team], ct))[team.Key];
    }

    async Task RequireQuotaAsync(ParleyDb db, string author, long length, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Day;
        var today = db.Set<Attachment>().Where(a => a.AuthorId == author && a.CreatedAt > since && !a.Copied);
        if (await today.CountAsync(a => a.State == AttachmentState.Uploading, ct) >= options.Value.OpenUploads) throw FilesRefuse.TooManyOpen(options.Value.OpenUploads);
        if (await today.CountAsync(ct) >= options.Value.FilesPerDay) throw FilesRefuse.QuotaFiles(options.Value.FilesPerDay);
        if (await today.SumAsync(a => a.Length, ct) + length > options.Value.BytesPerDay) throw FilesRefuse.QuotaBytes(options.Value.BytesPerDay);
    }
}
