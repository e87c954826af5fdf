using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Parley.Tests.Faults;

/// <summary>The database does not refuse, it hangs: nobody waits long, and when it goes on, so does everything.</summary>
public sealed class Frozen_postgres(OwnPostgresWorld world) : Facts(world), IClassFixture<OwnPostgresWorld>
{
    const int Writers = 6;
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(12), Soon = TimeSpan.FromSeconds(4), Recovery = TimeSpan.FromSeconds(20);

    PostgresServer Database => ((OwnPostgresWorld)World).Database;

    /// <summary>Whatever a test came to: the next one finds it going.</summary>
    public override async ValueTask DisposeAsync()
    {
        await Database.ThawAsync();
        await Eventually.TrueAsync(async () => (await World.Anyone().GetAsync("health/ready")).Status == 200, "the server is ready again", Recovery);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task While_it_hangs_everything_answers_503_in_bounded_time_and_when_it_goes_on_so_does_everything()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "before")).Must(201);
        await using var window = await talk.Vendor.ListenAsync();
        var client = Guid.NewGuid();

        await Database.FreezeAsync();
        var watch = Stopwatch.StartNew();
        var asked = new[]
        {
            talk.Buyer.SayAsync(talk.Id, "while it hangs", client), talk.Buyer.ReadThreadAsync(talk.Id), talk.Vendor.InboxAsync(), talk.Vendor.MarkReadAsync(talk.Id, 2),
            talk.Buyer.ViewAsync(Guid.NewGuid()), talk.Buyer.EditAsync(talk.Id, 1, "edited"), talk.Vendor.ChangesAsync(0), talk.Vendor.CountsAsync(),
            talk.Buyer.PostAsync("v1/conversations", talk.Shop.Opening("again")), World.HostClient.PutAsync("v1/users/away", new { name = "Away" }),
        };
        await MustNotBeReadyAsync();
        foreach (var answer in await Task.WhenAll(asked)) Assert.InRange(int.Parse(answer.MustRefuse(503, "unavailable").Headers["Retry-After"]), 1, 60);
        Assert.True(watch.Elapsed < Bound, $"It took {watch.Elapsed.TotalSeconds} s to say so.");
        await MustNotBeReadyAsync();

        await Database.ThawAsync();
        await Eventually.TrueAsync(async () => (await World.Anyone().GetAsync("health/ready")).Status == 200, "the server is ready again", Recovery);
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "while it hangs", client)).Status is 200 or 201, "sending works again", Recovery);
        await window.HearAsync("message", m => m.Get<Guid>("message.clientMessageId") == client);
        Assert.Equal(1, (await talk.Vendor.WholeThreadAsync(talk.Id)).Count(m => m.Text == "while it hangs"));
    }

    [Fact]
    public async Task However_many_wait_for_their_commit_all_are_told_in_bounded_time()
    {
        var talk = await World.NewTalkAsync();
        await Database.FreezeAsync();
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => talk.Buyer.SayAsync(talk.Id, $"This is letter number {i}"))); // two batches or more
        Assert.True(watch.Elapsed < Bound, $"The last answer took {watch.Elapsed.TotalSeconds} s.");
        Assert.All(answers, a => a.MustRefuse(503, "unavailable"));
        await Database.ThawAsync();
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "after")).Status == 201, "sending works again", Recovery);
    }

    [Fact]
    public async Task However_many_wait_for_it_the_server_is_alive_and_all_are_told_in_bounded_time()
    {
        var talk = await World.NewTalkAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => talk.Vendor.InboxAsync())); // as many connections as there may be
        await Database.FreezeAsync();
        var watch = Stopwatch.StartNew();
        var asked = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => talk.Vendor.InboxAsync()));
        while (!asked.IsCompleted)
        {
            var live = Stopwatch.StartNew();
            (await World.Anyone().GetAsync("health/live")).Must(200);
            Assert.True(live.Elapsed < Soon, $"After {watch.Elapsed.TotalSeconds} s a sign of life took {live.Elapsed.TotalSeconds} s.");
            await Task.WhenAny(asked, Task.Delay(50, TestContext.Current.CancellationToken));
        }
        Assert.All(await asked, a => a.MustRefuse(503, "unavailable"));
        Assert.True(watch.Elapsed < Bound, $"The last answer took {watch.Elapsed.TotalSeconds} s.");
    }

    [Fact]
    public async Task Frozen_again_and_again_under_load_it_loses_nothing_stores_retries_once_and_leaves_no_window_behind()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "first"));
        await using var window = await shop.Agent.ListenAsync();
        var acknowledged = new ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Writer.WriteAsync(talks[w % 3], w < 3 ? talks[w % 3].Buyer : shop.Agent, w, acknowledged, stop.Token))).ToArray();
        for (var freeze = 0; freeze < 2; freeze++)
        {
            var enough = acknowledged.Count + 100;
            await Eventually.TrueAsync(() => acknowledged.Count >= enough, "writing goes on", Recovery);
            await Database.FreezeAsync();
            await Task.Delay(Bound, TestContext.Current.CancellationToken); // long enough for every wait to have ended
            await Database.ThawAsync();
        }
        var more = acknowledged.Count + 50;
        await Eventually.TrueAsync(() => acknowledged.Count >= more, "writing goes on after the last thaw", Recovery);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await Writer.MustBeThereOnceAsync(talks, acknowledged);
        await Ledger.MustBalanceAsync(World.Store);
        foreach (var (thread, client) in acknowledged.Keys.Where(k => k.Thread == talks[0].Id))
            await window.HearAsync("message", m => m.Get<Guid>("conversationId") == thread && m.Get<Guid>("message.clientMessageId") == client);
    }

    async Task MustNotBeReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        var ready = (await World.Anyone().GetAsync("health/ready")).Must(503);
        Assert.False(ready.Get<bool>("ready"));
        Assert.Contains("store does not answer", ready.Body, StringComparison.Ordinal);
        (await World.Anyone().GetAsync("health/live")).Must(200);
        Assert.True(watch.Elapsed < Soon, $"Health took {watch.Elapsed.TotalSeconds} s.");
    }
}

