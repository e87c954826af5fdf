using System.Collections.Concurrent;

namespace Parley.Tests.Faults;

/// <summary>The server is killed in the middle of its work, several times; nobody may notice more than a delay.</summary>
public abstract class KillMidLoad(World world) : Facts(world)
{
    const int Writers = 8, Kills = 3, SendsBetweenKills = 120;

    [Fact]
    public async Task After_every_kill_each_acknowledged_message_is_there_exactly_once_and_all_numbers_hold()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 4; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "first"));
        var follower = new Follower(shop.Agent, (await shop.Agent.InboxAsync()).Get<long>("feed"));
        var acknowledged = new ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Writer.WriteAsync(talks[w % 4], w < 4 ? talks[w % 4].Buyer : shop.Agent, w, acknowledged, stop.Token))).ToArray();
        var readers = Task.Run(() => ReadAsync(talks, stop.Token));
        var following = Task.Run(() => follower.RunAsync(stop.Token));

        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = acknowledged.Count + SendsBetweenKills;
            await Eventually.TrueAsync(() => acknowledged.Count >= enough, "writing goes on", TimeSpan.FromSeconds(60));
            await World.Server.KillAsync();
            await World.Server.StartAsync();
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await Task.WhenAll(readers, following);

        await Writer.MustBeThereOnceAsync(talks, acknowledged); // [1], [2], [3]
        await Ledger.MustBalanceAsync(World.Store); // [6], [11], feeds
        Assert.Equal(talks.Select(t => t.Id).Order(), follower.Rows.Keys.Order());
        await follower.MustHoldTheInboxAsync(); // [4]
    }

    static async Task ReadAsync(List<Talk> talks, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                await talks[i % 4].Vendor.MarkReadAsync(talks[i % 4].Id, i);
                await talks[i % 4].Buyer.MarkReadAsync(talks[i % 4].Id, i / 2);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}

/// <summary>A client that knows its inbox from the changes alone: each time it asks only for what came after the number it holds.</summary>
sealed class Follower(Actor who, long start)
{
    long held = start;

    public Dictionary<Guid, (int LastSeq, int Unread, int ReadSeq, long Feed)> Rows { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await AskAsync();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(20, CancellationToken.None); // the server is down
            }
        }
    }

    /// <summary>After one last question its rows are those of the inbox.</summary>
    public async Task MustHoldTheInboxAsync()
    {
        while (await AskAsync()) { }
        Assert.Equal((await who.InboxAsync()).Must(200).Json.Items().Select(r => KeyValuePair.Create(r.Get<Guid>("id"), Row(r))).OrderBy(r => r.Key), Rows.OrderBy(r => r.Key));
    }

    /// <summary>True when there is more to ask for.</summary>
    async Task<bool> AskAsync()
    {
        var page = await who.ChangesAsync(held);
        if (page.Status == 503) return true; // starting
        page.Must(200);
        Assert.False(page.Get<bool>("reset"));
        foreach (var row in page.Json.Items()) Rows[row.Get<Guid>("id")] = Row(row);
        held = page.Get<long>("feed");
        return page.Get<bool>("more");
    }

    static (int, int, int, long) Row(System.Text.Json.Nodes.JsonNode row) => (row.Get<int>("lastSeq"), row.Get<int>("unread"), row.Get<int>("readSeq"), row.Get<long>("feed"));
}

public sealed class Kill_mid_load_on_sqlite(SqliteWorld world) : KillMidLoad(world), IClassFixture<SqliteWorld>;

public sealed class Kill_mid_load_on_postgres(PostgresWorld world) : KillMidLoad(world), IClassFixture<PostgresWorld>;
