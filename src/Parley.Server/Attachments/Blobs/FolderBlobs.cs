using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// One file a key, in 256 folders by the key's first two digits, for this process's user only. Small pieces that come at once lie in one file (<see cref="Packs"/>).
/// </summary>
public sealed class FolderBlobs : IBlobStore, IPacks, IDisposable
{
    readonly string root;
    readonly Packs packs;
    readonly Action<string> flush;
    readonly ConcurrentDictionary<string, bool> durable = [];

    public string Root => root;

    public FolderBlobs(string root) : this(root, FolderEntries.Flush) { }

    /// <param name="flush">Makes new names in a folder durable.</param>
    internal FolderBlobs(string root, Action<string> flush)
    {
        this.root = Path.GetFullPath(root);
        this.flush = flush;
        packs = new Packs(PathOf, MakeFolderOf, flush);
        PrivateFiles.MakeFolderOf(Path.Combine(this.root, "x"));
    }

    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = PathOf(key);
        MakeFolderOf(path);
        try
        {
            await using var file = PrivateFiles.Open(path, FileMode.CreateNew);
            await using (var early = new EarlyWriteback(file)) await write(early, ct);
            file.Flush(flushToDisk: true);
            flush(Path.GetDirectoryName(path)!);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public IReadOnlyList<string> Keep(IReadOnlyList<ReadOnlyMemory<byte>> pieces) => packs.Append(pieces);

    public int Trim(string pack, IReadOnlyList<string> named) => packs.Trim(pack, named);

    public Task<Stream> OpenAsync(string key, long from, CancellationToken ct)
    {
        var (name, first, _) = Packs.Find(key) ?? (key, 0, 0);
        FileStream file;
        try
        {
            file = new FileStream(PathOf(name), new FileStreamOptions { BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, e);
        }
        file.Seek(first + from, SeekOrigin.Begin);
        return Task.FromResult<Stream>(file);
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        if (Packs.Find(key) is not null) packs.Delete(key);
        else if (PathOf(key) is var path && File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<(string Key, DateTimeOffset Since)> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            yield return (file.Name, file.LastWriteTimeUtc);
        }
        await Task.CompletedTask;
    }

    public Task PingAsync(CancellationToken ct) => Directory.Exists(root) ? Task.CompletedTask : throw new DirectoryNotFoundException(root);

    public void Dispose() => packs.Dispose();

    /// <summary>Also one that somebody else made in this moment is durable when it returns.</summary>
    void MakeFolderOf(string path)
    {
        PrivateFiles.MakeFolderOf(path);
        if (durable.ContainsKey(Path.GetDirectoryName(path)!)) return;
        flush(root);
        durable[Path.GetDirectoryName(path)!] = true;
    }

    string PathOf(string name) => Path.Combine(root, Packs.IsName(name) ? name[1..3] : name[..2], name);
}
