using Microsoft.EntityFrameworkCore;
using Parley.Attachments.Images;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Attachments;

public enum PicturesMade
{
    Done,
    Damaged,
    TooComplex,

    /// <summary>Nobody has time to decode it now.</summary>
    Later,
}

/// <summary>Makes pictures anew, in three sizes, and seals what was made.</summary>
public sealed class MakePictures(Store store, Files files, IImageWorker worker)
{
    public static bool Wants(Attachment file) => file.MediaType?.StartsWith("image/", StringComparison.Ordinal) ?? false;

    /// <summary>On success the file says what is served now; its row is still to be saved.</summary>
    public async Task<PicturesMade> RunAsync(Home home, Attachment file, Stream original, CancellationToken ct)
    {
        if (await files.KeyAsync(home, file.AuthorId, file.Id, ct) is not { } key) return PicturesMade.Damaged;
        await files.DropAsync(file.Id, ct, Variant.Full, Variant.Large, Variant.Small); // of an attempt that did not come to its end
        var made = new List<AttachmentPart>();
        var outcome = await worker.RenderAsync(original, file.MediaType!, async (info, bytes, stop) =>
        {
            var part = await files.KeepAsync(key, file.Id, (Variant)info.Rendition, 0, (writer, end) => writer.CopyAsync(bytes, end), stop);
            if (info.Rendition == Rendition.Full) (file.MediaType, file.Width, file.Height, file.ServedLength) = (info.MediaType, info.Width, info.Height, part.Length);
            made.Add(part);
        }, ct);
        if (outcome.Verdict != ImageVerdict.Rendered)
        {
            await files.DropAsync(made.Select(p => p.BlobKey));
            return outcome.Verdict switch { ImageVerdict.TooComplex => PicturesMade.TooComplex, ImageVerdict.Unavailable => PicturesMade.Later, _ => PicturesMade.Damaged };
        }
        // A rendition that a crashed worker began twice counts once: the last.
        var last = made.GroupBy(p => p.Variant).Select(g => g.Last()).ToList();
        await files.DropAsync(made.Except(last).Select(p => p.BlobKey));
        await store.WriteAsync(async db =>
        {
            db.AddRange(last);
            await db.SaveChangesAsync(ct);
        }, ct);
        return PicturesMade.Done;
    }
}
