using System.Text.Json.Nodes;

namespace Parley.Tests.Webhooks;

/// <summary>An endpoint that is down is found to be back within moments, however long each event would wait.</summary>
public abstract class Coming_back(CallingWorld world) : Facts(world)
{
    static int Seq(Heard one) => one.Json.Get<int>("data.message.seq");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_that_failed_comes_when_one_is_taken_and_finding_out_is_not_counted(bool ordered)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" }, ordered });
        var talks = new List<Talk>();
        for (var i = 0; i < 6; i++) talks.Add(await World.NewTalkAsync());
        if (ordered) foreach (var talk in talks) (await talk.Buyer.SayAsync(talk.Id, "one more")).Must(201);
        await Eventually.TrueAsync(() => receiver.All.Count >= 8, "it is asked beyond what is due", TimeSpan.FromSeconds(60));
        Assert.All(await world.LogAsync(webhook), d => Assert.True(d.Get<string>("state") == "waiting" && d.Get<int>("attempts") <= 2)); // 2: one that is asked just now
        receiver.AnswerWith(204);
        await Eventually.TrueAsync(async () => await world.LogAsync(webhook, "state=delivered&limit=100") is { } all && all.Length == (ordered ? 12 : 6), "all of it is delivered", TimeSpan.FromSeconds(60));
        Assert.All(await world.LogAsync(webhook), d => Assert.InRange(d.Get<int>("attempts"), 1, 2));
        if (!ordered) return;
        foreach (var talk in talks)
        {
            var came = receiver.All.Where(h => h.Json.At("data.conversation.id")?.GetValue<Guid>() == talk.Id).Select(Seq).ToList();
            Assert.Equal(came.Order(), came);
        }
    }

    /// <summary>In a quiet shop there is only one, and it fails too seldom for five in a row.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_only_event_that_waits_comes_within_a_minute_too_also_when_the_server_was_started_meanwhile(bool restarted)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500);
        var (webhook, _) = await world.AddAsync(receiver, new { types = new[] { "message.sent" } });
        await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => await world.LogAsync(webhook) is [var one] && (string?)one["outcome"] == "refused", "it was tried");
        if (restarted)
        {
            await World.Server.StopAsync();
            await World.Server.StartAsync();
        }
        await Eventually.TrueAsync(() => receiver.All.Count >= 3, "it is asked beyond what is due", TimeSpan.FromSeconds(60));
        receiver.AnswerWith(204);
        await Eventually.TrueAsync(async () => await world.LogAsync(webhook, "state=delivered") is [_], "it is delivered", TimeSpan.FromSeconds(60));
        Assert.InRange((await world.LogAsync(webhook)).Single().Get<int>("attempts"), 1, 2);
    }
}

public sealed class PatientSqlite() : CallingWorld("sqlite", pause: 600);

public sealed class PatientPostgres() : CallingWorld("postgres", pause: 600);

public sealed class Coming_back_on_sqlite(PatientSqlite world) : Coming_back(world), IClassFixture<PatientSqlite>;

public sealed class Coming_back_on_postgres(PatientPostgres world) : Coming_back(world), IClassFixture<PatientPostgres>;
