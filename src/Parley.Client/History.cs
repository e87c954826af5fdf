using System.Text.Json.Serialization;

namespace Parley.Client;

/// <summary>
/// A conversation that took place before Parley, or elsewhere, brought over by <see cref="ParleyHost.SyncAsync"/>.
/// </summary>
/// <remarks>
/// Importing it again adds only the messages whose client id is not there yet, at the thread's end and in the
/// order given, so a long history may come in several rows. Read marks only ever move forward.
/// </remarks>
/// <param name="VendorId">The vendor's side.</param>
/// <param name="BuyerId">The buyer's side.</param>
/// <param name="Messages">Oldest first.</param>
public sealed record PastConversation(
    [property: JsonPropertyName("vendor")] string VendorId,
    [property: JsonPropertyName("buyer")] string BuyerId,
    IReadOnlyList<PastMessage> Messages
) : SyncRow
{
    /// <summary>What it was about; a general conversation has none.</summary>
    public SubjectKey? Subject { get; init; }

    /// <summary>The topic of a general conversation.</summary>
    public string? Topic { get; init; }

    /// <summary>How far each side had read.</summary>
    public ReadMarks? ReadBy { get; init; }
}

/// <summary>One message of a past conversation.</summary>
/// <param name="ClientMessageId">Made by the caller from something that stays the same, so that retries are free.</param>
/// <param name="From">Whose side wrote it.</param>
/// <param name="Text">At most 5,000 characters.</param>
/// <param name="At">When it was written.</param>
public sealed record PastMessage(Guid ClientMessageId, Side From, string Text, DateTimeOffset At)
{
    /// <summary>Which of the vendor's agents wrote it.</summary>
    [JsonPropertyName("agent")]
    public string? AgentId { get; init; }
}

/// <summary>A side of a conversation.</summary>
public enum Side
{
    /// <summary>The customer.</summary>
    [JsonStringEnumMemberName("buyer")]
    Buyer,

    /// <summary>The vendor's team.</summary>
    [JsonStringEnumMemberName("vendor")]
    Vendor,
}

/// <summary>The number of the last message that each side had read; zero for none.</summary>
/// <param name="Buyer">The buyer's.</param>
/// <param name="Vendor">The vendor's.</param>
public sealed record ReadMarks(long Buyer, long Vendor);

/// <summary>Takes one thing away; make it with one of the named methods.</summary>
public sealed record Deletion : SyncRow
{
    Deletion(string of) => Of = of;

    /// <summary>The type of the row taken away.</summary>
    public string Of { get; }

    /// <summary>The id of a user, vendor or subject.</summary>
    public string? Id { get; private init; }

    /// <summary>The kind of a subject.</summary>
    public SubjectKind? Kind { get; private init; }

    /// <summary>The vendor of an agent.</summary>
    [JsonPropertyName("vendor")]
    public string? VendorId { get; private init; }

    /// <summary>The person of an agent.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; private init; }

    /// <summary>A person left the marketplace.</summary>
    public static Deletion OfUser(string id) => new("user") { Id = id };

    /// <summary>A vendor left the marketplace.</summary>
    public static Deletion OfVendor(string id) => new("vendor") { Id = id };

    /// <summary>A person no longer works for a vendor.</summary>
    public static Deletion OfAgent(string vendorId, string userId) =>
        new("agent") { VendorId = vendorId, UserId = userId };

    /// <summary>A subject is gone; its threads stay and keep its title.</summary>
    public static Deletion OfSubject(SubjectKind kind, string id) => new("subject") { Kind = kind, Id = id };
}

/// <summary>How far a sync has come. Both numbers count from the sync's beginning.</summary>
/// <param name="Done">Rows taken over.</param>
/// <param name="Failed">Rows refused; each of them is in <see cref="Failures"/> of one report.</param>
/// <param name="Failures">The rows refused since the report before.</param>
public sealed record SyncProgress(long Done, long Failed, IReadOnlyList<SyncFailure> Failures);

/// <summary>A row that Parley refused; the others go on.</summary>
/// <param name="Line">Its place among all rows of the sync, from one.</param>
/// <param name="Problem">Why.</param>
public sealed record SyncFailure(long Line, Problem Problem);
