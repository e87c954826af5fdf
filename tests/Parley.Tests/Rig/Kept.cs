using Microsoft.EntityFrameworkCore;
using Parley.Attachments;

namespace Parley.Tests.Rig;

/// <summary>Sealed bytes where a world keeps them in its folder: a file of their own, or a piece of a pack.</summary>
static class Kept
{
    const int Head = 4096;

    static string FolderOf(World world) => Path.Combine(world.Store.Folder, "files");

    /// <summary>The file in which a key's bytes lie, and where in it they begin.</summary>
    public static (string File, long At) PlaceOf(World world, string key)
    {
        var (name, at, _) = Packs.Find(key) ?? (key, 0, 0);
        return (Path.Combine(FolderOf(world), name[0] == 'p' ? name[1..3] : name[..2], name), at);
    }

    /// <summary>Whether the bytes are still there.</summary>
    public static bool Lies(World world, string key)
    {
        var (file, at) = PlaceOf(world, key);
        if (!File.Exists(file)) return false;
        return at == 0 || Bytes(file).AsSpan((int)at, (int)Packs.Find(key)!.Value.Length).IndexOfAnyExcept((byte)0) >= 0;
    }

    public static async Task<List<string>> KeysAsync(World world, params Guid[] files)
    {
        await using var db = world.Store.Open();
        return await db.Set<AttachmentPart>().Where(p => files.Contains(p.AttachmentId)).Select(p => p.BlobKey).ToListAsync();
    }

    /// <summary>Names of files that rows name.</summary>
    public static async Task<IEnumerable<string>> NamedAsync(World world)
    {
        await using var db = world.Store.Open();
        return (await db.Set<AttachmentPart>().Select(p => p.BlobKey).ToListAsync()).Select(key => Packs.Find(key)?.Name ?? key).Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>Names of files in which bytes lie; a pack to which the server still appends may be empty.</summary>
    public static IEnumerable<string> Names(World world) => Directory.GetFiles(FolderOf(world), "*", SearchOption.AllDirectories)
        .Where(f => !Packs.IsName(Path.GetFileName(f)) || Bytes(f).AsSpan(Head).IndexOfAnyExcept((byte)0) >= 0).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    static byte[] Bytes(string file)
    {
        using var opened = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[opened.Length];
        opened.ReadExactly(bytes);
        return bytes;
    }
}
