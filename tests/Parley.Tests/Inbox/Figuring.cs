using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Parley.Access;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Inbox;

/// <summary>A vendor's response figures, from what was answered when.</summary>
public abstract class Figuring(World world) : Facts(world)
{
    static string Path(Shop shop, string query = "") => $"v1/vendors/{shop.VendorId}/figures{query}";

    async Task<Answer> FiguresAsync(Shop shop, int entries)
    {
        Answer? found = null;
        await Eventually.TrueAsync(async () => (found = (await shop.Agent.GetAsync(Path(shop))).Must(200)).Get<int>("all.within") + found.Get<int>("all.missed") + found.Get<int>("all.leftOut") == entries, $"{entries} are judged");
        return found!;
    }

    [Fact]
    public async Task Rate_median_and_percentile_are_what_the_answers_say()
    {
        var shop = await World.NewShopAsync();
        var day = DateTimeOffset.UtcNow.Date.AddDays(-20);
        for (var hours = 1; hours <= 9; hours++) await shop.ImportAsync(new DateTimeOffset(day, TimeSpan.Zero), new DateTimeOffset(day, TimeSpan.Zero).AddHours(hours));
        var young = await FiguresAsync(shop, 9);
        Assert.Equal((true, null, 9), (young.Get<bool>("new"), (double?)young.Json["rate"], young.Get<int>("firstAnswers.count")));
        var next = new DateTimeOffset(day.AddDays(1), TimeSpan.Zero);
        for (var hours = 10; hours <= 11; hours++) await shop.ImportAsync(next, next.AddHours(hours));
        await shop.ImportAsync(next, next.AddHours(30), next.AddHours(31), next.AddHours(31.5)); // late at first, and then a next answer
        await shop.ImportAsync(DateTimeOffset.UtcNow.AddDays(-91), DateTimeOffset.UtcNow.AddDays(-80)); // too long ago
        var all = await FiguresAsync(shop, 13);
        Assert.Equal((12, 1, false), (all.Get<int>("all.within"), all.Get<int>("all.missed"), all.Get<bool>("new")));
        Assert.Equal(0.9231, all.Get<double>("rate"));
        Assert.Equal((12, 6 * 3600 + 1800, 11 * 3600), (all.Get<int>("firstAnswers.count"), all.Get<int>("firstAnswers.medianSeconds"), all.Get<int>("firstAnswers.p90Seconds")));
        Assert.Equal([($"{day:yyyy-MM-dd}", 9, 0), ($"{day.AddDays(1):yyyy-MM-dd}", 2, 1), ($"{day.AddDays(2):yyyy-MM-dd}", 1, 0)], all.Json.Items("days").Select(d => (d.Get<string>("day"), d.Get<int>("tally.within"), d.Get<int>("tally.missed"))));
        Assert.Equal((shop.Agent.Id, 12), (all.Get<string>("agents.0.agent.id"), all.Get<int>("agents.0.tally.within")));
        Assert.Equal(all.Get<int>("all.within"), all.Json.Items("days").Sum(d => d.Get<int>("tally.within")));
        await Eventually.TrueAsync(async () => (await (await World.NewBuyerAsync()).GetAsync($"v1/vendors/{shop.VendorId}/answer-time")).Must(200) is var told
            && (told.Get<string>("label"), told.Get<int>("answers")) == ("within-day", 12) && told.Get<int>("openingHours") == 7, "buyers are told", TimeSpan.FromSeconds(75));
    }

    [Fact]
    public async Task The_file_says_the_same_and_holds_no_formulas()
    {
        var shop = await World.NewShopAsync();
        await World.Host.PutUserAsync(new Client.User(shop.Agent.Id, "=HYPERLINK(\"x\"), Inc"));
        var at = new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddDays(-2), TimeSpan.Zero);
        await shop.ImportAsync(at, at.AddHours(1), at.AddHours(2), at.AddHours(5));
        await FiguresAsync(shop, 2);
        var file = (await shop.Agent.GetAsync(Path(shop, ".csv"))).Must(200);
        Assert.Equal("text/csv; charset=utf-8", file.Headers["Content-Type"]);
        Assert.Equal($"day,agent,name,within,missed,left_out,mean_open_seconds,resolved_within,resolved_missed,resolved_left_out,mean_resolution_seconds\r\n{at:yyyy-MM-dd},{shop.Agent.Id},\"'=HYPERLINK(\"\"x\"\"), Inc\",2,0,0,7200,,,,\r\n", file.Body.TrimStart('\ufeff'));
    }

    [Fact]
    public async Task Nobody_has_figures_before_the_first_answer_and_odd_spans_are_refused()
    {
        var shop = await World.NewShopAsync();
        var none = (await shop.Agent.GetAsync(Path(shop))).Must(200);
        Assert.Equal((true, 0, 0, 24 * 3600), (none.Get<bool>("new"), none.Get<int>("all.within"), none.Json.Items("days").Length, none.Get<int>("targetFirstSeconds")));
        foreach (var days in new[] { "0", "367", "-1", "soon", "" }) (await shop.Agent.GetAsync(Path(shop, $"?days={days}"))).MustRefuse(400, "validation");
        foreach (var days in new[] { "0", "soon" }) (await shop.Agent.GetAsync(Path(shop, $".csv?days={days}"))).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Agents_who_see_only_what_is_theirs_have_their_own_figures_and_entries()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var at = DateTimeOffset.UtcNow.AddDays(-2);
        await shop.ImportAsync(at, at.AddHours(1));
        await FiguresAsync(shop, 1);
        var entry = (await colleague.GetAsync($"v1/vendors/{shop.VendorId}/obligations")).Must(200).Get<string>("items.0.id");
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/team/settings", new { visibility = "own", unassigned = false })).Must(200);
        Assert.Equal(0, (await colleague.GetAsync(Path(shop))).Must(200).Get<int>("all.within"));
        Assert.Empty((await colleague.GetAsync($"v1/vendors/{shop.VendorId}/obligations")).Must(200).Json.Items());
        (await colleague.GetAsync($"v1/vendors/{shop.VendorId}/obligations/{entry}")).MustRefuse(404, "not-found");
        (await colleague.PostAsync($"v1/vendors/{shop.VendorId}/obligations/{entry}/contest", new { reason = "Not mine" })).MustRefuse(404, "not-found");
        Assert.Equal(1, (await shop.Agent.GetAsync(Path(shop))).Must(200).Get<int>("all.within"));
    }
}

