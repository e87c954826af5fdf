using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// Makes of a library's file an upload of somebody in a thread: opened chunk by chunk, sealed anew under that author's and that thread's
/// secrets, neither decoded nor scanned again. One that is still being checked is checked there like any upload, so nobody waits for it.
/// </summary>
public sealed class CopyFile(Store store, Files files, CheckQueue queue, TimeProvider clock)
{
    const int Attempts = 3;

    /// <returns>The copy's id; null when the file is refused or gone.</returns>
    public async Task<Guid?> RunAsync(Door door, PartyKind side, string author, Guid use, Home library, Guid file, CancellationToken ct)
    {
        var id = IdFor(door.Id, author, use, file);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = store.Open();
            if (await db.Set<Attachment>().AnyAsync(a => a.Id == id, ct)) return id;
            var source = await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == file && a.ConversationId == library.Id && a.Library == library.Library, ct);
            if (source is null or { State: AttachmentState.Refused or AttachmentState.Uploading }) return null;
            try
            {
                if (await TryAsync(door, side, author, id, library, source, ct)) return id;
                if (attempt == Attempts) return null;
            }
            catch (Exception e) when (attempt < Attempts && e is DbUpdateException or FileNotFoundException or CryptographicException)
            {
                // Another request made it in the same moment, or the check came to its end and changed what lies there.
            }
            catch (Exception e) when (e is CryptographicException or FileNotFoundException)
            {
                return null; // what lies there is not what was uploaded
            }
        }
    }

    /// <returns>False when its bytes are not there.</returns>
    async Task<bool> TryAsync(Door door, PartyKind side, string author, Guid id, Home library, Attachment source, CancellationToken ct)
    {
        if (await files.KeyAsync(library, source.AuthorId, source.Id, ct) is not { } opens || Files.Open(opens, source.Id, source.Details) is not { } details) return false;
        var secrets = await files.EnsureSecretsAsync(Home.Of(door), author, ct);
        var key = FileSeal.Key(secrets.Author, secrets.Home, id);
        var print = FileSeal.Fingerprint(secrets.Author, secrets.Home, Convert.FromHexString(details.Sha256!));
        var ready = source.State == AttachmentState.Ready;
        var twin = ready ? await FindTwinAsync(door.Id, print, ct) : null;
        var copy = new Attachment
        {
            Id = id,
            ConversationId = door.Id,
            Party = side,
            AuthorId = author,
            Copied = true,
            Details = Files.Seal(key, id, details),
            Length = source.Length,
            Received = source.Length,
            State = source.State,
            MediaType = source.MediaType,
            ServedLength = source.ServedLength,
            Width = source.Width,
            Height = source.Height,
            Pages = source.Pages,
            Milliseconds = source.Milliseconds,
            Found = source.Found,
            Fingerprint = print,
            SameAs = twin,
            CreatedAt = clock.GetUtcNow(),
            CountsUntil = clock.GetUtcNow(),
            DueAt = ready ? null : clock.GetUtcNow(),
        };
        var parts = twin is null ? await SealAnewAsync(library, source, id, key, ct) : [];
        if (twin is null && parts.Count == 0) return false;
        await SaveAsync(copy, parts, ct);
        if (!ready) queue.Wake();
        return true;
    }

    async Task<List<AttachmentPart>> SealAnewAsync(Home library, Attachment source, Guid id, byte[] key, CancellationToken ct)
    {
        var made = new List<AttachmentPart>();
        try
        {
            Variant[] variants = source.State == AttachmentState.Ready && MakePictures.Wants(source) ? [Variant.Full, Variant.Large, Variant.Small] : [Variant.Uploaded];
            foreach (var variant in variants)
            {
                await using var bytes = await files.OpenAsync(library, source, variant, ct);
                if (bytes is not null) made.Add(await files.KeepAsync(key, id, variant, 0, (writer, stop) => writer.CopyAsync(bytes, stop), ct));
            }
            return made;
        }
        catch
        {
            await files.DropAsync(made.Select(p => p.BlobKey));
            throw;
        }
    }

    async Task SaveAsync(Attachment copy, List<AttachmentPart> parts, CancellationToken ct)
    {
        try
        {
            await store.WriteAsync(async db =>
            {
                db.Add(copy);
                db.AddRange(parts);
                await db.SaveChangesAsync(ct);
            }, ct);
        }
        catch (DbUpdateException)
        {
            await files.DropAsync(parts.Select(p => p.BlobKey));
            throw;
        }
    }

    /// <summary>The same bytes of the same author in the same thread, in a message, where they stay.</summary>
    async Task<Guid?> FindTwinAsync(Guid conversation, byte[] print, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Attachment>().Where(a => a.ConversationId == conversation && a.Fingerprint == print && a.State == AttachmentState.Ready && a.SameAs == null && a.ClientId != null)
            .Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
    }

    static Guid IdFor(Guid conversation, string author, Guid use, Guid file) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"copy {conversation} {use} {file} {author}"))[..16], bigEndian: true);
}
