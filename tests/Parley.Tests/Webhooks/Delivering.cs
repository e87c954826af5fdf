using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Webhooks;

namespace Parley.Tests.Webhooks;

/// <summary>A server that may call this machine, waits little and gives up after four tries.</summary>
public class CallingWorld(string kind, int pause = 1) : World(kind, new Dictionary<string, string>
{
    ["Parley__Webhooks__AllowPrivate"] = "true", ["Parley__Webhooks__TimeoutSeconds"] = "5",
    ["Parley__Webhooks__PausesSeconds__0"] = $"{pause}", ["Parley__Webhooks__PausesSeconds__1"] = $"{pause}", ["Parley__Webhooks__PausesSeconds__2"] = $"{pause}",
})
{
    public async Task<(Guid Id, ParleyWebhooks Check)> AddAsync(Receiver receiver, object? more = null)
    {
        var body = new JsonObject { ["url"] = $"{receiver.Address}/hook" };
        if (more is not null) foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject()) body[name] = value?.DeepClone();
        var made = (await HostClient.PostAsync("v1/webhooks", body)).Must(201);
        return (made.Get<Guid>("id"), new ParleyWebhooks(made.Get<string>("secret")));
    }

    public async Task<JsonNode[]> LogAsync(Guid webhook, string query = "limit=100") => (await HostClient.GetAsync($"v1/webhooks/{webhook}/deliveries?{query}")).Must(200).Json.Items();
}

public sealed class CallingSqlite() : CallingWorld("sqlite");

public sealed class CallingPostgres() : CallingWorld("postgres");

/// <summary>What happens is told to the host: signed, once and again until it is taken, in order where that is wished, and it can be seen what became of it.</summary>
public abstract class Delivering(CallingWorld world) : Facts(world)
{
    static bool Verifies(ParleyWebhooks check, Heard one) => check.Verify(one.Id, one.Timestamp, one.Signature, one.Body);

    static bool Tells(Heard one, string type, Guid thread, int seq) => one.Type == type && one.Json.At("data.conversation.id")?.GetValue<Guid>() == thread && one.Json.At("data.message.seq")?.GetValue<int>() == seq;

