using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Harm">1 to 100, of the worst flag.</param>
/// <param name="Flags">How many are decided at once.</param>
/// <param name="ClaimedBy">Who has it now; null for nobody.</param>
public sealed record CaseRow(Guid Id, string Kind, int Harm, int Flags, DateTimeOffset OpenedAt, DateTimeOffset LastAt, Guid? Conversation, string? Person, PartyKind? Party, string? ClaimedBy, DateTimeOffset? ClaimedUntil, bool Mine);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record CasePage(IReadOnlyList<CaseRow> Items, string? Cursor);

/// <summary>What is open, the worst and the oldest first. It shows no texts. A page costs one range of one index, however much is open.</summary>
public sealed class CaseQueue(Store store, TimeProvider clock)
{
    public async Task<CasePage> PageAsync(Person me, string? cursor, int limit, CancellationToken ct)
    {
        const string List = "cases";
        var (rank, id) = Read(Cursor.Read(List, cursor));
        await using var db = store.Open();
        var open = db.Set<Case>().Where(c => c.State == CaseState.Open);
        if (cursor is not null) open = open.Where(c => c.Rank >= rank && (c.Rank > rank || c.Id > id));
        var found = await open.OrderBy(c => c.Rank).ThenBy(c => c.Id).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        var now = clock.GetUtcNow();
        return new CasePage(items.ConvertAll(c => RowOf(c, me, now)), found.Count > limit ? Cursor.Write(List, string.Create(CultureInfo.InvariantCulture, $"{items[^1].Rank} {items[^1].Id:N}")) : null);
    }

    public static CaseRow RowOf(Case c, Person me, DateTimeOffset now)
    {
        var claimed = c.ClaimedUntil > now;
        return new CaseRow(c.Id, c.Kind, c.Harm, c.Flags, c.OpenedAt, c.LastAt, c.ConversationId, c.PersonId, c.Party, claimed ? c.ClaimedBy : null, claimed ? c.ClaimedUntil : null, claimed && c.ClaimedBy == me.Id);
    }

    static (long Rank, Guid Id) Read(string? position) => position?.Split(' ') is [var rank, var id] ? (long.Parse(rank, CultureInfo.InvariantCulture), Guid.Parse(id)) : default;
}
