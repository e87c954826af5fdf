using Parley.Text.Models;

namespace Parley.Text.Spam;

/// <summary>
/// Tells spam from what people write. Unchangeable, and safe to be used by many threads at once; a text's time is bounded, however long it
/// is (of texts longer than 8,192 UTF-16 units the beginning and the end are read).
/// </summary>
public sealed class SpamModel
{
    /// <summary>The label of samples that are spam.</summary>
    public const string Spam = "spam";

    /// <summary>The label of samples that are not.</summary>
    public const string Ham = "ham";

    const int MostReasons = 5;

    static readonly Lazy<SpamModel>[] Shipped = [.. Enum.GetValues<SpamKind>().Select(k => new Lazy<SpamModel>(() => new(ModelFile.Embedded($"spam-{Name(k)}.bin"))))];

    readonly LinearModel model;

    internal SpamModel(LinearModel model) => this.model = model;

    /// <summary>The model that comes with this library.</summary>
    public static SpamModel For(SpamKind kind) => Shipped[(int)kind].Value;

    /// <summary>Log odds of a text to be spam; a higher number is more like spam. The fastest question.</summary>
    public double Score(string text)
    {
        Span<double> odds = stackalloc double[1];
        model.Score(text, odds);
        return odds[0];
    }

    /// <summary>Whether the model would call a text of this score spam.</summary>
    public bool IsSpam(double score) => score > model.Thresholds[0];

    /// <summary>What the model thinks of a text, and why.</summary>
    public SpamAnswer Judge(string text)
    {
        var score = Score(text);
        return new(Calibration.Probability(score), IsSpam(score), Explanation.Of(model, text, 0, MostReasons));
    }

    /// <summary>
    /// A model that also knows these decisions and otherwise stays as near to this one as it can. The same samples make the same model.
    /// </summary>
    /// <param name="decisions">Texts labelled <see cref="Spam"/> or <see cref="Ham"/>.</param>
    public SpamModel Taught(IReadOnlyList<Sample> decisions) => new(ModelTraining.Teach(model, Checked(decisions)));

    /// <summary>A model of these samples alone. The same samples in the same order make the same model.</summary>
    /// <param name="samples">Texts labelled <see cref="Spam"/> or <see cref="Ham"/>, both of them; a few hundred make a useful model.</param>
    public static SpamModel Train(IReadOnlyList<Sample> samples) => new(ModelTraining.Train(SpamRecipe.Of(SpamKind.Market), [Spam], Checked(samples)).Model);

    /// <summary>The model as bytes, to be kept.</summary>
    public byte[] Write() => ModelFile.Write(model);

    /// <summary>A model that was kept.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of a model for spam.</exception>
    public static SpamModel Read(ReadOnlyMemory<byte> bytes)
    {
        var read = ModelFile.Read(bytes);
        return read.Classes is [Spam] ? new(read) : throw new InvalidDataException("This model is not one for spam.");
    }

    internal static string Name(SpamKind kind) => kind switch { SpamKind.TextMessage => "text-message", SpamKind.Comment => "comment", _ => "market" };

    static IReadOnlyList<Sample> Checked(IReadOnlyList<Sample> samples) =>
        samples.All(s => s.Label is Spam or Ham) ? samples : throw new ArgumentException($"A sample's label is {Spam} or {Ham}.", nameof(samples));
}
