using Parley.Plumbing;

namespace Parley.Market;

/// <summary>What this server asks the marketplace's own (<c>Parley:Callbacks</c>). Nothing is asked where there is no address.</summary>
public sealed class CallbackOptions
{
    /// <summary>Signs every question as Standard Webhooks does: <c>whsec_</c> and base64 of at least 24 random bytes.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Where each message is shown before it is stored, to be allowed or refused. Empty: nobody is asked.</summary>
    public string SignOffUrl { get; set; } = "";

    /// <summary>How long that may take, in milliseconds.</summary>
    public int SignOffMilliseconds { get; set; } = 300;

    /// <summary>What holds when there is no answer: <c>allow</c> sends the message, <c>refuse</c> asks its author to try again.</summary>
    public string SignOffOnFailure { get; set; } = "allow";

    /// <summary>Where each message is shown to a classifier of your own, whose match is a finding that the policy decides about. Empty: nobody is asked.</summary>
    public string ClassifierUrl { get; set; } = "";

    /// <summary>How long that may take, in milliseconds.</summary>
    public int ClassifierMilliseconds { get; set; } = 300;

    /// <summary>What holds when there is no answer: <c>allow</c> finds nothing, <c>match</c> counts as a match.</summary>
    public string ClassifierOnFailure { get; set; } = "allow";

    /// <summary>Where the present data of a listing, order, booking or request is asked for. Empty: what the host told last holds.</summary>
    public string SubjectUrl { get; set; } = "";

    /// <summary>How long that may take, in milliseconds.</summary>
    public int SubjectMilliseconds { get; set; } = 2000;

    /// <summary>For how many seconds an answer about a subject is fresh enough.</summary>
    public int FreshSeconds { get; set; } = 60;

    /// <summary>Whether the addresses may lie on this machine or in a private network, and be called without TLS.</summary>
    public bool AllowPrivate { get; set; }
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class CallbackMistakes
{
    public static IEnumerable<string> In(CallbackOptions o)
    {
        foreach (var (name, value, least, most) in new[] { ("SignOffMilliseconds", o.SignOffMilliseconds, 10, 10_000), ("ClassifierMilliseconds", o.ClassifierMilliseconds, 10, 10_000), ("SubjectMilliseconds", o.SubjectMilliseconds, 10, 30_000), ("FreshSeconds", o.FreshSeconds, 1, 86_400) })
            if (value < least || value > most) yield return $"Parley:Callbacks:{name} is {value}; write a whole number from {least} to {most}.";
        if (o.SignOffOnFailure is not ("allow" or "refuse")) yield return $"Parley:Callbacks:SignOffOnFailure is '{o.SignOffOnFailure}'; write 'allow' or 'refuse'.";
        if (o.ClassifierOnFailure is not ("allow" or "match")) yield return $"Parley:Callbacks:ClassifierOnFailure is '{o.ClassifierOnFailure}'; write 'allow' or 'match'.";
        foreach (var (name, address) in new[] { ("SignOffUrl", o.SignOffUrl), ("ClassifierUrl", o.ClassifierUrl), ("SubjectUrl", o.SubjectUrl) })
        {
            if (address.Length == 0) continue;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) yield return $"Parley:Callbacks:{name} is '{address}'; write an address such as https://shop.example/parley/{(name == "SubjectUrl" ? "subject" : name == "SignOffUrl" ? "sign-off" : "classify")}.";
            else if (Destinations.Mistake(url, o.AllowPrivate) is { } mistake) yield return $"Parley:Callbacks:{name}: {mistake} Where the shop is a neighbour, set Parley:Callbacks:AllowPrivate to true.";
        }
        if (o is { SignOffUrl.Length: 0, ClassifierUrl.Length: 0, SubjectUrl.Length: 0, Secret.Length: 0 }) yield break;
        if (Signature.Read(o.Secret) is not { Length: >= 24 }) yield return "Parley:Callbacks:Secret is no secret that can sign what is asked; write 'whsec_' and base64 of at least 24 random bytes, for instance from 'openssl rand -base64 32'.";
    }
}
