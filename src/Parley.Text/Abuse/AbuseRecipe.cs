using Parley.Text.Models;

namespace Parley.Text.Abuse;

/// <summary>How models for abuse are trained; docs/decisions/0023 says what else was tried.</summary>
static class AbuseRecipe
{
    public static readonly Recipe Of = new()
    {
        Set = new(Bits: 16, Shortest: 2, Longest: 5, CharWeight: 1, WordWeight: 5, PairWeight: 1, ShapeWeight: 0) { Skips = true, ConceptWeight = 6, Concepts = 2 },
        Machine = 1,
        MachineCost = 3,
        Logistic = 0,
        Ratio = 0,
        Plain = 1,
        PlainCost = 3,
        Rounds = 15,
        MostFalse = 0.03,
    };
}
