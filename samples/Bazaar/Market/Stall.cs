namespace Bazaar.Market;

/// <summary>One of the vendors of the marketplace, with the people who answer for it.</summary>
/// <param name="Id">Also the vendor's id in Parley.</param>
/// <param name="Course">The states that its orders go through, first to last.</param>
public sealed record Stall(
    string Id,
    string Name,
    string Line,
    string Story,
    string Place,
    IReadOnlyList<Person> Agents,
    IReadOnlyList<Step> Course)
{
    /// <summary>Whether people reserve time here (bookings) rather than buy things (orders).</summary>
    public bool TakesBookings { get; init; }

    /// <summary>Within what time it has promised to answer; one of <see cref="Integration.Rows.Tiers"/>, or the standard.</summary>
    public string? Tier { get; init; }

    /// <summary>What lies on its desk, as its people say.</summary>
    public string JobsWord => TakesBookings ? "Bookings" : "Orders";

    public Step? After(string state)
    {
        var at = Course.ToList().FindIndex(step => step.State == state);
        return at >= 0 && at + 1 < Course.Count ? Course[at + 1] : null;
    }

    public string NoteOf(string state) =>
        Course.FirstOrDefault(step => step.State == state)?.Note ?? "This was called off; nothing will be charged.";

    public static IReadOnlyList<Stall> All { get; } =
    [
        new(
            "nordlicht", "Nordlicht Keramik", "Stoneware and lamps from Flensburg",
            "Two potters, one kiln and the light of the fjord. Everything is thrown, glazed and packed in our own workshop.",
            "Flensburg",
            [new("ina", "Ina Clausen", "de", "Europe/Berlin"), new("jonas", "Jonas Bekker", "de", "Europe/Berlin")],
            [
                new("paid", "Pay", "Paid. The workshop has your order."),
                new("packed", "Mark as packed", "Packed in straw and paper, waiting for the courier."),
                new("shipped", "Mark as shipped", "On its way with DHL; it usually takes two working days."),
                new("delivered", "Mark as delivered", "Delivered. We hope all of it arrived whole."),
            ])
        {
            Tier = "made-by-hand",
        },
        new(
            "kettenwerk", "Kettenwerk", "The bicycle workshop that comes to your door",
            "Four mechanics with cargo bikes full of tools. We repair in your yard, or take the bike along and bring it back.",
            "Berlin",
            [new("tomas", "Tomás Ferrer", "de", "Europe/Berlin"), new("aylin", "Aylin Demir", "de", "Europe/Berlin")],
            [
                new("booked", "Book", "Booked. We come at the time agreed."),
                new("in-workshop", "Take into the workshop", "Your bike is on the stand."),
                new("ready", "Mark as ready", "Done and test-ridden; ready to be handed over."),
                new("done", "Mark as returned", "Returned. The guarantee on our work runs for twelve months."),
            ])
        {
            Tier = "at-your-door",
        },
        new(
            "hinterland", "Hinterland Stays", "Cabins, huts and boats off the main road",
            "Eight places that we look after ourselves, each with a stove, a good bed and something to look at.",
            "Uckermark, and further",
            [new("greta", "Greta Holst", "de", "Europe/Berlin"), new("paulo", "Paulo Meireles", "pt", "Europe/Berlin")],
            [
                new("requested", "Request", "Requested. We answer within a day."),
                new("confirmed", "Confirm the stay", "Your stay is confirmed."),
                new("checked-in", "Check in", "Welcome! The key was picked up."),
                new("completed", "Complete the stay", "Thank you for staying with us."),
            ])
        {
            TakesBookings = true,
        },
    ];
}

/// <summary>A state of an order, what the button that leads there says, and what both sides are told.</summary>
public sealed record Step(string State, string Action, string Note);

/// <summary>Somebody with an account: a buyer, a vendor's agent, or the marketplace's own staff.</summary>
public sealed record Person(string Id, string Name, string Locale, string TimeZone)
{
    /// <summary>The one operator of the marketplace.</summary>
    public static readonly Person Operator = new("olivia", "Olivia Brandt", "en", "Europe/Berlin");
}
