using NetVips;
using ZXing;
using ZXing.QrCode;

namespace Parley.Tests.Attachments.Images;

/// <summary>Codes and flyers, made by code.</summary>
static class CodesMade
{
    /// <summary>A QR code of so many pixels a module, with its quiet zone.</summary>
    public static Image Qr(string text, int module) => Of(BarcodeFormat.QR_CODE, text, module);

    public static Image Of(BarcodeFormat format, string text, int module)
    {
        var bits = format == BarcodeFormat.QR_CODE ? new QRCodeWriter().encode(text, format, 0, 0) : new MultiFormatWriter().encode(text, format, 0, format is BarcodeFormat.CODE_128 ? 40 : 0);
        var (margin, width, height) = (4, bits.Width + 8, bits.Height + 8);
        var pixels = new byte[width * height];
        pixels.AsSpan().Fill(240);
        for (var y = 0; y < bits.Height; y++)
            for (var x = 0; x < bits.Width; x++)
                if (bits[x, y]) pixels[(y + margin) * width + x + margin] = 15;
        using var bare = Image.NewFromMemory(pixels, width, height, 1, Enums.BandFormat.Uchar);
        using var grey = bare.Copy(interpretation: Enums.Interpretation.Bw);
        return grey.Zoom(module, module).CopyMemory();
    }

    public static Image Colours(Image grey) => grey.Bandjoin(grey, grey).Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();

    /// <summary>Black writing on white.</summary>
    public static Image Flyer(string words)
    {
        using var text = Image.Text(words, font: "DejaVu Sans 24", dpi: 150);
        return text.Invert().Embed(80, 80, text.Width + 160, text.Height + 160, extend: Enums.Extend.White).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).CopyMemory();
    }
}
