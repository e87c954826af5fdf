using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>What the policy does to a message that is stored all the same: a decision that a machine takes, in the words of its statement of reasons.</summary>
/// <param name="Facts">What was found and what follows, for the author; at most 2,000 characters.</param>
/// <param name="Reference">The rules, by their names, and the version of the policy; at most 300 characters.</param>
/// <param name="Source">The sort of flag that it would be.</param>
/// <param name="Found">Kinds of findings.</param>
public sealed record Restriction(CaseAct Act, string Facts, string Reference, string Source, IReadOnlyList<string> Found)
{
    const int MostFacts = 2000, MostReference = 300, MostKinds = 10;
    const string Aside = "The conversation was laid with the seller's unwanted ones, where the seller still finds it.";

    /// <summary>Of a message that is neither refused nor coached. What is held is none: its author is told at once, and people decide.</summary>
    public static List<Restriction> Of(Judgement judgement, PartyKind from)
    {
        var all = new List<Restriction>();
        var masked = judgement.Ruled.Where(r => r.Measure == Measure.Mask).ToList();
        if (masked.Count > 0) all.Add(Of(CaseAct.MaskText, judgement, masked, ""));
        if (judgement.IsQuarantined(from)) all.Add(Of(CaseAct.Quarantine, judgement, [.. judgement.Ruled.Where(r => r.Rule.Quarantine)], Aside));
        return all;
    }

    static Restriction Of(CaseAct act, Judgement judgement, List<Ruled> ruled, string more)
    {
        var sentences = ruled.Select(r => Wording.Of(r.Found, r.Rule, judgement.Policy, judgement.At, r.Measure).Message).Distinct();
        var rules = ruled.Select(r => r.Rule.Name).Distinct();
        return new Restriction(act, Cut(string.Join(' ', [.. sentences, more]).Trim(), MostFacts), ReferenceOf(rules, judgement.Policy.Version), NoteScreened.FlagOf(ruled[0].Found.Kind), [.. ruled.Select(r => r.Found.Kind).Distinct().Take(MostKinds)]);
    }

    /// <summary>Rules by their names, so that they can be found.</summary>
    public static string ReferenceOf(IEnumerable<string> rules, int policy) => Cut($"{string.Join(", ", rules.Distinct())} (policy {policy})", MostReference);

    static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
}
