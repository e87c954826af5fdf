namespace Parley.Bench.Machine;

/// <summary>
/// Who talks with whom: 200 buyers and 200 vendors of one agent each, and as many conversations as asked for, spread evenly
/// over all pairs (several of one pair differ by their listing). Side 0 is the buyer, side 1 the vendor.
/// </summary>
sealed record World(int Conversations)
{
    public const int Buyers = 200;
    public const int Vendors = 200;
    public const int People = Buyers + Vendors;

    public int Listings => (Conversations + (Buyers * Vendors) - 1) / (Buyers * Vendors);

    /// <summary>People are numbered: buyers from 0, then the vendors' agents.</summary>
    public static int Person(int conversation, int side) => side == 0 ? Buyer(conversation) : Buyers + Vendor(conversation);

    public static int Buyer(int conversation) => conversation % Buyers;

    public static int Vendor(int conversation) => conversation / Buyers % Vendors;

    public static int Listing(int conversation) => conversation / (Buyers * Vendors);
}
