using Parley.Conversations;

namespace Parley.Tests.Conversations;

/// <summary>The ledger of answers owed, as it is written, judged, read and contested.</summary>
public abstract class Owing(World world) : Facts(world)
{
    static string Ledger(Shop shop, string query = "") => $"v1/vendors/{shop.VendorId}/obligations{query}";

    async Task<Answer> JudgedAsync(Shop shop, int count, string query = "?limit=100")
    {
        Answer? page = null;
        await Eventually.TrueAsync(async () => (page = (await shop.Agent.GetAsync(Ledger(shop, query))).Must(200)).Json.Items() is var items && items.Length == count
            && items.All(i => i.Get<string>("verdict") != "unjudged"), $"{count} entries are judged");
        return page!;
    }

    [Fact]
    public async Task An_answer_ends_what_was_owed_and_the_entry_opens_to_its_proof()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
        Assert.Empty((await talk.Vendor.GetAsync(Ledger(talk.Shop))).Must(200).Json.Items());
        (await talk.Vendor.SayAsync(talk.Id, "It is")).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "and green")).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "How large?")).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "Large")).Must(201);
        var page = await JudgedAsync(talk.Shop, 2);
        var (next, first) = (page.Json.Items()[0], page.Json.Items()[1]);
        Assert.Equal((1, 3, true, "within"), (first.Get<int>("openedSeq"), first.Get<int>("closedSeq"), first.Get<bool>("first"), first.Get<string>("verdict")));
        Assert.Equal((5, 6, false, "answer", talk.Vendor.Id), (next.Get<int>("openedSeq"), next.Get<int>("closedSeq"), next.Get<bool>("first"), next.Get<string>("how"), next.Get<string>("closedBy.id")));
        var entry = (await talk.Vendor.GetAsync($"{Ledger(talk.Shop)}/{first.Get<string>("id")}")).Must(200);
        Assert.Equal((first.Get<string>("since"), first.Get<string>("closedAt"), 0), (entry.Get<string>("start"), entry.Get<string>("end"), entry.Json.Items("pauses").Length));
        Assert.Equal(24 * 3600, entry.Get<int>("obligation.targetSeconds"));
    }

    [Fact]
    public async Task What_is_still_owed_opens_too_with_its_pauses()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.PutAsync($"v1/vendors/{talk.Shop.VendorId}/hours", new { timeZone = "Etc/UTC", away = new { from = "2020-01-01T00:00:00Z" } })).Must(200);
        var since = (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<string>("owesSince");
        var id = new EntryId(talk.Id, 1, DateTimeOffset.Parse(since, null));
        var entry = (await talk.Vendor.GetAsync($"{Ledger(talk.Shop)}/{id}")).Must(200);
        Assert.Equal(("open", null), (entry.Get<string>("obligation.verdict"), (string?)entry.Json.At("obligation.closedAt")));
        Assert.Equal("away", entry.Json.Items("pauses")[^1].Get<string>("reason"));
        foreach (var wrong in new[] { id with { OpenedSeq = 2 }, id with { Since = id.Since.AddSeconds(1) }, id with { ConversationId = Guid.NewGuid() } })
            (await talk.Vendor.GetAsync($"{Ledger(talk.Shop)}/{wrong}")).MustRefuse(404, "not-found");
        foreach (var wrong in new[] { "x", "1-2-3", $"{talk.Id}-1-1", $"{talk.Id:N}-99999999999-1", $"{talk.Id:N}-1-99999999999999999999", new string('9', 200) })
            (await talk.Vendor.GetAsync($"{Ledger(talk.Shop)}/{wrong}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task An_entry_is_contested_once_and_counts_until_the_marketplace_decides()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "It is")).Must(201);
        var id = (await JudgedAsync(talk.Shop, 1)).Get<string>("items.0.id");
        var path = $"{Ledger(talk.Shop)}/{id}/contest";
        (await World.HostClient.PutAsync(path, new { outcome = "excluded" })).MustRefuse(404, "not-found"); // nobody contested it
        (await talk.Vendor.PostAsync(path, new { reason = " \u200b" })).MustRefuse(400, "validation");
        (await talk.Vendor.PostAsync(path, new { reason = new string('x', 1001) })).MustRefuse(400, "validation");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => talk.Vendor.PostAsync(path, new { reason = $"The {i}th parcel canary of the contest" })));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => a.MustRefuse(409, "contested-already"));
        Assert.DoesNotContain("canary of the contest", System.Text.Encoding.UTF8.GetString(await World.Store.DumpAsync()), StringComparison.Ordinal);
        Assert.Equal(("within", null), ((await EntryAsync()).Get<string>("obligation.verdict"), (string?)(await EntryAsync()).Json.At("obligation.contest.outcome")));
        Assert.Contains("canary of the contest", (await EntryAsync()).Get<string>("obligation.contest.reason"), StringComparison.Ordinal);
        Assert.Equal([id], (await World.HostClient.GetAsync(Ledger(talk.Shop, "?verdict=contested"))).Must(200).Json.Items().Select(i => i.Get<string>("id")));
        (await World.HostClient.PutAsync(path, new { outcome = "maybe" })).MustRefuse(400, "validation");
        (await World.HostClient.PutAsync(path, new { outcome = "excluded" })).Must(200);
        Assert.Equal(("left-out", "contested", "excluded"), Said(await EntryAsync()));
        (await World.HostClient.PutAsync(path, new { outcome = "kept" })).Must(200);
        Assert.Equal(("within", "no", "kept"), Said(await EntryAsync()));

        async Task<Answer> EntryAsync() => (await talk.Vendor.GetAsync($"{Ledger(talk.Shop)}/{id}")).Must(200);

        static (string, string, string) Said(Answer a) => (a.Get<string>("obligation.verdict"), a.Get<string>("obligation.because"), a.Get<string>("obligation.contest.outcome"));
    }

    [Fact]
    public async Task The_ledger_is_paged_newest_first_also_where_many_begin_at_one_moment()
    {
        var shop = await World.NewShopAsync();
        var at = DateTimeOffset.UtcNow.AddDays(-3);
        for (var i = 0; i < 3; i++) await shop.ImportAsync(at, at, at, at, at, at);
        await JudgedAsync(shop, 9);
        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = (await shop.Agent.GetAsync(Ledger(shop, $"?limit=2&cursor={cursor}"))).Must(200);
            seen.AddRange(page.Json.Items().Select(i => i.Get<string>("id")));
            if ((cursor = (string?)page.Json["cursor"]) is null) break;
        }
        Assert.Equal(9, seen.Count);
        Assert.Equal(9, seen.Distinct().Count());
        Assert.Empty((await shop.Agent.GetAsync(Ledger(shop, "?verdict=missed"))).Must(200).Json.Items());
        Assert.Empty((await shop.Agent.GetAsync(Ledger(shop, $"?to={Uri.EscapeDataString(at.AddSeconds(-1).ToString("o"))}"))).Must(200).Json.Items());
        foreach (var bad in new[] { "?verdict=late", "?from=yesterday", "?limit=0", "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z" }) (await shop.Agent.GetAsync(Ledger(shop, bad))).MustRefuse(400, "validation");
        (await shop.Agent.GetAsync(Ledger(shop, "?cursor=AAAA"))).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task An_outage_told_of_later_is_taken_out_of_what_was_judged()
    {
        var shop = await World.NewShopAsync();
        var at = DateTimeOffset.UtcNow.AddDays(-40);
        await shop.ImportAsync(at, at.AddHours(26));
        Assert.Equal(("missed", 26 * 3600), Said(await JudgedAsync(shop, 1)));
        (await World.HostClient.PostAsync("v1/outages", new { id = Guid.NewGuid(), from = at.AddHours(1), until = at.AddHours(4) })).Must(201);
        await Eventually.TrueAsync(async () => Said(await JudgedAsync(shop, 1)) == ("within", 23 * 3600), "the outage was taken out");

        static (string, int) Said(Answer page) => (page.Get<string>("items.0.verdict"), page.Get<int>("items.0.openSeconds"));
    }
}

public sealed class Owing_on_sqlite(SqliteWorld world) : Owing(world), IClassFixture<SqliteWorld>;

public sealed class Owing_on_postgres(PostgresWorld world) : Owing(world), IClassFixture<PostgresWorld>;
