namespace Parley.Attachments.Images;

/// <summary>
/// The forms in which a picture is shown; the uploaded bytes never are. All are upright and without EXIF, XMP, IPTC, comments or place;
/// their colour is sRGB, or Display P3 (by our own copy of the profile) where the original's profile holds more than sRGB can.
/// </summary>
public enum Rendition : byte
{
    /// <summary>All pixels, in the original's format; HEIC becomes JPEG, AVIF becomes WebP. An animation stays one.</summary>
    Full = 1,

    /// <summary>WebP within 1600 x 1600, never enlarged; of an animation the first frame.</summary>
    Large = 2,

    /// <summary>WebP within 400 x 400, never enlarged; of an animation the first frame.</summary>
    Small = 3,
}

/// <summary>One rendition as it was made; of an animation, width and height are those of one frame.</summary>
public sealed record RenditionInfo(Rendition Rendition, string MediaType, int Width, int Height, long Bytes);

public enum ImageVerdict
{
    /// <summary>All three renditions were made and kept.</summary>
    Rendered,

    /// <summary>No picture of the type it is said to be, broken or cut off, or one on which decoding crashed twice or took too long.</summary>
    Damaged,

    /// <summary>More pixels or frames than allowed, or it needed more memory.</summary>
    TooComplex,

    /// <summary>No worker could be started; the same picture may be tried again later.</summary>
    Unavailable,
}

/// <param name="Verdict">What came of the picture.</param>
/// <param name="Renditions">What was kept: all three when <see cref="ImageVerdict.Rendered"/>, otherwise those that were kept before it failed.</param>
public sealed record ImageOutcome(ImageVerdict Verdict, IReadOnlyList<RenditionInfo> Renditions);

/// <summary>A picture as the lightness of its pixels, line by line from the top, one byte each.</summary>
public sealed record GreyPicture(int Width, int Height, byte[] Pixels);

/// <summary>What a worker saw in a picture.</summary>
/// <param name="Verdict"><see cref="ImageVerdict.Rendered"/> when it was looked at.</param>
/// <param name="Codes">What its QR and bar codes hold, each once; at most sixteen.</param>
/// <param name="Complete">False when there were more codes, or more that might have been one, than there was time for.</param>
/// <param name="Grey">Upright, within 1600 x 1600, when it was asked for.</param>
public sealed record PictureSight(ImageVerdict Verdict, IReadOnlyList<string> Codes, bool Complete, GreyPicture? Grey);

/// <summary>Makes the renditions of uploaded pictures, away from this process: whatever a picture does to its decoder stays there.</summary>
public interface IImageWorker
{
    /// <summary>
    /// Decodes a picture and hands out its renditions: Large, Small, Full. Waits for a free worker. A picture's fault is a verdict, never an exception;
    /// what <paramref name="keep"/> throws comes out as it is.
    /// </summary>
    /// <param name="original">Seekable, of known length: the uploaded bytes.</param>
    /// <param name="mediaType">Found by content before: image/jpeg, image/png, image/webp, image/gif, image/avif or image/heic.</param>
    /// <param name="keep">
    /// Called once for each rendition with a stream of exactly <see cref="RenditionInfo.Bytes"/> bytes, which it must read to its end. Should the
    /// worker die meanwhile, the stream throws an <see cref="IOException"/> that must come out of this call; the rendition is then offered once more.
    /// </param>
    /// <param name="ct">Ends the decoding, too.</param>
    Task<ImageOutcome> RenderAsync(Stream original, string mediaType, Func<RenditionInfo, Stream, CancellationToken, Task> keep, CancellationToken ct);

    /// <summary>Reads the codes in a picture; of an animation, in some of its frames. A picture's fault is a verdict. One on which it takes too long was looked at, and not to the end.</summary>
    /// <param name="original">As of <see cref="RenderAsync"/>.</param>
    /// <param name="withGrey">Its first frame as grey pixels, too.</param>
    Task<PictureSight> LookAsync(Stream original, string mediaType, bool withGrey, CancellationToken ct);
}
