using Parley.Text.Models;

namespace Parley.Text.Topics;

/// <summary>How models for topics are trained; docs/decisions/0023 says what else was tried.</summary>
static class TopicRecipe
{
    public static readonly Recipe Of = new()
    {
        Set = new(Bits: 16, Shortest: 2, Longest: 5, CharWeight: 1, WordWeight: 3, PairWeight: 1, ShapeWeight: 2) { Skips = true, StartWeight = 4, ConceptWeight = 5, Concepts = 1 },
        Machine = 0,
        Logistic = 0,
        Ratio = 0,
        Plain = 1,
        PlainCost = 3,
        Rounds = 20,
    };
}
