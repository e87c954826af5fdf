using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Opens sealed rows for a reader: texts, names, quotes, reactions. An erased author's words stay closed.</summary>
public sealed class Unseal(AuthorKeys keys, Register register, Store store, IMessageFiles files, IHiding hiding)
{
    /// <summary>The author of the platform's own messages.</summary>
    public const string Platform = "";

    /// <summary>The author of what a machine writes for a vendor: sealed as the platform's words are.</summary>
    public const string Machine = Platform;

    public async Task<List<MessageView>> MessagesAsync(Door door, IReadOnlyList<Message> rows, PartyKind reader, CancellationToken ct)
    {
        var quoted = await QuotedAsync(door.Id, rows, ct);
        var ring = new Keyring(door, await keys.LoadAsync([.. rows.Concat(quoted.Values).Select(m => m.AuthorId).Distinct()], ct));
        var reactions = await ReactionsAsync(door.Id, rows, ct);
        var contents = rows.ToDictionary(r => r.Seq, ring.ContentOf);
        var states = await StatesAsync([.. contents.Values.SelectMany(c => c?.Files ?? [])], ct);
        var edits = reader == PartyKind.Platform ? await EditsAsync(door.Id, rows, ct) : null;
        var result = new List<MessageView>(rows.Count);
        foreach (var row in rows)
        {
            var quote = row.ReplyTo is { } seq && quoted.TryGetValue(seq, out var original) ? original : null;
            var content = contents[row.Seq];
            var attached = content is { Files.Count: > 0 } && Shows(row, reader) ? FilesOf(content.Files, states, row.Party == reader || reader == PartyKind.Platform) : [];
            result.Add(await ViewAsync(door, row, reader, content is null ? null : await TextForAsync(door, content, row.Party, reader, ct), quote is null ? null : await QuoteAsync(ring, quote, reader, ct), reactions.GetValueOrDefault(row.Seq, []), attached, ct) with
            {
                Masked = content is { Masks.Count: > 0 } && row.Party == reader && await HidesAsync(door, content, reader, ct),
                Removed = row.RemovedAt is { } at ? new RemovedView(at, row.Party == reader || reader == PartyKind.Platform ? row.RemovedBy : null) : null,
                Original = reader == PartyKind.Platform && row.SealedNow is not null ? ring.FirstOf(row)?.Text : null,
                Edits = edits is not null && row.SealedNow is not null ? [.. edits[row.Seq].Select(e => new EditView(e.Version, e.At, ring.TextOf(row, e)))] : null,
            });
        }
        return result;
    }

    /// <summary>Every text that the messages were given after the first.</summary>
    async Task<ILookup<int, Revision>> EditsAsync(Guid id, IReadOnlyList<Message> rows, CancellationToken ct)
    {
        var edited = rows.Where(r => r.SealedNow is not null).Select(r => r.Seq).ToList();
        if (edited.Count == 0) return Array.Empty<Revision>().ToLookup(r => r.Seq);
        await using var db = store.Open();
        return (await db.Set<Revision>().Where(r => r.ConversationId == id && edited.Contains(r.Seq) && r.Sealed != null).OrderBy(r => r.Version).ToListAsync(ct)).ToLookup(r => r.Seq);
    }

    /// <summary>The platform's people read what was said, whatever became of it; nobody else reads what was unsent or removed.</summary>
    static bool Shows(Message row, PartyKind reader) => !row.IsGone || reader == PartyKind.Platform;

    /// <summary>Whether the other side reads less of it than its author's.</summary>
    async ValueTask<bool> HidesAsync(Door door, Content content, PartyKind from, CancellationToken ct) =>
        await TextForAsync(door, content, from, from == PartyKind.Buyer ? PartyKind.Vendor : PartyKind.Buyer, ct) != content.Text;

    /// <summary>The text as this side reads it.</summary>
    public ValueTask<string> TextForAsync(Door door, Content content, PartyKind from, PartyKind reader, CancellationToken ct) => hiding.ForAsync(door, content, from, reader, ct);

    public async Task<MessageView?> FindAsync(Door door, int seq, PartyKind reader, CancellationToken ct)
    {
        await using var db = store.Open();
        var row = await db.Set<Message>().SingleOrDefaultAsync(m => m.ConversationId == door.Id && m.Seq == seq, ct);
        return row is null ? null : (await MessagesAsync(door, [row], reader, ct))[0];
    }

    /// <summary>Files just sent, as one side sees them.</summary>
    public async ValueTask<IReadOnlyList<AttachmentView>> FilesAsync(IReadOnlyList<FileEntry> entries, bool own, CancellationToken ct) =>
        entries.Count == 0 ? [] : FilesOf(entries, await StatesAsync(entries, ct), own);

    async ValueTask<IReadOnlyDictionary<Guid, FileState>> StatesAsync(IReadOnlyList<FileEntry> entries, CancellationToken ct) =>
        entries.Count == 0 ? ReadOnlyDictionary<Guid, FileState>.Empty : await files.StatesAsync([.. entries.Select(e => e.Id)], ct);

