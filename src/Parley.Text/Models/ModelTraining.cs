namespace Parley.Text.Models;

/// <summary>Trains models of one or more classes, and teaches a trained one from newer decisions.</summary>
static class ModelTraining
{
    /// <summary>What a decision counts against the model that is taught: some ten clear ones turn a habit.</summary>
    const double TeachingCost = 4;

    /// <summary>A model, and for each sample the odds of each class from a model that had not seen its group.</summary>
    public sealed record Result(LinearModel Model, double[][] Unseen);

    /// <summary>Trains one class against the rest, for each class. Rows are the texts' own traits where nothing else reads them.</summary>
    public static Result Train(Recipe recipe, IReadOnlyList<string> classes, IReadOnlyList<Sample> samples, Func<Sample, string, bool>? belongs = null, Func<Sample, Row>? read = null)
    {
        belongs ??= (sample, label) => sample.Label == label;
        var rows = samples.Select(read ?? (s => Row.Of(s.Text, recipe.Set))).ToArray();
        var folds = Ensemble.FoldsOf(samples.Select(s => s.Group ?? s.Text));
        var weight = samples.Select(s => s.Weight).ToArray();
        var trained = classes.Select(c =>
        {
            var yes = samples.Select(s => belongs(s, c)).ToArray();
            if (yes.All(y => y) || !yes.Any(y => y)) throw new ArgumentException($"Training needs samples of {c} and others.", nameof(samples));
            return new Ensemble(recipe).Train(rows, yes, weight, folds);
        }).ToList();
        var model = LinearModel.Of(recipe.Set, classes, [.. trained.Select(t => t.Weights)], [.. trained.Select(t => t.Threshold)]);
        return new(model, [.. Enumerable.Range(0, samples.Count).Select(i => trained.Select(t => t.Unseen[i]).ToArray())]);
    }

    /// <summary>
    /// The model that fits new samples while it stays as near to the old one as it can. Thresholds stay.
    /// </summary>
    public static LinearModel Teach(LinearModel model, IReadOnlyList<Sample> samples, Func<Sample, string, bool>? belongs = null)
    {
        if (samples.Count == 0) return model;
        var rows = samples.Select(s => Row.Of(s.Text, model.Set)).ToArray();
        var cost = samples.Select(s => s.Weight * TeachingCost).ToArray();
        var taught = new List<Weights>();
        for (var c = 0; c < model.Classes.Count; c++)
        {
            var old = new Weights(model.Weights(c), model.Constants[c]);
            var known = rows.Select(old.Score).Select(o => o - model.Thresholds[c]).ToArray();
            var yes = samples.Select(s => belongs?.Invoke(s, model.Classes[c]) ?? s.Label == model.Classes[c]).ToArray();
            var change = LinearTraining.Logistic(rows, yes, cost, 1 << model.Set.Bits, rounds: 20, known);
            for (var i = 0; i < old.Place.Length; i++) change.Place[i] += old.Place[i];
            taught.Add(new(change.Place, change.Constant + old.Constant));
        }
        return LinearModel.Of(model.Set, model.Classes, taught, model.Thresholds);
    }
}
