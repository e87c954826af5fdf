using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Automation;

/// <summary>Rules pass buyers on: to vendors whom the marketplace allows, and to the marketplace itself.</summary>
public abstract class Passing(World world) : Facts(world)
{
    static string Path(Actor actor, string rest = "") => $"v1/rules{rest}?as={actor.As}";

    static object Route(string to, string word) => new { name = $"Pass on {word}", on = new[] { "message" }, when = new { fact = "words", @is = new[] { word } }, @do = new[] { new { type = "route", to } } };

    static async Task<Answer> PutAsync(Shop shop, params object[] rules) =>
        await shop.Agent.PutAsync(Path(shop.Agent), new { version = (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"), rules });

    async Task<Answer> AllowAsync(Shop shop, params string[] vendors) => await World.HostClient.PutAsync($"v1/vendors/{shop.VendorId}/routes", new { vendors });

    static async Task<JsonNode[]> LogAsync(Shop shop, Guid thread) => (await shop.Agent.GetAsync(Path(shop.Agent, "/log") + $"&conversation={thread}")).Must(200).Json.Items();

    static async Task<JsonNode[]> LinesAsync(Actor reader, Guid thread) => [.. (await reader.ReadThreadAsync(thread)).Must(200).Json.Items().Where(m => m.At("event") is not null)];

    async Task HeardAgainAsync(Guid thread, int seq)
    {
        await World.Store.Store.WriteAsync(async db =>
        {
            await db.Set<Parley.Automation.Deed>().Where(d => d.ConversationId == thread).ExecuteDeleteAsync(); // as after a crash before it was written down
            db.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = thread, Seq = seq, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        await WorkedOffAsync();
    }

    async Task WorkedOffAsync()
    {
        await using var db = World.Store.Open();
        var end = await db.Set<Fact>().MaxAsync(f => (long?)f.Id) ?? 0;
        await Eventually.TrueAsync(async () => await db.Set<FactWorkerState>().Where(w => w.Name == "rules").Select(w => w.Position).SingleOrDefaultAsync() >= end, "the facts were worked off", TimeSpan.FromSeconds(90));
    }

    async Task<int> AskedAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<Fact>().CountAsync(f => f.Kind == FactKind.PlatformAsked && f.ConversationId == thread);
    }

    [Fact]
    public async Task A_rule_passes_a_buyer_on_once_and_both_threads_say_so()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync("Elsewhere"));
        (await AllowAsync(shop, other.VendorId)).Must(204);
        (await PutAsync(shop, Route(other.VendorId, "glass"))).Must(200);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Do you have it in glass?");
        await Eventually.TrueAsync(async () => (await LogAsync(shop, talk.Id)).Length == 1, "it was passed on");
        var line = Assert.Single(await LinesAsync(talk.Buyer, talk.Id));
        Assert.Equal(("conversation-passed-on", "to", "Elsewhere"), (line.Get<string>("event.type"), line.Get<string>("event.data.direction"), line.Get<string>("event.data.name")));
        var theirs = line.Get<Guid>("event.data.conversation");
        var seen = (await other.Agent.ReadThreadAsync(theirs)).Must(200).Json.Items();
        Assert.Equal(("from", shop.Name), (Assert.Single(seen).Get<string>("event.data.direction"), seen[0].Get<string>("event.data.name")));
        Assert.Equal(("listing", shop.ListingId), ((await other.Agent.ViewAsync(theirs)).Must(200).Get<string>("subject.kind"), (await other.Agent.ViewAsync(theirs)).Get<string>("subject.id")));
        (await other.Agent.ViewAsync(talk.Id)).MustRefuse(404, "not-found");
        (await talk.Vendor.ViewAsync(theirs)).MustRefuse(404, "not-found");
        (await talk.Buyer.SayAsync(theirs, "In glass, please")).Must(201);

        (await talk.Buyer.SayAsync(talk.Id, "Glass, I said")).Must(201);
        await WorkedOffAsync();
        await HeardAgainAsync(talk.Id, 1);
        Assert.Single(await LinesAsync(talk.Buyer, talk.Id));
        Assert.Single(await LinesAsync(other.Agent, theirs));
        Assert.Empty(await LogAsync(shop, talk.Id)); // nothing was done, so nothing is written down
    }

    [Fact]
    public async Task Only_to_vendors_whom_the_marketplace_allows()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync("Elsewhere"));
        var refused = (await PutAsync(shop, Route(other.VendorId, "glass"))).MustRefuse(400, "validation");
        Assert.Contains("'Pass on glass'", refused.Get<string>("detail"), StringComparison.Ordinal);
        (await PutAsync(shop, Route("nobody-1", "glass"))).MustRefuse(400, "validation");
        foreach (var bad in new object[] { new { vendors = new[] { shop.VendorId } }, new { vendors = new[] { "nobody-1" } }, new { vendors = Enumerable.Range(0, 101).Select(i => $"v{i}") }, new { }, new { vendors = new[] { "" } } })
            (await World.HostClient.PutAsync($"v1/vendors/{shop.VendorId}/routes", bad)).MustRefuse(400, "validation");
        (await World.HostClient.PutAsync("v1/vendors/nobody-1/routes", new { vendors = Array.Empty<string>() })).MustRefuse(404, "not-found");
        (await AllowAsync(shop, other.VendorId, other.VendorId)).Must(204);
        foreach (var list in new[] { await shop.Agent.GetAsync(Path(shop.Agent, "/routes")), await World.HostClient.GetAsync($"v1/vendors/{shop.VendorId}/routes") })
            Assert.Equal((other.VendorId, "Elsewhere"), (Assert.Single(list.Must(200).Json.Items()).Get<string>("id"), list.Get<string>("items.0.name")));
        (await PutAsync(shop, Route(other.VendorId, "glass"))).Must(200);

        (await AllowAsync(shop)).Must(204); // taken back
        var late = await shop.OpenAsync(await World.NewBuyerAsync(), "Glass?");
        await Eventually.TrueAsync(async () => await LogAsync(shop, late.Id) is [var deed] && deed.Get<string>("acts.0.problem").StartsWith("The marketplace does not let", StringComparison.Ordinal), "it was not passed on");
        (await AllowAsync(shop, other.VendorId)).Must(204);
        await World.Host.DeleteVendorAsync(other.VendorId);
        var gone = await shop.OpenAsync(await World.NewBuyerAsync(), "Glass!");
        await Eventually.TrueAsync(async () => await LogAsync(shop, gone.Id) is [var deed] && deed.Get<string>("acts.0.problem") == "They have left the marketplace.", "nobody is passed on to who has left");
        Assert.Empty(await LinesAsync(gone.Buyer, gone.Id));
        Assert.Empty((await shop.Agent.GetAsync(Path(shop.Agent, "/routes"))).Must(200).Json.Items());
    }

