namespace Parley.Text.Models;

/// <summary>
/// Trains one class against the rest: members by <see cref="Recipe"/>, each brought to the same spread by cross-validated scores, their sum
/// made log odds, and a threshold chosen, by the same scores.
/// </summary>
sealed class Ensemble(Recipe recipe)
{
    const int Folds = 5;

    /// <summary>What is left of the weight of a row that all others speak against.</summary>
    const double DoubtedShare = 0.3;

    readonly int places = 1 << recipe.Set.Bits;

    /// <summary>Weights in log odds, the threshold, and the score each row got from a model that had not seen its group.</summary>
    public sealed record Trained(Weights Weights, double Threshold, double[] Unseen);

    /// <summary>Trains. Of each row it takes its traits, its class, its weight and which of five folds it belongs to; a group stays in one.</summary>
    public Trained Train(IReadOnlyList<Row> rows, bool[] yes, double[] weight, int[] fold)
    {
        var trained = Train(rows, yes, weight, weight, fold);
        if (recipe.Doubt <= 0) return trained;
        var doubted = weight.Select((w, i) => (yes[i] ? -trained.Unseen[i] : trained.Unseen[i]) > recipe.Doubt ? w * DoubtedShare : w).ToArray();
        return Train(rows, yes, doubted, weight, fold);
    }

    /// <summary>The same with weights that are not those by which rows are told from what other places lent.</summary>
    Trained Train(IReadOnlyList<Row> rows, bool[] yes, double[] weight, double[] given, int[] fold)
    {
        var unseen = new double[rows.Count][];
        for (var f = 0; f < Folds; f++)
        {
            var (seen, test) = (Where(fold, k => k != f), Where(fold, k => k == f));
            if (test.Length == 0) continue;
            var members = Members(Pick(rows, seen), Pick(yes, seen), Pick(weight, seen));
            foreach (var i in test) unseen[i] = [.. members.Select(m => m.Score(rows[i]))];
        }
        var shares = Shares();
        var spread = new double[shares.Length];
        for (var m = 0; m < spread.Length; m++) spread[m] = shares[m] / (Math.Sqrt(unseen.Average(u => u[m] * u[m])) + 1e-9);
        var sums = unseen.Select(u => u.Select((s, m) => s * spread[m]).Sum()).ToArray();
        var (slope, shift) = Calibration.Fit(sums, yes, weight);
        var odds = sums.Select(s => s * slope + shift).ToArray();
        var own = Enumerable.Range(0, odds.Length).Where(i => given[i] >= 1).ToArray(); // what other places lent does not set the threshold
        var threshold = Calibration.Threshold(Pick(odds, own), Pick(yes, own), recipe.MostFalse);
        return new(Sum(Members([.. rows], yes, weight), spread, slope, shift), threshold, odds);
    }

    /// <summary>The folds of groups, by their names alone.</summary>
    public static int[] FoldsOf(IEnumerable<string> groups) => [.. groups.Select(g =>
    {
        var hash = 2166136261u;
        foreach (var c in g) hash = (hash ^ c) * 16777619;
        return (int)(Features.Mix(hash) % Folds);
    })];

    double[] Shares() => [.. new[] { recipe.Machine, recipe.Logistic, recipe.Ratio, recipe.Plain }.Where(s => s > 0)];

    List<Weights> Members(IReadOnlyList<Row> rows, bool[] yes, double[] weight)
    {
        var members = new List<Weights>();
        var ratios = LinearTraining.Ratios(rows, yes, places, recipe.Smooth);
        var ratio = new Weights((float[])ratios.Clone(), 0);
        if (recipe.Machine > 0 || recipe.Logistic > 0)
        {
            var length = rows.Average(r => Math.Sqrt(LinearTraining.Scaled(r, ratios).Value.Sum(v => (double)v * v)));
            for (var i = 0; i < ratios.Length; i++) ratios[i] /= (float)(length + 1e-9);
            var scaled = rows.Select(r => LinearTraining.Scaled(r, ratios)).ToList();
            if (recipe.Machine > 0) members.Add(Back(LinearTraining.Machine(scaled, yes, Costs(weight, recipe.MachineCost), places, recipe.Rounds), ratios));
            if (recipe.Logistic > 0) members.Add(Back(LinearTraining.Logistic(scaled, yes, Costs(weight, recipe.LogisticCost), places, recipe.Rounds), ratios));
        }
        if (recipe.Ratio > 0) members.Add(ratio);
        if (recipe.Plain > 0) members.Add(LinearTraining.Machine(rows, yes, Costs(weight, recipe.PlainCost), places, recipe.Rounds));
        return members;
    }

    static double[] Costs(double[] weight, double cost) => [.. weight.Select(w => w * cost)];

    static Weights Back(Weights scaled, float[] ratios)
    {
        for (var i = 0; i < ratios.Length; i++) scaled.Place[i] *= ratios[i];
        return scaled;
    }

    Weights Sum(List<Weights> members, double[] spread, double slope, double shift)
    {
        var sum = new float[places];
        var constant = shift;
        for (var m = 0; m < members.Count; m++)
        {
            var factor = spread[m] * slope;
            for (var i = 0; i < places; i++) sum[i] += (float)(members[m].Place[i] * factor);
            constant += members[m].Constant * factor;
        }
        return new(sum, constant);
    }

    static int[] Where(int[] fold, Func<int, bool> wanted) => [.. Enumerable.Range(0, fold.Length).Where(i => wanted(fold[i]))];

    static T[] Pick<T>(IReadOnlyList<T> all, int[] which) => [.. which.Select(i => all[i])];
}
