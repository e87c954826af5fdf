using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Parley.Client;

namespace Parley.Tests.Inbox;

/// <summary>A vendor team's threads by what their orders are worth.</summary>
public abstract class Valuing(World world) : Facts(world)
{
    static async Task<List<JsonNode>> RowsAsync(Actor who, string query)
    {
        var all = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = (await who.InboxAsync($"{query}&cursor={cursor}")).Must(200);
            all.AddRange(page.Json.Items());
            cursor = (string?)page.Json["cursor"];
            if (cursor is null) return all;
            Assert.True(all.Count < 5000, "paging never ends");
        }
    }

    static async Task<List<Guid>> IdsAsync(Actor who, string query) => (await RowsAsync(who, query)).ConvertAll(r => r.Get<Guid>("id"));

    async Task<string> PutAsync(Shop shop, Actor buyer, SubjectKind kind, Money? amount, Shop? with = null, string? id = null)
    {
        id ??= Rig.World.NewId("thing");
        await World.Host.PutSubjectAsync(new Subject(kind, id, shop.VendorId, "Bowls")
        {
            BuyerId = kind == SubjectKind.Listing ? null : buyer.Id,
            State = "paid",
            Amount = amount,
            Items = with is null ? [new SubjectItem("A bowl", 1) { VendorId = shop.VendorId }] : [new SubjectItem("A bowl", 1), new SubjectItem("A bell", 1) { VendorId = with.VendorId }],
        });
        return id;
    }

    async Task<(Guid Thread, string Subject, Actor Buyer)> OpenAsync(Shop shop, SubjectKind kind, Money? amount, Shop? with = null)
    {
        var buyer = await World.NewBuyerAsync();
        var id = await PutAsync(shop, buyer, kind, amount, with);
        var opened = await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = kind.ToString().ToLowerInvariant(), id }, message = Actor.Message("about it") });
        return (opened.Must(201).Get<Guid>("conversation.id"), id, buyer);
    }

    [Fact]
    public async Task What_is_worth_most_comes_first_each_currency_by_itself_and_what_has_no_value_last()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync());
        var me = shop.Agent;
        var listing = (await OpenAsync(shop, SubjectKind.Listing, new Money(999_999, "EUR"))).Thread; // a price is no order's value
        var small = await OpenAsync(shop, SubjectKind.Order, new Money(900, "EUR"));
        var yen = (await OpenAsync(shop, SubjectKind.Booking, new Money(5_000_000, "JPY"))).Thread;
        var large = (await OpenAsync(shop, SubjectKind.Order, new Money(90_000, "EUR"))).Thread;
        var same = (await OpenAsync(shop, SubjectKind.Request, new Money(90_000, "EUR"))).Thread;
        var shared = (await OpenAsync(shop, SubjectKind.Order, new Money(80_000, "EUR"), other)).Thread; // the total of two vendors is neither's
        var unpriced = (await OpenAsync(shop, SubjectKind.Order, null)).Thread;
        var dollars = (await OpenAsync(shop, SubjectKind.Order, new Money(100, "USD"))).Thread;
        Guid[] expected = [large, same, small.Thread, yen, dollars, unpriced, shared, listing];
        foreach (var limit in new[] { 1, 3, 30 }) Assert.Equal(expected, await IdsAsync(me, $"folder=all&sort=value&limit={limit}"));
        Assert.Equal(expected, await IdsAsync(me, "folder=needs&sort=value&limit=2"));
        Assert.Equal([large, small.Thread, dollars, unpriced, shared], await IdsAsync(me, "folder=all&sort=value&kind=order&limit=2"));
        Assert.Empty(await IdsAsync(me, "folder=archived&sort=value"));
        var first = (await me.InboxAsync("folder=all&sort=value&limit=1")).Must(200);
        Assert.Equal((90_000, "EUR"), (first.Get<int>("items.0.subject.amount.minor"), first.Get<string>("items.0.subject.amount.currency")));
        Assert.Null((await RowsAsync(me, "folder=all&sort=value")).Single(r => r.Get<Guid>("id") == shared)["subject"]!["amount"]);

        await PutAsync(shop, small.Buyer, SubjectKind.Order, new Money(900_000, "EUR"), id: small.Subject);
        Assert.Equal(small.Thread, (await IdsAsync(me, "folder=all&sort=value"))[0]);
        await PutAsync(shop, small.Buyer, SubjectKind.Order, new Money(900_000, "EUR"), other, small.Subject);
        Assert.Equal([large, same, yen, dollars, unpriced, shared, small.Thread, listing], await IdsAsync(me, "folder=all&sort=value&limit=3"));

        await World.Host.DeleteSubjectAsync(SubjectKind.Order, small.Subject);
        (await small.Buyer.InboxAsync("sort=value")).MustRefuse(400, "validation");
        var agent = await World.NewAgentAsync(shop.VendorId);
        (await me.PostAsync($"v1/inbox/acts?as={me.As}", new { conversations = new[] { yen, shared }, act = new { type = "assign", agent = agent.Id } })).Must(200);
        await shop.SeeOwnAsync();
        Assert.Equal([yen, shared], await IdsAsync(agent, "folder=all&sort=value&limit=1"));
        Assert.Equal([yen, shared], await IdsAsync(agent, "folder=mine&sort=value&limit=1"));
        var cursor = first.Get<string>("cursor");
        (await me.InboxAsync($"folder=all&sort=value&limit=1&cursor={cursor}")).Must(200);
        (await me.InboxAsync($"folder=all&sort=time&limit=1&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task A_large_inbox_is_read_in_bounded_steps_and_nothing_is_left_out_or_misplaced()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var (orders, threads, values) = (new List<string>(), new List<string>(), new Dictionary<string, (string Currency, int Minor)>());
        for (var i = 0; i < 1_040; i++)
        {
            var id = $"{shop.VendorId}-{i * 7 % 1_040:D4}";
            var (currency, minor) = values[id] = (i % 3 == 0 ? "USD" : "EUR", i % 2 == 0 ? 4_200 : i % 50); // many are worth the same
            orders.Add($$"""{"type":"subject","kind":"order","id":"{{id}}","vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","title":"Order","state":"{{(i is 3 or 5 ? "returned" : "paid")}}","amount":{"minor":{{minor}},"currency":"{{currency}}"} }""");
            threads.Add($$"""{"type":"conversation","subject":{"kind":"order","id":"{{id}}"},"vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","messages":[{"clientMessageId":"{{Guid.NewGuid()}}","from":"buyer","text":"words","at":"2025-01-01T00:00:00Z"}]}""");
        }
        foreach (var some in threads.Chunk(260).Prepend([.. orders]))
            Assert.Contains("\"failed\":0", (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", string.Join('\n', some) + "\n", "application/x-ndjson")).Must(200).Body, StringComparison.Ordinal);
        var plain = await shop.OpenAsync(buyer, "about the bowl");
        var rows = await RowsAsync(shop.Agent, "folder=all&sort=value&limit=100");
        var expected = values.OrderBy(v => v.Value.Currency, StringComparer.Ordinal).ThenByDescending(v => v.Value.Minor).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key).Append(shop.ListingId);
        Assert.Equal(expected, rows.Select(r => r.Get<string>("subject.id")));
        Assert.Equal(plain.Id, rows[^1].Get<Guid>("id"));
        // The two that were returned are older than a page looks back: it says where to look on.
        var first = (await shop.Agent.InboxAsync("folder=all&orderState=returned&limit=10")).Must(200);
        Assert.Empty(first.Json.Items());
        Assert.NotNull((string?)first.Json["cursor"]);
        string[] returned = [$"{shop.VendorId}-0021", $"{shop.VendorId}-0035"];
        foreach (var sort in new[] { "time", "priority", "waiting" })
            Assert.Equal(returned, (await RowsAsync(shop.Agent, $"folder=all&orderState=returned&sort={sort}&limit=1")).Select(r => r.Get<string>("subject.id")).Order());
        Assert.Equal(1_041, (await IdsAsync(shop.Agent, "folder=all&sort=waiting&kind=order&limit=100")).Concat([plain.Id]).Distinct().Count());
        Assert.Equal(1_000, (await shop.Agent.GetAsync($"v1/inbox/folders?as={shop.Agent.As}")).Must(200).Get<int>("needs"));
    }

    [Fact]
    public async Task Orders_from_before_have_their_value_after_the_migration()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync());
        foreach (var (amount, with, kind) in new (Money?, Shop?, SubjectKind)[]
            { (new Money(4_200, "EUR"), null, SubjectKind.Order), (null, null, SubjectKind.Order), (new Money(4_200, "EUR"), other, SubjectKind.Order), (new Money(4_200, "EUR"), null, SubjectKind.Listing) })
            await OpenAsync(shop, kind, amount, with);
        await using var db = World.Store.Open();
        var own = db.Set<Parley.Market.Subject>().Where(s => s.VendorId == shop.VendorId);
        var known = await own.OrderBy(s => s.Id).Select(s => new { s.Id, s.Worth, s.Currency }).ToListAsync();
        await db.Database.ExecuteSqlAsync($"update subjects set worth = null, currency = null where vendor_id = {shop.VendorId}");
        var migration = (Migration)Activator.CreateInstance(db.GetService<IMigrationsAssembly>().Migrations.Single(m => m.Key.EndsWith("_Desk", StringComparison.Ordinal)).Value)!;
        var step = migration.UpOperations.OfType<Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation>().Single(s => s.Sql.Contains("set worth", StringComparison.Ordinal));
        await db.Database.ExecuteSqlRawAsync(step.Sql);
        Assert.Equal(known, await own.OrderBy(s => s.Id).Select(s => new { s.Id, s.Worth, s.Currency }).ToListAsync());
        Assert.Single(known, k => (k.Worth, k.Currency) == (4_200L, "EUR"));
    }
}

public sealed class Valuing_on_sqlite(CommonSqlite world) : Valuing(world);

public sealed class Valuing_on_postgres(CommonPostgres world) : Valuing(world);
