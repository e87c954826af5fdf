namespace Parley.BrowserTests.Rig;

/// <summary>Who is in the sample marketplace and what is sold there, as far as the tests need to know. Maya is left to the tests that look at a full message centre.</summary>
public static class Cast
{
    public static readonly string[] Buyers =
    [
        "priya", "grace", "ellie", "hannah", "james", "ruth", "callum", "zoe", "victor", "naomi", "ben", "isla",
        "felix", "sabine", "jan", "miriam", "thomas", "katrin", "anton", "ulrike", "nils", "charlotte", "dieter", "svenja", "jule",
        "hugo", "manon", "etienne", "claire", "youssef", "lucia", "carmen", "javier", "ines", "pablo", "giulia", "marco", "chiara",
        "lorenzo", "elisa", "sanne", "daan", "femke", "bram", "beatriz", "tiago", "rafaela", "joao", "zofia", "marek", "elias",
        "deniz", "ceren", "freja", "aino", "jakub", "camille", "haruka", "huda", "kenji", "layla", "oliver", "omar", "tom", "yui",
    ];

    public static string[] Listings(string vendor) => vendor switch
    {
        "nordlicht" => ["fjord-vase", "dune-lamp", "skerry-bowl", "moss-vase", "breakfast-bowls", "harbour-mug", "tide-plates", "lantern-pendant", "candle-pair"],
        "kettenwerk" => ["city-service", "ebike-check", "drivetrain-swap", "bike-fitting", "brake-bleed", "wheel-truing"],
        "hinterland" => ["lake-cabin", "treehouse", "alp-hut", "dune-house", "houseboat", "north-lodge", "tiny-orchard", "pine-hut"],
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, null),
    };

    public static string Agent(string vendor) => vendor switch { "nordlicht" => "ina", "kettenwerk" => "tomas", _ => "greta" };
}

/// <summary>A buyer, a vendor's agent and a listing that is new between them.</summary>
public sealed record Meeting(Stage Stage, string Buyer, string BuyerName, string Agent, string Vendor, string VendorName, string Listing, string ListingTitle)
{
    /// <summary>Opens the thread with the buyer's first words; returns its id.</summary>
    public async Task<string> BeginAsync(string words = "Good morning, is it still available?") =>
        await (await Stage.AsAsync(Buyer)).OpenAsync(Vendor, $"listing:{Listing}", words);
}
