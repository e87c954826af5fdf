namespace Parley.Bench.Text;

/// <summary>Prints how good scores are that texts got from a model that had not seen their group.</summary>
static class Unseen
{
    public static void Binary(bool[] yes, double[] odds, double threshold)
    {
        double tp = 0, fp = 0, fn = 0, tn = 0;
        for (var i = 0; i < yes.Length; i++)
        {
            if (odds[i] > threshold) (tp, fp) = yes[i] ? (tp + 1, fp) : (tp, fp + 1);
            else (fn, tn) = yes[i] ? (fn + 1, tn) : (fn, tn + 1);
        }
        var correlation = (tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn) + 1e-9);
        Console.WriteLine($"  unseen: caught {100 * Caught(yes, odds, 0.005):0.0} % at 0.5 % false, {100 * Caught(yes, odds, 0.002):0.0} % at 0.2 %, {100 * Caught(yes, odds, 0.02):0.0} % at 2 %; own decision: caught {100 * tp / (tp + fn):0.0} %, {100 * fp / (fp + tn):0.00} % false, correlation {correlation:0.000}");
    }

    /// <summary>The share of the ones above the score that lets no more than this share of the others through.</summary>
    public static double Caught(bool[] yes, double[] odds, double mostFalse)
    {
        var others = odds.Where((_, i) => !yes[i]).OrderDescending().ToArray();
        var allowed = (int)Math.Floor(mostFalse * others.Length + 1e-9);
        var above = allowed < others.Length ? others[allowed] : double.NegativeInfinity;
        return odds.Where((o, i) => yes[i] && o > above).Count() / (double)yes.Count(y => y);
    }
}
