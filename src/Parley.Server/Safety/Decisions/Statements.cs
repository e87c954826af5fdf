using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A decision in short, for the platform's own people.</summary>
/// <param name="Case">Null where a machine, or a system of the marketplace, decided without one.</param>
public sealed record DecisionRow(Guid Id, Guid? Case, string? Person, string? Vendor, CaseAct Act, string Reference, DateTimeOffset At, DateTimeOffset? Until, string DecidedBy, bool Appealed, bool? Upheld);

/// <summary>The statement of reasons, as the person concerned reads it.</summary>
/// <param name="Ground"><c>rule</c> of the marketplace, or <c>law</c>; <paramref name="Reference"/> says which.</param>
/// <param name="FoundByMachine">Whether a machine found it.</param>
/// <param name="DecidedByMachine">Whether a machine decided it. People decide an appeal.</param>
/// <param name="Until">When it ends by itself; null for good, or where nothing lasts.</param>
/// <param name="AppealUntil">Until when it can be appealed, free of charge; another person of the marketplace decides then.</param>
/// <param name="Redress">What else is open: <c>appeal</c>, <c>out-of-court</c>, <c>court</c>.</param>
/// <param name="Upheld">Of an appeal that was decided: whether the decision stays. False means that it was undone.</param>
/// <param name="Policy">The version of the policy that decided; null where none did.</param>
/// <param name="Found">What the policy found, such as <c>phone</c>.</param>
/// <param name="EndedAt">Since when it holds no more though its time was not over, and nobody undid it.</param>
public sealed record StatementView(Guid Id, CaseAct Act, Guid? Conversation, int? Seq, string Facts, Ground Ground, string Reference, string Source, bool FoundByMachine, bool DecidedByMachine, DateTimeOffset At, DateTimeOffset? Until, DateTimeOffset AppealUntil, IReadOnlyList<string> Redress, DateTimeOffset? AppealedAt, bool? Upheld, string? AppealFacts, int? Policy, IReadOnlyList<string> Found, DateTimeOffset? EndedAt);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record StatementPage(IReadOnlyList<StatementView> Items, string? Cursor);

/// <summary>What was decided about a person, or about a vendor whose agent they are, newest first. Nobody else's.</summary>
public sealed class Statements(Store store, Register register, TimeProvider clock)
{
    public async Task<StatementPage> PageAsync(string person, string? vendor, string? cursor, int limit, CancellationToken ct)
    {
        if (vendor is not null && await register.AgentRoleAsync(vendor, person, ct) is null) throw Refuse.NotFound();
        var list = $"decisions {person} {vendor}";
        var before = Cursor.Read(list, cursor) is { } at ? Guid.Parse(at) : Guid.AllBitsSet;
        await using var db = store.Open();
        var concerned = vendor is null ? db.Set<Decision>().Where(d => d.PersonId == person) : db.Set<Decision>().Where(d => d.VendorId == vendor);
        var found = await concerned.Where(d => d.Id < before && d.Act != CaseAct.NoViolation && d.Act != CaseAct.Release).OrderByDescending(d => d.Id).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        var ids = items.ConvertAll(d => d.Id);
        var ended = await db.Set<Sanction>().Where(s => ids.Contains(s.DecisionId) && s.EndedAt != null).ToDictionaryAsync(s => s.DecisionId, s => s.EndedAt, ct);
        return new StatementPage(items.ConvertAll(d => ViewOf(d, clock.GetUtcNow()) with { EndedAt = d.Upheld == false ? null : ended.GetValueOrDefault(d.Id) ?? d.LiftedAt }), found.Count > limit ? Cursor.Write(list, $"{items[^1].Id:N}") : null);
    }

    public async Task RequireOwnAsync(string person, Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        await OwnAsync(db, person, id, ct);
    }

    /// <summary>One of theirs; another's does not exist for them.</summary>
    public async Task<Decision> OwnAsync(ParleyDb db, string person, Guid id, CancellationToken ct)
    {
        var decision = await db.Set<Decision>().AsTracking().SingleOrDefaultAsync(d => d.Id == id && d.Act != CaseAct.NoViolation && d.Act != CaseAct.Release, ct);
        var own = decision is not null && (decision.PersonId == person || (decision.VendorId is { } vendor && await register.AgentRoleAsync(vendor, person, ct) is not null));
        return own ? decision! : throw Refuse.NotFound();
    }

    public static StatementView ViewOf(Decision d, DateTimeOffset now) => new(d.Id, d.Act, d.ConversationId, d.Seq, d.Facts, d.Ground, d.Reference, d.Source, d.FoundByMachine, d.DecidedByMachine, d.At, d.Until, d.AppealUntil,
        d.AppealedAt is null && d.AppealUntil > now ? ["appeal", "out-of-court", "court"] : ["out-of-court", "court"], d.AppealedAt, d.Upheld, d.AppealFacts, d.Policy, d.Found.Length == 0 ? [] : d.Found.Split(','), d.Upheld == false ? null : d.LiftedAt);

    public static DecisionRow RowOf(Decision d) => new(d.Id, d.CaseId, d.PersonId, d.VendorId, d.Act, d.Reference, d.At, d.Until, d.DecidedBy, d.AppealedAt is not null, d.Upheld);
}
