using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>
/// Looks through rules before they are kept: each must be able to apply, name only what the team has, and not undo another. A list with
/// a flaw is refused as a whole, with the rule's name. There are no regular expressions, and nothing a rule does sets off a rule.
/// </summary>
public sealed class CheckRules(Templates templates, KeepLabels labels, Routes routes, Register register)
{
    public const int Most = 200;
    const int MostConditions = 20, Deepest = 3, MostValues = 200, ValueLength = 128, WordLength = 60, MostActs = 10, LongestWait = 30 * 24 * 60, LongestSnooze = 90 * 24;

    static readonly HashSet<string> Facts =
        ["side", "words", "language", "topic", "subject", "subjectId", "state", "value", "due", "label", "priority", "assignee", "first", "waiting", "hours", "buyer"];

    static readonly Dictionary<string, string[]> Known = new()
    {
        ["side"] = ["buyer", "vendor", "platform"],
        ["subject"] = ["listing", "order", "booking", "request", "none"],
        ["due"] = ["today", "overdue", "later"],
        ["priority"] = ["low", "normal", "high", "urgent"],
        ["first"] = ["yes", "no"],
        ["hours"] = ["open", "closed", "away"],
    };

    /// <summary>The rules in the shape they are kept in.</summary>
    public async Task<IReadOnlyList<Rule>> RunAsync(Member member, IReadOnlyList<Rule> rules, StandardRules standard, Func<int, Guid> idFor, CancellationToken ct)
    {
        if (rules.Count > Most + standard.All.Count) throw Refuse.TooManyRules(Most);
        var known = new HashSet<Guid>((await templates.SharedAsync(member.VendorId, ct)).Select(t => t.Id).Concat((await labels.ReadAsync(member.Role, ct)).Items.Select(l => l.Id)));
        var clean = new List<Rule>(rules.Count);
        foreach (var rule in rules)
        {
            if (rule.Standard is { } word)
            {
                var own = standard.All.FirstOrDefault(r => r.Standard == word) ?? throw Bad(rule, "'standard' names none of the rules that every vendor starts with.");
                clean.Add(own with { Off = rule.Off });
                continue;
            }
            var named = rule with { Name = Texts.Line(rule.Name, "rules.name", 80), Id = rule.Id ?? idFor(clean.Count), On = [.. rule.On.Distinct()] };
            RequireOn(named);
            if (named.When is { } when) RequireCondition(named, when, known);
            await RequireActsAsync(member, named, known, ct);
            clean.Add(named);
        }
        if (clean.Count(r => r.Standard is null) > Most) throw Refuse.TooManyRules(Most);
        if (clean.GroupBy(r => r.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) throw Bad(twice.Last(), "another rule has the same 'id'.");
        if (Contradictions.FindOpposed(clean) is var (first, second, what))
            throw Refuse.ContradictoryRules($"The rules '{first.Name}' and '{second.Name}' contradict each other: {what} on the same event. Let the first one stop, or set their conditions apart.");
        return clean;
    }

    static RefusedException Bad(Rule rule, string what) => Refuse.Invalid("rules", $"The rule '{Unseal.Shorten(rule.Name)}': {what}");

    static void RequireOn(Rule rule)
    {
        if (rule.Id == Guid.Empty) throw Bad(rule, "'id' must be a UUID that you make for each rule.");
        if (rule.On.Count == 0) throw Bad(rule, "'on' is empty.");
        var waits = Rules.EventsOf(rule).HasFlag(RuleEvents.Waiting);
        if (waits && rule.Minutes is not (>= 1 and <= LongestWait)) throw Bad(rule, $"'minutes' must be 1 to {LongestWait} when it is on waiting.");
        if (!waits && rule.Minutes is not null) throw Bad(rule, "'minutes' belongs to rules on waiting.");
    }

    static void RequireCondition(Rule rule, Condition condition, HashSet<Guid> named)
    {
        if (DepthOf(condition) > Deepest) throw Bad(rule, $"its conditions stand more than {Deepest} deep in each other.");
        var leaves = Rules.Leaves(condition).ToList();
        if (leaves.Count > MostConditions) throw Bad(rule, $"it has more than {MostConditions} conditions.");
        RequireShape(rule, condition);
        if (leaves.Where(l => l.Fact == "label").SelectMany(l => l.Is ?? l.IsNot ?? l.Has ?? []).Any(l => !named.Contains(Guid.Parse(l)))) throw Bad(rule, "a condition names a label that is not one of the team's.");
        if (Contradictions.NeverHolds(condition)) throw Refuse.ContradictoryRules($"The rule '{rule.Name}' can never apply: its conditions contradict each other.");
    }

    static int DepthOf(Condition condition) => (condition.All ?? condition.Any) is { } parts ? 1 + parts.Select(DepthOf).DefaultIfEmpty(0).Max() : 1;

    static void RequireShape(Rule rule, Condition condition)
    {
        var said = new object?[] { condition.Fact, condition.All, condition.Any }.Count(x => x is not null);
        if (said != 1) throw Bad(rule, "a condition has a 'fact', or is a group of 'all' or 'any'.");
        if ((condition.All ?? condition.Any) is { } parts)
        {
            if (parts.Count == 0) throw Bad(rule, "a group of conditions is empty.");
            if (condition is not { Is: null, IsNot: null, Has: null, AtLeast: null, Currency: null, Key: null }) throw Bad(rule, "a group of conditions holds conditions and nothing else.");
            foreach (var part in parts) RequireShape(rule, part);
        }
        else RequireLeaf(rule, condition);
    }

    static void RequireLeaf(Rule rule, Condition condition)
    {
        var fact = condition.Fact!;
        if (!Facts.Contains(fact)) throw Bad(rule, $"there is no fact '{Unseal.Shorten(fact)}'.");
        var number = fact is "value" or "waiting";
        var lists = new[] { condition.Is, condition.IsNot, condition.Has }.OfType<IReadOnlyList<string>>().ToList();
        if (number ? lists.Count > 0 || condition.AtLeast is not >= 0 : lists.Count != 1 || condition.AtLeast is not null)
            throw Bad(rule, number ? $"'{fact}' needs 'atLeast', a number from 0 on." : $"'{fact}' needs one of 'is', 'isNot' and 'has'.");
        if (condition.Has is not null && fact is not ("words" or "label")) throw Bad(rule, $"'has' is for words and labels; '{fact}' needs 'is' or 'isNot'.");
        if ((fact == "value") != (condition.Currency is not null)) throw Bad(rule, "'value', and only that, needs a 'currency'.");
        if (condition.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))) throw Bad(rule, "'currency' must be an ISO 4217 code such as EUR.");
        if ((fact == "buyer") != (condition.Key is not null)) throw Bad(rule, "'buyer', and only that, needs a 'key'.");
        if (condition.Key is { } key && !Attributes.IsKey(key)) throw Bad(rule, "'key' must be a key of the host's attributes.");
        foreach (var values in lists) RequireValues(rule, fact, values);
    }

    static void RequireValues(Rule rule, string fact, IReadOnlyList<string> values)
    {
        if (values.Count is 0 or > MostValues) throw Bad(rule, $"'{fact}' needs 1 to {MostValues} values.");
        foreach (var value in values)
        {
            if (value.Length is 0 or > ValueLength || (fact == "words" && value.Length > WordLength) || value.Any(char.IsControl)) throw Bad(rule, $"a value of '{fact}' is empty, too long or holds control characters.");
            if (fact is "words" && SoughtWord.Of(value) is null) throw Bad(rule, $"'{Unseal.Shorten(value)}' has no letter to look for.");
            if (fact is "state" or "buyer" or "topic" or "language" && MessageWords.Fold(value).Length == 0) throw Bad(rule, $"a value of '{fact}' has no letter in it.");
            if (Known.TryGetValue(fact, out var known) && !known.Contains(value)) throw Bad(rule, $"'{fact}' is {string.Join(", ", known[..^1])} or {known[^1]}.");
            if (fact == "label" && !Guid.TryParse(value, out _)) throw Bad(rule, "a label is named by its id.");
        }
    }

    async Task RequireActsAsync(Member member, Rule rule, HashSet<Guid> named, CancellationToken ct)
    {
        if (rule.Do.Count is 0 or > MostActs) throw Bad(rule, $"'do' needs 1 to {MostActs} acts.");
        foreach (var act in rule.Do) await RequireActAsync(member, rule, act, named, ct);
        for (var i = 0; i < rule.Do.Count; i++)
            for (var j = i + 1; j < rule.Do.Count; j++)
                if (Contradictions.Opposed(rule.Do[i], rule.Do[j]) is { } what) throw Refuse.ContradictoryRules($"The rule '{rule.Name}' contradicts itself: {what}.");
                else if (rule.Do[i].Type == rule.Do[j].Type && (rule.Do[i] == rule.Do[j] || rule.Do[i].Type is "assign" or "priority" or "reply" or "snooze"))
                    throw Refuse.ContradictoryRules($"The rule '{rule.Name}' contradicts itself: '{rule.Do[i].Type}' stands twice in it.");
    }

    async Task RequireActAsync(Member member, Rule rule, RuleAct act, HashSet<Guid> named, CancellationToken ct)
    {
        switch (act)
        {
            case { Type: "assign" or "notify", Label: null, Priority: null, Template: null, Hours: null }:
                if (act.To is { } person ? await register.AgentRoleAsync(member.VendorId, person, ct) is null : act.Type == "notify") throw Bad(rule, $"'{act.Type}' needs one of the team.");
                if (act is { Type: "assign", To: { } worker } && await register.AgentRoleAsync(member.VendorId, worker, ct) == AgentRole.ReadOnly) throw Bad(rule, "who may only read is given no threads.");
                break;
            case { Type: "priority", Priority: { } level, To: null, Label: null, Template: null, Hours: null } when Enum.IsDefined(level): break;
            case { Type: "reply", Template: { } template, To: null, Label: null, Priority: null, Hours: null }:
                if (!named.Contains(template)) throw Bad(rule, "'template' must be one that the team shares, or that the marketplace supplies.");
                break;
            case { Type: "label" or "unlabel", Label: { } label, To: null, Priority: null, Template: null, Hours: null }:
                if (!named.Contains(label)) throw Bad(rule, "'label' must be the id of one of the team's labels.");
                break;
            case { Type: "snooze", Hours: null or (>= 1 and <= LongestSnooze), To: null, Label: null, Priority: null, Template: null }: break;
            case { Type: "route", To: { } to, Label: null, Priority: null, Template: null, Hours: null }:
                if (to != PassOn.Platform && !await routes.AllowsAsync(member.VendorId, to, ct)) throw Bad(rule, "'to' of a route must be platform, or a vendor to whom the marketplace lets you pass buyers on.");
                break;
            case { Type: "archive", Hours: null, To: null, Label: null, Priority: null, Template: null }: break;
            default: throw Bad(rule, $"an act is assign, label, unlabel, priority, reply, snooze, archive, notify or route, each with what belongs to it.");
        }
    }
}
