using System.Text;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Parley.Attachments.Images;

/// <summary>
/// Reads QR codes and other codes in grey pixels: in the whole picture and in overlapping parts of it, dark on light and light on dark, turned however. What
/// was read is painted over and the same place is read again, so that no code hides another. All within a bounded time of the processor.
/// </summary>
sealed class CodeReader
{
    /// <summary>UTF-8 bytes of one code's text; a QR code holds 7,089 digits.</summary>
    public const int MostBytes = 8192;

    /// <summary>Codes that are told.</summary>
    public const int Most = 16;

    /// <summary>A code of up to half of this lies wholly in one of the parts.</summary>
    const int PartEdge = 1000;

    /// <summary>For all frames of a picture together, measured between two attempts.</summary>
    static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
    static readonly BarcodeFormat[] Linear = [BarcodeFormat.CODE_128, BarcodeFormat.CODE_39];
    static readonly Dictionary<DecodeHintType, object> Hints = new() { [DecodeHintType.TRY_HARDER] = true };
    static readonly Dictionary<DecodeHintType, object> OtherHints = new(Hints) { [DecodeHintType.POSSIBLE_FORMATS] = new List<BarcodeFormat>([BarcodeFormat.DATA_MATRIX, BarcodeFormat.AZTEC, BarcodeFormat.PDF_417, .. Linear]) };

    readonly TimeSpan until = Environment.CpuUsage.TotalTime + Time;
    readonly List<string> found = [];

    public IReadOnlyList<string> Found => found;

    /// <summary>Whether all was looked at and told.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Read(byte[] grey, int width, int height)
    {
        foreach (var (left, top, wide, high) in Parts(width, height))
            foreach (var inverted in (ReadOnlySpan<bool>)[false, true])
            {
                while (!IsOver && ReadQr(grey, width, height, (left, top, wide, high), inverted)) { }
                if (IsOver) return;
            }
        foreach (var inverted in (ReadOnlySpan<bool>)[false, true]) ReadOther(grey, width, height, inverted);
    }

    bool IsOver
    {
        get
        {
            if (IsComplete && (found.Count >= Most || Environment.CpuUsage.TotalTime > until)) IsComplete = false;
            return !IsComplete;
        }
    }

    /// <summary>The whole, then its parts, each overlapping its neighbours by half.</summary>
    static IEnumerable<(int Left, int Top, int Width, int Height)> Parts(int width, int height)
    {
        yield return (0, 0, width, height);
        if (Math.Max(width, height) <= PartEdge) yield break;
        for (var top = 0; top == 0 || top + PartEdge / 2 < height; top += PartEdge / 2)
            for (var left = 0; left == 0 || left + PartEdge / 2 < width; left += PartEdge / 2)
                yield return (left, top, Math.Min(PartEdge, width - left), Math.Min(PartEdge, height - top));
    }

    /// <summary>Whether there was one: then it is painted over, and there may be another.</summary>
    bool ReadQr(byte[] grey, int width, int height, (int Left, int Top, int Width, int Height) part, bool inverted)
    {
        if (Try(() => new QRCodeReader().decode(Bits(Cut(grey, width, part), inverted), Hints)) is not { } result) return false;
        Add(result.Text);
        return PaintOver(grey, width, height, part.Left, part.Top, result.ResultPoints);
    }

    /// <summary>One for each kind of light: bars have no place to paint over.</summary>
    void ReadOther(byte[] grey, int width, int height, bool inverted)
    {
        if (IsOver) return;
        var result = Try(() => new MultiFormatReader().decode(Bits(Cut(grey, width, (0, 0, width, height)), inverted), OtherHints));
        // Bars with nothing but digits and capital letters are a parcel's number or a thing's.
        if (result is not null && !(Linear.Contains(result.BarcodeFormat) && result.Text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '-' or ' '))) Add(result.Text);
    }

    static BinaryBitmap Bits(LuminanceSource source, bool inverted) => new(new HybridBinarizer(inverted ? source.invert() : source));

    /// <summary>The library throws where a picture leads it astray.</summary>
    static Result? Try(Func<Result?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ReaderException or IndexOutOfRangeException or ArgumentException or InvalidOperationException or ArithmeticException or NullReferenceException or KeyNotFoundException or System.FormatException)
        {
            return null;
        }
    }

    void Add(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        while (Encoding.UTF8.GetByteCount(text) > MostBytes) text = text[..(text.Length / 2)];
        if (!found.Contains(text)) found.Add(text);
    }

    /// <summary>False when nothing would change, so that nobody reads the same for ever.</summary>
    static bool PaintOver(byte[] grey, int width, int height, int left, int top, ResultPoint?[] points)
    {
        var (minX, minY, maxX, maxY) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var point in points)
        {
            if (point is null) continue;
            (minX, minY, maxX, maxY) = (Math.Min(minX, point.X), Math.Min(minY, point.Y), Math.Max(maxX, point.X), Math.Max(maxY, point.Y));
        }
        if (minX > maxX) return false;
        var margin = Math.Max(maxX - minX, maxY - minY) / 5 + 2; // the points are in the middle of the corners' marks
        var (fromX, toX) = (Math.Clamp(left + (int)(minX - margin), 0, width), Math.Clamp(left + (int)(maxX + margin) + 1, 0, width));
        var (fromY, toY) = (Math.Clamp(top + (int)(minY - margin), 0, height), Math.Clamp(top + (int)(maxY + margin) + 1, 0, height));
        if (fromX >= toX) return false;
        var changed = false;
        for (var y = fromY; y < toY; y++)
        {
            var line = grey.AsSpan(y * width + fromX, toX - fromX);
            changed |= line.ContainsAnyExcept((byte)128);
            line.Fill(128);
        }
        return changed;
    }

    static RGBLuminanceSource Cut(byte[] grey, int stride, (int Left, int Top, int Width, int Height) part)
    {
        var pixels = new byte[part.Width * part.Height];
        for (var y = 0; y < part.Height; y++) grey.AsSpan((part.Top + y) * stride + part.Left, part.Width).CopyTo(pixels.AsSpan(y * part.Width));
        return new RGBLuminanceSource(pixels, part.Width, part.Height, RGBLuminanceSource.BitmapFormat.Gray8);
    }
}
