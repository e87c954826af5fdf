using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Encryption;

/// <summary>Wrapping keys in a file that only its owner may read. Refuses to start when others can read it.</summary>
public sealed class FileKeys : IKeyProvider
{
    readonly string path;
    List<WrappingKey> keys;

    public FileKeys(string path)
    {
        this.path = path;
        keys = File.Exists(path) ? Load(path) : [Make()];
        if (!File.Exists(path)) Save();
    }

    public WrappingKey Current => keys[0];

    public WrappingKey? Find(string id) => keys.Find(k => k.Id == id);

    public Task<WrappingKey> RotateAsync(CancellationToken ct)
    {
        keys = [Make(), .. keys];
        Save();
        return Task.FromResult(Current);
    }

    static WrappingKey Make() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), RandomNumberGenerator.GetBytes(32));

    static List<WrappingKey> Load(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
                throw new InvalidOperationException($"Keys:File '{path}' can be read by others; run 'chmod 600' on it.");
        }
        try
        {
            var found = JsonSerializer.Deserialize<List<WrappingKey>>(File.ReadAllBytes(path));
            if (found is { Count: > 0 } && found.TrueForAll(k => k.Key.Length == 32)) return found;
        }
        catch (JsonException)
        {
            // told below, with what to do
        }
        throw new InvalidOperationException($"Keys:File '{path}' is damaged; restore it from your backup. Without it no text can be read.");
    }

    void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, keys);
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}
