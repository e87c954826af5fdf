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

    /// <summary>How many public notices are taken a day from one network address (of IPv6: from one 64-bit network).</summary>
    public int NoticesPerDay { get; set; } = 100;

    /// <summary>The header in which a proxy before this server says from where a request came, such as <c>X-Forwarded-For</c>: its last address counts. Empty: that of the connection. Set it only behind a proxy that writes it.</summary>
    public string AddressHeader { get; set; } = "";

    /// <summary>How many of a hundred decided cases another moderator looks at without knowing what was decided; 0 for none. Nothing is asked while one person alone decides.</summary>
    public int SecondOpinionPercent { get; set; } = 5;

    /// <summary>For how many days after the decision the words, name and address of a public notice are kept.</summary>
    public int NoticeWordsDays { get; set; } = 400;
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
            ("NoticesPerDay", o.NoticesPerDay, 1, 1_000_000), ("NoticeWordsDays", o.NoticeWordsDays, 30, 3650), ("SecondOpinionPercent", o.SecondOpinionPercent, 0, 100),
        })
            if (value < least || value > most) yield return $"Parley:Moderation:{name} is {value}; write a whole number from {least} to {most}.";
        if (!o.AddressHeader.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) yield return $"Parley:Moderation:AddressHeader is '{o.AddressHeader}'; write a header's name such as X-Forwarded-For, or nothing.";
    }
}
