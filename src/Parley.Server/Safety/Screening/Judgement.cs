using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>A finding with the rule that fits it.</summary>
public sealed record Ruled(Found Found, PolicyRule Rule, Measure Measure)
{
    public bool IsFlagged => Rule.Flag || Measure == Measure.Hold;
}

/// <summary>What a policy says of a message. Pure.</summary>
/// <param name="Text">As it may be stored.</param>
/// <param name="Ruled">What some rule fits; what is merely allowed is among it.</param>
/// <param name="Appealed">What its author says is something else.</param>
public sealed record Judgement(Policy Policy, Situation At, string Text, IReadOnlyList<Ruled> Ruled, IReadOnlyList<Ruled> Appealed, IReadOnlyList<Found> Cards)
{
    /// <summary>Among the variants of a text that may go to many; null where it was not asked.</summary>
    public Repetition? Repetition { get; init; }

    public Measure Measure { get; } = Ruled.Count == 0 ? Measure.Allow : Ruled.Max(r => r.Measure);

    /// <param name="appeal">What its author says that what is coached is.</param>
    public static Judgement Of(Reading reading, Policy policy, Situation at, string? appeal)
    {
        var (ruled, appealed) = (new List<Ruled>(), new List<Ruled>());
        foreach (var found in reading.Found)
        {
            if (policy.RuleFor(found.Kind, at) is not { } rule) continue;
            var measure = rule.Do == Measure.Mask && found.Length == 0 ? Measure.Hold : rule.Do; // a place that is none cannot be hidden
            var one = new Ruled(found, rule, measure);
            if (measure == Measure.Coach && appeal is not null && Wording.Exemptions(found.Kind).Contains(appeal)) appealed.Add(one);
            else ruled.Add(one);
        }
        return new Judgement(policy, at, reading.Text, ruled, appealed, reading.Cards);
    }

    /// <summary>What its author is to read: everything that is not simply allowed.</summary>
    public IReadOnlyList<TextFinding> Told() =>
    [
        .. Ruled.Where(r => r.Measure > Measure.Allow).Select(r => Wording.Of(r.Found, r.Rule, Policy, At, r.Measure)).OrderBy(f => f.Start),
        .. Cards.Select(Wording.OfCard),
    ];

    /// <summary>Whether people are to look at it, by a rule's word or because it waits for them.</summary>
    public bool IsFlagged => Ruled.Any(r => r.IsFlagged);

    /// <summary>Whether its thread goes to the vendor's spam folder.</summary>
    public bool IsQuarantined(PartyKind from) => from == PartyKind.Buyer && At.FirstContact && Ruled.Any(r => r.Rule.Quarantine);

    public bool IsClean => Ruled.Count == 0 && Appealed.Count == 0;
}
