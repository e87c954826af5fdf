using System.Buffers.Text;

namespace Parley.Notifications;

/// <summary>Notices to browsers (Web Push; <c>Parley:Push</c>). Off until <see cref="Contact"/> is written.</summary>
public sealed class PushOptions
{
    /// <summary>How push services reach whoever runs this server: <c>mailto:</c> and an address, or an https address (RFC 8292).</summary>
    public string Contact { get; set; } = "";

    /// <summary>The server's own key, 32 bytes as base64url; empty: one is made and kept. With another key every browser must subscribe anew.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>For how long a push service keeps what a browser that is off does not fetch, in seconds.</summary>
    public int KeepSeconds { get; set; } = 86_400;

    /// <summary>How long a push service, of browsers or of phones, may take to answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How many browsers, and how many phones, one person has here; of more, the one not seen for longest goes.</summary>
    public int MostPerPerson { get; set; } = 10;

    /// <summary>Whether push services may lie on this machine or in a private network, and be called without TLS: for development.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>An image of the marketplace's for notifications; empty: the browser's own.</summary>
    public string IconUrl { get; set; } = "";
}

/// <summary>Notices to phones by Firebase Cloud Messaging (<c>Parley:Fcm</c>). Off until <see cref="File"/> is written.</summary>
public sealed class FcmOptions
{
    /// <summary>The file of the service account, as Google's console gives it out (JSON).</summary>
    public string File { get; set; } = "";

    /// <summary>Whether the app shows notifications itself: it then gets data only.</summary>
    public bool DataOnly { get; set; }

    /// <summary>Where FCM is.</summary>
    public string BaseUrl { get; set; } = "https://fcm.googleapis.com";
}

/// <summary>Notices to phones by Apple's push service (<c>Parley:Apns</c>). Off until <see cref="KeyFile"/> is written.</summary>
public sealed class ApnsOptions
{
    /// <summary>The file of the signing key (.p8), as Apple gives it out once.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The key's id, ten characters.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>The team's id, ten characters.</summary>
    public string TeamId { get; set; } = "";

    /// <summary>The app's bundle id, for devices that do not say theirs.</summary>
    public string App { get; set; } = "";

    /// <summary>Where Apple's push service is; for builds in development <c>https://api.sandbox.push.apple.com</c>.</summary>
    public string BaseUrl { get; set; } = "https://api.push.apple.com";
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class PushMistakes
{
    public static IEnumerable<string> In(PushOptions o)
    {
        if (o.Contact.Length > 0 && !o.Contact.StartsWith("mailto:", StringComparison.Ordinal) && !o.Contact.StartsWith("https://", StringComparison.Ordinal))
            yield return "Parley:Push:Contact must begin with mailto: or https://, such as mailto:operations@shop.example.";
        if (o.PrivateKey.Length > 0 && !IsKey(o.PrivateKey)) yield return "Parley:Push:PrivateKey is no key; write 32 bytes as base64url, as 'npx web-push generate-vapid-keys' prints them, or leave it empty.";
        if (o.IconUrl.Length > 0 && !IsAddress(o.IconUrl)) yield return "Parley:Push:IconUrl is no address; write one such as https://shop.example/icon.png.";
        foreach (var (name, value, least, most) in new[] { ("KeepSeconds", o.KeepSeconds, 0, 2_419_200), ("TimeoutSeconds", o.TimeoutSeconds, 1, 60), ("MostPerPerson", o.MostPerPerson, 1, 100) })
            if (value < least || value > most) yield return $"Parley:Push:{name} is {value}; write a whole number from {least} to {most}.";
    }

    public static IEnumerable<string> In(FcmOptions o)
    {
        if (FcmAccount.Mistake(o.File) is { } mistake) yield return mistake;
        if (!IsSafe(o.BaseUrl)) yield return "Parley:Fcm:BaseUrl must begin with https://.";
    }

    public static IEnumerable<string> In(ApnsOptions o)
    {
        if (!IsSafe(o.BaseUrl)) yield return "Parley:Apns:BaseUrl must begin with https://.";
        if (o.KeyFile.Length == 0) yield break;
        if (ApnsKey.Mistake(o.KeyFile) is { } mistake) yield return mistake;
        foreach (var (name, value) in new[] { ("KeyId", o.KeyId), ("TeamId", o.TeamId) })
            if (value.Length != 10 || !value.All(char.IsAsciiLetterOrDigit)) yield return $"Parley:Apns:{name} is '{value}'; write the ten characters that Apple's developer pages show.";
    }

    static bool IsKey(string text) => Base64Url.IsValid(text, out var length) && length == 32 && VapidKey.IsKey(Base64Url.DecodeFromChars(text));

    static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.StartsWith("http", StringComparison.Ordinal);

    /// <summary>Encrypted, or on this machine.</summary>
    internal static bool IsSafe(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || url is { Scheme: "http", IsLoopback: true });
}
