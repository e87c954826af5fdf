namespace Parley.Safety;

/// <summary>How messages are screened (<c>Parley:Safety</c>). What is allowed when is the policy's, not an option.</summary>
public sealed class SafetyOptions
{
    /// <summary>Those of <c>Parley:Hosts</c>: links to them are allowed everywhere.</summary>
    internal string[] Hosts { get; set; } = [];

    /// <summary>A file with sites that are warned of, a host's name a line, each with all below it; what leads there is found as <c>bad-link</c>. It is read again when it changes. Empty for none.</summary>
    public string LinkList { get; set; } = "";

    /// <summary>The marketplace's name: nobody else may go by it. Without one, that of <c>Parley:Notices:Marketplace</c>.</summary>
    public string Marketplace { get; set; } = "";

    /// <summary>How many threads a new buyer may begin an hour, and three times as many a day. Four times as many once they are known for a day and began three, twelve times after a month and twenty.</summary>
    public int NewThreadsPerHour { get; set; } = 10;

    /// <summary>
    /// How many threads the people of a new vendor may begin an hour, all together, and three times as many a day; four and twelve times as many with their history, as of a buyer. Vendors
    /// with a tier have no such limit, and nothing that a rule, a template or a schedule begins is counted. 0 for none.
    /// </summary>
    public int VendorThreadsPerHour { get; set; } = 60;

    /// <summary>
    /// How many messages a new buyer may write in ten minutes over all threads, and one of a vendor's people five times as many; four times as many once they are known for a day
    /// and began three threads, twelve times after a month and twenty. Vendors with a tier and people with the attribute <c>trusted=true</c> have no such limit. 0 for none.
    /// </summary>
    public int MessagesPerTenMinutes { get; set; } = 60;

    /// <summary>How many first messages of buyers the node remembers to find one text that goes to many, and how many offers of vendors; each takes about 2 kB. 0 for none.</summary>
    public int RememberedTexts { get; set; } = 20_000;

    /// <summary>For how many days it is kept what was found in a message, and a held message that was decided about. Flags and decisions are kept apart.</summary>
    public int KeepFindingsDays { get; set; } = 365;

    /// <summary>Of how many messages at the most a policy is tried before it goes live; where there are more, of a part of the threads drawn evenly.</summary>
    public int SimulatedMessages { get; set; } = 1_000_000;

    /// <summary>And of how many a second at the most.</summary>
    public int SimulatedPerSecond { get; set; } = 10_000;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class SafetyMistakes
{
    public static IEnumerable<string> In(SafetyOptions o)
    {
        if (o.LinkList.Length > 0 && WrongWith(o.LinkList) is { } wrong) yield return $"Parley:Safety:LinkList is '{o.LinkList}', and {wrong}.";
        if (o.NewThreadsPerHour is < 1 or > 100_000) yield return $"Parley:Safety:NewThreadsPerHour is {o.NewThreadsPerHour}; write a whole number from 1 to 100000.";
        if (o.VendorThreadsPerHour is < 0 or > 100_000) yield return $"Parley:Safety:VendorThreadsPerHour is {o.VendorThreadsPerHour}; write a whole number from 0 to 100000.";
        if (o.MessagesPerTenMinutes is < 0 or > 100_000) yield return $"Parley:Safety:MessagesPerTenMinutes is {o.MessagesPerTenMinutes}; write a whole number from 0 to 100000.";
        if (o.KeepFindingsDays is < 30 or > 3650) yield return $"Parley:Safety:KeepFindingsDays is {o.KeepFindingsDays}; write a whole number from 30 to 3650.";
        if (o.SimulatedMessages is < 1 or > 100_000_000) yield return $"Parley:Safety:SimulatedMessages is {o.SimulatedMessages}; write a whole number from 1 to 100000000.";
        if (o.SimulatedPerSecond is < 100 or > 1_000_000) yield return $"Parley:Safety:SimulatedPerSecond is {o.SimulatedPerSecond}; write a whole number from 100 to 1000000.";
        if (o.RememberedTexts is < 0 or > 1_000_000) yield return $"Parley:Safety:RememberedTexts is {o.RememberedTexts}; write a whole number from 0 to 1000000.";
    }

    static string? WrongWith(string list)
    {
        if (!File.Exists(list)) return "there is no such file; write the path of one, or nothing";
        try
        {
            Screening.LinkFile.Read(list);
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
