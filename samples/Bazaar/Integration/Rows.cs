using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>The marketplace in Parley's words.</summary>
public sealed class Rows(Catalogue catalogue, Ledger ledger, Settings settings)
{
    /// <summary>Who makes things by hand may take its time; who comes to the door says soon when. Whoever is in neither has the standard.</summary>
    public static IReadOnlyList<Tier> Tiers { get; } =
    [
        new("made-by-hand") { FirstAnswerHours = 16, NextAnswerHours = 24, ResolutionDays = 10 },
        new("at-your-door") { FirstAnswerHours = 4, NextAnswerHours = 8, ResolutionDays = 3 },
    ];

    /// <summary>People, vendors, agents, listings, then orders and bookings.</summary>
    public IEnumerable<SyncRow> Market(IReadOnlyDictionary<string, string> startingStates) =>
    [
        .. catalogue.People.Select(User),
        .. catalogue.Stalls.Select(Vendor),
        .. catalogue.Stalls.SelectMany(Agents),
        .. catalogue.Listings.Select(Subject),
        .. catalogue.Orders.Select(order =>
            Subject(order) with { State = startingStates.GetValueOrDefault(order.Id) ?? ledger.StateOf(order) }),
    ];

    User User(Person person) =>
        new(person.Id, person.Name, settings.Address($"/portrait/{person.Id}.svg"), person.Locale, person.TimeZone, Email: $"{person.Id}@bazaar.example");

    Vendor Vendor(Stall stall) =>
        new(stall.Id, stall.Name, settings.Address($"/emblem/{stall.Id}.svg"),
            settings.Address($"/?stall={stall.Id}"), "de", "Europe/Berlin")
        {
            Tier = stall.Tier,
        };

    static IEnumerable<Agent> Agents(Stall stall) =>
        stall.Agents.Select((agent, at) => new Agent(stall.Id, agent.Id, at == 0 ? AgentRole.Owner : AgentRole.Agent));

    Subject Subject(Listing listing) =>
        new(SubjectKind.Listing, listing.Id, listing.Vendor, listing.Title)
        {
            ImageUrl = Picture(listing),
            Url = settings.Address($"/listing/{listing.Id}"),
            Amount = new Money(listing.Price, "EUR"),
        };

    Subject Subject(Order order) =>
        new(order.Kind, order.Id, order.Stall.Id, order.Title)
        {
            BuyerId = order.BuyerId,
            ImageUrl = Picture(order.Lines[0].Listing),
            Url = settings.Address($"/order/{order.Id}"),
            Amount = new Money(order.Total, "EUR"),
            Items = [.. order.Lines.Select(line => new SubjectItem(
                line.Listing.Title, line.Quantity, new Money(line.Amount, "EUR"), Picture(line.Listing))
            {
                Id = line.Listing.Id,
                VendorId = line.Listing.Vendor,
            })],
            Dates = [.. Dates(order)],
            PlacedAt = order.PlacedAt,
        };

    static IEnumerable<SubjectDate> Dates(Order order)
    {
        yield return new SubjectDate(order.Kind == SubjectKind.Booking ? "Booked" : "Placed", order.PlacedAt);
        if (order.DueAt is { } due)
            yield return new SubjectDate("Delivery", due);
        if (order.Arrival is { } arrival)
            yield return new SubjectDate("Arrival", arrival);
        if (order.Departure is { } departure)
            yield return new SubjectDate("Departure", departure);
    }

    string Picture(Listing listing) => settings.Address($"/picture/{listing.Id}.svg");
}
