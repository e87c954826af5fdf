using NetVips;

namespace Parley.Attachments.Images;

/// <summary>
/// Pictures leave as sRGB without a profile, or as Display P3 with libvips' own small profile when theirs holds colours beyond sRGB. The
/// uploaded profile itself never passes: it may name a device, or carry anything else.
/// </summary>
static class Colour
{
    const string Profile = "icc-profile-data";
    const int LargestProfile = 4 << 20, Steps = 5;
    const double SameValue = 2, VisibleLoss = 5;

    static readonly byte[] DisplayP3 = Image.ProfileLoad("p3");

    public static Enums.ForeignKeep Kept(Image image) => image.Contains(Profile) ? Enums.ForeignKeep.Icc : Enums.ForeignKeep.None;

    /// <summary>The image with this profile in place of its own; with none for null.</summary>
    public static Image Tag(Image image, byte[]? profile) => image.Mutate(change =>
    {
        if (profile is not null) change.Set(GValue.BlobType, Profile, profile);
        else change.Remove(Profile);
    });

    /// <summary>Eight bits a channel, grey, sRGB or Display P3.</summary>
    public static Image Settle(Image image)
    {
        var isCmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        if (isCmyk && ProfileOf(image) is null)
        {
            using var converted = image.IccTransform("srgb", inputProfile: "cmyk", depth: 8);
            return Tag(converted, null);
        }
        return Meant(image) switch
        {
            Space.Srgb => Untransformed(image, null),
            Space.P3 => Untransformed(image, DisplayP3),
            Space.Narrow => Transformed(image, "srgb", null),
            _ => Transformed(image, "p3", DisplayP3),
        };
    }

    enum Space
    {
        Srgb,
        P3,
        Narrow,
        Wide,
    }

    static Image Untransformed(Image image, byte[]? profile)
    {
        var isGrey = image.Bands <= 2;
        using var plain = image.Colourspace(isGrey ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return Tag(plain, isGrey ? null : profile);
    }

    static Image Transformed(Image image, string to, byte[]? profile)
    {
        using var converted = image.IccTransform(to, embedded: true, depth: 8, intent: Enums.Intent.Relative);
        return Tag(converted, profile);
    }

    /// <summary>Tried out on a few colours: most profiles are sRGB or P3 by another name, and then no pixel needs to change.</summary>
    static Space Meant(Image image)
    {
        if (ProfileOf(image) is not { } profile) return Space.Srgb;
        if (image.Bands <= 2 || image.Interpretation == Enums.Interpretation.Cmyk) return Space.Narrow;
        try
        {
            using var colours = Tag(Samples(), profile);
            using var srgb = colours.IccTransform("srgb", embedded: true, depth: 8, intent: Enums.Intent.Relative);
            if (Largest(colours - srgb) <= SameValue) return Space.Srgb;
            using var p3 = colours.IccTransform("p3", embedded: true, depth: 8, intent: Enums.Intent.Relative);
            if (Largest(colours - p3) <= SameValue) return Space.P3;
            using var seen = colours.IccImport(embedded: true, pcs: Enums.PCS.Lab, intent: Enums.Intent.Relative);
            using var left = srgb.IccImport(embedded: true, pcs: Enums.PCS.Lab, intent: Enums.Intent.Relative);
            using var loss = seen.DE76(left);
            return loss.Max() > VisibleLoss ? Space.Wide : Space.Narrow;
        }
        catch (VipsException)
        {
            return Space.Srgb; // a broken profile says nothing
        }
    }

    static double Largest(Image difference)
    {
        using (difference)
        {
            using var size = difference.Abs();
            return size.Max();
        }
    }

    /// <summary>The profile, if it is for this kind of pixels. Bytes 16 to 19 of a profile name its colour space (ICC.1, 7.2.6).</summary>
    static byte[]? ProfileOf(Image image)
    {
        if (!image.Contains(Profile) || image.Get(Profile) is not byte[] { Length: > 128 and < LargestProfile } profile) return null;
        var space = profile.AsSpan(16, 4);
        var fits = image.Interpretation == Enums.Interpretation.Cmyk ? space.SequenceEqual("CMYK"u8)
            : image.Bands <= 2 ? space.SequenceEqual("GRAY"u8)
            : space.SequenceEqual("RGB "u8);
        return fits ? profile : null;
    }

    /// <summary>A cube of colours with the corners of the gamut, one pixel each.</summary>
    static Image Samples()
    {
        var values = new byte[Steps * Steps * Steps * 3];
        var at = 0;
        for (var red = 0; red < Steps; red++)
            for (var green = 0; green < Steps; green++)
                for (var blue = 0; blue < Steps; blue++)
                    foreach (var step in (ReadOnlySpan<int>)[red, green, blue])
                        values[at++] = (byte)(step * 255 / (Steps - 1));
        using var bare = Image.NewFromMemory(values, Steps * Steps * Steps, 1, 3, Enums.BandFormat.Uchar);
        return bare.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