/// <summary>Another program holds the file for long: those who wait for their turn do not add up their waits.</summary>
public sealed class Long_locked_sqlite(SqliteWorld world) : Facts(world), IClassFixture<SqliteWorld>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task However_many_write_while_another_program_does_all_are_told_in_bounded_time()
    {
        var talk = await World.NewTalkAsync();
        await using var other = new SqliteConnection(World.Store.Connection);
        await other.OpenAsync();
        await using var hold = other.CreateCommand();
        hold.CommandText = "begin immediate";
        await hold.ExecuteNonQueryAsync();

        var watch = Stopwatch.StartNew();
        var asked = Enumerable.Range(0, 200).Select(i => talk.Buyer.SayAsync(talk.Id, $"This is letter number {i}")).ToList(); // two batches or more
        for (var i = 0; i < 10; i++) asked.Add(World.HostClient.PutAsync($"v1/users/locked-{i}", new { name = "Locked" }));
        asked.Add(talk.Vendor.MarkReadAsync(talk.Id, 1));
        (await World.Anyone().GetAsync("health/live")).Must(200);
        (await talk.Vendor.InboxAsync()).Must(200);
        foreach (var answer in await Task.WhenAll(asked)) Assert.InRange(int.Parse(answer.MustRefuse(503, "unavailable").Headers["Retry-After"]), 1, 60);
        Assert.True(watch.Elapsed < Bound, $"The last answer took {watch.Elapsed.TotalSeconds} s.");

        hold.CommandText = "rollback";
        await hold.ExecuteNonQueryAsync();
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "after")).Status == 201, "sending works again");
        Assert.Equal(2, (await talk.Vendor.WholeThreadAsync(talk.Id)).Count);
    }
}
