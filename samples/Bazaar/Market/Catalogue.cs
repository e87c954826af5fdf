using System.Globalization;
using System.Text.Json;

namespace Bazaar.Market;

/// <summary>What the sample marketplace consists of; made by code and the same on each start.</summary>
public sealed class Catalogue
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly Dictionary<string, Stall> stalls = Stall.All.ToDictionary(stall => stall.Id);
    readonly Dictionary<string, Listing> listings;
    readonly Dictionary<string, Order> orders;
    readonly Dictionary<string, Person> people;

    /// <summary>Places the orders' dates relative to the moment the sample was first started.</summary>
    public Catalogue(DateTimeOffset foundedAt)
    {
        FoundedAt = foundedAt;
        Listings = JsonSerializer.Deserialize<List<Listing>>(Seed.Text("listings.json"), Json)!;
        listings = Listings.ToDictionary(listing => listing.Id);
        Buyers = [.. Seed.Rows("people.txt").Select(cells => new Person(cells[0], cells[1], cells[2], cells[3]))];
        people = Buyers.Concat(Stalls.SelectMany(stall => stall.Agents)).Append(Person.Operator)
            .ToDictionary(person => person.Id);
        Orders = [.. Seed.Rows("orders.txt").Select(ReadOrder).OrderByDescending(order => order.PlacedAt)];
        orders = Orders.ToDictionary(order => order.Id);
    }

    public DateTimeOffset FoundedAt { get; }

    public IReadOnlyList<Stall> Stalls => Stall.All;

    public IReadOnlyList<Listing> Listings { get; }

    public IReadOnlyList<Order> Orders { get; }

    public IReadOnlyList<Person> Buyers { get; }

    public IEnumerable<Person> People => people.Values;

    public Stall? FindStall(string id) => stalls.GetValueOrDefault(id);

    public Listing? FindListing(string id) => listings.GetValueOrDefault(id);

    public Order? FindOrder(string id) => orders.GetValueOrDefault(id);

    public Person? FindPerson(string? id) => id is null ? null : people.GetValueOrDefault(id);

    /// <summary>The vendor that a person works for, or null.</summary>
    public Stall? WorkplaceOf(Person person) => Stalls.FirstOrDefault(stall => stall.Agents.Contains(person));

    Order ReadOrder(string[] cells)
    {
        var lines = cells[4].Split(',', StringSplitOptions.TrimEntries).Select(ReadLine).ToList();
        var today = new DateTimeOffset(FoundedAt.UtcDateTime.Date, TimeSpan.Zero);
        var placed = today.AddDays(-Number(cells[3])).AddMinutes(7 * 60 + Seed.Number(cells[0], 13 * 60));
        if (placed > FoundedAt)
            placed = FoundedAt.AddMinutes(-20 - Seed.Number(cells[0], 90));
        DateTimeOffset? arrival = cells.Length > 5 ? today.AddDays(Number(cells[5])).AddHours(15) : null;
        var sellers = lines.Select(line => stalls[line.Listing.Vendor]).Distinct().ToList();
        return new Order(cells[0], cells[1], sellers[0], cells[2], placed, lines, arrival) { Stalls = sellers };
    }

    OrderLine ReadLine(string text)
    {
        var parts = text.Split('*');
        return new OrderLine(listings[parts[0]], Number(parts[1]));
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
