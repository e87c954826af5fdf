using PhoneNumbers;

namespace Parley.Notifications;

/// <summary>Text messages by a gateway that speaks Twilio's API (<c>Parley:Sms</c>). Off until account, secret, sender and countries are written, because each costs money.</summary>
public sealed class SmsOptions
{
    /// <summary>Where the gateway is.</summary>
    public string BaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>The account's id.</summary>
    public string Account { get; set; } = "";

    /// <summary>The account's secret, which also signs what the gateway tells us.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The sender: a number such as +4915112345678, a name that the gateway allows, or the id of a messaging service (MG and 32 digits).</summary>
    public string From { get; set; } = "";

    /// <summary>To numbers of which countries messages may go, as ISO 3166 codes such as DE.</summary>
    public string[] Countries { get; set; } = [];

    /// <summary>How many messages one person gets a day (UTC).</summary>
    public int PerPersonDay { get; set; } = 5;

    /// <summary>How many go to one country calling code a day.</summary>
    public int PerCountryDay { get; set; } = 200;

    /// <summary>How many go out a day.</summary>
    public int PerDay { get; set; } = 500;

    /// <summary>Into how many parts a message may fall, each of which is paid; longer ones are shortened.</summary>
    public int MostSegments { get; set; } = 1;

    /// <summary>How long the gateway may take to answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    internal bool IsOn => Account.Length > 0 && Secret.Length > 0 && From.Length > 0 && Countries.Length > 0;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class SmsMistakes
{
    public static IEnumerable<string> In(SmsOptions o)
    {
        if (!PushMistakes.IsSafe(o.BaseUrl)) yield return "Parley:Sms:BaseUrl must begin with https://.";
        foreach (var (name, value, least, most) in new[]
        {
            ("PerPersonDay", o.PerPersonDay, 1, 1000), ("PerCountryDay", o.PerCountryDay, 1, 10_000_000), ("PerDay", o.PerDay, 1, 10_000_000), ("MostSegments", o.MostSegments, 1, 10), ("TimeoutSeconds", o.TimeoutSeconds, 1, 60),
        })
            if (value < least || value > most) yield return $"Parley:Sms:{name} is {value}; write a whole number from {least} to {most}.";
        var known = PhoneNumberUtil.GetInstance().GetSupportedRegions();
        foreach (var country in o.Countries)
            if (!known.Contains(country)) yield return $"Parley:Sms:Countries has '{country}'; write ISO 3166 codes such as DE or GB.";
        var written = new[] { ("Account", o.Account.Length > 0), ("Secret", o.Secret.Length > 0), ("From", o.From.Length > 0), ("Countries", o.Countries.Length > 0) };
        if (written.Any(w => w.Item2))
            foreach (var (name, there) in written)
                if (!there) yield return $"Parley:Sms:{name} is empty; write it, or none of Account, Secret, From and Countries.";
        if (!o.Account.All(char.IsAsciiLetterOrDigit)) yield return "Parley:Sms:Account has characters that no account's id has; write letters and digits only.";
    }
}
