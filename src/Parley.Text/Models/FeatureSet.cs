namespace Parley.Text.Models;

/// <summary>Which traits of a text a model looks at, and how heavily each family counts against the others.</summary>
/// <param name="Bits">The table has 2^Bits places; traits share them by their hash.</param>
/// <param name="Shortest">The shortest sequence of characters.</param>
/// <param name="Longest">The longest.</param>
/// <param name="CharWeight">What a sequence of characters counts.</param>
/// <param name="WordWeight">What a word counts.</param>
/// <param name="PairWeight">What two words in a row count.</param>
/// <param name="ShapeWeight">What a trait of the whole text counts (digits, currency, links, capitals, length); 0: not read.</param>
readonly record struct FeatureSet(int Bits, int Shortest, int Longest, float CharWeight, float WordWeight, float PairWeight, float ShapeWeight)
{
    /// <summary>Two words with one between them count like pairs.</summary>
    public bool Skips { get; init; }

    /// <summary>What the first and the second word count once more as such; 0: not read.</summary>
    public float StartWeight { get; init; }

    /// <summary>What a word with capitals counts once more as such; 0: not read.</summary>
    public float CaseWeight { get; init; }

    /// <summary>What the outline of a word with digits or signs counts ("08452810075over18's" is 0a0's); 0: not read.</summary>
    public float OutlineWeight { get; init; }

    /// <summary>What a concept that a word stands for counts, and two of them that follow each other; 0: not read.</summary>
    public float ConceptWeight { get; init; }

    /// <summary>
    /// How much less a long text's traits count than a short one's: all are divided by their common length, to the power 1 + Fade. 0: texts of every
    /// length weigh the same.
    /// </summary>
    public double Fade { get; init; }

    /// <summary>What a text's traits are multiplied by, of whose weights these are the squares' sum.</summary>
    public double Scale(double square) => square <= 0 ? 0 : Fade == 0 ? 1 / Math.Sqrt(square) : Math.Pow(Usual / square, Fade / 2) / Math.Sqrt(square);

    /// <summary>The sum of squares of a usual text, which no fading changes.</summary>
    const double Usual = 500;

    /// <summary>The concepts are those of phrases, which whoever asks the model finds himself.</summary>
    public const byte Phrases = 255;

    /// <summary>Which <see cref="ConceptTable"/> they come from, or <see cref="Phrases"/>.</summary>
    public byte Concepts { get; init; }
}
