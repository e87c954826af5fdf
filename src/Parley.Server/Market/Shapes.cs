using Parley.Plumbing;

namespace Parley.Market;

/// <summary>An amount in the currency's minor unit (cents), with its ISO 4217 code.</summary>
public sealed record Money(long Minor, string Currency);

/// <param name="Id">The host's own, unique within the subject; by it the item can be named when a thread is opened.</param>
/// <param name="Vendor">Who sells it; the subject's own vendor unless told.</param>
public sealed record SubjectItem(string Title, int Quantity, Money? Amount = null, string? ImageUrl = null, string? Id = null, string? Vendor = null);

/// <summary>A date that matters for the subject, with the host's label (<c>placed</c>, <c>delivery</c>, <c>check-in</c>).</summary>
public sealed record SubjectDate(string Label, DateTimeOffset At);

/// <summary>The card shown in a thread. <c>gone</c>: the host removed it; the title stays.</summary>
public sealed record SubjectCard(
    SubjectKind Kind, string Id, string Title, string? ImageUrl, string? Url, string? State, Money? Amount,
    IReadOnlyList<SubjectItem> Items, IReadOnlyList<SubjectDate> Dates, string VendorId, bool Gone);

/// <param name="Attributes">At most 50 texts by key, for variables of templates; not shown to the other side.</param>
public sealed record UserBody(
    string Name, string? AvatarUrl = null, string? Locale = null, string? TimeZone = null, string? Email = null, string? Phone = null,
    IReadOnlyDictionary<string, string>? Attributes = null);

/// <param name="Attributes">As a user's.</param>
/// <param name="Tier">Says within what time it is to answer; the standard when none is told.</param>
public sealed record VendorBody(
    string Name, string? AvatarUrl = null, string? Url = null, string? Locale = null, string? TimeZone = null, IReadOnlyDictionary<string, string>? Attributes = null, string? Tier = null);

public sealed record AgentBody(AgentRole Role = AgentRole.Agent);

/// <param name="Attributes">As a user's; <c>category</c> also says for which templates of the vendor's this is.</param>
public sealed record SubjectBody(
    string Vendor, string Title, string? Buyer = null, string? ImageUrl = null, string? Url = null, string? State = null,
    Money? Amount = null, IReadOnlyList<SubjectItem>? Items = null, IReadOnlyList<SubjectDate>? Dates = null, DateTimeOffset? PlacedAt = null,
    IReadOnlyDictionary<string, string>? Attributes = null);

/// <param name="Id">Client-made; sending the change again with the same id does nothing more.</param>
/// <param name="State">The new state in the host's words.</param>
public sealed record SubjectChange(Guid Id, string State, string? Note = null, DateTimeOffset? At = null);

public sealed record AgentView(string UserId, string Name, AgentRole Role);

/// <summary>What the host sent, checked and brought into rows.</summary>
static class Checked
{
    public static void Apply(this UserBody body, MarketPerson person)
    {
        person.Name = Texts.Line(body.Name, "name", 100);
        person.AvatarUrl = Texts.OptionalUrl(body.AvatarUrl, "avatarUrl");
        person.Locale = Texts.OptionalLine(body.Locale, "locale", 35);
        person.TimeZone = Texts.OptionalLine(body.TimeZone, "timeZone", 64);
        person.Email = Mail(body.Email);
        person.Phone = Texts.OptionalLine(body.Phone, "phone", 32);
        person.Attributes = Attributes.Write(body.Attributes);
        person.RemovedAt = null;
    }

    public static void Apply(this VendorBody body, Vendor vendor)
    {
        vendor.Name = Texts.Line(body.Name, "name", 100);
        vendor.AvatarUrl = Texts.OptionalUrl(body.AvatarUrl, "avatarUrl");
        vendor.Url = Texts.OptionalUrl(body.Url, "url");
        vendor.Locale = Texts.OptionalLine(body.Locale, "locale", 35);
        vendor.TimeZone = Texts.OptionalLine(body.TimeZone, "timeZone", 64);
        vendor.Tier = body.Tier is null ? null : Texts.Id(body.Tier, "tier");
        vendor.Attributes = Attributes.Write(body.Attributes);
        vendor.RemovedAt = null;
    }

    public static void Apply(this SubjectBody body, Subject subject)
    {
        subject.VendorId = Texts.Id(body.Vendor, "vendor");
        subject.BuyerId = body.Buyer is null ? null : Texts.Id(body.Buyer, "buyer");
        subject.Title = Texts.Line(body.Title, "title", 200);
        subject.ImageUrl = Texts.OptionalUrl(body.ImageUrl, "imageUrl");
        subject.Url = Texts.OptionalUrl(body.Url, "url");
        subject.State = Texts.OptionalLine(body.State, "state", 40);
        subject.PlacedAt = body.PlacedAt;
        subject.Show(Cards.Write(body.Amount, body.Items, body.Dates));
        subject.Attributes = Attributes.Write(body.Attributes);
        subject.RemovedAt = null;
    }

    static string? Mail(string? value) => value is null || MailAddresses.IsPlain(value) ? value : throw Refuse.Invalid("email", "'email' must be one plain address such as jane@example.com.");
}
