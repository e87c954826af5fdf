using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>What only the two secrets open: the name people gave, and the digest of what they uploaded.</summary>
sealed record Details(string Name, string? Sha256);

/// <summary>Opens and keeps files: their keys, their names, their bytes.</summary>
public sealed class Files(Store store, AuthorKeys keys, IBlobStore blobs)
{
    /// <summary>The two secrets of a file; null when its author's words, or its library, were erased.</summary>
    public async ValueTask<(byte[] Author, byte[] Home)?> SecretsAsync(Home home, string author, CancellationToken ct)
    {
        var holder = home.HolderOf(author);
        return (await keys.LoadAsync([holder], ct))[holder] is { } secret ? (secret, home.Secret) : null;
    }

    /// <summary>As <see cref="SecretsAsync"/>, of whoever has none yet, too.</summary>
    public async ValueTask<(byte[] Author, byte[] Home)> EnsureSecretsAsync(Home home, string author, CancellationToken ct) => (await keys.EnsureAsync(home.HolderOf(author), ct), home.Secret);

    public async ValueTask<byte[]?> KeyAsync(Home home, string author, Guid file, CancellationToken ct) =>
        await SecretsAsync(home, author, ct) is { } secrets ? FileSeal.Key(secrets.Author, secrets.Home, file) : null;

    internal static byte[] Seal(byte[] key, Guid file, Details details) => Sealed.Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(details), file.ToByteArray(bigEndian: true));

    internal static Details? Open(byte[] key, Guid file, byte[] details)
    {
        try
        {
            return JsonSerializer.Deserialize<Details>(Sealed.Decrypt(key, details, file.ToByteArray(bigEndian: true)));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // of before its author was erased and came back
        }
    }

    /// <summary>The name people gave it; null when its author's words were erased.</summary>
    public async ValueTask<string?> NameAsync(Home home, Attachment file, CancellationToken ct) =>
        await KeyAsync(home, file.AuthorId, file.Id, ct) is { } key ? Open(key, file.Id, file.Details)?.Name : null;

    /// <summary>The bytes of one variant, or null when they cannot be had: erased, or not made.</summary>
    public async Task<Stream?> OpenAsync(Home home, Attachment file, Variant variant, CancellationToken ct)
    {
        if (await KeyAsync(home, file.AuthorId, file.Bytes, ct) is not { } key) return null;
        var parts = await PartsAsync(file.Bytes, variant, ct);
        return parts.Count == 0 ? null : Open(key, file.Bytes, variant, parts);
    }

    /// <summary>As it is served, under its name; null when it cannot be had.</summary>
    public async Task<OpenedFile?> OpenForReadersAsync(Home home, Attachment file, Variant variant, CancellationToken ct)
    {
        if (await NameAsync(home, file, ct) is not { } name || await OpenAsync(home, file, variant, ct) is not { } bytes) return null;
        var type = variant is Variant.Small or Variant.Large ? "image/webp" : file.MediaType!;
        return new OpenedFile(bytes, ShownName.For(name, type), type, $"{file.Bytes:N}-{(byte)variant}");
    }

    /// <param name="parts">In the order of their offsets, without gaps.</param>
    internal Stream Open(byte[] key, Guid file, Variant variant, IReadOnlyList<AttachmentPart> parts) => new SealedReader(blobs, key, file, variant, parts);

    /// <summary>In the order of their offsets.</summary>
    public async Task<List<AttachmentPart>> PartsAsync(Guid file, Variant variant, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file && p.Variant == variant).OrderBy(p => p.Offset).ToListAsync(ct);
    }

    /// <summary>Seals one run of bytes into the blob store; the row that names it is still to be written.</summary>
    internal async Task<AttachmentPart> KeepAsync(byte[] key, Guid file, Variant variant, long offset, Func<SealedWriter, CancellationToken, Task> write, CancellationToken ct)
    {
        var blob = NewKey();
        long length = 0;
        await blobs.PutAsync(blob, async (into, stop) =>
        {
            using var writer = new SealedWriter(into, key, file, variant, offset);
            await write(writer, stop);
            writer.Finish();
            length = writer.Length;
        }, ct);
        return new AttachmentPart { AttachmentId = file, Variant = variant, Offset = offset, Length = length, BlobKey = blob };
    }

    /// <summary>Keeps bytes that are sealed already; returns their key.</summary>
    internal async Task<string> KeepAsync(ReadOnlyMemory<byte> whole)
    {
        var blob = NewKey();
        await blobs.PutAsync(blob, async (into, stop) => await into.WriteAsync(whole, stop), CancellationToken.None);
        return blob;
    }

    static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether it was made here: a bucket or a folder may hold what belongs to others.</summary>
    internal static bool IsBlobKey(string key) => (key.Length == 32 && key.All(char.IsAsciiHexDigitLower)) || Packs.IsName(key);

    /// <summary>Best effort: what stays is swept later.</summary>
    public async Task DropAsync(IEnumerable<string> blobKeys)
    {
        foreach (var key in blobKeys)
        {
            try
            {
                await blobs.DeleteAsync(key, CancellationToken.None);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the sweep finds it
            }
        }
    }

    /// <summary>Takes these variants' rows out and then their bytes.</summary>
    public async Task DropAsync(Guid file, CancellationToken ct, params IReadOnlyCollection<Variant> variants)
    {
        var gone = await store.WriteAsync(async db =>
        {
            var parts = await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file && variants.Contains(p.Variant)).Select(p => p.BlobKey).ToListAsync(ct);
            await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file && variants.Contains(p.Variant)).ExecuteDeleteAsync(ct);
            return parts;
        }, ct);
        await DropAsync(gone);
    }
}
