using Parley.Text.Models;

namespace Parley.Text.Spam;

/// <summary>How models for spam are trained; docs/decisions/0023 says what else was tried.</summary>
static class SpamRecipe
{
    /// <summary>A comment that is taken for spam loses less than a message: that model decides a little more freely.</summary>
    public static Recipe Of(SpamKind kind) => kind switch
    {
        SpamKind.TextMessage => Common,
        SpamKind.Comment => Common with { MostFalse = 0.01, Doubt = 2, Smooth = 0.1, Ratio = 1.5, Set = Common.Set with { WordWeight = 6, PairWeight = 4, CaseWeight = 4, ShapeWeight = 1, ConceptWeight = 1, Concepts = 3, Fade = 0.3 } },
        _ => Common with { MostFalse = 0.005 },
    };

    static readonly Recipe Common = new()
    {
        Set = new(Bits: 17, Shortest: 1, Longest: 5, CharWeight: 1, WordWeight: 3, PairWeight: 3, ShapeWeight: 2) { Skips = true, CaseWeight = 3, OutlineWeight = 3 },
        Ratio = 1.2,
    };
}
