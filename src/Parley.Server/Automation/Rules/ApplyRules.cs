using Parley.Conversations;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Works off what happened by the vendors' rules. Each rule answers to one cause once: what it did is written down under the message
/// that caused it, so a fact heard again finds it done. What rules do themselves is no cause, so nothing goes round in circles.
/// </summary>
public sealed class ApplyRules(Doors doors, ReadHappenings read, ReadThreadFacts gather, RuleBook book, DoRuleActs act, Deeds deeds) : IFactWorker
{
    public string Name => "rules";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var vendors = await doors.VendorsAsync(facts.Where(ReadHappenings.Concern), ct);
        if (vendors.Count == 0) return;
        var rules = await book.OfAsync(vendors.Values.ToHashSet(), ct);
        var heard = facts.Where(f => f.Subject != Fact.Vendor || (f.ConversationId is { } id && vendors.TryGetValue(id, out var vendor) && rules[vendor].HearVendor));
        var happened = (await read.RunAsync(heard, ct)).Where(h => h.Seat.Place != Place.Spam && rules.ContainsKey(h.Door.VendorId)).ToList();
        var decided = new List<(Happening Happening, Decision Decision)>();
        foreach (var (happening, asked) in await gather.RunAsync(happened, rules, ct))
            decided.AddRange(rules[happening.Door.VendorId].Evaluate(asked).Select(d => (happening, d)));
        await ApplyAsync(decided.ConvertAll(d => (d.Happening, d.Happening.Cause, d.Decision)), ct);
    }

    /// <summary>Does what was decided and not done before, and writes it down.</summary>
    public async Task ApplyAsync(IReadOnlyList<(Happening Happening, string Cause, Decision Decision)> decided, CancellationToken ct)
    {
        if (decided.Count == 0) return;
        var known = await deeds.KnownAsync(decided.Select(d => d.Happening.Door.Id).ToHashSet(), decided.Select(d => d.Cause).ToHashSet(), ct);
        foreach (var (happening, cause, decision) in decided)
        {
            var (door, rule) = (happening.Door, decision.Rule);
            if (!known.Add((door.Id, cause, rule.Id!.Value))) continue;
            if (await act.RunAsync(happening, cause, decision, ct) is { Count: > 0 } done)
                await deeds.NoteAsync([new NewDeed(door.VendorId, door.Id, cause, DeedKind.Rule, rule.Id!.Value, rule.Name, decision.Why, done)], ct);
        }
    }
}