public sealed class Figuring_on_sqlite(CommonSqlite world) : Figuring(world);

public sealed class Figuring_on_postgres(CommonPostgres world) : Figuring(world);

/// <summary>What figures cost beside a large ledger: the range of one index, and nothing of other vendors.</summary>
public sealed class Cost_of_figures
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Of_two_hundred_thousand_obligations_a_vendors_are_read_from_one_index(string kind)
    {
        var rows = TestStore.Of(kind);
        await rows.CreateAsync();
        await rows.Store.MigrateAsync(default);
        var now = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);
        await using var db = rows.Open();
        var feeds = await rows.Store.WriteAsync(write => write.EnsureFeedsAsync([new Role(PartyKind.Vendor, "large"), new Role(PartyKind.Vendor, "other")], default), default);
        var series = kind == "sqlite" ? "(with recursive n(i) as (select 0 union all select i + 1 from n where i < 199999) select i from n)" : "generate_series(0, 199999) as n(i)";
        var (id, no, yes) = kind == "sqlite" ? ("randomblob(16)", "0", "1") : ("gen_random_uuid()", "false", "true");
        await db.Database.ExecuteSqlRawAsync(string.Concat(
            "insert into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day) select ", id, ", 1, ",
            $"{now.ToMicros()} - (i / 10) * cast(388000000 as bigint), case when i % 10 = 0 then {feeds["v:large"]} else {feeds["v:other"]} end, 2, {now.ToMicros()}, 'agent-' || (i % 9), 1, case when i % 11 = 0 then 2 else 1 end, 0, ",
            $"case when i % 3 = 0 then {yes} else {no} end, i % 90000, 86400, 739000 - i / 2300 from ", series, kind == "sqlite" ? " as n" : ""));
        await db.Database.ExecuteSqlRawAsync(kind == "sqlite" ? "analyze" : "vacuum analyze obligations");
        var (register, clock) = (new Register(rows.Store), new FakeTimeProvider(now));
        var figures = new Figures(rows.Store, new Targets(register, new Tiers(rows.Store, clock), new VendorHours(rows.Store)), new Resolutions(rows.Store), register, clock);
        var (from, to) = figures.Parse(null);
        await figures.ReadAsync("large", null, from, to, default);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var read = await figures.ReadAsync("large", null, from, to, default);
        var took = watch.Elapsed;
        Assert.True(read.All.Within + read.All.Missed > 19_900, $"{read.All}");
        Assert.Equal(read.All.Within + read.All.Missed, read.Days.Sum(d => d.Tally.Within + d.Tally.Missed));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {read.All.Within + read.All.Missed} obligations in {took.TotalMilliseconds:0} ms");
        Assert.True(took < TimeSpan.FromSeconds(3), $"{took}");
        foreach (var sql in new[]
        {
            "select day, closed_by, verdict, count(*), sum(open_seconds) from obligations where party_id = {0} and since > {1} and since <= {2} and verdict <> 0 group by day, closed_by, verdict",
            "select open_seconds from obligations where party_id = {0} and since > {1} and since <= {2} and verdict in (1, 2) and first order by open_seconds limit 1 offset 3000",
        })
        {
            var plan = await ExplainAsync(db, kind, string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, feeds["v:large"], from.ToMicros(), to.ToMicros()));
            TestContext.Current.TestOutputHelper?.WriteLine(plan);
            Assert.Contains("ix_obligations_figures", plan, StringComparison.Ordinal);
            Assert.Contains(kind == "sqlite" ? "COVERING INDEX" : "Index Only Scan", plan, StringComparison.Ordinal);
        }
    }

    static async Task<string> ExplainAsync(ParleyDb db, string kind, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (kind == "sqlite" ? "explain query plan " : "explain (analyze, buffers) ") + sql;
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(kind == "sqlite" ? 3 : 0));
        return string.Join('\n', lines);
    }
}
