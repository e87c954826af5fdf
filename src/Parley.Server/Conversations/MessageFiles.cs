using System.Text.Json;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A file as its message names it for good: sealed with the text, and so in the evidence chain.</summary>
/// <param name="Sha256">Of the bytes as they were uploaded, hexadecimal.</param>
public sealed record FileEntry(Guid Id, string Name, string MediaType, long Bytes, string Sha256);

public enum AttachmentState : byte
{
    /// <summary>Bytes are missing.</summary>
    Uploading = 0,

    /// <summary>All there, and being checked: for its author only.</summary>
    Scanning = 1,
    Ready = 2,
    Refused = 3,
}

/// <summary>How a file is now.</summary>
/// <param name="Reason">Why it was refused, as a problem's code.</param>
/// <param name="MediaType">As it is served, which may be another format than was uploaded.</param>
public sealed record FileState(AttachmentState State, string? Reason, string? MediaType, long Bytes, int? Width, int? Height, int? Pages, int? Milliseconds);

/// <summary>Files of messages. Another folder keeps them; this one only asks.</summary>
public interface IMessageFiles
{
    /// <summary>
    /// Takes the author's own uploads for this message, and no other; taking them again for it is free. Refuses what is not theirs, not
    /// complete, refused, or in another message.
    /// </summary>
    Task<IReadOnlyList<FileEntry>> ClaimAsync(Door door, PartyKind side, string authorId, Guid clientMessageId, IReadOnlyList<Guid> files, CancellationToken ct);

    /// <summary>Gives back what was taken for a message that was refused, so that it can go with another one.</summary>
    Task ReleaseAsync(Door door, string authorId, Guid clientMessageId);

    /// <summary>What is not there any more is left out.</summary>
    Task<IReadOnlyDictionary<Guid, FileState>> StatesAsync(IReadOnlyCollection<Guid> files, CancellationToken ct);
}

/// <summary>A message as it was before it was sealed.</summary>
public sealed record Content(string Text, IReadOnlyList<FileEntry> Files)
{
    /// <summary>Stands between text and files, and in no text.</summary>
    const char Divider = '\0';

    public string Pack() => Files.Count == 0 ? Text : $"{Text}{Divider}{JsonSerializer.Serialize(Files)}";

    public static Content Unpack(string packed)
    {
        var end = packed.IndexOf(Divider, StringComparison.Ordinal);
        return end < 0 ? new Content(packed, []) : new Content(packed[..end], JsonSerializer.Deserialize<List<FileEntry>>(packed.AsSpan(end + 1))!);
    }
}
