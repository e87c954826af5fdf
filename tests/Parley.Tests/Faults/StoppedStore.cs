using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Parley.Tests.Faults;

/// <summary>The database goes away under a running server and comes back: 503 meanwhile, and nothing acknowledged is lost.</summary>
public sealed class Stopped_postgres(OwnPostgresWorld world) : Facts(world), IClassFixture<OwnPostgresWorld>
{
    const int Writers = 6;
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(10), Recovery = TimeSpan.FromSeconds(20);

    PostgresServer Database => ((OwnPostgresWorld)World).Database;

    [Fact]
    public async Task While_it_is_away_everything_answers_503_at_once_and_when_it_is_back_all_goes_on_by_itself()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "before")).Must(201);
        await using var window = await talk.Vendor.ListenAsync();
        var client = Guid.NewGuid();

        await Database.CutAsync();
        foreach (var ask in new Func<Task<Answer>>[]
        {
            () => talk.Buyer.SayAsync(talk.Id, "while it is away", client), () => talk.Buyer.ReadThreadAsync(talk.Id), () => talk.Vendor.InboxAsync(), () => talk.Vendor.MarkReadAsync(talk.Id, 2),
            () => talk.Buyer.ViewAsync(Guid.NewGuid()), () => talk.Buyer.EditAsync(talk.Id, 1, "edited"), () => talk.Vendor.ChangesAsync(0), () => talk.Vendor.CountsAsync(),
            () => talk.Buyer.PostAsync("v1/conversations", talk.Shop.Opening("again")), () => World.HostClient.PutAsync("v1/users/away", new { name = "Away" }),
        })
        {
            var watch = Stopwatch.StartNew();
            var refused = (await ask()).MustRefuse(503, "unavailable");
            Assert.True(watch.Elapsed < Bound, $"It took {watch.Elapsed.TotalSeconds} s to say so.");
            Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 1, 60);
        }
        var ready = (await World.Anyone().GetAsync("health/ready")).Must(503);
        Assert.False(ready.Get<bool>("ready"));
        Assert.Contains("store does not answer", ready.Body, StringComparison.Ordinal);
        (await World.Anyone().GetAsync("health/live")).Must(200);

        await Database.StartAsync();
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "while it is away", client)).Status is 200 or 201, "sending works again", Recovery);
        (await World.Anyone().GetAsync("health/ready")).Must(200);
        await window.HearAsync("message", m => m.Get<Guid>("message.clientMessageId") == client);
        Assert.Equal(["Is it still there?", "before", "while it is away"], (await talk.Vendor.WholeThreadAsync(talk.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task Stopped_again_and_again_under_load_it_loses_nothing_acknowledged_and_stores_retries_once()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "first"));
        var acknowledged = new ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Writer.WriteAsync(talks[w % 3], w < 3 ? talks[w % 3].Buyer : shop.Agent, w, acknowledged, stop.Token))).ToArray();
        for (var cut = 0; cut < 3; cut++)
        {
            var enough = acknowledged.Count + 100;
            await Eventually.TrueAsync(() => acknowledged.Count >= enough, "writing goes on", Recovery);
            await Database.CutAsync();
            await Database.StartAsync();
        }
        var more = acknowledged.Count + 50;
        await Eventually.TrueAsync(() => acknowledged.Count >= more, "writing goes on after the last start", Recovery);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await Eventually.TrueAsync(async () => (await talks[0].Buyer.ReadThreadAsync(talks[0].Id)).Status == 200, "reading works again", Recovery);
        await Writer.MustBeThereOnceAsync(talks, acknowledged);
        NpgsqlPools.Clear();
        await Ledger.MustBalanceAsync(World.Store);
    }

    static class NpgsqlPools
    {
        /// <summary>This test looks at the rows with connections of its own, which were cut too.</summary>
        public static void Clear() => Npgsql.NpgsqlConnection.ClearAllPools();
    }
}

/// <summary>Another program holds the file: writing waits for a bounded time, then says so; reading goes on.</summary>
public sealed class Locked_sqlite(SqliteWorld world) : Facts(world), IClassFixture<SqliteWorld>
{
    [Fact]
    public async Task While_another_program_writes_sends_answer_503_in_bounded_time_and_afterwards_all_goes_on()
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        await using (var other = new SqliteConnection(World.Store.Connection))
        {
            await other.OpenAsync();
            await using var hold = other.CreateCommand();
            hold.CommandText = "begin immediate";
            await hold.ExecuteNonQueryAsync();
            var watch = Stopwatch.StartNew();
            var refused = (await talk.Buyer.SayAsync(talk.Id, "while it is locked", client)).MustRefuse(503, "unavailable");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed.TotalSeconds} s to say so.");
            Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 1, 60);
            (await talk.Vendor.InboxAsync()).Must(200);
            (await World.Anyone().GetAsync("health/live")).Must(200);
            hold.CommandText = "rollback";
            await hold.ExecuteNonQueryAsync();
        }
        (await talk.Buyer.SayAsync(talk.Id, "while it is locked", client)).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "while it is locked", client)).Must(200);
        Assert.Equal(2, (await talk.Vendor.WholeThreadAsync(talk.Id)).Count);
    }
}
