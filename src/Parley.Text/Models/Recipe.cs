namespace Parley.Text.Models;

/// <summary>How a model is trained: the members of the ensemble and their shares. All members are linear, so their average is one table.</summary>
sealed record Recipe
{
    /// <summary>The traits that are read.</summary>
    public required FeatureSet Set { get; init; }

    /// <summary>What every place is counted beforehand when ratios are made.</summary>
    public double Smooth { get; init; } = 0.3;

    /// <summary>What a wrong row costs the machine on scaled rows.</summary>
    public double MachineCost { get; init; } = 20;

    /// <summary>What a wrong row costs the regression on scaled rows.</summary>
    public double LogisticCost { get; init; } = 300;

    /// <summary>The share of the support vector machine on rows scaled by their ratios.</summary>
    public double Machine { get; init; } = 1;

    /// <summary>The share of logistic regression on the same rows.</summary>
    public double Logistic { get; init; } = 1;

    /// <summary>The share of the ratios themselves.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>The share of a support vector machine on the rows as they are.</summary>
    public double Plain { get; init; }

    /// <summary>What a wrong row costs that one.</summary>
    public double PlainCost { get; init; } = 3;

    /// <summary>How often every row is visited.</summary>
    public int Rounds { get; init; } = 25;

    /// <summary>Log odds from which a row counts less that a model which had not seen it takes for the other class: its label may be wrong. 0: none does.</summary>
    public double Doubt { get; init; }

    /// <summary>The largest share of the other rows that the model's own decision may catch, in cross-validation.</summary>
    public double MostFalse { get; init; } = 0.0021;
}
