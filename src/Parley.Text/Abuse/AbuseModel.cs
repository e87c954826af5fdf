using Parley.Text.Models;

namespace Parley.Text.Abuse;

/// <summary>
/// Tells abuse from anger and from harmless words that look like it, in thirteen languages. A person may be furious with a thing or a
/// service; abuse is turned against people. Unchangeable, and safe to be used by many threads at once; a text's time is bounded.
/// </summary>
public sealed class AbuseModel
{
    /// <summary>The label of samples that are no abuse.</summary>
    public const string Clean = "clean";

    const string Any = "abuse";
    const int MostReasons = 5;

    static readonly Lazy<AbuseModel> Embedded = new(() => new(ModelFile.Embedded("abuse.bin")));

    readonly LinearModel model;

    internal AbuseModel(LinearModel model) => this.model = model;

    /// <summary>The model that comes with this library.</summary>
    public static AbuseModel Shipped => Embedded.Value;

    /// <summary>The labels of samples that are abuse, in the order of <see cref="AbuseKind"/> from the second.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["insult", "threat", "extortion", "sexual", "harassment"];

    /// <summary>The model's classes: abuse of any kind, then each kind.</summary>
    internal static IReadOnlyList<string> Classes { get; } = [Any, .. Labels];

    /// <summary>Log odds of a text to be abuse; the fastest question.</summary>
    public double Score(string text)
    {
        Span<double> odds = stackalloc double[1];
        model.Score(text, odds);
        return odds[0];
    }

    /// <summary>Whether the model would call a text of this score abuse.</summary>
    public bool IsAbuse(double score) => score > model.Thresholds[0];

    /// <summary>What the model thinks of a text, and why.</summary>
    public AbuseAnswer Judge(string text)
    {
        Span<double> odds = stackalloc double[Classes.Count];
        model.Score(text, odds);
        var kind = 1;
        for (var k = 2; k < odds.Length; k++)
        {
            if (odds[k] > odds[kind]) kind = k;
        }
        var abuse = IsAbuse(odds[0]);
        return new(Calibration.Probability(odds[0]), abuse, abuse ? (AbuseKind)kind : AbuseKind.None, Explanation.Of(model, text, 0, MostReasons));
    }

    /// <summary>A model that also knows these decisions and otherwise stays as near to this one as it can.</summary>
    /// <param name="decisions">Texts labelled <see cref="Clean"/> or one of <see cref="Labels"/>.</param>
    public AbuseModel Taught(IReadOnlyList<Sample> decisions) =>
        decisions.All(d => d.Label == Clean || Labels.Contains(d.Label)) ? new(ModelTraining.Teach(model, decisions, Belongs)) : throw new ArgumentException("A sample's label is clean or a kind of abuse.", nameof(decisions));

    /// <summary>The model as bytes, to be kept.</summary>
    public byte[] Write() => ModelFile.Write(model);

    /// <summary>A model that was kept.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of a model for abuse.</exception>
    public static AbuseModel Read(ReadOnlyMemory<byte> bytes)
    {
        var read = ModelFile.Read(bytes);
        return read.Classes.SequenceEqual(Classes) ? new(read) : throw new InvalidDataException("This model is not one for abuse.");
    }

    internal static bool Belongs(Sample sample, string label) => label == Any ? sample.Label != Clean : sample.Label == label;
}