    static List<AttachmentView> FilesOf(IReadOnlyList<FileEntry> entries, IReadOnlyDictionary<Guid, FileState> states, bool own)
    {
        var views = new List<AttachmentView>(entries.Count);
        foreach (var entry in entries)
        {
            if (!states.TryGetValue(entry.Id, out var state)) continue;
            if (own || state.State == AttachmentState.Ready)
                views.Add(new AttachmentView(entry.Id, state.State, state.Reason, entry.Name, state.MediaType ?? entry.MediaType, state.Bytes, state.Width, state.Height, state.Pages, entry.Sha256, state.Milliseconds));
            else if (state.State == AttachmentState.Scanning) views.Add(new AttachmentView(entry.Id, state.State, null, null, null, null, null, null, null, null, null));
        }
        return views;
    }

    async ValueTask<MessageView> ViewAsync(Door door, Message row, PartyKind reader, string? text, ReplyView? quote, IReadOnlyList<ReactionView> reactions, IReadOnlyList<AttachmentView> attached, CancellationToken ct)
    {
        var open = Shows(row, reader) && text is not null;
        return new MessageView(door.Id, row.Seq, row.ClientId, await AuthorAsync(door, row.Party, row.AuthorId, reader, ct), row.Kind,
            open && row.Kind != MessageKind.System ? text : null, open && row.Kind == MessageKind.System ? Event(text!) : null, quote,
            row.At, row.EditedAt, row.UnsentAt, text is null, row.Revision, reactions, attached);
    }

    public async ValueTask<Author> AuthorAsync(Door door, PartyKind party, string authorId, PartyKind reader, CancellationToken ct)
    {
        switch (party)
        {
            case PartyKind.Buyer:
                return new Author(party, door.BuyerId, await NameAsync(door.BuyerId, ct), null, null);
            case PartyKind.Vendor:
                var shop = (await register.FindVendorAsync(door.VendorId, ct))?.Name ?? "";
                return authorId == Machine
                    ? new Author(party, door.VendorId, shop, null, null)
                    : new Author(party, door.VendorId, shop, reader == party ? authorId : null, await NameAsync(authorId, ct));
            default:
                return new Author(party, "platform", "", null, null);
        }
    }

    public async ValueTask<string> NameAsync(string personId, CancellationToken ct) => (await register.FindPersonAsync(personId, ct))?.Name ?? "";

    public async Task<string?> TextAsync(Door door, Message row, CancellationToken ct) => (await ContentAsync(door, row, ct))?.Text;

    public async Task<Content?> ContentAsync(Door door, Message row, CancellationToken ct) => new Keyring(door, await keys.LoadAsync([row.AuthorId], ct)).ContentOf(row);

    public static SystemEvent Event(string json)
    {
        var root = JsonSerializer.Deserialize<JsonElement>(json);
        return new SystemEvent(root.GetProperty("type").GetString()!, root.GetProperty("data"));
    }

    async Task<Dictionary<int, Message>> QuotedAsync(Guid id, IReadOnlyList<Message> rows, CancellationToken ct)
    {
        var quoted = new Dictionary<int, Message>();
        var wanted = rows.Where(r => r.ReplyTo is not null).Select(r => r.ReplyTo!.Value).Distinct().ToList();
        if (wanted.Count == 0) return quoted;
        foreach (var row in rows.Where(r => wanted.Contains(r.Seq))) quoted[row.Seq] = row;
        var missing = wanted.Where(s => !quoted.ContainsKey(s)).ToList();
        if (missing.Count == 0) return quoted;
        await using var db = store.Open();
        foreach (var row in await db.Set<Message>().Where(m => m.ConversationId == id && missing.Contains(m.Seq)).ToListAsync(ct)) quoted[row.Seq] = row;
        return quoted;
    }

    async ValueTask<ReplyView> QuoteAsync(Keyring ring, Message row, PartyKind reader, CancellationToken ct)
    {
        var content = Shows(row, reader) && row.Kind != MessageKind.System ? ring.ContentOf(row) : null;
        return new ReplyView(row.Seq, await AuthorAsync(ring.Door, row.Party, row.AuthorId, reader, ct), Shorten(content is null ? null : await TextForAsync(ring.Door, content, row.Party, reader, ct))) { Removed = row.RemovedAt is not null };
    }

    async Task<Dictionary<int, IReadOnlyList<ReactionView>>> ReactionsAsync(Guid id, IReadOnlyList<Message> rows, CancellationToken ct)
    {
        var revised = rows.Where(r => r.Revision > 0).Select(r => r.Seq).ToList();
        if (revised.Count == 0) return [];
        await using var db = store.Open();
        var found = await db.Set<Reaction>().Where(r => r.ConversationId == id && revised.Contains(r.Seq)).OrderBy(r => r.At).ToListAsync(ct);
        await register.WarmAsync(found.Select(r => r.PersonId), [], ct);
        var result = new Dictionary<int, IReadOnlyList<ReactionView>>();
        foreach (var message in found.GroupBy(r => r.Seq))
        {
            var views = new List<ReactionView>();
            foreach (var kind in message.GroupBy(r => r.Name))
            {
                var by = new List<ReactionBy>();
                foreach (var reaction in kind) by.Add(new ReactionBy(reaction.Party, await NameAsync(reaction.PersonId, ct)));
                views.Add(new ReactionView(kind.Key, by));
            }
            result[message.Key] = views;
        }
        return result;
    }

    /// <summary>At most 160 units, never half a character.</summary>
    public static string? Shorten(string? text)
    {
        const int most = 160;
        if (text is null || text.Length <= most) return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
    }
}
