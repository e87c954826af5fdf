namespace Parley.Safety;

/// <summary>How messages are screened (<c>Parley:Safety</c>). What is allowed when is the policy's, not an option.</summary>
public sealed class SafetyOptions
{
    /// <summary>The marketplace's own hosts, with all below them: links to them are allowed everywhere. The hosts of <c>Parley:Origins</c> are among them.</summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>The marketplace's name: nobody else may go by it. Without one, that of <c>Parley:Notices:Marketplace</c>.</summary>
    public string Marketplace { get; set; } = "";

    /// <summary>How many threads a new buyer may begin an hour, and three times as many a day. Four times as many once they are known for a day and began three, twelve times after a month and twenty.</summary>
    public int NewThreadsPerHour { get; set; } = 10;

    /// <summary>How many first messages the node remembers to find one text that goes to many; each takes about 2 kB. 0 for none.</summary>
    public int RememberedTexts { get; set; } = 20_000;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class SafetyMistakes
{
    public static IEnumerable<string> In(SafetyOptions o)
    {
        foreach (var host in o.Hosts)
            if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4)) yield return $"Parley:Safety:Hosts has '{host}'; write a host's name such as shop.example.";
        if (o.NewThreadsPerHour is < 1 or > 100_000) yield return $"Parley:Safety:NewThreadsPerHour is {o.NewThreadsPerHour}; write a whole number from 1 to 100000.";
        if (o.RememberedTexts is < 0 or > 1_000_000) yield return $"Parley:Safety:RememberedTexts is {o.RememberedTexts}; write a whole number from 0 to 1000000.";
    }
}
