namespace Parley.Safety;

/// <summary>How the platform's people look and decide (<c>Parley:Moderation</c>).</summary>
public sealed class ModerationOptions
{
    /// <summary>How many reports one person may make in 24 hours.</summary>
    public int ReportsPerDay { get; set; } = 50;

    /// <summary>For how many minutes a case belongs to whoever claimed it; each look renews it.</summary>
    public int ClaimMinutes { get; set; } = 15;

    /// <summary>For how many minutes an access grant opens a conversation.</summary>
    public int GrantMinutes { get; set; } = 30;

    /// <summary>Whether another person of the platform must agree before a grant opens anything.</summary>
    public bool GrantApproval { get; set; }

    /// <summary>Hours after which the people in a conversation are told that it was read under a grant; 0 for at once.</summary>
    public int TellReadingHours { get; set; } = 24;

    /// <summary>For how many days a decision can be appealed; the law's six months at least where it holds.</summary>
    public int AppealDays { get; set; } = 184;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class ModerationMistakes
{
    public static IEnumerable<string> In(ModerationOptions o)
    {
        foreach (var (name, value, least, most) in new[]
        {
            ("ReportsPerDay", o.ReportsPerDay, 1, 10_000), ("ClaimMinutes", o.ClaimMinutes, 1, 240), ("GrantMinutes", o.GrantMinutes, 1, 240),
            ("TellReadingHours", o.TellReadingHours, 0, 8760), ("AppealDays", o.AppealDays, 14, 3650),
        })
            if (value < least || value > most) yield return $"Parley:Moderation:{name} is {value}; write a whole number from {least} to {most}.";
    }
}
