using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>A server on which browsers may be told things.</summary>
public class PushingWorld(string kind) : World(kind, new Dictionary<string, string> { ["Parley__Push__Contact"] = "mailto:operations@shop.example", ["Parley__Push__MostPerPerson"] = "3" });

public sealed class PushingSqlite() : PushingWorld("sqlite");

public sealed class PushingPostgres() : PushingWorld("postgres");

/// <summary>Browsers and phones say where they take notices; each belongs to one person, and to nobody when they are gone.</summary>
public abstract class Subscribing(PushingWorld world) : Facts(world)
{
    static FakeBrowser NewBrowser() => new("https://push.example");

    async Task<string?> OwnerAsync(FakeBrowser browser)
    {
        await using var db = World.Store.Open();
        return await db.Set<PushSubscription>().Where(s => s.Endpoint == browser.Endpoint).Select(s => s.PersonId).SingleOrDefaultAsync();
    }

    async Task<List<string>> PhonesAsync(string person)
    {
        await using var db = World.Store.Open();
        return await db.Set<PushDevice>().Where(d => d.PersonId == person).OrderBy(d => d.Token).Select(d => d.Token).ToListAsync();
    }

    [Fact]
    public async Task Everybody_gets_the_same_key_also_from_another_node_and_after_the_wrapping_key_changed()
    {
        var buyer = await World.NewBuyerAsync();
        var key = (await buyer.GetAsync("v1/push/key")).Must(200).Get<string>("key");
        Assert.True(PushSeal.IsPoint(Base64Url.DecodeFromChars(key)));
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        await using var node = await World.SecondNodeAsync();
        Assert.Equal(key, (await World.At(buyer, node).GetAsync("v1/push/key")).Must(200).Get<string>("key"));
    }

