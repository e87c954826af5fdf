using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <param name="Reasons">For its author; at most 1,000 characters.</param>
/// <param name="Ground"><c>rule</c> of the marketplace, or <c>law</c>.</param>
/// <param name="Reference">Which rule or law; at most 300 characters. Without it the rules of the policy by which it was held.</param>
/// <param name="Automated">Whether a machine decided. Say <c>false</c> where a person did: its author is told.</param>
public sealed record RefusalBody(string Reasons, Ground Ground = Ground.Rule, string? Reference = null, bool Automated = true)
{
    public RefusalBody Checked() => this with { Reasons = Texts.Line(Reasons, "reasons", 1000), Reference = Reference is null ? null : Texts.Line(Reference, "reference", 300) };
}

/// <summary>Puts on record that the marketplace's own systems refused a held message: its author is told why, by mail as well, and can appeal to a person.</summary>
public sealed class RecordRefusal(Doors doors, IOptions<ModerationOptions> options, TimeProvider clock)
{
    const string Nothing = "The rules of the marketplace";

    /// <summary>In the transaction that refuses it.</summary>
    public async Task RunAsync(ParleyDb db, HeldMessage held, RefusalBody refusal, Access.Host host, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.Set<ScreenedMessage>().AsNoTracking().SingleOrDefaultAsync(s => s.ConversationId == held.ConversationId && s.ClientId == held.ClientId && s.Version == 0, ct);
        var findings = found is null ? [] : JsonSerializer.Deserialize<List<Finding>>(found.Findings, Wire.Json) ?? [];
        var decision = new Decision
        {
            Id = Guid.CreateVersion7(now), PersonId = held.AuthorId, ConversationId = held.ConversationId, HeldId = held.Id, Act = CaseAct.RefuseMessage, Facts = refusal.Reasons, Ground = refusal.Ground,
            Reference = refusal.Reference ?? (findings.Count == 0 ? Nothing : Restriction.ReferenceOf(findings.Select(f => f.Rule), found!.Policy)), Source = found?.FlagKind ?? "held", FoundByMachine = findings.Count > 0, DecidedByMachine = refusal.Automated,
            DecidedBy = host.Name, Policy = found?.Policy, Found = string.Join(',', findings.Select(f => f.Kind).Distinct().Take(10)), At = now, AppealUntil = now.AddDays(options.Value.AppealDays),
        };
        db.Add(decision);
        if (await doors.FindAsync(held.ConversationId, ct) is { } door) MakeDecisions.Tell(db, decision, door, now);
        await db.SaveChangesAsync(ct);
    }
}
