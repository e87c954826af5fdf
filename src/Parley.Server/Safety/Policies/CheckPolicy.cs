using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Policies;

/// <summary>What is wrong with a policy, in words for who wrote it.</summary>
static class CheckPolicy
{
    public const int MostRules = 100, MostLists = 50, MostWords = 2000, MostPatterns = 50, MostDomains = 5000, MostStates = 200;

    public static void Run(PolicyBody body)
    {
        if (body.Rules.Count > MostRules) throw Refuse.Invalid("rules", $"A policy has at most {MostRules} rules.");
        var lists = body.Lists ?? [];
        if (lists.Count > MostLists) throw Refuse.Invalid("lists", $"A policy has at most {MostLists} own lists.");
        foreach (var list in lists) Check(list);
        Limit("lists.words", "words", lists.Sum(l => l.Words?.Count ?? 0), MostWords);
        Limit("lists.patterns", "patterns", lists.Sum(l => l.Patterns?.Count ?? 0), MostPatterns);
        Limit("lists.domains", "domains", lists.Sum(l => l.Domains?.Count ?? 0) + (body.Hosts?.Count ?? 0), MostDomains);
        if (lists.Select(l => l.Name).Distinct().Count() < lists.Count) throw Refuse.Invalid("lists.name", "Two own lists have the same name.");
        foreach (var host in body.Hosts ?? []) CheckHost("hosts", host);
        if (body.States is { Count: > MostStates } || body.States?.Keys.Any(w => w.Length is 0 or > 40) is true) throw Refuse.Invalid("states", $"'states' has at most {MostStates} words of 1 to 40 characters.");
        foreach (var rule in body.Rules) Check(rule, lists);
        if (body.Rules.Select(r => r.Name).Distinct().Count() < body.Rules.Count) throw Refuse.Invalid("rules.name", "Two rules have the same name.");
    }

    static void Check(PolicyRule rule, IReadOnlyList<OwnList> lists)
    {
        CheckName("rules.name", rule.Name);
        if (rule.What.Count is 0 or > 50) throw Refuse.Invalid("rules.what", $"The rule '{rule.Name}' must say what it is about: 1 to 50 kinds.");
        foreach (var kind in rule.What)
            if (!Kinds.All.Contains(kind) && lists.All(l => l.Name != kind))
                throw Refuse.Invalid("rules.what", $"The rule '{rule.Name}' is about '{Short(kind)}', which is neither the name of an own list nor one of {string.Join(", ", Kinds.All)}.");
        if (rule.Stages is { Count: 0 }) throw Refuse.Invalid("rules.stages", $"The rule '{rule.Name}' holds at no stage. Leave 'stages' out for all.");
        if (rule.From is PartyKind.Platform) throw Refuse.Invalid("rules.from", "'from' is buyer or vendor.");
        if (rule.Tiers is { Count: 0 or > 100 } || rule.Tiers?.Any(t => t.Length is 0 or > Texts.IdLength) is true) throw Refuse.Invalid("rules.tiers", $"'tiers' of the rule '{rule.Name}' names 1 to 100 tiers.");
        if (rule.Harm is < 1 or > 100) throw Refuse.Invalid("rules.harm", $"'harm' of the rule '{rule.Name}' is 1 to 100.");
        if (rule.Say is not null) Texts.Line(rule.Say, "rules.say", 300);
        if (rule.Do == Measure.Mask && rule.What.FirstOrDefault(k => Kinds.All.Contains(k) && !Kinds.HasPlace(k)) is { } whole)
            throw Refuse.Invalid("rules.do", $"The rule '{rule.Name}' hides '{whole}', which stands nowhere in the text. Hold or refuse it.");
    }

    static void Check(OwnList list)
    {
        CheckName("lists.name", list.Name);
        if (Kinds.All.Contains(list.Name) || list.Name == Screening.Wording.Card) throw Refuse.Invalid("lists.name", $"'{list.Name}' is a kind of Parley's own. Give the list another name.");
        if ((list.Words?.Count ?? 0) + (list.Patterns?.Count ?? 0) + (list.Domains?.Count ?? 0) == 0) throw Refuse.Invalid("lists", $"The list '{list.Name}' is empty.");
        foreach (var word in list.Words ?? [])
            if (word.Length is < 2 or > 100 || OwnMatcher.Fold(word).Length < 2) throw Refuse.Invalid("lists.words", $"A word of the list '{list.Name}' has 2 to 100 characters that can be seen; '{Short(word)}' has not.");
        foreach (var domain in list.Domains ?? []) CheckHost("lists.domains", domain);
    }

    static void CheckHost(string field, string host)
    {
        if (Hosts.Plain(host) is not { } plain || !plain.Contains('.', StringComparison.Ordinal)) throw Refuse.Invalid(field, $"'{Short(host)}' is no host; write a name such as shop.example.");
    }

    static void CheckName(string field, string name)
    {
        if (name.Length is 0 or > 40 || name[0] == '-' || !name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')) throw Refuse.Invalid(field, $"'{Short(name)}' is no name; write 1 to 40 small letters, digits and '-'.");
    }

    static void Limit(string field, string what, int count, int most)
    {
        if (count > most) throw Refuse.Invalid(field, $"A policy has at most {most} {what}; this one has {count}.");
    }

    static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
