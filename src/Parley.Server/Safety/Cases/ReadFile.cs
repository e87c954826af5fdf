using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Opens a file of the messages that a claimed case or a grant shows, and of no other. The right is checked, the key used and the entry written in one transaction, and
/// the first byte is read after it: no entry, no bytes.
/// </summary>
public sealed class ReadFile(Store store, Doors doors, IMessageFiles files, ClaimCase claims, ReadByGrant grants, Audit audit)
{
    public async Task<OpenedFile> OfCaseAsync(Person me, Guid id, Guid file, FileSize size, CancellationToken ct)
    {
        var place = await files.PlaceAsync(file, ct);
        return await OpenAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            if (place is null || await ShownAsync(db, @case.Id, place, ct) is not { } message) throw Refuse.NotFound();
            return (place.ConversationId, $"case {id}: file {file} of {message}");
        }, me, file, size, ct);
    }

    public async Task<OpenedFile> OfGrantAsync(Person me, Guid id, Guid file, FileSize size, CancellationToken ct)
    {
        var place = await files.PlaceAsync(file, ct);
        return await OpenAsync(async db =>
        {
            var grant = await grants.OpenAsync(db, me, id, ct);
            if (place?.ConversationId != grant.ConversationId || await SeqAsync(db, place, ct) is not { } seq) throw Refuse.NotFound();
            return (grant.ConversationId, $"{KeepGrants.Word(grant.Purpose)}, grant {id}: file {file} of message {seq}");
        }, me, file, size, ct);
    }

    async Task<OpenedFile> OpenAsync(Func<ParleyDb, Task<(Guid Conversation, string Reason)>> admit, Person me, Guid file, FileSize size, CancellationToken ct)
    {
        var opened = await store.WriteAsync(async db =>
        {
            var (conversation, reason) = await admit(db);
            var door = await doors.FindAsync(conversation, ct) ?? throw Refuse.NotFound();
            var bytes = await files.OpenAsync(door, file, size, ct) ?? throw Refuse.NotFound();
            await audit.WriteAsync(db, Entry.Of(me, "file-read", $"conversation {conversation}", reason), ct);
            return bytes;
        }, ct);
        return await opened.IsWholeAsync(ct) ? opened : throw Refuse.NotFound();
    }

    /// <summary>The message that carries it, in words, where the case shows that.</summary>
    static async Task<string?> ShownAsync(ParleyDb db, Guid @case, FilePlace place, CancellationToken ct)
    {
        var flags = await Evidence.FlagsAsync(db, @case, ct);
        if (await db.Set<HeldMessage>().Where(h => h.ConversationId == place.ConversationId && h.ClientId == place.ClientMessageId).Select(h => (Guid?)h.Id).SingleOrDefaultAsync(ct) is { } held && flags.Exists(f => f.HeldId == held)) return $"held message {held}";
        if (await SeqAsync(db, place, ct) is not { } seq) return null;
        var last = await db.Set<Conversation>().Where(c => c.Id == place.ConversationId).Select(c => c.LastSeq).SingleAsync(ct);
        return Evidence.PlacesOf(flags).Any(p => p.Thread == place.ConversationId && Evidence.Shows(p.Seq, seq, last)) ? $"message {seq}" : null;
    }

    static Task<int?> SeqAsync(ParleyDb db, FilePlace place, CancellationToken ct) =>
        db.Set<Message>().Where(m => m.ConversationId == place.ConversationId && m.ClientId == place.ClientMessageId).Select(m => (int?)m.Seq).SingleOrDefaultAsync(ct);

    public static FileSize SizeOf(string? size) => size switch
    {
        null or "large" => FileSize.Large,
        "small" => FileSize.Small,
        "full" => FileSize.Full,
        _ => throw Refuse.Invalid("size", "'size' is small, large or full."),
    };
}
