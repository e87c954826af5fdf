using System.Globalization;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>What a search is narrowed to.</summary>
/// <param name="Folder">One of <see cref="Folders"/>; null for everywhere.</param>
/// <param name="By">Whose texts.</param>
public sealed record Criteria(string? Folder, (SubjectKind Kind, string Id)? Subject, long From, long To, PartyKind? By, bool Link)
{
    public static readonly string[] Folders = ["inbox", "snoozed", "archived", "spam", "mine", "unassigned"];

    public static Criteria Parse(Role role, string? folder, string? subject, string? from, string? to, string? by, string? has)
    {
        if (folder is not null && (role.Party != PartyKind.Vendor || !Folders.Contains(folder))) throw Refuse.Invalid("folder", $"'folder' is for vendors, and one of {string.Join(", ", Folders)}.");
        var about = subject is null ? null : SubjectAddress.Parse(subject) ?? throw Refuse.Invalid("subject", "'subject' must be a kind and an id, such as order:17.");
        PartyKind? side = by switch
        {
            null => null,
            "buyer" => PartyKind.Buyer,
            "vendor" => PartyKind.Vendor,
            _ => throw Refuse.Invalid("by", "'by' must be buyer or vendor."),
        };
        if (has is not (null or "link")) throw Refuse.Invalid("has", "'has' must be link.");
        var (since, until) = (Instant(from, "from") ?? long.MinValue, Instant(to, "to") ?? long.MaxValue);
        if (since > until) throw Refuse.Invalid("from", "'from' lies after 'to'.");
        return new Criteria(folder, about is null ? null : (SubjectKinds.Parse(about.Kind), Texts.Id(about.Id, "subject")), since, until, side, has is not null);
    }

    /// <summary>Forms that every text has that passes. What a thread is about may change, so that is no form of its texts.</summary>
    public IEnumerable<string> Needed
    {
        get
        {
            if (By is { } side) yield return Forms.Fact("by", side == PartyKind.Buyer ? "buyer" : "vendor");
            if (Link) yield return Forms.Fact("has", "link");
        }
    }

    /// <summary>Whether names are looked at: a person or an order has no author and no link.</summary>
    public bool AllowsNames => By is null && !Link;

    public bool Allows(Conversation conversation) => Subject is not { } subject || (conversation.SubjectKind == subject.Kind && conversation.SubjectId == subject.Id);

    public bool Allows(Message message, string text) => (By is null || message.Party == By) && message.At.ToMicros() >= From && message.At.ToMicros() <= To && (!Link || HasLink(text));

    public static bool HasLink(string text) => text.Contains("http://", StringComparison.OrdinalIgnoreCase) || text.Contains("https://", StringComparison.OrdinalIgnoreCase) || text.Contains("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names the search in its cursors.</summary>
    public override string ToString() => $"{Folder} {Subject} {From} {To} {By} {Link}";

    static long? Instant(string? text, string field)
    {
        if (text is null) return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToMicros();
        throw Refuse.Invalid(field, $"'{field}' must be a day such as 2026-11-23 or an instant such as 2026-11-23T20:00:00Z.");
    }
}
