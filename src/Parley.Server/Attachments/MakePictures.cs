using Parley.Attachments.Images;
using Parley.Conversations;

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
public sealed class MakePictures(Files files, IImageWorker worker)
{
    public static bool Wants(Attachment file) => file.MediaType?.StartsWith("image/", StringComparison.Ordinal) ?? false;

    /// <summary>On success the file says what is served now; its row is still to be saved, and so are those of the pictures.</summary>
    public async Task<(PicturesMade Outcome, IReadOnlyList<AttachmentPart> Made)> RunAsync(Home home, Attachment file, Stream original, CancellationToken ct)
    {
        if (await files.KeyAsync(home, file.AuthorId, file.Id, ct) is not { } key) return (PicturesMade.Damaged, []);
        var made = new List<AttachmentPart>();
        try
        {
            var outcome = await RenderAsync(key, file, original, made, ct);
            // A rendition that a crashed worker began twice counts once: the last.
            List<AttachmentPart> last = outcome == PicturesMade.Done ? [.. made.GroupBy(p => p.Variant).Select(g => g.Last())] : [];
            await files.DropAsync(made.Except(last).Select(p => p.BlobKey));
            return (outcome, last);
        }
        catch
        {
            await files.DropAsync(made.Select(p => p.BlobKey));
            throw;
        }
    }

    async Task<PicturesMade> RenderAsync(byte[] key, Attachment file, Stream original, List<AttachmentPart> made, CancellationToken ct)
    {
        var outcome = await worker.RenderAsync(original, file.MediaType!, async (info, bytes, stop) =>
        {
            var part = await files.KeepAsync(key, file.Id, (Variant)info.Rendition, 0, (writer, end) => writer.CopyAsync(bytes, end), stop);
            if (info.Rendition == Rendition.Full) (file.MediaType, file.Width, file.Height, file.ServedLength) = (info.MediaType, info.Width, info.Height, part.Length);
            made.Add(part);
        }, ct);
        return outcome.Verdict switch
        {
            ImageVerdict.Rendered => PicturesMade.Done,
            ImageVerdict.TooComplex => PicturesMade.TooComplex,
            ImageVerdict.Unavailable => PicturesMade.Later,
            _ => PicturesMade.Damaged,
        };
    }
}
