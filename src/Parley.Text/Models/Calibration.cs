namespace Parley.Text.Models;

/// <summary>Makes log odds of scores, and finds the best place to say yes.</summary>
static class Calibration
{
    /// <summary>Fits slope and shift of log odds (Platt 1999, by Newton's method with softened targets).</summary>
    public static (double Slope, double Shift) Fit(double[] scores, bool[] yes, double[] weight)
    {
        var (p, n) = ((double)yes.Count(y => y), (double)yes.Count(y => !y));
        var (high, low) = ((p + 1) / (p + 2), 1 / (n + 2));
        var (a, b) = (1.0, Math.Log((p + 1) / (n + 1)));
        for (var round = 0; round < 100; round++)
        {
            double ga = 0, gb = 0, aa = 1e-9, ab = 0, bb = 1e-9;
            for (var i = 0; i < scores.Length; i++)
            {
                var q = Probability(a * scores[i] + b);
                var d = (q - (yes[i] ? high : low)) * weight[i];
                var h = Math.Max(q * (1 - q), 1e-9) * weight[i];
                (ga, gb) = (ga + d * scores[i], gb + d);
                (aa, ab, bb) = (aa + h * scores[i] * scores[i], ab + h * scores[i], bb + h);
            }
            var det = aa * bb - ab * ab + 1e-12;
            var (da, db) = ((bb * ga - ab * gb) / det, (aa * gb - ab * ga) / det);
            var step = Math.Min(1, 2 / (Math.Abs(da) + Math.Abs(db) + 1e-12));
            (a, b) = (a - step * da, b - step * db);
            if (Math.Abs(da) + Math.Abs(db) < 1e-7) break;
        }
        return (a, b);
    }

    /// <summary>The place with the highest Matthews correlation among those that catch no more than a share of the others.</summary>
    public static double Threshold(double[] scores, bool[] yes, double mostFalse)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ToArray();
        double p = yes.Count(y => y), n = yes.Length - p, tp = 0, fp = 0, best = -1, at = 0;
        for (var k = 0; k < order.Length; k++)
        {
            if (yes[order[k]]) tp++;
            else fp++;
            if (fp > Math.Max(1, mostFalse * n)) break;
            if (k + 1 < order.Length && scores[order[k + 1]] == scores[order[k]]) continue;
            var correlation = (tp * (n - fp) - fp * (p - tp)) / Math.Sqrt((tp + fp) * p * n * (p - tp + n - fp) + 1e-9);
            if (correlation <= best) continue;
            (best, at) = (correlation, k + 1 < order.Length ? (scores[order[k]] + scores[order[k + 1]]) / 2 : scores[order[k]]);
        }
        return at;
    }

    public static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));
}
