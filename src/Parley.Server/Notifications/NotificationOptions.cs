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
}
