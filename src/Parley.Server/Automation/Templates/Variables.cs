namespace Parley.Automation;

/// <summary>Something a template can say, with its explanation and an example for people who write templates.</summary>
public sealed record Variable(string Name, string Explanation, string Example);

/// <summary>Every name a template may use: what is listed here, and <c>buyer.attr.KEY</c>, <c>vendor.attr.KEY</c>, <c>subject.attr.KEY</c> for the host's own attributes.</summary>
public static class Variables
{
    public static readonly IReadOnlyList<Variable> All =
    [
        new("buyer.name", "The buyer's name.", "Bea Buyer"),
        new("buyer.firstName", "The first word of the buyer's name.", "Bea"),
        new("vendor.name", "Your shop's name.", "Clay & Co"),
        new("agent.name", "The name of whoever sends the message.", "Adam Agent"),
        new("agent.firstName", "The first word of that name.", "Adam"),
        new("subject.title", "The title of what the thread is about.", "A green bowl"),
        new("subject.state", "Where it stands, in the marketplace's word.", "shipped"),
        new("subject.url", "Its page in the marketplace.", "https://shop.example/orders/1001"),
        new("subject.amount", "Its price or total, as the buyer writes amounts.", "€42.00"),
        new("listing.id", "The listing's number.", "L-204"),
        new("listing.title", "The listing's title.", "A green bowl"),
        new("listing.state", "Where the listing stands.", "available"),
        new("listing.url", "The listing's page.", "https://shop.example/listings/L-204"),
        new("listing.amount", "The listing's price.", "€21.00"),
        new("order.id", "The order's number.", "1001"),
        new("order.title", "The order's title.", "Two bowls"),
        new("order.state", "Where the order stands, in the marketplace's word.", "shipped"),
        new("order.url", "The order's page.", "https://shop.example/orders/1001"),
        new("order.amount", "The order's total.", "€42.00"),
        new("order.placed", "The day it was placed, on the buyer's calendar.", "Tuesday, 24 November 2026"),
        new("order.delivery", "The day it arrives: the date the marketplace labels 'delivery', 'arrival' or 'due'.", "Friday, 27 November 2026"),
        new("booking.id", "The booking's number.", "B-17"),
        new("booking.title", "The booking's title.", "Pottery course"),
        new("booking.state", "Where the booking stands.", "confirmed"),
        new("booking.url", "The booking's page.", "https://shop.example/bookings/B-17"),
        new("booking.amount", "The booking's price.", "€90.00"),
        new("booking.start", "When it begins: the date labelled 'start', 'check-in' or 'appointment', otherwise the first one.", "Friday, 27 November 2026 14:00"),
        new("booking.end", "When it ends: the date labelled 'end' or 'check-out'.", "Friday, 27 November 2026 17:00"),
        new("request.id", "The request's number.", "R-3"),
        new("request.title", "The request's title.", "A set for eight"),
        new("request.state", "Where the request stands.", "open"),
        new("request.url", "The request's page.", "https://shop.example/requests/R-3"),
        new("request.amount", "The request's price.", "€160.00"),
        new("buyer.attr.KEY", "The marketplace's attribute KEY of the buyer.", "gold"),
        new("vendor.attr.KEY", "The marketplace's attribute KEY of your shop.", "+49 30 1234567"),
        new("subject.attr.KEY", "The marketplace's attribute KEY of what the thread is about.", "Blue, size M"),
    ];

    /// <summary>What a condition may ask for as a whole: <c>{{#if order}}</c>.</summary>
    public static readonly IReadOnlySet<string> Groups = new HashSet<string> { "listing", "order", "booking", "request", "subject" };

    static readonly string[] AttributeOwners = ["buyer.attr.", "vendor.attr.", "subject.attr."];
    static readonly HashSet<string> Plain = [.. All.Select(v => v.Name).Where(n => AttributeOf(n) is null)];

    public static bool IsKnown(string name) => Plain.Contains(name) || (AttributeOf(name) is { } key && Market.Attributes.IsKey(key));

    /// <summary>True for a name that is ours, or was meant to be.</summary>
    public static bool LooksOurs(string name) => IsKnown(name) || (name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Owners.Contains(name[..dot]));

    static readonly HashSet<string> Owners = [.. All.Select(v => v.Name[..v.Name.IndexOf('.', StringComparison.Ordinal)])];

    static string? AttributeOf(string name)
    {
        foreach (var owner in AttributeOwners)
            if (name.StartsWith(owner, StringComparison.Ordinal)) return name[owner.Length..];
        return null;
    }

    /// <summary>The known name most like this one, when one is near enough to have been meant.</summary>
    public static string? Closest(string name, bool condition)
    {
        if (name.Length > 40) return null;
        if (All.FirstOrDefault(v => v.Name.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)) is { } one) return one.Name;
        var (best, distance) = ((string?)null, Math.Max(2, name.Length / 3) + 1);
        foreach (var known in All.Select(v => v.Name).Concat(condition ? Groups : []))
            if (Distance(name.ToLowerInvariant(), known.ToLowerInvariant()) is var d && d < distance) (best, distance) = (known, d);
        return best;
    }

    /// <summary>How many letters must be put in, taken out or replaced to get from one to the other.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }
        return row[b.Length];
    }
}
