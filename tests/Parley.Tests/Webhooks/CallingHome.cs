using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Tests.Safety;
using Parley.Webhooks;

namespace Parley.Tests.Webhooks;

/// <summary>Nobody makes the server call its own house.</summary>
public sealed class Calling_home(HomeSqlite world) : Facts(world), IClassFixture<HomeSqlite>
{
    [Theory]
    [InlineData("http://shop.example/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://api.localhost./hook")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f.1/hook")]
    [InlineData("https://017700000001/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:127.0.0.1]/hook")]
    [InlineData("https://[64:ff9b::10.0.0.1]/hook")]
    [InlineData("https://[2002:7f00:1::]/hook")]
    [InlineData("https://[fd00::1]/hook")]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://100.64.0.1/hook")]
    public async Task Addresses_of_the_house_are_no_webhooks_and_whoever_tries_is_noted(string url)
    {
        var id = Guid.NewGuid();
        (await World.HostClient.PostAsync("v1/webhooks", new { url, id })).MustRefuse(422, "forbidden-destination");
        Assert.True(await World.NotedAsync("webhook-refused", $"webhook {id}"));
        (await World.HostClient.GetAsync($"v1/webhooks/{id}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task Neither_is_one_that_is_a_webhook_moved_there()
    {
        var id = (await World.HostClient.PostAsync("v1/webhooks", new { url = "https://hooks.shop.example/parley" })).Must(201).Get<Guid>("id");
        (await World.HostClient.PutAsync($"v1/webhooks/{id}", new { url = "https://10.0.0.1/parley" })).MustRefuse(422, "forbidden-destination");
        Assert.True(await World.NotedAsync("webhook-refused", $"webhook {id}"));
        Assert.Equal("https://hooks.shop.example/parley", (await World.HostClient.GetAsync($"v1/webhooks/{id}")).Must(200).Get<string>("url"));
        (await World.HostClient.DeleteAsync($"v1/webhooks/{id}")).Must(204);
    }
}

/// <summary>A server as it is by default.</summary>
public abstract class HomeWorld(string kind) : World(kind);

public sealed class HomeSqlite() : HomeWorld("sqlite");

public sealed class HomePostgres() : HomeWorld("postgres");

/// <summary>A name may lead to the internet when it is saved, and home when it is dialled.</summary>
public abstract class Names_that_change_their_mind(HomeWorld world) : Facts(world)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task They_are_not_called_and_the_log_of_deliveries_says_why(string host)
    {
        await using var receiver = await Receiver.StartAsync();
        var id = (await World.HostClient.PostAsync("v1/webhooks", new { url = "https://hooks.shop.example/parley", types = new[] { "message.sent" } })).Must(201).Get<Guid>("id");
        var home = receiver.Address.Replace("127.0.0.1", host, StringComparison.Ordinal);
        await World.Store.Store.WriteAsync(db => db.Set<WebhookEndpoint>().Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Url, home)), default);
        await World.NewTalkAsync();
        JsonNode? logged = null;
        await Eventually.TrueAsync(async () => (logged = (await World.HostClient.GetAsync($"v1/webhooks/{id}/deliveries")).Must(200).Json.Items().FirstOrDefault(d => d["outcome"] is not null)) is not null, "it was tried");
        Assert.Equal(("forbidden-destination", null), (logged!.Get<string>("outcome"), (int?)logged!["status"]));
        Assert.Equal("forbidden-destination", (await World.HostClient.PostAsync($"v1/webhooks/{id}/test")).Must(200).Get<string>("outcome"));
        Assert.Empty(receiver.All);
        Assert.True(await World.NotedAsync("webhook-refused", $"webhook {id}"));
        (await World.HostClient.DeleteAsync($"v1/webhooks/{id}")).Must(204);
    }
}

public sealed class Names_that_change_their_mind_on_sqlite(HomeSqlite world) : Names_that_change_their_mind(world), IClassFixture<HomeSqlite>;

public sealed class Names_that_change_their_mind_on_postgres(HomePostgres world) : Names_that_change_their_mind(world), IClassFixture<HomePostgres>;
