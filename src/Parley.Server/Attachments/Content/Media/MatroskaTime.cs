using System.Buffers.Binary;

namespace Parley.Attachments.Content;

/// <summary>
/// How long a WebM lasts: as its information says, or, since what a browser records says nothing, as the times of its blocks do. What cannot
/// be walked has no length, and is not refused for it.
/// </summary>
sealed class MatroskaTime
{
    public const uint Info = 0x1549a966;
    const uint Scale = 0x2ad7b1, Duration = 0x4489, Timestamp = 0xe7, Block = 0xa1, SimpleBlock = 0xa3, BlockGroup = 0xa0;

    /// <summary>Blocks that are walked: hours of sound.</summary>
    const int MostBlocks = 500_000;
    long scale = 1_000_000;

    public int? Milliseconds { get; private set; }

    /// <summary>Nanoseconds of a unit, and how many units the whole has.</summary>
    public void Read(FileBytes file, long end)
    {
        var lasting = 0d;
        try
        {
            while (file.Position < end)
            {
                var part = Matroska.Next(file, end);
                if (part.Known is not { } length) return;
                var next = file.Position + length;
                if (part.Id == Scale && Matroska.Number(file, length) is > 0 and var known) scale = known;
                if (part.Id == Duration && length is 4 or 8) lasting = length == 4 ? BinaryPrimitives.ReadSingleBigEndian(file.Take(4)) : BinaryPrimitives.ReadDoubleBigEndian(file.Take(8));
                file.Position = next;
            }
        }
        catch (FlawedException)
        {
            return;
        }
        Milliseconds = Lasting.Of(lasting * scale, 1e9);
    }

    /// <summary>From within the first cluster on.</summary>
    public void Walk(FileBytes file, long end)
    {
        var (cluster, last) = (0L, 0L);
        try
        {
            for (var blocks = 0; file.Position < end && blocks < MostBlocks; blocks++)
            {
                var part = Matroska.Next(file, end);
                if (part.Id is Matroska.Cluster or BlockGroup) continue; // goes on inside
                if (part.Known is not { } length) return;
                var next = file.Position + length;
                if (part.Id == Timestamp) cluster = Matroska.Number(file, length);
                if (part.Id is SimpleBlock or Block && length >= 4 && (file.U8() & 0x80) != 0) last = Math.Max(last, cluster + BinaryPrimitives.ReadInt16BigEndian(file.Take(2)));
                file.Position = next;
            }
        }
        catch (FlawedException)
        {
            // cut off in its last block, as what is stopped in the middle is
        }
        Milliseconds = Lasting.Of((double)last * scale, 1e9);
    }
}
