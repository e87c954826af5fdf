using System.Buffers.Binary;

namespace Parley.Attachments.Images;

/// <summary>What libvips does not tell of a WebP file. The container is RIFF: chunks of a name, a length and padded contents.</summary>
static class Webp
{
    const int Head = 8, First = 12, FrameHead = 16;

    /// <summary>Whether its first picture is coded without loss; its renditions then are, too.</summary>
    public static bool IsLossless(ReadOnlySpan<byte> file)
    {
        var at = First;
        while (at + Head <= file.Length)
        {
            var name = file.Slice(at, 4);
            if (name.SequenceEqual("VP8L"u8)) return true;
            if (name.SequenceEqual("VP8 "u8)) return false;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length) return false;
            at += name.SequenceEqual("ANMF"u8) ? Head + FrameHead : Head + (int)(length + (length & 1)); // a frame holds chunks of its own
        }
        return false;
    }
}
