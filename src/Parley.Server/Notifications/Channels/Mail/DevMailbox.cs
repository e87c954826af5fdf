using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>What another channel would have sent, where it has nobody to hand it to.</summary>
/// <param name="To">A number, a device, a browser: what a developer knows it by.</param>
public sealed record DevNote(Channel Channel, string To, string Title, string Text, DateTimeOffset At);

/// <summary>
/// The folder in which everything lies that would have left the house, while there is nobody to take it: mails as .eml, what other channels
/// say as JSON. Readable by the server's owner only, and never more than <see cref="MailOptions.FolderFiles"/>.
/// </summary>
public sealed class DevMailbox(IOptions<MailOptions> options, TimeProvider clock)
{
    readonly Lock gate = new();

    public Task KeepAsync(Guid id, Channel channel, string to, string title, string text, CancellationToken ct) =>
        KeepAsync(id, "json", JsonSerializer.SerializeToUtf8Bytes(new DevNote(channel, to, title, text, clock.GetUtcNow()), JsonSerializerOptions.Web), ct);

    /// <summary>Keeping the same again changes nothing.</summary>
    public async Task KeepAsync(Guid id, string kind, byte[] bytes, CancellationToken ct)
    {
        var file = Path.Combine(options.Value.Folder, $"{id:N}.{kind}");
        if (File.Exists(file)) return;
        PrivateFiles.MakeFolderOf(file);
        var making = $"{file}.{Guid.NewGuid():N}";
        await using (var stream = PrivateFiles.Open(making, FileMode.CreateNew)) await stream.WriteAsync(bytes, ct);
        File.Move(making, file, overwrite: true);
        lock (gate) MakeRoom();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FileInfo> All()
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        return folder.Exists ? [.. folder.EnumerateFiles().Where(f => f.Extension is ".eml" or ".json").OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name)] : [];
    }

    public FileInfo? Find(Guid id) => All().FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.Name) == $"{id:N}");

    void MakeRoom()
    {
        foreach (var old in All().Skip(options.Value.FolderFiles)) old.Delete();
    }
}
