namespace Parley.Text.Models;

/// <summary>
/// Finds weights for rows of two classes. Every method here is the same on each run: rows are visited in an order drawn from a fixed seed.
/// </summary>
static class LinearTraining
{
    const int Seed = 20_231;

    /// <summary>
    /// A support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al., "A Dual Coordinate Descent Method for
    /// Large-scale Linear SVM", 2008, algorithm 1). Each row has its own cost.
    /// </summary>
    public static Weights Machine(IReadOnlyList<Row> rows, IReadOnlyList<bool> yes, IReadOnlyList<double> cost, int places, int rounds)
    {
        var (w, b, alpha) = (new float[places], 0.0, new double[rows.Count]);
        foreach (var i in Order(rows.Count, rounds))
        {
            var y = yes[i] ? 1.0 : -1.0;
            var diagonal = 0.5 / cost[i];
            var gradient = y * (rows[i].Dot(w) + b) - 1 + diagonal * alpha[i];
            var next = Math.Max(0, alpha[i] - gradient / (2 + diagonal)); // rows have length 1, and 1 more for the constant
            var step = (next - alpha[i]) * y;
            if (step == 0) continue;
            alpha[i] = next;
            Move(w, rows[i], step);
            b += step;
        }
        return new(w, b);
    }

    /// <summary>
    /// Logistic regression, by dual coordinate descent (Yu, Huang, Lin, "Dual coordinate descent methods for logistic regression and maximum
    /// entropy models", 2011); each one-dimensional problem is solved by Newton's method kept within a bracket. What is known
    /// of each row beforehand, in log odds, is taken as given.
    /// </summary>
    public static Weights Logistic(IReadOnlyList<Row> rows, IReadOnlyList<bool> yes, IReadOnlyList<double> cost, int places, int rounds, IReadOnlyList<double>? known = null)
    {
        var (w, b, alpha) = (new float[places], 0.0, new double[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            alpha[i] = cost[i] * 1e-3;
            var step = alpha[i] * (yes[i] ? 1 : -1);
            Move(w, rows[i], step);
            b += step;
        }
        foreach (var i in Order(rows.Count, rounds))
        {
            var y = yes[i] ? 1.0 : -1.0;
            var next = Solve(alpha[i], y * (rows[i].Dot(w) + b + (known?[i] ?? 0)), cost[i]);
            var step = (next - alpha[i]) * y;
            alpha[i] = next;
            Move(w, rows[i], step);
            b += step;
        }
        return new(w, b);
    }

    /// <summary>Where log(z / (c - z)) + 2 (z - alpha) + margin is nothing.</summary>
    static double Solve(double alpha, double margin, double c)
    {
        var (low, high, z) = (0.0, c, Math.Clamp(alpha, c * 1e-9, c * (1 - 1e-9)));
        for (var n = 0; n < 30; n++)
        {
            var slope = Math.Log(z / (c - z)) + 2 * (z - alpha) + margin;
            if (Math.Abs(slope) < 1e-6) break;
            if (slope > 0) high = z;
            else low = z;
            var next = z - slope / (c / (z * (c - z)) + 2);
            z = next > low && next < high ? next : (low + high) / 2;
        }
        return z;
    }

    /// <summary>
    /// The log ratio of how often a place occurs in the one class and in the other (Wang and Manning, "Baselines and Bigrams", 2012). Every
    /// place is counted <c>smooth</c> times beforehand.
    /// </summary>
    public static float[] Ratios(IReadOnlyList<Row> rows, IReadOnlyList<bool> yes, int places, double smooth)
    {
        var (p, q) = (new double[places], new double[places]);
        for (var i = 0; i < rows.Count; i++)
        {
            var counts = yes[i] ? p : q;
            foreach (var place in rows[i].Index) counts[place]++;
        }
        var (n, m) = ((double)yes.Count(y => y), (double)yes.Count(y => !y));
        var ratios = new float[places];
        for (var i = 0; i < places; i++)
        {
            if (p[i] + q[i] > 0) ratios[i] = (float)(Math.Log((p[i] + smooth) / (n + 2 * smooth)) - Math.Log((q[i] + smooth) / (m + 2 * smooth)));
        }
        return ratios;
    }

    /// <summary>The row with every place scaled by its ratio.</summary>
    public static Row Scaled(Row row, float[] ratios)
    {
        var values = new float[row.Value.Length];
        for (var i = 0; i < values.Length; i++) values[i] = row.Value[i] * ratios[row.Index[i]];
        return new(row.Index, values);
    }

    static IEnumerable<int> Order(int count, int rounds)
    {
        var (random, order) = (new Random(Seed), Enumerable.Range(0, count).ToArray());
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order) yield return i;
        }
    }

    static void Move(float[] w, Row row, double step)
    {
        for (var i = 0; i < row.Index.Length; i++) w[row.Index[i]] += (float)(row.Value[i] * step);
    }
}

/// <summary>A weight for every place, and one for all rows.</summary>
sealed record Weights(float[] Place, double Constant)
{
    public double Score(Row row) => row.Dot(Place) + Constant;
}
