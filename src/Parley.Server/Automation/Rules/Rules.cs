using System.Collections.Frozen;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A rule that applies, why, and what it does.</summary>
/// <param name="Overruled">Acts that a rule before it has decided otherwise: of each kind the first rule's counts.</param>
public sealed record Decision(Rule Rule, IReadOnlyList<string> Why, IReadOnlyList<RuleAct> Acts, IReadOnlyList<RuleAct> Overruled);

/// <summary>
/// A vendor's rules, made ready once for each version and then evaluated on facts: pure, no store, no clock, 200 rules on a message in
/// well under a millisecond. They react to what people and the host do, never to what rules did, so no rule sets off another or itself.
/// </summary>
public sealed class Rules
{
    sealed record Ready(Rule Rule, RuleEvents On, Test? When);

    readonly Ready[] rules;

    Rules(Ready[] rules) => this.rules = rules;

    /// <summary>What they are on, all in all.</summary>
    public RuleEvents On { get; private init; }

    /// <summary>Whether some rule listens to what the vendor itself writes. Parley's own do not: they listen to buyers and to the host.</summary>
    public bool HearVendor { get; private init; }

    /// <summary>Whether it makes a difference to them that a message is the first of its thread: some rule is on that and not on every message.</summary>
    public bool AskForFirst { get; private init; }

    /// <summary>The facts some of them ask for.</summary>
    public FrozenSet<string> Facts { get; private init; } = [];

    /// <summary>After how many minutes of waiting some rule is to be asked.</summary>
    public IReadOnlyList<int> Waits { get; private init; } = [];

    /// <summary>Those that are not switched off, in their order.</summary>
    public static Rules Compile(IEnumerable<Rule> rules)
    {
        var on = rules.Where(r => !r.Off).ToList();
        var ready = on.Select(r => new Ready(r, EventsOf(r), r.When is { } when ? Tests.Of(when) : null)).ToArray();
        return new Rules(ready)
        {
            On = ready.Aggregate(RuleEvents.None, (all, r) => all | r.On),
            HearVendor = ready.Any(r => r.Rule.Standard is null && (r.On & (RuleEvents.Created | RuleEvents.Message)) != RuleEvents.None),
            AskForFirst = ready.Any(r => (r.On & (RuleEvents.Created | RuleEvents.Message)) == RuleEvents.Created),
            Waits = [.. ready.Where(r => r.On.HasFlag(RuleEvents.Waiting)).Select(r => r.Rule.Minutes ?? 0).Distinct().Order()],
            Facts = on.Where(r => r.When is not null).SelectMany(r => Leaves(r.When!)).Select(c => c.Fact!).ToFrozenSet(),
        };
    }

    /// <summary>Which rules apply, in their order, with their reasons.</summary>
    /// <param name="nameWords">Reasons name the words found; only for eyes that may read the message, never for the store.</param>
    public IReadOnlyList<Decision> Evaluate(ThreadFacts facts, bool nameWords = false)
    {
        List<Decision>? decisions = null;
        HashSet<string>? decided = null;
        foreach (var ready in rules)
        {
            if (!IsOn(ready, facts) || ready.When?.Holds(facts) == false) continue;
            var why = new List<string>();
            ready.When?.Explain(facts, nameWords, why);
            if (why.Count == 0) why.Add("always");
            decided ??= [];
            var acts = ready.Rule.Do.ToLookup(a => SlotOf(a) is not { } slot || decided.Add(slot));
            (decisions ??= []).Add(new Decision(ready.Rule, why, [.. acts[true]], [.. acts[false]]));
            if (ready.Rule.Stop) break;
        }
        return decisions ?? (IReadOnlyList<Decision>)[];
    }

    static bool IsOn(Ready ready, ThreadFacts facts)
    {
        var on = ready.Rule.Standard is not null && facts.Side == PartyKind.Vendor ? RuleEvents.None : ready.On & facts.Events;
        return (on & ~RuleEvents.Waiting) != RuleEvents.None || (on != RuleEvents.None && facts.Waiting >= ready.Rule.Minutes);
    }

    /// <summary>What an act decides, so that a later rule cannot undo it; null for what may happen more than once.</summary>
    static string? SlotOf(RuleAct act) => act.Type switch
    {
        "label" or "unlabel" => $"label {act.Label}",
        "snooze" or "archive" => "place",
        "route" => $"route {act.To}",
        "notify" => null,
        _ => act.Type,
    };

    public static RuleEvents EventsOf(Rule rule) => rule.On.Aggregate(RuleEvents.None, (all, word) => all | EventOf(word));

    public static RuleEvents EventOf(string word) => word switch
    {
        "created" => RuleEvents.Created,
        "message" => RuleEvents.Message,
        "order-changed" => RuleEvents.OrderChanged,
        "waiting" => RuleEvents.Waiting,
        "reopened" => RuleEvents.Reopened,
        _ => throw Refuse.Invalid("rules.on", "'on' must be some of created, message, order-changed, waiting and reopened."),
    };

    /// <summary>The conditions themselves, without their groups.</summary>
    public static IEnumerable<Condition> Leaves(Condition condition) => (condition.All ?? condition.Any)?.SelectMany(Leaves) ?? [condition];
}
