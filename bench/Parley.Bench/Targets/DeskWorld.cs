namespace Parley.Bench.Targets;

/// <summary>
/// A marketplace with one large vendor, <c>v0</c>, who has a tenth of all conversations (all of them, where there are few); the others
/// have a thousand each. Where its team keeps them follows from their number, in the same shares at every size, and such that each
/// folder of a vendor with a thousand fills a page: three in ten archived, four in a hundred spam, as many snoozed, starred, urgent,
/// labelled, of a topic; six in a hundred owe an answer. <see cref="IsRare"/> are forty, whatever the size.
/// </summary>
sealed record DeskWorld(int Conversations)
{
    public const int MessagesEach = 10, Buyers = 2_000, ListingsEach = 20, Others = 1_000, Rare = 40;

    public const string Owner = "a0", Agent = "a1", Topic = "shipping";

    public static readonly Guid Label = new("0192f0c0-0000-7000-8000-000000000001");

    int Every => Conversations <= 2_000 ? 1 : 10;

    public int Large => Conversations / Every;

    public int Vendors => 2 + (Conversations - Large) / Others;

    /// <summary>Conversations of all vendors are mixed in time, as they are in life.</summary>
    public int VendorOf(int conversation) => conversation % Every == 0 ? 0 : 1 + (conversation % (Vendors - 1));

    /// <summary>Which of its vendor's conversations it is.</summary>
    public int NthOf(int conversation) => conversation / Every;

    public int BuyerOf(int conversation) => ((NthOf(conversation) * 7) + (conversation % Every)) % Buyers;

    public bool IsOrder(int conversation) => VendorOf(conversation) == 0 && NthOf(conversation) % 5 == 0;

    public string? Subject(int conversation) => IsOrder(conversation) ? $"v0-o{conversation}" : IsGeneral(conversation) ? null : $"v{VendorOf(conversation)}-l{NthOf(conversation) % ListingsEach}";

    public bool IsGeneral(int conversation) => NthOf(conversation) % 25 == 3;

    public bool IsRare(int conversation) => VendorOf(conversation) == 0 && NthOf(conversation) % (Large / Rare) == 5;

    public string OrderState(int conversation) => IsRare(conversation) ? "returned" : (NthOf(conversation) / 5 % 5) switch { 0 => "disputed", 1 or 2 => "paid", _ => "shipped" };

    static int Share(int nth) => (int)(nth * 7919L % 1000);

    /// <summary>As the seat's <c>place</c>: 0 inbox, 1 snoozed, 2 archived, 3 spam.</summary>
    public static short PlaceOf(int nth) => Share(nth) switch { < 300 => 2, < 340 => 3, < 380 => 1, _ => 0 };

    public static bool Owes(int nth) => nth % 16 == 0;

    public static bool Unread(int nth) => nth % 16 == 4;

    public static bool Labelled(int nth) => nth % 25 == 7;

    public static bool Starred(int nth) => nth % 25 == 8;

    public static bool Mentioned(int nth) => nth % 25 == 9;

    public static string AssigneeOf(int nth) => nth % 3 == 0 ? Owner : nth % 20 == 1 ? Agent : "";

    public static short PriorityOf(int nth) => nth % 25 == 0 ? (short)4 : nth % 25 == 1 ? (short)3 : (short)2;
}
