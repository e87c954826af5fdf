namespace Parley.Attachments.Images;

/// <summary>One picture on its way through a worker, or through two when the first dies of it.</summary>
sealed class Rendering(Stream original, ImageType type, Wanted wanted, Func<RenditionInfo, Stream, CancellationToken, Task> keep)
{
    readonly List<RenditionInfo> kept = [];

    public Stream Original => original;
    public ImageType Type => type;
    public Func<RenditionInfo, Stream, CancellationToken, Task> Keep => keep;

    /// <summary>What is still to be made.</summary>
    public Wanted Wanted { get; private set; } = wanted;

    public void Done(RenditionInfo info)
    {
        kept.Add(info);
        Wanted &= ~WorkerReply.Flag(info.Rendition);
    }

    public ImageOutcome Outcome(ImageVerdict verdict) => new(verdict, kept);
}
