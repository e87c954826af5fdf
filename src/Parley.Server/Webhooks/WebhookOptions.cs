namespace Parley.Webhooks;

/// <summary>How the host is told what happens (<c>Parley:Webhooks</c>).</summary>
public sealed class WebhookOptions
{
    /// <summary>Whether endpoints may lie on this machine or in a private network, and be called without TLS: for development, and where the shop is a neighbour.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>How long an endpoint may take to answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Seconds between one try and the next; one more try than there are numbers. As Standard Webhooks 1.0.0 recommends: ten tries over some 75 hours.</summary>
    public int[] PausesSeconds { get; set; } = [];

    /// <summary>For how many days a delivery stays in the log.</summary>
    public int LogDays { get; set; } = 30;

    /// <summary>How many endpoints there may be.</summary>
    public int MostEndpoints { get; set; } = 20;

    static readonly int[] Usual = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    /// <summary>The pauses that hold.</summary>
    public IReadOnlyList<int> Pauses => PausesSeconds.Length > 0 ? PausesSeconds : Usual;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class WebhookMistakes
{
    public static IEnumerable<string> In(WebhookOptions o)
    {
        foreach (var (name, value, least, most) in new[] { ("TimeoutSeconds", o.TimeoutSeconds, 1, 60), ("LogDays", o.LogDays, 1, 365), ("MostEndpoints", o.MostEndpoints, 1, 200) })
            if (value < least || value > most) yield return $"Parley:Webhooks:{name} is {value}; write a whole number from {least} to {most}.";
        if (o.PausesSeconds.Length > 20 || o.PausesSeconds.Any(p => p is < 0 or > 604_800)) yield return "Parley:Webhooks:PausesSeconds has more than 20 numbers, or one that is not from 0 to 604800 seconds.";
    }
}
