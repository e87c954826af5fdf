using Parley.Client;

namespace Bazaar.Market;

/// <summary>An order or a booking as it was placed; the <see cref="Ledger"/> knows where it stands today.</summary>
/// <param name="SeedState">The state in which the sample begins.</param>
/// <param name="Arrival">Of a booking: the first night.</param>
public sealed record Order(
    string Id,
    string BuyerId,
    Stall Stall,
    string SeedState,
    DateTimeOffset PlacedAt,
    IReadOnlyList<OrderLine> Lines,
    DateTimeOffset? Arrival)
{
    /// <summary>Everybody who sells a part of it; <see cref="Stall"/>, by whose course it goes, first.</summary>
    public IReadOnlyList<Stall> Stalls { get; init; } = [Stall];

    public SubjectKind Kind => Stall.TakesBookings ? SubjectKind.Booking : SubjectKind.Order;

    /// <summary>How Parley's elements name it.</summary>
    public string Subject => $"{(Stall.TakesBookings ? "booking" : "order")}:{Id}";

    public long Total => Lines.Sum(line => line.Amount);

    public DateTimeOffset? Departure => Arrival?.AddDays(Lines[0].Quantity).Date.AddHours(10);

    /// <summary>When an order is promised to arrive: packed within two days, on the road for two.</summary>
    public DateTimeOffset? DueAt => Kind == SubjectKind.Order ? PlacedAt.AddDays(4) : null;

    public string Title =>
        Lines.Count == 1
            ? Lines[0].Listing.Title
            : $"{Lines[0].Listing.Title} and {Lines.Count - 1} more";

    public IReadOnlyList<OrderLine> LinesOf(Stall stall) => [.. Lines.Where(line => line.Listing.Vendor == stall.Id)];

    /// <summary>What a line's quantity counts: nights, wheels, pieces.</summary>
    public static string Count(OrderLine line) =>
        line.Listing.Unit is null ? $"{line.Quantity} ×"
        : line.Quantity == 1 ? $"1 {line.Listing.Unit},"
        : $"{line.Quantity} {line.Listing.Unit}s,";
}

/// <summary>Some of one listing.</summary>
public sealed record OrderLine(Listing Listing, int Quantity)
{
    public long Amount => Listing.Price * Quantity;
}
