using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Plumbing;

namespace Parley.Encryption;

/// <summary>
/// Wrapping keys in a file that only its owner may read. Refuses to start when others can read it. Processes may share the file:
/// one at a time changes it, and the others read it again when it is no longer the one they read.
/// </summary>
public sealed class FileKeys : IKeyProvider
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Step = TimeSpan.FromMilliseconds(10);
    readonly string path;
    readonly Lock gate = new();
    volatile Content content;

    sealed record Content(List<WrappingKey> Keys, DateTime WrittenAt, long Length);

    /// <summary>Reads the file, or makes it with a first key. Of processes that start at once one makes it and the others read it.</summary>
    public FileKeys(string path)
    {
        this.path = path;
        content = File.Exists(path) ? Load() : Change(found => found ?? [Make()]);
    }

    public WrappingKey Current => Newest().Keys[0];

    public WrappingKey? Find(string id) => Find(content, id) ?? Find(Newest(), id);

    public Task<WrappingKey> RotateAsync(CancellationToken ct)
    {
        content = Change(found => [Make(), .. found ?? content.Keys]);
        return Task.FromResult(content.Keys[0]);
    }

    static WrappingKey Make() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), RandomNumberGenerator.GetBytes(32));

    static WrappingKey? Find(Content content, string id) => content.Keys.Find(k => k.Id == id);

    /// <summary>What the file holds now; a file that was taken away or spoilt meanwhile leaves us what we have.</summary>
    Content Newest()
    {
        if (IsRead()) return content;
        lock (gate)
        {
            if (IsRead()) return content;
            try
            {
                return content = Load();
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                return content;
            }
        }
    }

    bool IsRead()
    {
        var file = new FileInfo(path);
        return !file.Exists || (file.LastWriteTimeUtc, file.Length) == (content.WrittenAt, content.Length);
    }

    Content Load()
    {
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
                throw new InvalidOperationException($"Parley:Keys:File '{path}' can be read by others; run 'chmod 600' on it.");
        }
        try
        {
            var file = new FileInfo(path);
            var (writtenAt, length) = (file.LastWriteTimeUtc, file.Length); // looked at first: a file that changes while it is read is read again
            var found = JsonSerializer.Deserialize<List<WrappingKey>>(File.ReadAllBytes(path));
            if (found is { Count: > 0 } && found.TrueForAll(k => k.Key.Length == 32)) return new Content(found, writtenAt, length);
        }
        catch (JsonException)
        {
            // told below, with what to do
        }
        throw new InvalidOperationException($"Parley:Keys:File '{path}' is damaged; restore it from your backup. Without it no text can be read.");
    }

    /// <summary>Changes what the file holds (null: there is none) while no other process does.</summary>
    Content Change(Func<List<WrappingKey>?, List<WrappingKey>> change)
    {
        PrivateFiles.MakeFolderOf(path);
        using var turn = TakeTurn();
        var found = File.Exists(path) ? Load() : null;
        var keys = change(found?.Keys);
        if (keys == found?.Keys) return found!;
        var fresh = path + ".new";
        using (var stream = PrivateFiles.Open(fresh, FileMode.Create))
        {
            JsonSerializer.Serialize(stream, keys);
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
        FolderEntries.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!); // what is sealed from now on needs it
        return Load();
    }

    /// <summary>Holds the lock (an empty file beside) until disposed. The system lets go of it when a process dies.</summary>
    FileStream TakeTurn()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return PrivateFiles.Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException) when (watch.Elapsed < Patience)
            {
                Thread.Sleep(Step);
            }
        }
    }
}
