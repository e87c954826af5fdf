using System.Globalization;
using Parley.Client;

namespace Bazaar.Market;

/// <summary>
/// The conversations the sample begins with, read from <c>Seed/threads</c>. A thread starts with a line
/// <c>@ subject buyer days-ago [unread] [new] [#topic]</c> (an order's buyer is its own), then <c>&lt;</c> is the buyer,
/// <c>&gt;</c> the vendor, <c>&gt;&gt;</c> the vendor's second agent, <c>~ state</c> a change of the order, and
/// <c>..</c> lets a night pass. <c>unread</c>: the vendor has not seen the buyer's last lines; <c>new</c>: the
/// buyer has not seen the vendor's.
/// </summary>
public static class Threads
{
    public static IReadOnlyList<SeedThread> Read(Catalogue catalogue)
    {
        var threads = new List<SeedThread>();
        foreach (var line in Seed.Names("threads/").SelectMany(name => Seed.Text(name).Split('\n')))
        {
            if (line.StartsWith("@ ", StringComparison.Ordinal))
                threads.Add(ReadHeader(line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries), catalogue));
            else if (line.Length > 1 && line[0] != '#')
                threads[^1].Lines.Add(line);
        }

        return threads;
    }

    static SeedThread ReadHeader(string[] words, Catalogue catalogue)
    {
        var (kind, id) = (words[0].Split(':')[0], words[0].Split(':')[1]);
        var order = kind is "order" or "booking" ? catalogue.FindOrder(id)! : null;
        var listing = kind == "listing" ? catalogue.FindListing(id)! : null;
        var stall = order?.Stall ?? catalogue.FindStall(listing?.Vendor ?? id)!;
        return new SeedThread(words[0], stall, order, listing, order?.BuyerId ?? words[1])
        {
            DaysAgo = double.Parse(words[2], CultureInfo.InvariantCulture),
            VendorUnread = words.Contains("unread"),
            BuyerUnread = words.Contains("new"),
            Topic = words.FirstOrDefault(word => word[0] == '#')?[1..],
        };
    }
}

/// <summary>One conversation of the sample before it is given its times.</summary>
public sealed record SeedThread(string Name, Stall Stall, Order? Order, Listing? Listing, string BuyerId)
{
    public double DaysAgo { get; init; }

    public bool VendorUnread { get; init; }

    public bool BuyerUnread { get; init; }

    public string? Topic { get; init; }

    public List<string> Lines { get; } = [];

    public SubjectKey? Subject =>
        Order is not null ? new(Order.Kind, Order.Id)
        : Listing is not null ? new(SubjectKind.Listing, Listing.Id)
        : null;

    public string Key => $"{Name}/{BuyerId}";
}
