using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Last">When the newest of them came.</param>
public sealed record FlagCount(string Kind, int Count, DateTimeOffset Last);

/// <param name="With">The other of a pair that may not write to each other; else null.</param>
/// <param name="Until">Null until it is undone.</param>
public sealed record SanctionRow(Guid Id, SanctionKind Kind, string? With, DateTimeOffset From, DateTimeOffset? Until, Guid Decision, string Reference);

/// <param name="Works">Of a person the vendors they work for, of a vendor its people.</param>
/// <param name="Threads">How many conversations they have.</param>
/// <param name="Flags">What was found or reported about them, by kind.</param>
/// <param name="ReportsMade">Of a vendor: by its people.</param>
/// <param name="ReportsUpheld">Of those made: after how many something was done.</param>
/// <param name="ReportsReceived">How often they were reported.</param>
/// <param name="Sanctions">What holds now.</param>
/// <param name="Decisions">The newest 50, early ends of sanctions among them; what the policy did by itself is in <paramref name="Flags"/> at most.</param>
public sealed record Standing(string Party, string Id, string Name, bool Left, IReadOnlyList<string> Works, int Threads, IReadOnlyList<FlagCount> Flags, int ReportsMade, int ReportsUpheld, int ReportsReceived, IReadOnlyList<SanctionRow> Sanctions, IReadOnlyList<DecisionRow> Decisions);

/// <summary>How somebody stands. The entry in the log is written with the reading: no entry, no answer.</summary>
public sealed class ReadStanding(Store store, Register register, Audit audit, TimeProvider clock)
{
    const int MostDecisions = 50, MostWorks = 100;

    public async Task<Standing> RunAsync(Person me, string party, string id, CancellationToken ct)
    {
        if (party is not ("person" or "vendor")) throw Refuse.NotFound();
        var isVendor = party == "vendor";
        var (name, left) = isVendor
            ? await register.FindVendorAsync(id, ct) is { } vendor ? (vendor.Name, vendor.RemovedAt is not null) : throw Refuse.NotFound()
            : await register.FindPersonAsync(id, ct) is { } person ? (person.Name, person.RemovedAt is not null) : throw Refuse.NotFound();
        if (isVendor ? await register.AgentRoleAsync(id, me.Id, ct) is not null : id == me.Id) throw Refuse.OwnMatter("This is about you. What others reported of you is for another of the marketplace's people.");
        return await store.WriteAsync(async db =>
        {
            var works = await (isVendor ? db.Set<Agent>().Where(a => a.VendorId == id).Select(a => a.PersonId) : db.Set<Agent>().Where(a => a.PersonId == id).Select(a => a.VendorId)).OrderBy(w => w).Take(MostWorks).ToListAsync(ct);
            var key = Role.KeyOf(isVendor ? PartyKind.Vendor : PartyKind.Buyer, id);
            var feed = await db.Set<PartyFeed>().Where(p => p.Key == key).Select(p => p.Id).SingleOrDefaultAsync(ct);
            var threads = feed == 0 ? 0 : await db.Set<Seat>().CountAsync(s => s.PartyId == feed, ct);
            var about = isVendor
                ? db.Set<Seat>().Where(s => s.PartyId == feed).Join(db.Set<Flag>().Where(f => f.PersonId == null && f.Party == PartyKind.Vendor), s => (Guid?)s.ConversationId, f => f.ConversationId, (s, f) => f)
                : db.Set<Flag>().Where(f => f.PersonId == id);
            var flags = await about.GroupBy(f => f.Kind).Select(g => new { Kind = g.Key, Count = g.Count(), Last = g.Max(f => f.At) }).ToListAsync(ct);
            var made = db.Set<Report>().Where(r => isVendor ? works.Contains(r.ReporterId) : r.ReporterId == id);
            var decisions = await (isVendor ? db.Set<Decision>().Where(d => d.VendorId == id) : db.Set<Decision>().Where(d => d.PersonId == id)).AsNoTracking().Where(d => d.Act != CaseAct.MaskText && d.Act != CaseAct.Quarantine).OrderByDescending(d => d.Id).Take(MostDecisions).ToListAsync(ct);
            var standing = new Standing(party, id, name, left, works, threads, [.. flags.OrderByDescending(f => f.Count).ThenBy(f => f.Kind, StringComparer.Ordinal).Select(f => new FlagCount(f.Kind, f.Count, f.Last))],
                await made.CountAsync(ct), await made.CountAsync(r => r.Outcome == ReportOutcome.Acted, ct), flags.Where(f => f.Kind is "report").Sum(f => f.Count), await SanctionsAsync(db, isVendor, id, ct), decisions.ConvertAll(Statements.RowOf));
            await audit.WriteAsync(db, Entry.Of(me, "standing-read", $"{party} {id}"), ct);
            return standing;
        }, ct);
    }

    async Task<List<SanctionRow>> SanctionsAsync(ParleyDb db, bool isVendor, string id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (own, first, second) = ($"{(isVendor ? 'v' : 'p')}:{id}", $"pair {id} ", $" {id}");
        var standing = db.Set<Sanction>().AsNoTracking().Where(s => s.EndedAt == null && (s.Until == null || s.Until > now));
        var rows = await (isVendor
            ? standing.Where(s => s.Holder == own || (s.Kind == SanctionKind.BlockPair && s.Holder.StartsWith(first)))
            : standing.Where(s => s.Holder == own || (s.Kind == SanctionKind.BlockPair && s.Holder.EndsWith(second)))).OrderBy(s => s.Id).ToListAsync(ct);
        var decisions = rows.ConvertAll(s => s.DecisionId);
        var references = await db.Set<Decision>().Where(d => decisions.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Reference, ct);
        return rows.ConvertAll(s => new SanctionRow(s.Id, s.Kind, s.Holder.Split(' ') is ["pair", var vendor, var buyer] ? isVendor ? buyer : vendor : null, s.From, s.Until, s.DecisionId, references.GetValueOrDefault(s.DecisionId, "")));
    }
}
