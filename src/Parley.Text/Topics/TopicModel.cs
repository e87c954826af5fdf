using Parley.Text.Models;

namespace Parley.Text.Topics;

/// <summary>
/// Tells what an inquiry is about, in English, Spanish, German and French. Unchangeable, and safe to be used by many threads at once; a
/// text's time is bounded, however long it is.
/// </summary>
public sealed class TopicModel
{
    const int MostReasons = 5;

    static readonly Lazy<TopicModel> Embedded = new(() => new(ModelFile.Embedded("topics.bin")));

    readonly LinearModel model;

    internal TopicModel(LinearModel model) => this.model = model;

    /// <summary>The model that comes with this library.</summary>
    public static TopicModel Shipped => Embedded.Value;

    /// <summary>The labels of samples, in the order of <see cref="Topic"/>.</summary>
    public static IReadOnlyList<string> Labels { get; } =
        ["other", "shipping", "availability", "product_specs", "customization", "order_status", "order_change", "returns", "payment", "price_negotiation", "complaint"];

    /// <summary>What a text is about; the fastest question.</summary>
    public Topic Of(string text) => Best(text).Topic;

    /// <summary>What a text is about, how surely, and why.</summary>
    public TopicAnswer Judge(string text)
    {
        var (topic, probability) = Best(text);
        return new(topic, probability, Explanation.Of(model, text, (int)topic, MostReasons));
    }

    /// <summary>A model that also knows these decisions and otherwise stays as near to this one as it can.</summary>
    /// <param name="decisions">Texts labelled with one of <see cref="Labels"/>.</param>
    public TopicModel Taught(IReadOnlyList<Sample> decisions) =>
        decisions.All(d => Labels.Contains(d.Label)) ? new(ModelTraining.Teach(model, decisions)) : throw new ArgumentException("A sample's label is one of the topics'.", nameof(decisions));

    /// <summary>The model as bytes, to be kept.</summary>
    public byte[] Write() => ModelFile.Write(model);

    /// <summary>A model that was kept.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of a model for topics.</exception>
    public static TopicModel Read(ReadOnlyMemory<byte> bytes)
    {
        var read = ModelFile.Read(bytes);
        return read.Classes.SequenceEqual(Labels) ? new(read) : throw new InvalidDataException("This model is not one for topics.");
    }

    (Topic Topic, double Probability) Best(string text)
    {
        Span<double> odds = stackalloc double[Labels.Count];
        model.Score(text, odds);
        var (best, sum) = (0, 0.0);
        for (var t = 0; t < odds.Length; t++)
        {
            if (odds[t] > odds[best]) best = t;
            sum += Calibration.Probability(odds[t]);
        }
        return ((Topic)best, Calibration.Probability(odds[best]) / sum);
    }
}
