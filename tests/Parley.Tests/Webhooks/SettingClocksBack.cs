using System.Globalization;
using System.Text.Json.Nodes;

namespace Parley.Tests.Webhooks;

/// <summary>A server whose clock the test sets, and which waits long between tries.</summary>
public abstract class ClockedWorld(string kind) : CallingWorld(kind, pause: 600)
{
    readonly string clock = Path.Combine(Places.NewFolder("clock"), "ahead");

    protected override IEnumerable<KeyValuePair<string, string>> More => [new("DOTNET_STARTUP_HOOKS", Places.ProbeDll), new("PARLEY_PROBE_CLOCK", clock)];

    public override async ValueTask InitializeAsync()
    {
        await SetAsync(TimeSpan.Zero);
        await base.InitializeAsync();
    }

    public async Task SetAsync(TimeSpan ahead)
    {
        await File.WriteAllTextAsync(clock + ".new", ((long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(clock + ".new", clock, overwrite: true);
    }
}

public sealed class ClockedSqlite() : ClockedWorld("sqlite");

public sealed class ClockedPostgres() : ClockedWorld("postgres");

/// <summary>A clock that is set back an hour loses no event and makes none wait an hour longer.</summary>
public abstract class Setting_clocks_back(ClockedWorld world) : Facts(world)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_happens_after_an_endpoint_was_added_or_enabled_is_told_whatever_the_clock_says()
    {
        await using var receiver = await Receiver.StartAsync();
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        var talk = await World.NewTalkAsync();
        await receiver.HearAsync(h => Seq(h, talk) == 1, "the first is told");
        await world.SetAsync(TimeSpan.FromHours(-1));
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
        await receiver.HearAsync(h => Seq(h, talk) == 2, "what happens after it was added is told");

        var body = new { url = $"{receiver.Address}/hook", types = new[] { "message.sent" } };
        await world.SetAsync(TimeSpan.Zero);
        (await World.HostClient.PutAsync($"v1/webhooks/{webhook}", new { body.url, body.types, enabled = false })).Must(204);
        (await talk.Buyer.SayAsync(talk.Id, "Nobody hears this")).Must(201);
        (await World.HostClient.PutAsync($"v1/webhooks/{webhook}", new { body.url, body.types })).Must(204);
        await world.SetAsync(TimeSpan.FromHours(-1));
        (await talk.Buyer.SayAsync(talk.Id, "And this they do")).Must(201);
        await receiver.HearAsync(h => Seq(h, talk) == 4, "what happens after it was enabled is told");
        Assert.DoesNotContain(receiver.All, h => Seq(h, talk) == 3);
    }

    [Fact]
    public async Task What_waits_to_be_tried_again_waits_as_long_as_it_was_to()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => await OneAsync(webhook) is { } tried && (string?)tried["outcome"] == "refused", "it was tried");
        await world.SetAsync(TimeSpan.FromHours(-1));
        await Eventually.TrueAsync(async () => (await OneAsync(webhook))!.Get<DateTimeOffset>("dueAt") < DateTimeOffset.UtcNow.AddMinutes(-40), "it waits by the clock as it is");
        receiver.AnswerWith(204);
        await world.SetAsync(TimeSpan.FromMinutes(-45));
        await Eventually.TrueAsync(async () => (await OneAsync(webhook))!.Get<string>("state") == "delivered", "it is delivered");
    }

    async Task<JsonNode?> OneAsync(Guid webhook) => (await world.LogAsync(webhook)).SingleOrDefault();

    static int? Seq(Heard one, Talk talk) => one.Json.At("data.conversation.id")?.GetValue<Guid>() == talk.Id ? one.Json.Get<int>("data.message.seq") : null;
}

public sealed class Setting_clocks_back_on_sqlite(ClockedSqlite world) : Setting_clocks_back(world), IClassFixture<ClockedSqlite>;

public sealed class Setting_clocks_back_on_postgres(ClockedPostgres world) : Setting_clocks_back(world), IClassFixture<ClockedPostgres>;
