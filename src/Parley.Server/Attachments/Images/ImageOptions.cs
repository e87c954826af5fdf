namespace Parley.Attachments.Images;

/// <summary>What one picture may cost. Pictures are decoded in processes of their own, which are ended when they exceed this.</summary>
public sealed class ImageOptions
{
    /// <summary>The most pixels of a picture, in millions; of an animation, of all frames together. 1 to 500.</summary>
    public int Megapixels { get; set; } = 50;

    /// <summary>The most memory that a worker may hold, in MiB. 128 to 8,192.</summary>
    public int MemoryMiB { get; set; } = 512;

    /// <summary>The most processor time that one picture may take, in seconds; on the clock, three times that. 1 to 300.</summary>
    public int Seconds { get; set; } = 10;

    /// <summary>Pictures decoded at once; 0 for one a core, two at most. 0 to 64.</summary>
    public int Workers { get; set; }

    /// <summary>A worker is replaced after so many pictures. 1 to 100,000.</summary>
    public int PicturesPerWorker { get; set; } = 300;

    internal int WorkersOrUsual => Workers > 0 ? Workers : Math.Min(2, Environment.ProcessorCount);
}
