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
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // it went in this moment
        }
    }
}
