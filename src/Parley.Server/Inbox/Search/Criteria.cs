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
/// <param name="In">Only <see cref="Messages"/>, or only <see cref="Notes"/>; null for all, and names.</param>
public sealed record Criteria(string? Folder, (SubjectKind Kind, string Id)? Subject, long From, long To, PartyKind? By, bool Link, string? In)
{
    public static readonly string[] Folders = ["inbox", "snoozed", "archived", "spam", "mine", "unassigned"];

    public const string Messages = "messages", Notes = "notes";

    public static Criteria Parse(Role role, string? folder, string? subject, string? from, string? to, string? by, string? has, string? @in)
    {
        if (folder is not null && (role.Party != PartyKind.Vendor || !Folders.Contains(folder))) throw Refuse.Invalid("folder", $"'folder' is for vendors, and one of {string.Join(", ", Folders)}.");
        if (@in is not null && (role.Party != PartyKind.Vendor || @in is not (Messages or Notes))) throw Refuse.Invalid("in", $"'in' is for vendors, and {Messages} or {Notes}.");
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
        return new Criteria(folder, about is null ? null : (SubjectKinds.Parse(about.Kind), Texts.Id(about.Id, "subject")), since, until, side, has is not null, @in);
    }

    /// <summary>Forms that every text has that passes. What a thread is about may change, so that is no form of its texts.</summary>
    public IEnumerable<string> Needed
    {
        get
        {
            if (By is { } side) yield return ByFact(side);
            if (Link) yield return LinkFact;
        }
    }

    /// <summary>The facts of a text that can be asked for.</summary>
    public static IEnumerable<string> FactsOf(PartyKind by, string text)
    {
        yield return ByFact(by);
        if (HasLink(text)) yield return LinkFact;
    }

    /// <summary>Whether names are looked at: a person or an order has no author and no link.</summary>
    public bool AllowsNames => By is null && !Link && In is null;

    public bool AllowsMessages => In != Notes;

    /// <summary>Only a vendor's team writes notes.</summary>
    public bool AllowsNotes => In != Messages && By != PartyKind.Buyer;

    public bool Allows(Conversation conversation) => Subject is not { } subject || (conversation.SubjectKind == subject.Kind && conversation.SubjectId == subject.Id);

    public bool Allows(PartyKind by, DateTimeOffset at, string text) => (By is null || by == By) && at.ToMicros() >= From && at.ToMicros() <= To && (!Link || HasLink(text));

    static readonly string LinkFact = Forms.Fact("has", "link");

    static string ByFact(PartyKind by) => Forms.Fact("by", by == PartyKind.Buyer ? "buyer" : "vendor");

    static bool HasLink(string text) => text.Contains("http://", StringComparison.OrdinalIgnoreCase) || text.Contains("https://", StringComparison.OrdinalIgnoreCase) || text.Contains("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names the search in its cursors.</summary>
    public override string ToString() => $"{Folder} {Subject} {From} {To} {By} {Link} {In}";

    static long? Instant(string? text, string field)
    {
        if (text is null) return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToMicros();
        throw Refuse.Invalid(field, $"'{field}' must be a day such as 2026-11-23 or an instant such as 2026-11-23T20:00:00Z.");
    }
}
