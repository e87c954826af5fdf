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

    /// <summary>What was found in pictures of messages of these threads that are shown; empty where nobody looks into pictures.</summary>
    /// <param name="seqs">Only messages of these numbers are looked at.</param>
    Task<IReadOnlyList<PictureFinding>> FoundAsync(IReadOnlyCollection<Guid> threads, IReadOnlyCollection<int> seqs, CancellationToken ct);

    /// <summary>Of a file that is ready and was sent; null for every other.</summary>
    Task<FilePlace?> PlaceAsync(Guid file, CancellationToken ct);

    /// <summary>Opens it for whoever has the right, which the caller has checked and writes down. Null when it cannot be had.</summary>
    Task<OpenedFile?> OpenAsync(Door door, Guid file, FileSize size, CancellationToken ct);
}

/// <summary>In which message of which thread a file is.</summary>
public sealed record FilePlace(Guid ConversationId, Guid ClientMessageId);

/// <summary>How large a picture is wanted; of what is no picture there is one size.</summary>
public enum FileSize : byte
{
    /// <summary>At most 400 pixels a side.</summary>
    Small = 1,

    /// <summary>At most 1,600 pixels a side.</summary>
    Large = 2,
    Full = 3,
}

/// <summary>What was found in the pictures of one message, as <see cref="PictureJudgement.Found"/> says it.</summary>
public sealed record PictureFinding(Guid ConversationId, int Seq, PartyKind Party, string AuthorId, IReadOnlyList<string> Found);

/// <summary>A message as it was before it was sealed.</summary>
public sealed record Content(string Text, IReadOnlyList<FileEntry> Files)
{
    /// <summary>Stands between text, files and masks, and in none of them.</summary>
    const char Divider = '\0';

    /// <summary>Places that the other side reads hidden.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    public string Pack() => (Files.Count, Masks.Count) switch
    {
        (0, 0) => Text,
        (_, 0) => $"{Text}{Divider}{JsonSerializer.Serialize(Files)}",
        _ => $"{Text}{Divider}{JsonSerializer.Serialize(Files)}{Divider}{JsonSerializer.Serialize(Masks)}",
    };

    public static Content Unpack(string packed)
    {
        var end = packed.IndexOf(Divider, StringComparison.Ordinal);
        if (end < 0) return new Content(packed, []);
        var next = packed.IndexOf(Divider, end + 1);
        var files = JsonSerializer.Deserialize<List<FileEntry>>(packed.AsSpan(end + 1, (next < 0 ? packed.Length : next) - end - 1))!;
        return new Content(packed[..end], files) { Masks = next < 0 ? [] : JsonSerializer.Deserialize<List<Mask>>(packed.AsSpan(next + 1))! };
    }
}
