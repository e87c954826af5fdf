using System.Text.Json.Serialization;

namespace Parley.Client;

/// <summary>One row of <c>POST /v1/sync</c>: a person, a vendor, an agent, a subject, a subject that moved on, a past conversation or a deletion.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(User), "user")]
[JsonDerivedType(typeof(Vendor), "vendor")]
[JsonDerivedType(typeof(Agent), "agent")]
[JsonDerivedType(typeof(Subject), "subject")]
[JsonDerivedType(typeof(SubjectMoved), "change")]
[JsonDerivedType(typeof(PastConversation), "conversation")]
[JsonDerivedType(typeof(Deletion), "delete")]
public abstract record SyncRow;

/// <summary>A person of the marketplace: a buyer, a vendor's agent or one of its own staff.</summary>
/// <param name="Id">The marketplace's own id.</param>
/// <param name="Name">What the other side reads.</param>
/// <param name="AvatarUrl">An absolute address of a square picture.</param>
/// <param name="Locale">A language tag (BCP 47), such as <c>pt-BR</c>.</param>
/// <param name="TimeZone">An IANA name, such as <c>Europe/Berlin</c>.</param>
/// <param name="Email">Where notices go; never shown to the other side.</param>
/// <param name="Phone">In international form (E.164); never shown to the other side.</param>
public sealed record User(
    string Id,
    string Name,
    string? AvatarUrl = null,
    string? Locale = null,
    string? TimeZone = null,
    string? Email = null,
    string? Phone = null
) : SyncRow
{
    /// <summary>
    /// What else the marketplace knows, for the variables of templates: at most 50 texts of at most 500 characters, each key a letter
    /// followed by letters, digits and underscores. Never shown to the other side as such.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}

/// <summary>A selling organisation.</summary>
/// <param name="Id">The marketplace's own id.</param>
/// <param name="Name">What buyers read.</param>
/// <param name="AvatarUrl">An absolute address of a square picture.</param>
/// <param name="Url">Its page in the marketplace.</param>
/// <param name="Locale">A language tag (BCP 47).</param>
/// <param name="TimeZone">An IANA name; decides its business days.</param>
public sealed record Vendor(
    string Id,
    string Name,
    string? AvatarUrl = null,
    string? Url = null,
    string? Locale = null,
    string? TimeZone = null
) : SyncRow
{
    /// <summary>As a user's.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Says within what time the vendor is to answer; the standard when none is told.</summary>
    public string? Tier { get; init; }
}

/// <summary>How soon vendors of one kind are to answer, and to be done with a conversation. A vendor names its own.</summary>
/// <param name="Name">1 to 128 visible ASCII characters without blanks.</param>
public sealed record Tier(string Name)
{
    /// <summary>Opening hours for a first answer.</summary>
    public double FirstAnswerHours { get; init; } = 24;

    /// <summary>Opening hours for each later answer.</summary>
    public double NextAnswerHours { get; init; } = 24;

    /// <summary>Opening days from the first message to closing.</summary>
    public int ResolutionDays { get; init; } = 5;
}

/// <summary>A person who works for a vendor.</summary>
/// <param name="VendorId">The vendor.</param>
/// <param name="UserId">The person.</param>
/// <param name="Role">What the person may do there.</param>
public sealed record Agent(
    [property: JsonPropertyName("vendor")] string VendorId,
    [property: JsonPropertyName("user")] string UserId,
    AgentRole Role
) : SyncRow;

/// <summary>What a vendor's agent may do.</summary>
public enum AgentRole
{
    /// <summary>Everything, the team's settings included.</summary>
    [JsonStringEnumMemberName("owner")]
    Owner,

    /// <summary>Reads and answers.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>Reads.</summary>
    [JsonStringEnumMemberName("read-only")]
    ReadOnly,
}

/// <summary>What kind of thing a conversation is about.</summary>
public enum SubjectKind
{
    /// <summary>Something on offer.</summary>
    [JsonStringEnumMemberName("listing")]
    Listing,

    /// <summary>Something bought.</summary>
    [JsonStringEnumMemberName("order")]
    Order,

    /// <summary>Something reserved for a time.</summary>
    [JsonStringEnumMemberName("booking")]
    Booking,

    /// <summary>Something a buyer asked for.</summary>
    [JsonStringEnumMemberName("request")]
    Request,
}

/// <summary>A listing, order, booking or request, as both sides see it beside the thread.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The marketplace's own id, unique within the kind.</param>
/// <param name="VendorId">Whose it is.</param>
/// <param name="Title">One line.</param>
public sealed record Subject(
    SubjectKind Kind,
    string Id,
    [property: JsonPropertyName("vendor")] string VendorId,
    string Title
) : SyncRow
{
    /// <summary>Whose order, booking or request it is; never set on a listing.</summary>
    [JsonPropertyName("buyer")]
    public string? BuyerId { get; init; }

    /// <summary>An absolute address of a picture.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Its page in the marketplace.</summary>
    public string? Url { get; init; }

    /// <summary>The marketplace's own word for where it stands, such as <c>shipped</c>.</summary>
    public string? State { get; init; }

    /// <summary>The price or the total.</summary>
    public Money? Amount { get; init; }

    /// <summary>What an order consists of.</summary>
    public IReadOnlyList<SubjectItem>? Items { get; init; }

    /// <summary>The moments that matter: placed, arrival, due.</summary>
    public IReadOnlyList<SubjectDate>? Dates { get; init; }

    /// <summary>When it was placed; starts the window in which the vendor may write first.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>As a user's; <c>category</c> also says for which templates of the vendor's this is.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}

/// <summary>A subject as Parley keeps it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The marketplace's own id.</param>
/// <param name="Title">One line.</param>
/// <param name="VendorId">Whose it is.</param>
/// <param name="Gone">The marketplace took it away; its threads go on.</param>
public sealed record SubjectCard(SubjectKind Kind, string Id, string Title, string VendorId, bool Gone)
{
    /// <summary>An absolute address of a picture.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Its page in the marketplace.</summary>
    public string? Url { get; init; }

    /// <summary>Where it stands.</summary>
    public string? State { get; init; }

    /// <summary>The price or the total.</summary>
    public Money? Amount { get; init; }

    /// <summary>What an order consists of.</summary>
    public IReadOnlyList<SubjectItem> Items { get; init; } = [];

    /// <summary>The moments that matter.</summary>
    public IReadOnlyList<SubjectDate> Dates { get; init; } = [];
}

/// <summary>An agent as Parley keeps it.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">What the person may do.</param>
public sealed record TeamMember(string UserId, string Name, AgentRole Role);

/// <summary>An amount in the currency's smallest unit: 1250 and EUR is 12.50 euros.</summary>
/// <param name="Minor">The number of smallest units.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public readonly record struct Money(long Minor, string Currency);

/// <summary>One line of an order.</summary>
/// <param name="Title">What.</param>
/// <param name="Quantity">How many, from one.</param>
/// <param name="Amount">The line's price.</param>
/// <param name="ImageUrl">An absolute address of a picture.</param>
public sealed record SubjectItem(string Title, int Quantity, Money? Amount = null, string? ImageUrl = null)
{
    /// <summary>The marketplace's own, unique within the subject; by it the item can be named when a thread is opened.</summary>
    public string? Id { get; init; }

    /// <summary>Who sells it; the subject's own vendor unless told. In an order of several vendors each sees only their own items, and no total.</summary>
    [JsonPropertyName("vendor")]
    public string? VendorId { get; init; }
}

/// <summary>A labelled moment of a subject.</summary>
/// <param name="Label">What happens then, for people.</param>
/// <param name="At">When.</param>
public sealed record SubjectDate(string Label, DateTimeOffset At);

/// <summary>A change of a subject's state, which appears inline in each of its threads.</summary>
/// <param name="Id">Made by the caller; the same id again changes nothing.</param>
/// <param name="State">The new state, in the marketplace's own word.</param>
/// <param name="Note">One sentence for both sides.</param>
/// <param name="At">When it happened; now when not given.</param>
public sealed record SubjectChange(Guid Id, string State, string? Note = null, DateTimeOffset? At = null);

/// <summary>A <see cref="SubjectChange"/> as a row of a sync.</summary>
/// <param name="Kind">What the subject is.</param>
/// <param name="SubjectId">The marketplace's own id of the subject.</param>
/// <param name="Id">Made by the caller; the same id again changes nothing.</param>
/// <param name="State">The new state, in the marketplace's own word.</param>
/// <param name="Note">One sentence for both sides.</param>
/// <param name="At">When it happened; now when not given.</param>
public sealed record SubjectMoved(SubjectKind Kind, [property: JsonPropertyName("subject")] string SubjectId, Guid Id, string State, string? Note = null, DateTimeOffset? At = null) : SyncRow;

/// <summary>Names a subject without repeating it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The marketplace's own id.</param>
public sealed record SubjectKey(SubjectKind Kind, string Id);
