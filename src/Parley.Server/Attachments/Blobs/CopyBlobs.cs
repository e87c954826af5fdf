using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// Copies kept bytes from one folder to another, also while they are in use. They only ever grow at the end, so what is there already stays as it
/// is, also where the bytes it was copied from are gone since, and what grew is added. Repeating it brings what came meanwhile.
/// </summary>
static class CopyBlobs
{
    /// <returns>How many files came or grew; each is durable.</returns>
    public static int Run(string from, string to)
    {
        var copied = 0;
        foreach (var source in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Files.IsBlobKey(Path.GetFileName(f))))
            if (CopyOne(source, Path.Combine(to, Path.GetRelativePath(from, source)))) copied++;
        return copied;
    }

    /// <summary>Brings a copy back, also over what is there: where a pack has a hole since, its bytes come back, because the rows that come back name them. The server must not run.</summary>
    public static void Restore(string from, string to)
    {
        foreach (var source in Directory.EnumerateFiles(from, "p*", SearchOption.AllDirectories).Where(f => Packs.IsName(Path.GetFileName(f))))
            if (Path.Combine(to, Path.GetRelativePath(from, source)) is var target && File.Exists(target)) FillHoles(source, target);
        Run(from, to);
    }

    /// <summary>Bytes of a piece never change but to zeros, so what is zeros here and not there was given back since.</summary>
    static void FillHoles(string source, string target)
    {
        const int Block = 4096;
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read);
        using var to = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        var (copy, here) = (new byte[Block], new byte[Block]);
        for (long at = Block; at < Math.Min(from.Length, to.Length); at += Block) // the first block says only who appends
        {
            from.Position = to.Position = at;
            var (wanted, known) = (from.ReadAtLeast(copy, Block, throwOnEndOfStream: false), to.ReadAtLeast(here, Block, throwOnEndOfStream: false));
            if (here.AsSpan(0, known).ContainsAnyExcept((byte)0) || !copy.AsSpan(0, wanted).ContainsAnyExcept((byte)0)) continue;
            to.Position = at;
            to.Write(copy, 0, Math.Min(wanted, known)); // what is longer is appended after
        }
        to.Flush(flushToDisk: true);
    }

    static bool CopyOne(string source, string target)
    {
        try
        {
            using var bytes = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var there = new FileInfo(target) is { Exists: true } known ? known.Length : 0;
            if (bytes.Length <= there) return false;
            PrivateFiles.MakeFolderOf(target);
            using var copy = PrivateFiles.Open(target, FileMode.Append);
            bytes.Position = there;
            bytes.CopyTo(copy);
            copy.Flush(flushToDisk: true);
            if (there == 0) FolderEntries.Flush(Path.GetDirectoryName(target)!);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // it went in this moment
        }
    }
}