    [Fact]
    public async Task A_message_is_told_signed_thin_and_with_where_to_look()
    {
        await using var receiver = await Receiver.StartAsync();
        var (webhook, check) = await world.AddAsync(receiver);
        var talk = await World.NewTalkAsync("canary of the first words");
        (await talk.Vendor.SayAsync(talk.Id, "canary of the answer")).Must(201);
        var opened = await receiver.HearAsync(h => Tells(h, "conversation.opened", talk.Id, 1), "the opening is told");
        var sent = await receiver.HearAsync(h => Tells(h, "message.sent", talk.Id, 2), "the answer is told");
        Assert.True(Verifies(check, opened) && Verifies(check, sent));
        Assert.False(check.Verify(sent.Id, sent.Timestamp, sent.Signature, [.. sent.Body, 32]));
        Assert.False(check.Verify("msg_other", sent.Timestamp, sent.Signature, sent.Body));
        Assert.Null(sent.Attempt);
        var data = sent.Json["data"]!;
        Assert.Equal((talk.Shop.VendorId, talk.Buyer.Id, "listing", talk.Shop.ListingId, "vendor"), (data.Get<string>("conversation.vendor"), data.Get<string>("conversation.buyer"), data.Get<string>("conversation.subject.kind"), data.Get<string>("conversation.subject.id"), data.Get<string>("message.from")));
        Assert.Equal("canary of the answer", (await talk.Buyer.GetAsync(data.Get<string>("links.message")[1..])).Must(200).Get<string>("items.0.text"));
        Assert.All(receiver.All, h => Assert.True(h.Body.AsSpan().IndexOf("canary"u8) < 0 && h.Body.Length < 2000));
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook, "state=delivered")).Length >= 3, "the log says so");
        var logged = (await world.LogAsync(webhook)).Single(d => d.Get<string>("type") == "message.sent" && d.Get<int>("seq") == 2 && d.Get<Guid>("conversation") == talk.Id);
        Assert.Equal(("delivered", "delivered", 204, 1), (logged.Get<string>("state"), logged.Get<string>("outcome"), logged.Get<int>("status"), logged.Get<int>("attempts")));
    }

    [Fact]
    public async Task The_public_library_of_the_standard_finds_them_genuine()
    {
        await using var receiver = await Receiver.StartAsync();
        var made = (await World.HostClient.PostAsync("v1/webhooks", new { url = receiver.Address, types = new[] { "platform.asked" } })).Must(201);
        (await World.HostClient.PostAsync($"v1/webhooks/{made.Get<Guid>("id")}/test")).Must(200);
        var told = Assert.Single(receiver.All);
        const string Script = "const { Webhook } = require(process.env.LIBRARY); const e = process.env; console.log(new Webhook(e.SECRET).verify(e.BODY, { 'webhook-id': e.ID, 'webhook-timestamp': e.AT, 'webhook-signature': e.SIGNED }).type)";
        var environment = new Dictionary<string, string>
        {
            ["LIBRARY"] = Path.Combine(Places.Repository, "web", "node_modules", "standardwebhooks"), ["SECRET"] = made.Get<string>("secret"), ["BODY"] = System.Text.Encoding.UTF8.GetString(told.Body),
            ["ID"] = told.Id, ["AT"] = told.Timestamp, ["SIGNED"] = told.Signature,
        };
        Assert.Equal("webhook.test", (await Tool.RunAsync("node", ["-e", Script], environment)).Done());
        environment["ID"] = "msg_another";
        Assert.NotEqual(0, (await Tool.RunAsync("node", ["-e", Script], environment)).Code);
    }

    [Fact]
    public async Task Only_the_events_that_are_wanted_are_told()
    {
        await using var receiver = await Receiver.StartAsync();
        await world.AddAsync(receiver, new { types = new[] { "message.revised" } });
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.EditAsync(talk.Id, 1, "edited")).Must(200);
        await receiver.HearAsync(h => Tells(h, "message.revised", talk.Id, 1), "the edit is told");
        Assert.All(receiver.All, h => Assert.Equal("message.revised", h.Type));
    }

    [Fact]
    public async Task What_fails_comes_again_under_the_same_id_and_says_that_it_does()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        var (webhook, check) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        var first = await receiver.HearAsync(h => Tells(h, "message.sent", talk.Id, 1), "the first try comes");
        receiver.AnswerWith(200);
        var again = await receiver.HearAsync(h => h.Id == first.Id && h.Attempt == "2", "the second try comes");
        Assert.True(Verifies(check, again));
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook)) is [var one] && one.Get<string>("state") == "delivered" && one.Get<int>("attempts") == 2, "the log says so");
    }

    [Fact]
    public async Task Whoever_asks_to_be_left_alone_until_a_date_is_left_alone_until_then()
    {
        await using var receiver = await Receiver.StartAsync();
        var until = DateTimeOffset.UtcNow.AddHours(1);
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = until.ToString("R");
            return Task.CompletedTask;
        };
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => await world.LogAsync(webhook) is [var one] && (string?)one["outcome"] == "refused", "it was tried");
        Assert.InRange((await world.LogAsync(webhook)).Single().Get<DateTimeOffset>("dueAt"), until.AddMinutes(-5), until.AddMinutes(5));
        (await World.HostClient.DeleteAsync($"v1/webhooks/{webhook}")).Must(204);
    }

    [Fact]
    public async Task What_breaks_before_its_endpoint_is_asked_is_counted_and_parked_like_what_is_refused()
    {
        await using var receiver = await Receiver.StartAsync();
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" }, ordered = true });
        await World.Store.Store.WriteAsync(db => db.Set<WebhookEndpoint>().Where(e => e.Id == webhook).ExecuteUpdateAsync(s => s.SetProperty(e => e.Secret, new byte[] { 1, 2, 3 })), default);
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "And here?")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook, "state=parked")).Length == 2, "both are parked", TimeSpan.FromSeconds(60));
        Assert.All(await world.LogAsync(webhook), d => Assert.Equal(("broken", 4), (d.Get<string>("outcome"), d.Get<int>("attempts"))));
        Assert.Empty(receiver.All);
        (await World.HostClient.DeleteAsync($"v1/webhooks/{webhook}")).Must(204);
    }

    [Theory]
    [InlineData(302, "redirected")]
    [InlineData(404, "refused")]
    public async Task What_is_never_taken_is_parked_health_says_so_and_a_replay_brings_it(int status, string outcome)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = $"{receiver.Address}/elsewhere";
            return Task.CompletedTask;
        };
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook, "state=parked")).Length == 1, "it is parked", TimeSpan.FromSeconds(60));
        var parked = (await world.LogAsync(webhook)).Single();
        Assert.Equal((outcome, status, 4, (string?)null), (parked.Get<string>("outcome"), parked.Get<int>("status"), parked.Get<int>("attempts"), (string?)parked["dueAt"]));
        Assert.Equal(4, receiver.All.Count(h => Tells(h, "message.sent", talk.Id, 1)));
        Assert.Equal((0, 1), await CountsAsync(webhook));
        var health = (await World.Anyone(World.Tokens.For("moderator-1", operatorRole: "moderator")).GetAsync("health/detail")).Must(200).Json.Items("parts").Single(p => p.Get<string>("part") == "webhooks");
        Assert.False(health.Get<bool>("healthy"));
        receiver.AnswerWith(204);
        Assert.Equal(1, (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/replay", new { from = "2026-01-01T00:00:00Z" })).Must(200).Get<int>("deliveries"));
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook, "state=delivered")).Length == 1, "the replay is delivered");
        var id = parked.Get<Guid>("id");
        Assert.Equal(0, (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/replay", new { from = "2026-01-01T00:00:00Z" })).Must(200).Get<int>("deliveries"));
        Assert.Equal(1, (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/replay", new { delivery = id })).Must(200).Get<int>("deliveries"));
        await Eventually.TrueAsync(() => receiver.All.Count(h => h.Id == $"msg_{id:N}") == 6, "one delivery is replayed by its id");
        (await World.HostClient.DeleteAsync($"v1/webhooks/{webhook}")).Must(204);
    }

    async Task<(int Waiting, int Parked)> CountsAsync(Guid webhook)
    {
        var view = (await World.HostClient.GetAsync($"v1/webhooks/{webhook}")).Must(200);
        return (view.Get<int>("waiting"), view.Get<int>("parked"));
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_asked_no_more_until_it_is_enabled()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(410);
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => (await World.HostClient.GetAsync($"v1/webhooks/{webhook}")).Get<string>("state") == "disabled", "it is disabled");
        Assert.Equal("gone", (await World.HostClient.GetAsync($"v1/webhooks/{webhook}")).Get<string>("reason"));
        var count = receiver.All.Count;
        (await talk.Buyer.SayAsync(talk.Id, "more")).Must(201);
        (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/replay", new { from = "2026-01-01T00:00:00Z", all = true })).MustRefuse(400, "validation");
        receiver.AnswerWith(204);
        (await World.HostClient.PutAsync($"v1/webhooks/{webhook}", new { url = $"{receiver.Address}/hook", types = new[] { "message.sent" } })).Must(204);
        (await talk.Buyer.SayAsync(talk.Id, "again")).Must(201);
        await receiver.HearAsync(h => Tells(h, "message.sent", talk.Id, 3), "what comes after is told");
        Assert.DoesNotContain(receiver.All.Skip(count), h => Tells(h, "message.sent", talk.Id, 2));
        (await World.HostClient.DeleteAsync($"v1/webhooks/{webhook}")).Must(204);
    }

    [Fact]
    public async Task A_conversation_comes_in_order_where_that_is_wished_and_one_that_waits_holds_up_no_other()
    {
        await using var receiver = await Receiver.StartAsync();
        await world.AddAsync(receiver, new { types = new[] { "message.sent" }, ordered = true });
        var (stuck, free) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        receiver.Answer = (one, http) =>
        {
            http.Response.StatusCode = Tells(one, "message.sent", stuck.Id, 2) && one.Attempt is null ? 500 : 204;
            return Task.CompletedTask;
        };
        for (var i = 0; i < 4; i++) (await stuck.Buyer.SayAsync(stuck.Id, $"{i}")).Must(201);
        (await free.Buyer.SayAsync(free.Id, "free")).Must(201);
        await receiver.HearAsync(h => Tells(h, "message.sent", stuck.Id, 5), "the last one of the stuck thread comes");
        var taken = receiver.All.Where(h => h.Json.At("data.conversation.id")?.GetValue<Guid>() == stuck.Id).Select(h => h.Json.Get<int>("data.message.seq")).ToList();
        Assert.Equal([1, 2, 2, 3, 4, 5], taken);
        Assert.Contains(receiver.All, h => Tells(h, "message.sent", free.Id, 2));
    }

    [Fact]
    public async Task A_slow_endpoint_times_out_and_keeps_nobody_else_waiting()
    {
        await using var slow = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        slow.Answer = (_, http) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
        var (webhook, _) = await world.AddAsync(slow, new { types = new[] { "message.sent" } });
        await world.AddAsync(quick, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 20; i++) (await talk.Buyer.SayAsync(talk.Id, $"{i}")).Must(201);
        await Eventually.TrueAsync(() => Enumerable.Range(1, 21).All(seq => quick.All.Any(h => Tells(h, "message.sent", talk.Id, seq))), "the quick one has them all");
        await Eventually.TrueAsync(async () => (await world.LogAsync(webhook)).Any(d => (string?)d["outcome"] == "timed-out"), "the slow one times out");
        (await World.HostClient.DeleteAsync($"v1/webhooks/{webhook}")).Must(204);
    }

    [Fact]
    public async Task A_renewed_secret_signs_beside_the_former_and_a_test_is_sent_at_once()
    {
        await using var receiver = await Receiver.StartAsync();
        var (webhook, former) = await world.AddAsync(receiver, new { types = new[] { "answer.missed" } });
        var renewed = new ParleyWebhooks((await World.HostClient.PostAsync($"v1/webhooks/{webhook}/secret")).Must(200).Get<string>("secret"));
        var test = (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/test")).Must(200);
        Assert.Equal((true, "delivered", 204), (test.Get<bool>("delivered"), test.Get<string>("outcome"), test.Get<int>("status")));
        var told = Assert.Single(receiver.All);
        Assert.Equal("webhook.test", told.Type);
        Assert.True(Verifies(former, told) && Verifies(renewed, told));
        Assert.False(Verifies(new ParleyWebhooks("whsec_" + Convert.ToBase64String(new byte[32])), told));
        await receiver.DisposeAsync();
        Assert.Equal("unreachable", (await World.HostClient.PostAsync($"v1/webhooks/{webhook}/test")).Must(200).Get<string>("outcome"));
    }

    [Fact]
    public async Task A_killed_server_loses_no_event_and_a_wrapping_key_may_change_meanwhile()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(503);
        var (_, check) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        await receiver.HearAsync(h => Tells(h, "message.sent", talk.Id, 1), "the first try comes");
        await World.Server.KillAsync();
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        receiver.AnswerWith(204);
        await World.Server.StartAsync();
        var again = await receiver.HearAsync(h => Tells(h, "message.sent", talk.Id, 1) && h.Attempt is not null, "it comes again", TimeSpan.FromSeconds(60)); // killed before the answer was noted, the try is held for 35 s
        Assert.True(Verifies(check, again));
    }

    [Fact]
    public async Task Bad_input_is_refused()
    {
        (await World.HostClient.PostAsync("v1/webhooks", new { url = "ftp://shop.example" })).MustRefuse(400, "validation");
        (await World.HostClient.PostAsync("v1/webhooks", new { url = "https://a:b@shop.example" })).MustRefuse(400, "validation");
        (await World.HostClient.PostAsync("v1/webhooks", new { url = "https://shop.example", types = new[] { "message.seen" } })).MustRefuse(400, "validation");
        (await World.HostClient.GetAsync($"v1/webhooks/{Guid.NewGuid()}")).MustRefuse(404, "not-found");
        (await World.HostClient.GetAsync($"v1/webhooks/{Guid.NewGuid()}/deliveries")).MustRefuse(404, "not-found");
        (await World.HostClient.PostAsync($"v1/webhooks/{Guid.NewGuid()}/replay", new { from = "2026-01-01T00:00:00Z" })).MustRefuse(404, "not-found");
        (await World.Anyone(await World.NewKeyAsync("market:write")).GetAsync("v1/webhooks")).MustRefuse(403, "forbidden");
        var types = (await World.HostClient.GetAsync("v1/webhooks/types")).Must(200).Json.Items();
        Assert.All(types, t => Assert.Equal(t.Get<string>("type"), t.Get<string>("example.type")));
    }

    [Fact]
    public async Task Adding_one_again_with_its_id_makes_no_second()
    {
        var (id, url) = (Guid.NewGuid(), "http://127.0.0.1:1/once");
        var first = (await World.HostClient.PostAsync("v1/webhooks", new { id, url })).Must(201);
        var again = (await World.HostClient.PostAsync("v1/webhooks", new { id, url })).Must(201);
        Assert.Equal((id, first.Get<string>("secret")), (again.Get<Guid>("id"), again.Get<string>("secret")));
        Assert.Single((await World.HostClient.GetAsync("v1/webhooks")).Must(200).Json.Items(), w => w.Get<string>("url") == url);
        (await World.HostClient.PostAsync("v1/webhooks", new { id, url = "http://127.0.0.1:1/other" })).MustRefuse(422, "webhook-id-reused");
        (await World.HostClient.DeleteAsync($"v1/webhooks/{id}")).Must(204);
    }

    [Fact]
    public async Task The_client_adds_changes_and_takes_away()
    {
        var made = await World.Host.AddWebhookAsync(new Webhook("http://127.0.0.1:1/client", ["message.sent"]), TestContext.Current.CancellationToken);
        _ = new ParleyWebhooks(made.Secret);
        Assert.True(await World.Host.ChangeWebhookAsync(made.Id, new Webhook("http://127.0.0.1:1/client", Ordered: true), TestContext.Current.CancellationToken));
        var kept = (await World.HostClient.GetAsync($"v1/webhooks/{made.Id}")).Must(200);
        Assert.True(kept.Get<bool>("ordered"));
        await World.Host.DeleteWebhookAsync(made.Id, TestContext.Current.CancellationToken);
        Assert.False(await World.Host.ChangeWebhookAsync(made.Id, new Webhook("http://127.0.0.1:1/client"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_event_has_an_example_that_keeps_to_its_schema()
    {
        foreach (var type in (await World.HostClient.GetAsync("v1/webhooks/types")).Must(200).Json.Items())
        {
            Assert.Equal(type.Get<string>("type"), type.Get<string>("schema.properties.type.const"));
            Keeps(type["example"]!, type["schema"]!, type.Get<string>("type"));
        }
    }

    /// <summary>As far as these schemas go: fields that are there are described, those that must be are there.</summary>
    static void Keeps(JsonNode value, JsonNode schema, string where)
    {
        if (schema["properties"] is not JsonObject properties) return;
        var fields = value.AsObject();
        foreach (var (name, inner) in fields)
        {
            Assert.True(properties.ContainsKey(name), $"{where}.{name} is in no schema");
            if (inner is JsonObject) Keeps(inner, properties[name]!, $"{where}.{name}");
        }
        foreach (var must in schema["required"]?.AsArray() ?? [])
            Assert.True(fields.ContainsKey($"{must}") || properties[$"{must}"]!["type"] is JsonArray, $"{where}.{must} is missing");
    }
}

public sealed class Delivering_on_sqlite(CallingSqlite world) : Delivering(world), IClassFixture<CallingSqlite>;

public sealed class Delivering_on_postgres(CallingPostgres world) : Delivering(world), IClassFixture<CallingPostgres>
{
    /// <summary>The endpoint was made while that was allowed, as a name may have led elsewhere once.</summary>
    [Fact]
    public async Task A_name_that_leads_home_is_found_out_when_it_is_dialled()
    {
        await using var receiver = await Receiver.StartAsync();
        var made = (await World.HostClient.PostAsync("v1/webhooks", new { url = receiver.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), types = new[] { "platform.asked" } })).Must(201).Get<Guid>("id");
        Assert.Equal("delivered", (await World.HostClient.PostAsync($"v1/webhooks/{made}/test")).Must(200).Get<string>("outcome"));
        var strict = World.Environment();
        strict["Parley__Webhooks__AllowPrivate"] = "false";
        await using var node = new ServerProcess(strict);
        await node.StartAsync();
        Assert.Equal("forbidden-destination", (await World.Anyone(World.HostKey, node).PostAsync($"v1/webhooks/{made}/test")).Must(200).Get<string>("outcome"));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task Two_nodes_on_one_outbox_tell_everything_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await World.SecondNodeAsync();
        await ((CallingWorld)World).AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talks = new List<Talk>();
        for (var i = 0; i < 10; i++) talks.Add(await World.NewTalkAsync());
        await Task.WhenAll(talks.SelectMany((talk, i) => Enumerable.Range(0, 5).Select(async n => (await World.At(talk.Vendor, (i + n) % 2 == 0 ? World.Server : other).SayAsync(talk.Id, "And another")).Must(201))));
        await Eventually.TrueAsync(() => talks.TrueForAll(t => Seqs(t).Count >= 6), "everything is told");
        Assert.All(talks, t => Assert.Equal([1, 2, 3, 4, 5, 6], Seqs(t).Order()));
        Assert.All(receiver.All, h => Assert.Null(h.Attempt));
        Assert.Equal(0, other.Defects);
        await other.StopAsync();

        List<int> Seqs(Talk talk) => [.. receiver.All.Where(h => h.Json.Get<Guid>("data.conversation.id") == talk.Id).Select(h => h.Json.Get<int>("data.message.seq"))];
    }
}