    [Fact]
    public async Task Vendors_who_pass_on_to_each_other_do_so_once()
    {
        var (one, two) = (await World.NewShopAsync("One"), await World.NewShopAsync("Two"));
        (await AllowAsync(one, two.VendorId)).Must(204);
        (await AllowAsync(two, one.VendorId)).Must(204);
        (await PutAsync(one, Route(two.VendorId, "glass"))).Must(200);
        (await PutAsync(two, Route(one.VendorId, "glass"))).Must(200);
        var talk = await one.OpenAsync(await World.NewBuyerAsync(), "Glass?");
        await Eventually.TrueAsync(async () => (await LinesAsync(talk.Buyer, talk.Id)).Length == 1, "it was passed on");
        var theirs = (await LinesAsync(talk.Buyer, talk.Id))[0].Get<Guid>("event.data.conversation");
        (await talk.Buyer.SayAsync(theirs, "Glass, they say you have it")).Must(201);
        await Eventually.TrueAsync(async () => await LogAsync(two, theirs) is [var deed] && deed.Get<string>("acts.0.problem") == "They passed the buyer on to this vendor.", "nobody is sent back");
        Assert.Single(await LinesAsync(talk.Buyer, theirs));
        Assert.Single(await LinesAsync(talk.Buyer, talk.Id));
    }

    [Fact]
    public async Task An_order_that_they_have_no_share_in_stays_with_its_vendor()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync("Elsewhere"));
        (await AllowAsync(shop, other.VendorId)).Must(204);
        (await PutAsync(shop, Route(other.VendorId, "glass"))).Must(200);
        var buyer = await World.NewBuyerAsync();
        var order = World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, order, shop.VendorId, "A secret present") { BuyerId = buyer.Id, State = "paid", PlacedAt = DateTimeOffset.UtcNow });
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Also in glass?") })).Must(201).Get<Guid>("conversation.id");
        await Eventually.TrueAsync(async () => (await LinesAsync(buyer, thread)).Length == 1, "it was passed on");
        var theirs = (await LinesAsync(buyer, thread))[0].Get<Guid>("event.data.conversation");
        Assert.DoesNotContain("secret present", (await other.Agent.ViewAsync(theirs)).Must(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platform_is_asked_once_and_both_sides_read_it()
    {
        var shop = await World.NewShopAsync();
        (await PutAsync(shop, Route("platform", "help"))).Must(200);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Help!");
        await Eventually.TrueAsync(async () => (await LogAsync(shop, talk.Id)).Length == 1, "it was asked");
        Assert.Equal("platform-asked", Assert.Single(await LinesAsync(talk.Buyer, talk.Id)).Get<string>("event.type"));
        (await talk.Buyer.SayAsync(talk.Id, "Help, please")).Must(201);
        await WorkedOffAsync();
        await HeardAgainAsync(talk.Id, 1);
        Assert.Equal((1, 1), (await AskedAsync(talk.Id), (await LinesAsync(talk.Vendor, talk.Id)).Length));
        Assert.Equal("Asked the platform", (await talk.Vendor.GetAsync($"v1/inbox/labels?as={talk.Vendor.As}")).Must(200).Get<string>("items.0.name"));
        await using var db = World.Store.Open();
        Assert.Single(await db.Set<ThreadLabel>().Where(l => l.ConversationId == talk.Id).ToListAsync());
    }

    [Fact]
    public async Task A_dry_run_says_to_whom_and_passes_nobody_on()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync("Elsewhere"));
        (await AllowAsync(shop, other.VendorId)).Must(204);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Do you have it in glass?");
        await WorkedOffAsync();
        var run = (await shop.Agent.PostAsync(Path(shop.Agent, "/dry-run"), new { days = 30, rules = new[] { Route(other.VendorId, "glass") } })).Must(200);
        Assert.Equal(("route", other.VendorId), (run.Get<string>("rules.0.examples.0.acts.0.type"), run.Get<string>("rules.0.examples.0.acts.0.to")));
        await WorkedOffAsync();
        Assert.Empty(await LinesAsync(talk.Buyer, talk.Id));
        Assert.Empty((await other.Agent.InboxAsync()).Must(200).Json.Items());
    }
}

public sealed class Passing_on_sqlite(CommonSqlite world) : Passing(world);

public sealed class Passing_on_postgres(CommonPostgres world) : Passing(world);
