namespace Parley.Attachments.Content;

/// <summary>
/// Looks for the EICAR test string (eicar.org) anywhere in bytes that pass by in pieces. It is kept here backwards, so that
/// no scanner takes the server for infected.
/// </summary>
sealed class Eicar
{
    static readonly byte[] Pattern = [.. "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X"u8.ToArray().Reverse()];

    readonly byte[] seam = new byte[2 * (Pattern.Length - 1)];
    int kept;

    /// <summary>Takes the next piece; throws <c>infected-file</c> where the pattern is complete.</summary>
    public void Pass(ReadOnlySpan<byte> piece)
    {
        var head = piece[..Math.Min(piece.Length, Pattern.Length - 1)];
        head.CopyTo(seam.AsSpan(kept));
        if (Holds(seam.AsSpan(0, kept + head.Length)) || Holds(piece)) throw new FlawedException(Flaws.Infected);
        Keep(piece, head.Length);
    }

    void Keep(ReadOnlySpan<byte> piece, int head)
    {
        var longest = Pattern.Length - 1;
        if (piece.Length >= longest)
        {
            piece[^longest..].CopyTo(seam);
            kept = longest;
            return;
        }
        var passed = Math.Max(0, kept + head - longest);
        seam.AsSpan(passed, kept + head - passed).CopyTo(seam);
        kept += head - passed;
    }

    static bool Holds(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Pattern) >= 0;
}
