using Microsoft.Extensions.Options;
using Parley.Attachments.Images;
using Parley.Conversations;

namespace Parley.Attachments.Look;

/// <summary>Whether a picture was looked into, and what is to become of it.</summary>
/// <param name="Later">Nobody has time to look at it now.</param>
public readonly record struct Looked(bool Later, PictureJudgement Judgement);

/// <summary>
/// Reads codes and writing in a picture, and asks what is to become of it. The picture itself only a worker decodes; who reads writing gets grey pixels made
/// of it. A picture that cannot be decoded says nothing here: making it anew will refuse it.
/// </summary>
public sealed class LookIntoPictures(IImageWorker worker, ReadWriting writing, IPictureCheck check, IOptions<LookOptions> options)
{
    /// <summary>What a file's row has room for.</summary>
    public const int LongestFound = 200;

    public bool IsOn => options.Value.Contacts != "off";

    /// <param name="home">Where it lies: of a thread, the judge is told which.</param>
    public async Task<Looked> RunAsync(Home home, Attachment file, Stream original, CancellationToken ct)
    {
        original.Position = 0;
        var sight = await worker.LookAsync(original, file.MediaType!, writing.IsOn, ct);
        if (sight.Verdict == ImageVerdict.Unavailable) return new Looked(true, PictureJudgement.Nothing);
        var (text, complete) = sight.Grey is { } grey ? await writing.RunAsync(grey, ct) : ("", true);
        return new Looked(false, check.Check(new PictureDraft(home.Door?.Id, file.Party, file.AuthorId, sight.Codes, text, sight.Complete && complete)));
    }

    /// <summary>As a file's row keeps it; null for nothing.</summary>
    public static string? Note(PictureJudgement judgement)
    {
        if (judgement.Measure == PictureMeasure.None || judgement.Found.Count == 0) return null;
        var note = string.Join(',', judgement.Found);
        return note.Length > LongestFound ? note[..LongestFound] : note;
    }
}
