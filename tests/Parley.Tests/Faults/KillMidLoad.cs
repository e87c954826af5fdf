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
        var held = (await shop.Agent.InboxAsync()).Get<long>("feed");
        var acknowledged = new ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Writer.WriteAsync(talks[w % 4], w < 4 ? talks[w % 4].Buyer : shop.Agent, w, acknowledged, stop.Token))).ToArray();
        var readers = Task.Run(() => ReadAsync(talks, stop.Token));

        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = acknowledged.Count + SendsBetweenKills;
            await Eventually.TrueAsync(() => acknowledged.Count >= enough, "writing goes on", TimeSpan.FromSeconds(60));
            await World.Server.KillAsync();
            await World.Server.StartAsync();
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await readers;

        await Writer.MustBeThereOnceAsync(talks, acknowledged); // [1], [2], [3]
        await Ledger.MustBalanceAsync(World.Store); // [6], [11], feeds
        await MustCatchUpAsync(shop, talks, held); // [4]
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

    /// <summary>A client that held a number from before the first kill ends with the rows the inbox shows.</summary>
    static async Task MustCatchUpAsync(Shop shop, List<Talk> talks, long held)
    {
        var page = (await shop.Agent.ChangesAsync(held)).Must(200);
        if (page.Get<bool>("reset")) return; // too much to tell one by one: it loads anew
        Assert.Equal(talks.Select(t => t.Id).Order(), page.Json.Items().Select(r => r.Get<Guid>("id")).Order());
        foreach (var row in page.Json.Items())
            Assert.Equal((await shop.Agent.ViewAsync(row.Get<Guid>("id"))).Get<int>("lastSeq"), row.Get<int>("lastSeq"));
    }
}

public sealed class Kill_mid_load_on_sqlite(SqliteWorld world) : KillMidLoad(world), IClassFixture<SqliteWorld>;

public sealed class Kill_mid_load_on_postgres(PostgresWorld world) : KillMidLoad(world), IClassFixture<PostgresWorld>;
