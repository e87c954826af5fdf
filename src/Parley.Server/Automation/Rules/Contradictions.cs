using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>Finds what cannot be meant: conditions that never hold, and rules that undo each other.</summary>
static class Contradictions
{
    /// <summary>Facts that are at most one word at a time.</summary>
    static readonly HashSet<string> Single = ["side", "language", "topic", "subject", "subjectId", "state", "due", "priority", "assignee", "first", "hours", "buyer"];

    /// <summary>A condition with its values as they are compared.</summary>
    sealed class Leaf(Condition condition)
    {
        public Condition Says => condition;
        readonly HashSet<string> words = [.. Values(condition).Where(v => !v.EndsWith('*')).Select(MessageWords.Fold)];
        readonly List<string> beginnings = [.. Values(condition).Where(v => v.EndsWith('*')).Select(MessageWords.Fold)];

        static IReadOnlyList<string> Values(Condition condition) => condition.Is ?? condition.IsNot ?? condition.Has ?? [];

        /// <summary>Some word is meant by both.</summary>
        public bool Shares(Leaf other) => words.Overlaps(other.words) || other.Begins(words) || Begins(other.words)
            || beginnings.Exists(b => other.beginnings.Exists(o => b.StartsWith(o, StringComparison.Ordinal) || o.StartsWith(b, StringComparison.Ordinal)));

        bool Begins(HashSet<string> others) => beginnings.Count > 0 && others.Any(o => beginnings.Exists(b => o.StartsWith(b, StringComparison.Ordinal)));

        /// <summary>All that the other means is meant here, too.</summary>
        public bool Covers(Leaf other) => other.words.All(Means) && other.beginnings.TrueForAll(o => beginnings.Exists(b => o.StartsWith(b, StringComparison.Ordinal)));

        bool Means(string word) => words.Contains(word) || beginnings.Exists(b => word.StartsWith(b, StringComparison.Ordinal));
    }

    /// <summary>Whether there is no way for the condition to hold. It has at most 20 parts, so its ways can be counted out.</summary>
    public static bool NeverHolds(Condition condition)
    {
        var leaves = new Dictionary<Condition, Leaf>(ReferenceEqualityComparer.Instance);
        foreach (var leaf in Rules.Leaves(condition)) leaves[leaf] = new Leaf(leaf);
        var known = new Dictionary<(Leaf, Leaf), bool>();
        return Ways(condition).All(way => Clash([.. way.Select(c => leaves[c])], known));
    }

    /// <summary>The first two rules of which one undoes on the same event what the other does, when both apply; null when there are none.</summary>
    public static (Rule First, Rule Second, string What)? FindOpposed(IReadOnlyList<Rule> rules)
    {
        var on = rules.Where(r => !r.Off).Select(r => (Rule: r, Certain: Certain(r.When).Select(c => new Leaf(c)).ToList())).ToList();
        for (var i = 0; i < on.Count; i++)
            for (var j = i + 1; j < on.Count; j++)
                if (Opposed(on[i].Rule, on[j].Rule) is { } what && ShareEvent(on[i].Rule, on[j].Rule) && !Clash([.. on[i].Certain, .. on[j].Certain], []))
                    return (on[i].Rule, on[j].Rule, what);
        return null;
    }

    /// <summary>What one act undoes of another; null when they may stand beside each other.</summary>
    public static string? Opposed(RuleAct one, RuleAct other) => (one, other) switch
    {
        ({ Type: "label" }, { Type: "unlabel" }) or ({ Type: "unlabel" }, { Type: "label" }) when one.Label == other.Label => "the same label is put on and taken off",
        ({ Type: "assign" }, { Type: "assign" }) when one.To is null != other.To is null => "the thread is given to somebody and to nobody",
        ({ Type: "archive" }, { Type: "snooze" }) or ({ Type: "snooze" }, { Type: "archive" }) => "the thread is put off and put away",
        _ => null,
    };

    static string? Opposed(Rule one, Rule other)
    {
        foreach (var act in one.Do)
            foreach (var counter in other.Do)
                if (Opposed(act, counter) is { } what) return what;
        return null;
    }

    /// <summary>Whether both can be asked about one event: the first does not end the list.</summary>
    static bool ShareEvent(Rule first, Rule second) => !first.Stop && (Rules.EventsOf(first) & Rules.EventsOf(second)) != RuleEvents.None;

    /// <summary>What must hold, whichever of its ways a condition holds in.</summary>
    static IEnumerable<Condition> Certain(Condition? condition) => condition switch
    {
        null or { Any: { Count: > 1 } } => [],
        { All: { } all } => all.SelectMany(Certain),
        { Any: [var only] } => Certain(only),
        _ => [condition],
    };

    static IEnumerable<List<Condition>> Ways(Condition condition) => condition switch
    {
        { All: { } all } => all.Aggregate((IEnumerable<List<Condition>>)[[]], (ways, part) => ways.SelectMany(way => Ways(part).Select(more => (List<Condition>)[.. way, .. more]))),
        { Any: { } any } => any.SelectMany(Ways),
        _ => [[condition]],
    };

    static bool Clash(List<Leaf> together, Dictionary<(Leaf, Leaf), bool> known)
    {
        for (var i = 0; i < together.Count; i++)
            for (var j = i + 1; j < together.Count; j++)
            {
                if (!known.TryGetValue((together[i], together[j]), out var clash)) known[(together[i], together[j])] = clash = Clash(together[i], together[j]);
                if (clash) return true;
            }
        return together.Exists(c => c.Says is { Fact: "topic", Is: not null }) && together.Exists(c => c.Says is { Fact: "subject", Is: { } kinds } && !kinds.Contains("none"));
    }

    static bool Clash(Leaf first, Leaf second)
    {
        var (one, other) = (first.Says, second.Says);
        if (one.Fact != other.Fact || one.Key != other.Key) return false;
        if (one.Fact == "value") return one.Currency != other.Currency;
        if (one.Is is not null && other.Is is not null) return Single.Contains(one.Fact!) && !first.Shares(second);
        return Undone(first, second) || Undone(second, first);
    }

    /// <summary>What the one wants the other does not want.</summary>
    static bool Undone(Leaf wanted, Leaf unwanted) =>
        unwanted.Says.IsNot is not null && ((wanted.Says.Is is not null && unwanted.Covers(wanted)) || (wanted.Says.Has is not null && unwanted.Shares(wanted)));
}
