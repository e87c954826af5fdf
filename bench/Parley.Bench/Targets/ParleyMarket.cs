using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Bench.Driver;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>Fills the server through its host API as a marketplace would: people, vendors, agents, listings, history.</summary>
sealed class ParleyMarket(ParleyServer server, string key, World world)
{
    const int RowsPerRequest = 20_000;

    public static string BuyerId(int buyer) => $"b{buyer}";

    public static string AgentId(int vendor) => $"a{vendor}";

    public static string VendorId(int vendor) => $"v{vendor}";

    /// <summary>The person's id and the view it asks for, by person number (see <see cref="World"/>).</summary>
    public static (string Id, string As) Seat(int person) => person < World.Buyers
        ? (BuyerId(person), "buyer")
        : (AgentId(person - World.Buyers), $"vendor:{VendorId(person - World.Buyers)}");

    public static string TokenOf(int person) => Token.For(Seat(person).Id, ParleyServer.Secret, TimeSpan.FromHours(4));

    public static Uri CrowdAddress(int port, int number) =>
        new($"ws://127.0.0.1:{port}/realtime?as=buyer&access_token={Token.For(CrowdId(number), ParleyServer.Secret, TimeSpan.FromHours(4))}");

    static string CrowdId(int number) => $"x{number}";

    /// <summary>All people and listings, and every conversation with some messages of history.</summary>
    public async Task FillAsync(int messagesEach, CancellationToken ct)
    {
        await server.SyncAsync(key, People().Concat(Listings()), ct);
        foreach (var batch in Enumerable.Range(0, world.Conversations).Chunk(Math.Max(1, RowsPerRequest / (messagesEach + 1))))
            await server.SyncAsync(key, batch.Select(conversation => Conversation(conversation, messagesEach)), ct);
    }

    /// <summary>A crowd of buyers who never write, for idle connections.</summary>
    public Task AddCrowdAsync(int count, CancellationToken ct) =>
        server.SyncAsync(key, Enumerable.Range(0, count).Select(number => $$"""{"type":"user","id":"{{CrowdId(number)}}","name":"Guest {{number}}"}"""), ct);

    /// <summary>The server's ids and last numbers of all conversations, read from each buyer's inbox.</summary>
    public async Task<(Guid[] Ids, long[] LastSeq)> ReadConversationsAsync(CancellationToken ct)
    {
        var (ids, last) = (new Guid[world.Conversations], new long[world.Conversations]);
        using var client = new HttpClient { BaseAddress = server.Address };
        for (var buyer = 0; buyer < Math.Min(World.Buyers, world.Conversations); buyer++)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(buyer));
            for (string? cursor = ""; cursor is not null;)
            {
                using var page = JsonDocument.Parse(await client.GetStringAsync($"/v1/inbox?as=buyer&limit=100{cursor}", ct));
                foreach (var row in page.RootElement.GetProperty("items").EnumerateArray())
                {
                    // The listing's id is v{vendor}-{nth}: see Listings.
                    var parts = row.GetProperty("subject").GetProperty("id").GetString()!.TrimStart('v').Split('-');
                    var (vendor, nth) = (Number(parts[0]), Number(parts[1]));
                    var conversation = (((nth * World.Vendors) + vendor) * World.Buyers) + buyer;
                    ids[conversation] = row.GetProperty("id").GetGuid();
                    last[conversation] = row.GetProperty("lastSeq").GetInt64();
                }
                cursor = page.RootElement.GetProperty("cursor").GetString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
            }
        }
        if (Array.IndexOf(ids, Guid.Empty) is >= 0 and var missing) throw new InvalidOperationException($"Conversation {missing} is in no inbox.");
        return (ids, last);
    }

    IEnumerable<string> People()
    {
        for (var buyer = 0; buyer < World.Buyers; buyer++) yield return $$"""{"type":"user","id":"{{BuyerId(buyer)}}","name":"Buyer {{buyer}}"}""";
        for (var vendor = 0; vendor < World.Vendors; vendor++)
        {
            yield return $$"""{"type":"user","id":"{{AgentId(vendor)}}","name":"Agent {{vendor}}"}""";
            yield return $$"""{"type":"vendor","id":"{{VendorId(vendor)}}","name":"Vendor {{vendor}}"}""";
            yield return $$"""{"type":"agent","vendor":"{{VendorId(vendor)}}","user":"{{AgentId(vendor)}}","role":"owner"}""";
        }
    }

    IEnumerable<string> Listings() =>
        from nth in Enumerable.Range(0, world.Listings)
        from vendor in Enumerable.Range(0, World.Vendors)
        select $$"""{"type":"subject","kind":"listing","id":"{{VendorId(vendor)}}-{{nth}}","vendor":"{{VendorId(vendor)}}","title":"Listing {{nth}} of vendor {{vendor}}"}""";

    static string Conversation(int conversation, int messagesEach)
    {
        var (buyer, vendor, nth) = (World.Buyer(conversation), World.Vendor(conversation), World.Listing(conversation));
        var start = DateTimeOffset.UtcNow.AddDays(-30).AddSeconds(conversation % 1_000_000);
        var messages = Enumerable.Range(0, messagesEach).Select(number =>
        {
            var at = start.AddMinutes(number);
            var from = number % 2 == 0 ? "\"from\":\"buyer\"" : $"\"from\":\"vendor\",\"agent\":\"{AgentId(vendor)}\"";
            var text = $"{Load.Words}{number:D9}";
            return $$"""{"clientMessageId":"{{Guid.CreateVersion7(at)}}",{{from}},"text":"{{text}}","at":"{{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}}"}""";
        });
        return $$"""{"type":"conversation","subject":{"kind":"listing","id":"{{VendorId(vendor)}}-{{nth}}"},"vendor":"{{VendorId(vendor)}}","buyer":"{{BuyerId(buyer)}}","messages":[{{string.Join(',', messages)}}],"readBy":{"buyer":{{messagesEach}},"vendor":{{messagesEach}} } }""";
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
