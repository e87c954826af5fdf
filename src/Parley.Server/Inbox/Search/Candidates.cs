using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A text in the order of a search: newest first.</summary>
/// <param name="Seq">The message; 0 for the thread's names, and below that a note: its number with a minus.</param>
public readonly record struct Position(long At, Guid ConversationId, int Seq)
{
    static readonly Position First = new(long.MaxValue, Guid.Empty, 0);

    public static readonly Comparer<Position> NewestFirst = Comparer<Position>.Create((a, b) => (b.At, b.ConversationId, b.Seq).CompareTo((a.At, a.ConversationId, a.Seq)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At} {ConversationId:N} {Seq}");

    public static Position Parse(string? text)
    {
        if (text is null) return First;
        return text.Split(' ') is [var at, var conversation, var seq] && long.TryParse(at, CultureInfo.InvariantCulture, out var micros)
            && Guid.TryParseExact(conversation, "N", out var id) && int.TryParse(seq, CultureInfo.InvariantCulture, out var number)
            ? new Position(micros, id, number)
            : throw Refuse.InvalidCursor();
    }
}

/// <summary>
/// The texts of one space of a vendor's index that have every needed form, newest first. Blocks are looked at from the newest on, and only as
/// many as it takes to know what comes next: a common word is found in the first, a rare one costs a look into each.
/// </summary>
/// <param name="threads">Only of these; null for all.</param>
/// <param name="after">Where the page before ended; what comes up to there is left out.</param>
sealed class Candidates(ParleyDb db, FillIndex index, long party, IReadOnlyList<string> needed, IReadOnlySet<Guid>? threads, Position after, Criteria criteria)
{
    const int PagesAtOnce = 6;
    static readonly int[] BlocksAtOnce = [2, 8, 32];
    readonly PriorityQueue<Position, Position> found = new(Position.NewestFirst);
    readonly PriorityQueue<(int Number, long ToAt, BlindKeys Keys, List<int> Slots), long> pages = new();
    readonly HashSet<Position> seen = [];
    Queue<SearchBlock> left = new();
    int looks;

    /// <summary>What is fresh is read first: what gets its place meanwhile is then found twice, and not never.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        var fresh = await db.Set<SearchFresh>().Where(f => f.PartyId == party).ToListAsync(ct);
        var blocks = await db.Set<SearchBlock>().Where(b => b.PartyId == party).ToListAsync(ct);
        if (blocks.MaxBy(b => b.Number) is { } open && fresh.Count > 0) AddFresh(fresh, index.KeysOf(open));
        left = new(blocks.Where(b => b.Pages > 0 && b.FromAt <= Math.Min(after.At, criteria.To) && b.ToAt >= criteria.From).OrderByDescending(b => b.ToAt));
    }

    /// <summary>Null at the end. It stays the same until it is taken.</summary>
    public async Task<Position?> PeekAsync(CancellationToken ct)
    {
        // What could be newer than the best that is known is looked at first: blocks, and then pages of those.
        while (true)
        {
            var best = found.TryPeek(out var known, out _) ? known.At : long.MinValue;
            if (left.TryPeek(out var block) && block.ToAt >= best && (pages.Count == 0 || block.ToAt >= pages.Peek().ToAt)) await LookAsync(ct);
            else if (pages.Count > 0 && pages.Peek().ToAt >= best) await OpenPagesAsync(ct);
            else return found.Count > 0 ? found.Peek() : null;
        }
    }

    public void Take() => found.Dequeue();

    /// <summary>At most so many of several spaces together, in order; fewer only at the end.</summary>
    public static async Task<List<Position>> NextOfAsync(IReadOnlyList<Candidates> spaces, int count, CancellationToken ct)
    {
        var next = new List<Position>(count);
        while (next.Count < count)
        {
            Candidates? newest = null;
            Position first = default;
            foreach (var space in spaces)
            {
                if (await space.PeekAsync(ct) is not { } head || (newest is not null && Position.NewestFirst.Compare(head, first) > 0)) continue;
                (newest, first) = (space, head);
            }
            if (newest is null) break;
            newest.Take();
            next.Add(first);
        }
        return next;
    }

    void AddFresh(List<SearchFresh> fresh, BlindKeys keys)
    {
        var tokens = needed.Select(keys.TokenOf).ToList();
        foreach (var row in fresh)
        {
            // Under the key of a block that was filled meanwhile there is nothing here any more: it has its place, and is found there.
            if (FillIndex.TryOpen(row, keys) is var (_, there) && tokens.TrueForAll(there.Contains)) Add(new Position(row.At, row.ConversationId, row.Seq));
        }
    }

    void Add(Position position)
    {
        if (Position.NewestFirst.Compare(position, after) > 0 && position.At >= criteria.From && position.At <= criteria.To && threads?.Contains(position.ConversationId) != false && seen.Add(position)) found.Enqueue(position, position);
    }

    /// <summary>Looks into the next few blocks: their tokens with one query, and from when the pages are in which all of them meet with another.</summary>
    async Task LookAsync(CancellationToken ct)
    {
        var some = new List<(SearchBlock Block, BlindKeys Keys, long[] Tokens)>();
        for (var count = BlocksAtOnce[Math.Min(looks++, BlocksAtOnce.Length - 1)]; some.Count < count && left.TryDequeue(out var block);)
        {
            var keys = index.KeysOf(block);
            some.Add((block, keys, [.. needed.Select(f => Layout.InBlock(block.Number, keys.TokenOf(f)))]));
        }
        var all = some.SelectMany(s => s.Tokens).ToArray();
        var rows = await db.Set<SearchToken>().Where(t => t.PartyId == party && EF.Parameter(all).Contains(t.Token)).Select(t => new { t.Token, t.Places }).ToDictionaryAsync(t => t.Token, t => t.Places, ct);
        var meet = new Dictionary<int, (BlindKeys Keys, List<int> Slots)>();
        foreach (var (block, keys, tokens) in some)
        {
            if (!Array.TrueForAll(tokens, rows.ContainsKey)) continue;
            var places = Layout.ReadPlaces(keys.Open(rows[tokens[0]], party, tokens[0]));
            foreach (var token in tokens.AsSpan(1)) places.KeepOnly(Layout.ReadPlaces(keys.Open(rows[token], party, token)));
            foreach (var place in places)
            {
                var number = block.Number * Layout.PagesOfBlock + place / Layout.PageSize;
                if (!meet.TryGetValue(number, out var page)) meet[number] = page = (keys, []);
                page.Slots.Add(place % Layout.PageSize);
            }
        }
        if (meet.Count == 0) return;
        var numbers = meet.Keys.ToArray();
        var times = await db.Set<SearchPage>().Where(p => p.PartyId == party && EF.Parameter(numbers).Contains(p.Number) && p.FromAt <= Math.Min(after.At, criteria.To) && p.ToAt >= criteria.From)
            .Select(p => new { p.Number, p.ToAt }).ToListAsync(ct);
        foreach (var page in times) pages.Enqueue((page.Number, page.ToAt, meet[page.Number].Keys, meet[page.Number].Slots), -page.ToAt);
    }

    /// <summary>Opens the newest few of the pages in which all tokens meet.</summary>
    async Task OpenPagesAsync(CancellationToken ct)
    {
        var some = new Dictionary<int, (BlindKeys Keys, List<int> Slots)>();
        while (some.Count < PagesAtOnce && pages.TryDequeue(out var page, out _)) some[page.Number] = (page.Keys, page.Slots);
        var numbers = some.Keys.ToArray();
        foreach (var row in await db.Set<SearchPage>().Where(p => p.PartyId == party && EF.Parameter(numbers).Contains(p.Number)).ToListAsync(ct))
        {
            var (keys, slots) = some[row.Number];
            var page = keys.Open(row.Sealed, party, row.Number);
            foreach (var slot in slots)
                if (Layout.ReadSlot(page, slot) is { IsEmpty: false } text) Add(new Position(text.At, text.ConversationId, text.Seq));
        }
    }
}
