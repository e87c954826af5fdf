using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Puts texts into a vendor's index and takes them out, always inside a transaction that has locked the vendor's row. New texts lie
/// fresh, one row each, until there are enough for a page; then their tokens join those of the block. So a message costs a row and a
/// few of the rows that the words of all have in common, not one for each of its words.
/// </summary>
public sealed class FillIndex(Store store, Wrapping wrapping)
{
    const int RowsAtOnce = 1000;

    /// <summary>The vendors' rows, locked until the transaction ends.</summary>
    public async Task<Dictionary<long, SearchParty>> LockAsync(ParleyDb db, IReadOnlyCollection<long> parties, CancellationToken ct)
    {
        var ids = parties.Order().ToList();
        await db.InsertMissingAsync("search_parties", "id, block, newest_at", ids.Select(id => new object[] { id, 0, 0L }), ct);
        await store.LockAsync(db, "search_parties", ids, ct);
        return await db.Set<SearchParty>().AsTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
    }

    /// <summary>Each locked vendor's texts, with few questions for all of them together.</summary>
    public async Task AddAsync(ParleyDb db, IEnumerable<(SearchParty Party, IReadOnlyList<Entry> Entries)> added, CancellationToken ct)
    {
        var all = added.Where(a => a.Entries.Count > 0).ToList();
        if (all.Count == 0) return;
        var ids = all.ConvertAll(a => a.Party.Id);
        var blocks = await (
            from p in db.Set<SearchParty>()
            where ids.Contains(p.Id)
            join b in db.Set<SearchBlock>() on new { p.Id, Number = p.Block } equals new { Id = b.PartyId, b.Number }
            select b).AsTracking().ToDictionaryAsync(b => b.PartyId, ct);
        await ReplaceAsync(db, all, ct);
        var fresh = await db.Set<SearchFresh>().Where(f => ids.Contains(f.PartyId)).GroupBy(f => f.PartyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        foreach (var (party, entries) in all) await AddAsync(db, party, entries, blocks.GetValueOrDefault(party.Id), fresh.GetValueOrDefault(party.Id), ct);
        await db.SaveChangesAsync(ct);
    }

    async Task AddAsync(ParleyDb db, SearchParty party, IReadOnlyList<Entry> entries, SearchBlock? open, int count, CancellationToken ct)
    {
        party.NewestAt = Math.Max(party.NewestAt, entries.Max(e => e.At));
        var (block, keys) = open is null ? await OpenBlockAsync(db, party, ct) : (open, KeysOf(open));
        var texts = count + entries.Count < Layout.PageSize ? [] : await TakeFreshAsync(db, party, keys, ct);
        var next = 0; // of the entries, the first that has no place yet
        while (texts.Count + entries.Count - next >= Layout.PageSize)
        {
            var pages = Math.Min((texts.Count + entries.Count - next) / Layout.PageSize, Layout.PagesOfBlock - block.Pages);
            var tokens = new Tokens(keys);
            while (texts.Count < pages * Layout.PageSize) texts.Add(TextOf(entries[next++], tokens));
            await WriteAsync(db, party, block, keys, texts, ct);
            texts.Clear();
            if (block.Pages < Layout.PagesOfBlock) continue;
            party.Block++;
            (block, keys) = await OpenBlockAsync(db, party, ct);
        }
        var last = new Tokens(keys);
        for (; next < entries.Count; next++)
        {
            var (slot, found) = TextOf(entries[next], last);
            db.Add(new SearchFresh
            {
                PartyId = party.Id,
                ConversationId = slot.ConversationId,
                Seq = slot.Seq,
                At = slot.At,
                Sealed = keys.Seal(Layout.WriteFresh(slot.Author, found), party.Id, Layout.NameOf(slot.ConversationId, slot.Seq)),
            });
        }
    }

    /// <summary>Takes out of the whole index whatever is chosen: its place names nothing any more, and no token stands there. Returns how much that was.</summary>
    /// <param name="from">Only pages with texts of this time and <paramref name="to"/> are looked at.</param>
    public async Task<int> TakeOutAsync(ParleyDb db, long party, Func<BlindKeys, Func<Slot, bool>> choose, long from, long to, CancellationToken ct)
    {
        var taken = 0;
        foreach (var block in await db.Set<SearchBlock>().Where(b => b.PartyId == party).ToListAsync(ct))
        {
            var keys = KeysOf(block);
            var chosen = choose(keys);
            if (block.Pages < Layout.PagesOfBlock) taken += await TakeOutOfFreshAsync(db, party, keys, chosen, ct);
            if (block.FromAt > to || block.ToAt < from) continue;
            taken += await TakeOutOfBlockAsync(db, block, keys, chosen, from, to, ct);
        }
        return taken;
    }

    /// <summary>Takes these texts out, in whatever wording they are there.</summary>
    public async Task TakeOutAsync(ParleyDb db, long party, IReadOnlyList<Entry> outdated, CancellationToken ct)
    {
        if (outdated.Count == 0) return;
        var gone = outdated.Select(e => (e.ConversationId, e.Seq)).ToHashSet();
        await TakeOutAsync(db, party, _ => slot => gone.Contains((slot.ConversationId, slot.Seq)), outdated.Min(e => e.At), outdated.Max(e => e.At), ct);
    }

    public BlindKeys KeysOf(SearchBlock block) => new(wrapping.Unwrap(block.Secret, block.WrappedBy, SearchBlock.Purpose(block.PartyId, block.Number)));

    /// <summary>What is fresh and comes again, a thread with another name, is there once.</summary>
    static async Task ReplaceAsync(ParleyDb db, List<(SearchParty Party, IReadOnlyList<Entry> Entries)> all, CancellationToken ct)
    {
        var (parties, threads) = (all.ConvertAll(a => a.Party.Id), all.SelectMany(a => a.Entries).Select(e => e.ConversationId).Distinct().ToList());
        var known = await db.Set<SearchFresh>().Where(f => parties.Contains(f.PartyId) && threads.Contains(f.ConversationId)).Select(f => new { f.PartyId, f.ConversationId, f.Seq }).ToListAsync(ct);
        var coming = all.SelectMany(a => a.Entries.Select(e => (a.Party.Id, e.ConversationId, e.Seq))).ToHashSet();
        foreach (var (party, id, seq) in known.Select(k => (k.PartyId, k.ConversationId, k.Seq)).Where(coming.Contains))
            await db.Set<SearchFresh>().Where(f => f.PartyId == party && f.ConversationId == id && f.Seq == seq).ExecuteDeleteAsync(ct);
    }

    async Task<(SearchBlock, BlindKeys)> OpenBlockAsync(ParleyDb db, SearchParty party, CancellationToken ct)
    {
        if (await db.Set<SearchBlock>().AsTracking().SingleOrDefaultAsync(b => b.PartyId == party.Id && b.Number == party.Block, ct) is { } open) return (open, KeysOf(open));
        // A block whose secret was destroyed keeps its number.
        var last = await db.Set<SearchPage>().Where(p => p.PartyId == party.Id).MaxAsync(p => (int?)p.Number, ct);
        party.Block = Math.Max(party.Block, last / Layout.PagesOfBlock + 1 ?? 0);
        var (wrapped, by) = wrapping.Wrap(Wrapping.NewSecret(), SearchBlock.Purpose(party.Id, party.Block));
        var made = new SearchBlock { PartyId = party.Id, Number = party.Block, Secret = wrapped, WrappedBy = by };
        db.Add(made);
        return (made, KeysOf(made));
    }

    /// <summary>The tokens of forms, each worked out once.</summary>
    sealed class Tokens(BlindKeys keys)
    {
        readonly Dictionary<string, long> known = [];

        public BlindKeys Keys => keys;

        public long this[string form] => known.TryGetValue(form, out var token) ? token : known[form] = keys.TokenOf(form);
    }

    static (Slot Slot, IReadOnlyCollection<long> Tokens) TextOf(Entry entry, Tokens tokens) =>
        (new Slot(entry.ConversationId, entry.Seq, entry.At, entry.Author.Length == 0 ? 0 : tokens.Keys.AuthorOf(entry.Author)), [.. entry.Forms.Select(f => tokens[f])]);

    static async Task<List<(Slot Slot, IReadOnlyCollection<long> Tokens)>> TakeFreshAsync(ParleyDb db, SearchParty party, BlindKeys keys, CancellationToken ct)
    {
        var rows = await db.Set<SearchFresh>().Where(f => f.PartyId == party.Id).OrderBy(f => f.At).ToListAsync(ct);
        await db.Set<SearchFresh>().Where(f => f.PartyId == party.Id).ExecuteDeleteAsync(ct);
        var texts = new List<(Slot, IReadOnlyCollection<long>)>(rows.Count);
        foreach (var row in rows)
            if (TryOpen(row, keys) is var (author, tokens)) texts.Add((new Slot(row.ConversationId, row.Seq, row.At, author), tokens));
        return texts;
    }

    /// <summary>Null when it was sealed under another block's secret: one that was destroyed, or is full by now.</summary>
    public static (ulong Author, HashSet<long> Tokens)? TryOpen(SearchFresh row, BlindKeys keys)
    {
        try
        {
            return Layout.ReadFresh(keys.Open(row.Sealed, row.PartyId, Layout.NameOf(row.ConversationId, row.Seq)));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Gives whole pages of texts their places.</summary>
    static async Task WriteAsync(ParleyDb db, SearchParty party, SearchBlock block, BlindKeys keys, List<(Slot Slot, IReadOnlyCollection<long> Tokens)> texts, CancellationToken ct)
    {
        var added = new Dictionary<long, List<int>>();
        var place = block.Pages * Layout.PageSize;
        foreach (var (_, tokens) in texts)
        {
            foreach (var token in tokens)
            {
                var stored = Layout.InBlock(block.Number, token);
                if (!added.TryGetValue(stored, out var list)) added[stored] = list = [];
                list.Add(place);
            }
            place++;
        }
        var known = block.Pages == 0 ? [] : await KnownAsync(db, party.Id, [.. added.Keys], ct);
        var rows = added.Select(a =>
        {
            var places = known.TryGetValue(a.Key, out var before) ? Layout.ReadPlaces(keys.Open(before, party.Id, a.Key)) : new Places();
            foreach (var one in a.Value) places.Add(one);
            return (a.Key, keys.Seal(Layout.WritePlaces(places), party.Id, a.Key));
        });
        await PutAsync(db, party.Id, rows, ct);
        foreach (var page in texts.Select(t => t.Slot).Chunk(Layout.PageSize))
        {
            var number = block.Number * Layout.PagesOfBlock + block.Pages++;
            db.Add(new SearchPage { PartyId = party.Id, Number = number, Sealed = keys.Seal(Layout.WritePage(page), party.Id, number), FromAt = page.Min(s => s.At), ToAt = page.Max(s => s.At) });
            block.FromAt = block.FromAt == 0 ? page.Min(s => s.At) : Math.Min(block.FromAt, page.Min(s => s.At));
            block.ToAt = Math.Max(block.ToAt, page.Max(s => s.At));
        }
        await db.SaveChangesAsync(ct);
    }

    static async Task<Dictionary<long, byte[]>> KnownAsync(ParleyDb db, long party, long[] tokens, CancellationToken ct) =>
        await db.Set<SearchToken>().Where(t => t.PartyId == party && EF.Parameter(tokens).Contains(t.Token)).Select(t => new { t.Token, t.Places }).ToDictionaryAsync(t => t.Token, t => t.Places, ct);

    static async Task PutAsync(ParleyDb db, long party, IEnumerable<(long Token, byte[] Places)> rows, CancellationToken ct)
    {
        const string into = "insert into search_tokens (party_id, token, places) ", known = " on conflict (party_id, token) do update set places = excluded.places";
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            if (db.Database.IsNpgsql())
            {
                await db.Database.ExecuteSqlRawAsync(into + "select {0}, t, p from unnest({1}, {2}) as x(t, p)" + known, [party, chunk.Select(r => r.Token).ToArray(), chunk.Select(r => r.Places).ToArray()], ct);
                continue;
            }
            var values = string.Join(", ", chunk.Select((_, i) => $"({{0}}, {{{2 * i + 1}}}, {{{2 * i + 2}}})"));
            await db.Database.ExecuteSqlRawAsync(string.Concat(into, "values ", values, known), [party, .. chunk.SelectMany(r => new object[] { r.Token, r.Places })], ct);
        }
    }

    static async Task<int> TakeOutOfFreshAsync(ParleyDb db, long party, BlindKeys keys, Func<Slot, bool> chosen, CancellationToken ct)
    {
        var taken = 0;
        foreach (var row in await db.Set<SearchFresh>().Where(f => f.PartyId == party).ToListAsync(ct))
        {
            if (TryOpen(row, keys) is not var (author, _) || !chosen(new Slot(row.ConversationId, row.Seq, row.At, author))) continue;
            await db.Set<SearchFresh>().Where(f => f.PartyId == party && f.ConversationId == row.ConversationId && f.Seq == row.Seq).ExecuteDeleteAsync(ct);
            taken++;
        }
        return taken;
    }

    static async Task<int> TakeOutOfBlockAsync(ParleyDb db, SearchBlock block, BlindKeys keys, Func<Slot, bool> chosen, long from, long to, CancellationToken ct)
    {
        var places = new Places();
        var (first, taken) = (block.Number * Layout.PagesOfBlock, 0);
        foreach (var row in await db.Set<SearchPage>().AsTracking().Where(p => p.PartyId == block.PartyId && p.Number >= first && p.Number < first + Layout.PagesOfBlock && p.FromAt <= to && p.ToAt >= from).ToListAsync(ct))
        {
            var page = keys.Open(row.Sealed, row.PartyId, row.Number);
            var before = taken;
            for (var i = 0; i < Layout.PageSize; i++)
            {
                if (Layout.ReadSlot(page, i) is not { IsEmpty: false } slot || !chosen(slot)) continue;
                Layout.Clear(page, i);
                places.Add((row.Number - first) * Layout.PageSize + i);
                taken++;
            }
            if (taken > before) row.Sealed = keys.Seal(page, row.PartyId, row.Number);
        }
        if (taken == 0) return 0;
        await db.SaveChangesAsync(ct);
        await ClearTokensAsync(db, block, keys, places, ct);
        return taken;
    }

    /// <summary>Which tokens stood there is not recorded anywhere, so all of the block are looked at.</summary>
    static async Task ClearTokensAsync(ParleyDb db, SearchBlock block, BlindKeys keys, Places gone, CancellationToken ct)
    {
        var (from, to) = (Layout.InBlock(block.Number, 0), Layout.InBlock(block.Number + 1, 0));
        var (changed, empty) = (new List<(long, byte[])>(), new List<long>());
        await foreach (var row in db.Set<SearchToken>().Where(t => t.PartyId == block.PartyId && t.Token >= from && t.Token < to).AsAsyncEnumerable().WithCancellation(ct))
        {
            var places = Layout.ReadPlaces(keys.Open(row.Places, row.PartyId, row.Token));
            var any = false;
            foreach (var place in gone) any |= places.Remove(place);
            if (!any) continue;
            if (places.IsEmpty) empty.Add(row.Token);
            else changed.Add((row.Token, keys.Seal(Layout.WritePlaces(places), row.PartyId, row.Token)));
        }
        await db.Set<SearchToken>().Where(t => t.PartyId == block.PartyId && EF.Parameter(empty).Contains(t.Token)).ExecuteDeleteAsync(ct);
        await PutAsync(db, block.PartyId, changed, ct);
    }
}
