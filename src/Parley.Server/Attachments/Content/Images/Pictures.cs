namespace Parley.Attachments.Content;

/// <summary>The limits that hold for a picture of whatever format.</summary>
static class Pictures
{
    public static void Check(long width, long height, InspectionLimits limits)
    {
        if (width <= 0 || height <= 0) throw new FlawedException(Flaws.Damaged("The picture has no size."));
        if (width > limits.MaxSide || height > limits.MaxSide || width * height > limits.MaxPixels)
            throw new FlawedException(Flaws.TooComplex(
                $"The picture has {width} by {height} pixels; allowed are {limits.MaxPixels / 1_000_000} megapixels and {limits.MaxSide} pixels a side."));
    }

    public static void CheckFrames(long frames, long pixels, InspectionLimits limits)
    {
        if (frames > limits.MaxFrames || pixels > limits.MaxPixelsOfAllFrames)
            throw new FlawedException(Flaws.TooComplex(
                $"The animation is too long; allowed are {limits.MaxFrames} frames and {limits.MaxPixelsOfAllFrames / 1_000_000} megapixels in all of them."));
    }
}
