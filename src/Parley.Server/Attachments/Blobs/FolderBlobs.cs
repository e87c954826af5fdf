using System.Runtime.CompilerServices;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>One file a key, in 256 folders by the key's first two digits, for this process's user only.</summary>
public sealed class FolderBlobs : IBlobStore
{
    readonly string root;

    public FolderBlobs(string root)
    {
        this.root = Path.GetFullPath(root);
        PrivateFiles.MakeFolderOf(Path.Combine(this.root, "x"));
    }

    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = PrivateFiles.Open(path, FileMode.CreateNew);
            await write(file, ct);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public Task<Stream> OpenAsync(string key, long from, CancellationToken ct)
    {
        FileStream file;
        try
        {
            file = new FileStream(PathOf(key), new FileStreamOptions { BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, e);
        }
        file.Seek(from, SeekOrigin.Begin);
        return Task.FromResult<Stream>(file);
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        var path = PathOf(key);
        if (File.Exists(path)) File.Delete(path);
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

    string PathOf(string key) => Path.Combine(root, key[..2], key);
}