    [Fact]
    public async Task A_browser_belongs_to_the_last_who_signed_in_with_it_and_to_nobody_after_that()
    {
        using var browser = NewBrowser();
        var (ana, ben) = (await World.NewBuyerAsync("Ana"), await World.NewBuyerAsync("Ben"));
        (await ana.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await ana.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        Assert.Equal(ana.Id, await OwnerAsync(browser));
        (await ben.DeleteAsync("v1/push/subscriptions", new { endpoint = browser.Endpoint })).Must(204);
        Assert.Equal(ana.Id, await OwnerAsync(browser));
        (await ben.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        Assert.Equal(ben.Id, await OwnerAsync(browser));
        (await ben.DeleteAsync("v1/push/subscriptions", new { endpoint = browser.Endpoint })).Must(204);
        Assert.Null(await OwnerAsync(browser));
        (await ben.DeleteAsync("v1/push/subscriptions", new { endpoint = browser.Endpoint })).Must(204);
    }

    [Fact]
    public async Task A_browser_that_was_given_another_address_keeps_its_person_by_what_only_it_knows()
    {
        using var former = NewBrowser();
        using var renewed = NewBrowser();
        using var other = NewBrowser();
        var (ana, ben) = (await World.NewBuyerAsync("Ana"), await World.NewBuyerAsync("Ben"));
        (await ana.PutAsync("v1/push/subscriptions", former.Subscription)).Must(204);
        (await ben.PutAsync("v1/push/subscriptions", other.Subscription)).Must(204);
        Task<Answer> RenewAsync(string? auth, string endpoint, object subscription) => World.Anyone(auth).PutAsync("v1/push/subscriptions/renewal", new { endpoint, subscription });
        foreach (var (auth, endpoint) in new[] { (other.Auth, former.Endpoint), (renewed.Auth, renewed.Endpoint), (former.Auth, other.Endpoint), (null, former.Endpoint), ("", former.Endpoint), (ana.Bearer, former.Endpoint), (former.Auth[..^2], former.Endpoint) })
            (await RenewAsync(auth, endpoint, renewed.Subscription)).MustRefuse(404, "not-found");
        (await RenewAsync(former.Auth, former.Endpoint, new { endpoint = "https://127.0.0.1/x", keys = new { p256dh = Base64Url.EncodeToString(renewed.Point), auth = renewed.Auth } })).MustRefuse(422, "forbidden-destination");
        Assert.Equal(ana.Id, await OwnerAsync(former));
        (await RenewAsync(former.Auth, former.Endpoint, renewed.Subscription)).Must(204);
        Assert.Equal([null, ana.Id, ben.Id], new[] { await OwnerAsync(former), await OwnerAsync(renewed), await OwnerAsync(other) });
        (await RenewAsync(former.Auth, former.Endpoint, renewed.Subscription)).MustRefuse(404, "not-found");
    }

    /// <summary>The worker as it stands in <c>web/</c>, bundled and run, in a browser of which only what it asks for is there; what it fetches, this server answers.</summary>
    const string Worker = """
        (async () => {
          const e = process.env;
          const { rolldown } = await import(e.MODULES + '/rolldown/dist/index.mjs');
          const { output } = await (await rolldown({ input: e.WORKER, logLevel: 'silent' })).generate({ format: 'iife' });
          let held = JSON.stringify({ server: e.SERVER, endpoint: e.FORMER, auth: e.AUTH, key: 'k' }), work;
          const subscription = { endpoint: JSON.parse(e.RENEWED).endpoint, toJSON: () => JSON.parse(e.RENEWED) };
          const listeners = {};
          globalThis.addEventListener = (kind, listener) => (listeners[kind] = listener);
          globalThis.caches = { open: async () => ({ match: async () => new Response(held), put: async (_, response) => (held = await response.text()) }) };
          globalThis.registration = { pushManager: { subscribe: async () => subscription } };
          (0, eval)(output[0].code);
          listeners.pushsubscriptionchange({ oldSubscription: { endpoint: e.FORMER }, newSubscription: subscription, waitUntil: asked => (work = asked) });
          await work;
          console.log(JSON.parse(held).endpoint);
        })();
        """;

    [Fact]
    public async Task The_shipped_service_worker_moves_a_browser_to_its_new_address()
    {
        using var former = NewBrowser();
        using var renewed = NewBrowser();
        var ana = await World.NewBuyerAsync("Ana");
        (await ana.PutAsync("v1/push/subscriptions", former.Subscription)).Must(204);
        var kept = (await Tool.RunAsync("node", ["-e", Worker], new Dictionary<string, string>
        {
            ["MODULES"] = Path.Combine(Places.Repository, "web", "node_modules"), ["WORKER"] = Path.Combine(Places.Repository, "web", "elements", "push.worker.ts"), ["SERVER"] = $"{World.Server.Address}".TrimEnd('/'),
            ["FORMER"] = former.Endpoint, ["AUTH"] = former.Auth, ["RENEWED"] = System.Text.Json.JsonSerializer.Serialize(renewed.Subscription),
        })).Done();
        Assert.Equal(renewed.Endpoint, kept);
        Assert.Equal([null, ana.Id], new[] { await OwnerAsync(former), await OwnerAsync(renewed) });
    }

    [Fact]
    public async Task Of_too_many_browsers_the_one_not_seen_for_longest_goes()
    {
        var buyer = await World.NewBuyerAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => NewBrowser()).ToList();
        foreach (var browser in browsers.Take(3)) (await buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await buyer.PutAsync("v1/push/subscriptions", browsers[0].Subscription)).Must(204);
        (await buyer.PutAsync("v1/push/subscriptions", browsers[3].Subscription)).Must(204);
        Assert.Equal([buyer.Id, null, buyer.Id, buyer.Id], await Task.WhenAll(browsers.Select(OwnerAsync)));
        browsers.ForEach(b => b.Dispose());
    }

    [Theory]
    [InlineData("http://push.example/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::ffff:10.0.0.1]/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://0x7f.1/x")]
    [InlineData("https://[64:ff9b::7f00:1]/x")]
    [InlineData("https://push.example/x#y")]
    public async Task Endpoints_that_are_no_public_address_are_refused(string endpoint)
    {
        var buyer = await World.NewBuyerAsync();
        using var browser = NewBrowser();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(browser.Subscription)!;
        body["endpoint"] = endpoint;
        (await buyer.PutAsync("v1/push/subscriptions", body)).MustRefuse(422, "forbidden-destination");
    }

    [Fact]
    public async Task What_is_no_subscription_is_refused_by_name()
    {
        var buyer = await World.NewBuyerAsync();
        using var browser = NewBrowser();
        foreach (var (field, p256dh, auth) in new[]
        {
            ("keys.p256dh", "AAAA", browser.Auth), ("keys.p256dh", Base64Url.EncodeToString(new byte[65]), browser.Auth), ("keys.p256dh", "", browser.Auth),
            ("keys.auth", Base64Url.EncodeToString(browser.Point), "AAAA"), ("keys.auth", Base64Url.EncodeToString(browser.Point), "!!"),
        })
            Assert.NotNull((await buyer.PutAsync("v1/push/subscriptions", new { endpoint = browser.Endpoint, keys = new { p256dh, auth } })).MustRefuse(400, "validation").Json["errors"]![field]);
        (await buyer.PutAsync("v1/push/subscriptions", new { endpoint = "mailto:a@b.example", keys = new { p256dh = Base64Url.EncodeToString(browser.Point), auth = browser.Auth } })).MustRefuse(400, "validation");
        (await buyer.PutAsync("v1/push/subscriptions", new { endpoint = "https://push.example/" + new string('x', 2048), keys = new { p256dh = Base64Url.EncodeToString(browser.Point), auth = browser.Auth } })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Phones_are_told_by_the_app_or_by_the_host_and_forgotten_together()
    {
        var buyer = await World.NewBuyerAsync();
        var other = await World.NewBuyerAsync();
        var (mine, theirs) = ($"fcm:{Guid.NewGuid():N}", new string('a', 32) + Guid.NewGuid().ToString("N"));
        (await buyer.PutAsync("v1/push/devices", new { platform = "fcm", token = mine, app = "example.shop", locale = "de" })).Must(204);
        (await World.HostClient.PutAsync($"v1/users/{buyer.Id}/devices", new { platform = "apns", token = theirs })).Must(204);
        Assert.Equal([theirs, mine], await PhonesAsync(buyer.Id));
        (await other.DeleteAsync("v1/push/devices", new { platform = "fcm", token = mine })).Must(204);
        Assert.Equal(2, (await PhonesAsync(buyer.Id)).Count);
        (await other.PutAsync("v1/push/devices", new { platform = "fcm", token = mine })).Must(204);
        Assert.Equal([theirs], await PhonesAsync(buyer.Id));
        using var browser = NewBrowser();
        (await buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await World.HostClient.DeleteAsync($"v1/users/{buyer.Id}/devices")).Must(204);
        Assert.Empty(await PhonesAsync(buyer.Id));
        Assert.Null(await OwnerAsync(browser));
        (await World.HostClient.PutAsync("v1/users/nobody-ever/devices", new { platform = "fcm", token = mine })).MustRefuse(404, "not-found");
    }

    [Theory]
    [InlineData("apns", "../../3/device/x", null, "token")]
    [InlineData("apns", "00ff", null, "token")]
    [InlineData("fcm", "with blank", null, "token")]
    [InlineData("fcm", "", null, "token")]
    [InlineData("apns", "00112233445566778899aabbccddeeff", "a\r\nb: c", "app")]
    public async Task A_phones_token_or_app_that_is_none_is_refused_by_name(string platform, string token, string? app, string field) =>
        Assert.NotNull((await (await World.NewBuyerAsync()).PutAsync("v1/push/devices", new { platform, token, app })).MustRefuse(400, "validation").Json["errors"]![field]);

    [Fact]
    public async Task Who_is_removed_has_no_browser_and_no_phone_any_more()
    {
        var buyer = await World.NewBuyerAsync();
        using var browser = NewBrowser();
        (await buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await buyer.PutAsync("v1/push/devices", new { platform = "fcm", token = $"t{Guid.NewGuid():N}" })).Must(204);
        await World.Host.DeleteUserAsync(buyer.Id);
        await Eventually.TrueAsync(async () => await OwnerAsync(browser) is null && (await PhonesAsync(buyer.Id)).Count == 0, "they are forgotten");
    }
}

public sealed class Subscribing_on_sqlite(PushingSqlite world) : Subscribing(world), IClassFixture<PushingSqlite>;

public sealed class Subscribing_on_postgres(PushingPostgres world) : Subscribing(world), IClassFixture<PushingPostgres>;
