namespace Parley.Notifications;

/// <summary>How people are told what happened while they were away (<c>Parley:Notices</c>).</summary>
public sealed class NotificationOptions
{
    /// <summary>The marketplace's name, as notices show it.</summary>
    public string Marketplace { get; set; } = "Marketplace";

    /// <summary>The marketplace's language, where a person has none.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>Where a thread opens; <c>{thread}</c> and <c>{as}</c> (<c>buyer</c>, or <c>vendor:</c> and the vendor's id) are filled in. Empty: notices carry no link.</summary>
    public string ThreadUrl { get; set; } = "";

    /// <summary>Where a person chooses what to hear of; <c>{as}</c> is filled in.</summary>
    public string PreferencesUrl { get; set; } = "";

    /// <summary>How this server is reached from outside, for links in mails such as the one-click unsubscribe: scheme and host. Empty: none.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long a message may wait to be seen before it is pushed, in seconds.</summary>
    public int MomentSeconds { get; set; } = 15;

    /// <summary>For how many days a notice stays in the log.</summary>
    public int LogDays { get; set; } = 30;

    /// <summary>Pauses between tries, in seconds; one more try than there are numbers. Empty for the usual ones.</summary>
    public int[] PausesSeconds { get; set; } = [];

    /// <summary>What holds where people chose nothing, in lines of side, kind, channel and cadence, such as <c>buyer message mail after:10</c>; <c>any</c> is any side or kind. They come before the usual ones.</summary>
    public string[] Defaults { get; set; } = [];

    /// <summary>What people cannot choose otherwise, in the same lines. That essentials are mailed is always among them.</summary>
    public string[] Locked { get; set; } = [];

    static readonly int[] Usual = [30, 120, 600, 3600, 14_400, 43_200];

    /// <summary>The pauses that hold.</summary>
    public IReadOnlyList<int> Pauses => PausesSeconds.Length > 0 ? PausesSeconds : Usual;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class NotificationMistakes
{
    public static IEnumerable<string> In(NotificationOptions o)
    {
        foreach (var (name, value, least, most) in new[] { ("MomentSeconds", o.MomentSeconds, 0, 600), ("LogDays", o.LogDays, 15, 365) })
            if (value < least || value > most) yield return $"Parley:Notices:{name} is {value}; write a whole number from {least} to {most}.";
        if (o.PausesSeconds.Length > 20 || o.PausesSeconds.Any(p => p is < 0 or > 604_800)) yield return "Parley:Notices:PausesSeconds has more than 20 numbers, or one that is not from 0 to 604800 seconds.";
        if (o.Marketplace.Trim().Length is 0 or > 100) yield return "Parley:Notices:Marketplace is empty or longer than 100 characters; write the name that people know.";
        if (!System.Text.RegularExpressions.Regex.IsMatch(o.Locale, "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")) yield return $"Parley:Notices:Locale is '{o.Locale}'; write a language such as en, de or fr-CA.";
        foreach (var (name, url) in new[] { ("ThreadUrl", o.ThreadUrl), ("PreferencesUrl", o.PreferencesUrl), ("PublicUrl", o.PublicUrl) })
            if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0)) yield return $"Parley:Notices:{name} is '{url}'; write an address that begins with https://, or nothing.";
        if (o.ThreadUrl.Length > 0 && !o.ThreadUrl.Contains("{thread}", StringComparison.Ordinal)) yield return "Parley:Notices:ThreadUrl has no {thread}, in whose place the thread's id is to stand.";
        foreach (var (name, lines) in new[] { ("Defaults", o.Defaults), ("Locked", o.Locked) })
            foreach (var line in lines)
                if (Wrong(line) is { } wrong) yield return $"Parley:Notices:{name} has '{line}', which {wrong}; write side, kind, channel and cadence, such as 'buyer message mail after:10'.";
    }

    static string? Wrong(string line)
    {
        try
        {
            ChoiceLine.Read(line);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
