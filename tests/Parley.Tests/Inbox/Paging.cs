using Parley.Client;

namespace Parley.Tests.Inbox;

/// <summary>Pages of the inbox: complete, without duplicates, and a cursor fits one list only.</summary>
public abstract class Paging(World world) : Facts(world)
{
    const int Threads = 23;

    [Theory]
    [InlineData("time")]
    [InlineData("counterpart")]
    public async Task Paging_finds_every_thread_once(string sort)
    {
        var (shop, ids) = await FullInboxAsync();
        var rows = await AllAsync(shop.Agent, $"sort={sort}&limit=5");
        Assert.Equal(ids.Order(), rows.Select(r => r.Id).Order());
        if (sort == "time") Assert.Equal(rows.Select(r => r.Feed).OrderDescending(), rows.Select(r => r.Feed));
        else Assert.Equal(rows.OrderBy(r => r.Name, StringComparer.Ordinal).ThenByDescending(r => r.Feed).Select(r => r.Id), rows.Select(r => r.Id));
    }

    [Theory]
    [InlineData("time")]
    [InlineData("counterpart")]
    public async Task Paging_while_messages_arrive_loses_no_thread_that_was_there_and_repeats_none(string sort)
    {
        var (shop, ids) = await FullInboxAsync();
        using var stop = new CancellationTokenSource();
        var newcomers = Task.Run(async () =>
        {
            // Threads that are new push the others down; those that were there keep their place.
            while (!stop.IsCancellationRequested) await shop.OpenAsync(await World.NewBuyerAsync("Nora New"), "?");
        });
        var rows = await AllAsync(shop.Agent, $"sort={sort}&limit=4");
        await stop.CancelAsync();
        await newcomers;
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Superset(ids.ToHashSet(), rows.Select(r => r.Id).ToHashSet());
    }

    [Fact]
    public async Task The_unread_folder_holds_what_has_unread_messages()
    {
        var (shop, ids) = await FullInboxAsync();
        foreach (var id in ids.Take(20)) (await shop.Agent.MarkReadAsync(id, 1)).Must(200);
        var rows = await AllAsync(shop.Agent, "folder=unread&limit=2");
        Assert.Equal(ids.Skip(20).Order(), rows.Select(r => r.Id).Order());
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_person_is_refused()
    {
        var (shop, _) = await FullInboxAsync();
        var (other, _) = await FullInboxAsync();
        var cursor = (await shop.Agent.InboxAsync("limit=5")).Must(200).Get<string>("cursor");
        (await shop.Agent.InboxAsync($"limit=7&cursor={cursor}")).Must(200);
        (await other.Agent.InboxAsync($"limit=5&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.InboxAsync($"sort=counterpart&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.InboxAsync($"folder=unread&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.GetAsync($"v1/inbox?cursor={cursor}")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.InboxAsync($"cursor={cursor[..^1]}")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.InboxAsync("cursor=AAAA")).MustRefuse(400, "invalid-cursor");
        (await shop.Agent.InboxAsync($"cursor={new string('A', 4000)}")).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task Unknown_words_in_the_query_are_refused()
    {
        var shop = await World.NewShopAsync();
        foreach (var query in new[] { "folder=attic", "sort=name", "limit=0", "limit=101", "limit=-1", "limit=1.5", "limit=x", "limit=99999999999" })
            (await shop.Agent.InboxAsync(query)).MustRefuse(400, "validation");
        (await shop.Agent.GetAsync("v1/inbox?as=admin")).MustRefuse(400, "validation");
        (await shop.Agent.GetAsync("v1/inbox?as=vendor:")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Names_of_all_scripts_and_alike_names_sort_without_loss()
    {
        var shop = await World.NewShopAsync();
        var ids = new List<Guid>();
        foreach (var name in new[] { "Ärger", "Zoe", "zoe", "张伟", "علي", "Zoe", "O'Neil x", "a b c", "😀", "E\u0301va", "Éva" })
            ids.Add((await shop.OpenAsync(await World.NewBuyerAsync(name), "?")).Id);
        var rows = await AllAsync(shop.Agent, "sort=counterpart&limit=1");
        Assert.Equal(ids.Order(), rows.Select(r => r.Id).Order());
    }

    async Task<(Shop Shop, List<Guid> Ids)> FullInboxAsync()
    {
        var shop = await World.NewShopAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < Threads; i++) ids.Add((await shop.OpenAsync(await World.NewBuyerAsync($"Buyer {i % 7}"), $"{i}")).Id);
        return (shop, ids);
    }

    static async Task<List<(Guid Id, long Feed, string Name)>> AllAsync(Actor who, string query)
    {
        var all = new List<(Guid, long, string)>();
        for (string? cursor = null; ;)
        {
            var page = (await who.InboxAsync($"{query}&cursor={cursor}")).Must(200);
            foreach (var row in page.Json.Items()) all.Add((row.Get<Guid>("id"), row.Get<long>("feed"), row.Get<string>("with.name")));
            cursor = (string?)page.Json["cursor"];
            if (cursor is null) return all;
            Assert.True(all.Count < 1000, "paging never ends");
        }
    }
}

public sealed class Paging_on_sqlite(CommonSqlite world) : Paging(world);

public sealed class Paging_on_postgres(CommonPostgres world) : Paging(world);
