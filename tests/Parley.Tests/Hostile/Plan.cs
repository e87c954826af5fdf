namespace Parley.Tests.Hostile;

/// <summary>What the runner knows of the corpus's words. A word that stands nowhere here is an error, never a skip.</summary>
public static class Plan
{
    /// <summary>Targets that have no door in the server yet, each with what it waits for.</summary>
    public static readonly Dictionary<string, string> NoDoorYet = new()
    {
        ["notification.phone"] = "a check of numbers; the shop's are kept as they are and judged before a text message goes",
        ["webhookEndpoint.behaviour"] = "receivers that misbehave as the corpus says; Delivering and Addresses have some", ["host.event.inbound"] = "signed host events",
        ["rights.request"] = "erasure and export on request", ["message.schedule.sendAt"] = "messages that go at a moment; ours go by states and days",
    };

    /// <summary>Targets whose cases are run by a class of their own, against a server that is set up for them.</summary>
    public static readonly Dictionary<string, string> TargetsTestedElsewhere = Notifications.Replies.CorpusMails.Targets.ToDictionary(t => t, _ => nameof(Notifications.Replies.CorpusMails));

    /// <summary>Scenarios of the target flow.scenario that need parts which do not exist yet.</summary>
    public static readonly Dictionary<string, string> NoSceneYet = new()
    {
        ["moderator-export"] = "exports", ["invite-token-foreign"] = "invitations", ["email-change-race"] = "an address that changes while notices wait",
    };

    /// <summary>Cases that have a test of their own, because they need a server set up for them or more than an exchange.</summary>
    public static readonly Dictionary<string, string> TestedElsewhere = new()
    {
        ["abuse-edit-after-window"] = nameof(Conversations.RevisingTooLate), ["ws-session-revoked-live"] = nameof(Market.Telling), ["ws-removed-live"] = nameof(Market.Telling),
        ["abuse-audit-gap"] = nameof(Safety.Auditing), ["abuse-push-payload-over"] = nameof(Seams.Channels.The_browser_channel),
        ["ws-slow-reader"] = nameof(Live.Long_lines), ["ws-token-expires-live"] = nameof(Live.Long_lines),
    };

    const string NoAddress = "it is refused as no address that could be called at all";

    /// <summary>Where Parley means something else than the corpus proposes. These are run as well, for "no defect" only.</summary>
    public static readonly Dictionary<string, string> OursDiffers = new()
    {
        ["jwt-forge-kid-unknown"] = "with one shared secret there is nothing a key's name could choose; the signature is right",
        ["jwt-forge-wrong-iss"] = "any issuer who knows the secret, unless Tokens:Issuer names one; that has a test of its own",
        ["jwt-forge-typ-other-purpose"] = "the audience keeps purposes apart",
        ["jwt-forge-revoked-jti"] = "tokens live for minutes; a person is removed, not a token",
        ["json-dup-sender"] = "the sender is not a property of ours, so its first appearance is refused already",
        ["ssrf-webhook-09"] = "a name is judged by the address that is dialled, each time",
        ["ssrf-webhook-36"] = NoAddress, ["ssrf-webhook-39"] = NoAddress, ["ssrf-webhook-48"] = NoAddress, ["ssrf-webhook-49"] = NoAddress, ["ssrf-webhook-50"] = NoAddress,
        ["ssrf-webhook-52"] = NoAddress, ["ssrf-webhook-55"] = NoAddress, ["ssrf-webhook-62"] = NoAddress, ["ssrf-webhook-64"] = NoAddress,
        ["text-tabs"] = "a text of which nothing can be seen is refused", ["text-redos-email"] = "longer than 5,000 characters", ["text-redos-url"] = "longer than 5,000 characters",
        ["mass-foreign-attachment"] = "the property is 'attachments', and the one named here is unknown; somebody else's upload in it has a test of its own",
        ["file-pdf-launch"] = "a document that starts programs is refused, not stored for download",
        ["upload-checksum-wrong"] = "tus 1.0 answers 460",
    };

    /// <summary>What screening decides has tests of its own; of what was coached and is sent all the same, here only "stored as it is, inert, no defect".</summary>
    public static readonly HashSet<string> StatesOfScreening = ["policy-decision-recorded", "flagged-or-warned"];

    public static readonly HashSet<string> States =
    [
        .. AttachmentDoor.States,
        "unchanged", "created", "created-inert", "created-masked", "accepted", "stored", "consistent", "server-values-win", "control-characters-removed-or-refused", "sanitised-or-refused",
        "one-mail-one-recipient", "only-documented-variables-expand", "at-most-one-message", "no-connection", "refused-or-documented",
    ];

    /// <summary>What a browser shows is looked at in the browser tests; what mail, notices, search and webhooks do in their own.</summary>
    public static readonly Dictionary<string, string> SeenElsewhere = new()
    {
        ["script-runs"] = "browser", ["handler-attribute-in-dom"] = "browser", ["outbound-request-from-viewer"] = "browser", ["javascript-href"] = "browser", ["unsafe-scheme-clickable"] = "browser",
        ["remote-image-loaded"] = "browser", ["label-hides-host"] = "browser", ["clickable-before-review"] = "screening", ["contact-in-notification-when-masked"] = "notifications",
        ["pan-in-database"] = "screening", ["pan-in-notification"] = "notifications", ["pan-in-log"] = "screening", ["pan-in-search-index"] = "search", ["pan-in-webhook"] = "webhooks",
        ["outbound-connection-to-denied-range"] = "webhooks", ["response-body-echoed"] = "webhooks",
        ["extra-header"] = "mail", ["extra-recipient"] = "mail", ["second-mail"] = "mail", ["html-interpreted"] = "mail", ["smtp-command-injected"] = "mail", ["header-injected"] = "mail",
        ["notification-with-link"] = "notifications", ["notification-to-wrong-person"] = "notifications", ["timing-oracle"] = "a quiet machine", ["verdict-changed-by-text"] = "screening", ["impersonates-staff"] = "browser",
    };
}
