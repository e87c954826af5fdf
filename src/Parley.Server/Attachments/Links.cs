using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>Where a file's bytes are for this person, for a quarter of an hour.</summary>
/// <param name="Small">Of a picture: at most 400 pixels a side.</param>
/// <param name="Large">Of a picture: at most 1,600 pixels a side.</param>
public sealed record FileLinks(Guid Id, string Url, string? Small, string? Large, DateTimeOffset ExpiresAt);

/// <summary>
/// Links to files: signed, short-lived, and for one person. The signature covers the person's id, which the link itself does not carry:
/// in anybody else's hands it is of no use, because whoever asks says who they are.
/// Layout, base64url: file 16, variant 1, expiry 8 (seconds since 1970), HMAC-SHA256 32.
/// </summary>
public sealed class Links(Store store, Doors doors, Homes homes, Register register, IKeyProvider keys, IOptions<AttachmentOptions> options, TimeProvider clock)
{
    static readonly TimeSpan Lasting = TimeSpan.FromMinutes(15);
    static readonly byte[] Info = "parley file link v1"u8.ToArray();
    const int Signed = 25, Length = Signed + 32;

    /// <summary>For those of the files that this person may open now; the others are left out.</summary>
    public async Task<List<FileLinks>> MakeAsync(Entered who, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = store.Open();
        return Make(await Reachable(db, who).Where(a => ids.Contains(a.Id)).ToListAsync(ct), who.Person);
    }

    /// <summary>For those of the files of templates that this person of the vendor's team may open now.</summary>
    public async Task<List<FileLinks>> MakeAsync(Person me, string vendor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = store.Open();
        return Make(await Kept(db, me).Where(a => (a.Library == vendor || a.Library == "") && ids.Contains(a.Id)).ToListAsync(ct), me);
    }

    List<FileLinks> Make(List<Attachment> rows, Person me)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Lasting).ToUnixTimeSeconds());
        return rows.ConvertAll(file =>
        {
            var picture = MakePictures.Wants(file);
            return new FileLinks(file.Id, Write(file.Id, picture ? Variant.Full : Variant.Uploaded, me.Id, expires),
                picture ? Write(file.Id, Variant.Small, me.Id, expires) : null, picture ? Write(file.Id, Variant.Large, me.Id, expires) : null, expires);
        });
    }

    /// <summary>What the link leads to, if it is this person's and they may still have it.</summary>
    public async Task<(Home Home, Attachment File, Variant Variant)> FollowAsync(Person me, string link, CancellationToken ct)
    {
        var (id, variant, expires) = Read(link, me.Id) ?? throw Refuse.NotFound();
        if (expires <= clock.GetUtcNow()) throw FilesRefuse.LinkExpired();
        await using var db = store.Open();
        var found = await db.Set<Attachment>().Where(a => a.Id == id).Select(a => new { a.ConversationId, a.Library }).SingleOrDefaultAsync(ct) ?? throw Refuse.NotFound();
        if (found.Library is { } library)
        {
            await EnterLibraryAsync(me, library, ct);
            return (Home.OfLibrary(library), await Kept(db, me).SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw Refuse.NotFound(), variant);
        }
        var who = await doors.EnterAsync(me, found.ConversationId, ct);
        return (Home.Of(who.Door), await Reachable(db, who).SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw Refuse.NotFound(), variant);
    }

    /// <summary>A vendor's own team, or of the marketplace's library every team.</summary>
    async Task EnterLibraryAsync(Person me, string library, CancellationToken ct)
    {
        if (library.Length > 0) await homes.EnterLibraryAsync(me, library, ct);
        else if ((await register.MembershipsAsync(me.Id, ct)).Count == 0) throw Refuse.NotFound();
    }

    /// <summary>What is ready in libraries, of what is shared there and this person's own.</summary>
    static IQueryable<Attachment> Kept(ParleyDb db, Person me) => db.Set<Attachment>().Where(a => a.Library != null && a.State == AttachmentState.Ready && (a.Keeper == "" || a.Keeper == me.Id));

    /// <summary>What is ready, and either one's own or in a message that stands.</summary>
    public static IQueryable<Attachment> Reachable(ParleyDb db, Entered who) =>
        db.Set<Attachment>().Where(a => a.ConversationId == who.Door.Id && a.State == AttachmentState.Ready
            && ((a.ClientId == null && a.AuthorId == who.Person.Id) || db.Set<Message>().Any(m => m.ConversationId == a.ConversationId && m.ClientId == a.ClientId && m.UnsentAt == null && m.RemovedAt == null)));

    internal string Write(Guid id, Variant variant, string person, DateTimeOffset expires)
    {
        Span<byte> link = stackalloc byte[Length];
        id.TryWriteBytes(link, bigEndian: true, out _);
        link[16] = (byte)variant;
        BinaryPrimitives.WriteInt64BigEndian(link[17..], expires.ToUnixTimeSeconds());
        Sign(link[..Signed], person, link[Signed..]);
        return $"{options.Value.LinkOrigin}/v1/files/{Base64Url.EncodeToString(link)}";
    }

    (Guid Id, Variant Variant, DateTimeOffset Expires)? Read(string text, string person)
    {
        Span<byte> link = stackalloc byte[Length], signature = stackalloc byte[32];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, link, out var read) || read != Length) return null;
        Sign(link[..Signed], person, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, link[Signed..])) return null;
        return (new Guid(link[..16], bigEndian: true), (Variant)link[16], DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(link[17..])));
    }

    void Sign(ReadOnlySpan<byte> link, string person, Span<byte> signature)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Current.Key, 32, [], Info);
        HMACSHA256.HashData(key, [.. link, .. Encoding.UTF8.GetBytes(person)], signature);
    }
}
