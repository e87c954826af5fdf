using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Parley.Market;

namespace Parley.Tests.Market;

/// <summary>A vendor publishes its hours, the host and the servers themselves tell of outages.</summary>
public abstract class Publishing(World world) : Facts(world)
{
    static readonly object Hours = new
    {
        timeZone = "Europe/Paris",
        weekly = new[] { new { day = "monday", from = "09:00", until = "12:30" }, new { day = "friday", from = "18:00", until = "26:00" } },
        holidays = new[] { new { name = "Christmas", date = "2026-12-25", lastDate = "2026-12-26" } },
    };

    [Fact]
    public async Task Owners_publish_and_the_team_reads_what_was_published()
    {
        var shop = await World.NewShopAsync();
        var path = $"v1/vendors/{shop.VendorId}/hours";
        var agent = await World.NewAgentAsync(shop.VendorId);
        var none = (await agent.GetAsync(path)).Must(200);
        Assert.Equal((true, "Etc/UTC", 0), (none.Get<bool>("open"), none.Get<string>("timeZone"), none.Json.Items("weekly").Length));
        (await agent.PutAsync(path, Hours)).MustRefuse(403, "forbidden");
        var published = (await shop.Agent.PutAsync(path, Hours)).Must(200);
        var read = (await agent.GetAsync(path)).Must(200);
        Assert.Equal((published.Get<string>("published"), "26:00", "Christmas"), (read.Get<string>("published"), read.Get<string>("weekly.1.until"), read.Get<string>("holidays.0.name")));
        var away = (await World.HostClient.PutAsync(path, new { timeZone = "Europe/Paris", away = new { from = "2020-01-01T00:00:00Z", message = "On holiday" } })).Must(200);
        Assert.False(away.Get<bool>("open"));
        Assert.Null(away.Json["opensAt"]);
        Assert.Equal("On holiday", (await agent.GetAsync(path)).Get<string>("away.message"));
    }

    [Fact]
    public async Task Hours_published_ten_times_at_once_are_one_version_and_old_ones_stay()
    {
        var shop = await World.NewShopAsync();
        var path = $"v1/vendors/{shop.VendorId}/hours";
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Agent.PutAsync(path, Hours)))) answer.Must(200);
        (await shop.Agent.PutAsync(path, new { timeZone = "Asia/Tokyo" })).Must(200);
        (await shop.Agent.PutAsync(path, new { timeZone = "Asia/Tokyo", weekly = Array.Empty<object>() })).Must(200); // says the same
        await using var db = World.Store.Open();
        var versions = await db.Set<HoursVersion>().Where(h => h.VendorId == shop.VendorId).OrderBy(h => h.Number).ToListAsync();
        Assert.Equal([1, 2], versions.Select(v => v.Number));
        Assert.Equal(["Europe/Paris", "Asia/Tokyo"], versions.Select(v => VendorHours.Read(v.Hours).TimeZone));
        Assert.True(versions[0].Since < versions[1].Since);
    }

    [Fact]
    public async Task Bad_hours_are_refused_and_the_good_ones_stand()
    {
        var shop = await World.NewShopAsync();
        var path = $"v1/vendors/{shop.VendorId}/hours";
        (await shop.Agent.PutAsync(path, Hours)).Must(200);
        object[] bad =
        [
            new { },
            new { timeZone = "Mars/Olympus" },
            new { timeZone = "Etc/UTC", weekly = new[] { new { day = "someday", from = "09:00", until = "10:00" } } },
            new { timeZone = "Etc/UTC", weekly = new[] { new { day = "monday", from = "17:00", until = "09:00" } } },
            new { timeZone = "Etc/UTC", weekly = new object?[] { null } },
            new { timeZone = "Etc/UTC", weekly = "always" },
            new { timeZone = "Etc/UTC", holidays = Enumerable.Repeat(new { name = "Off", date = "2026-12-25" }, 51) },
            new { timeZone = "Etc/UTC", away = new { from = "2026-12-25T00:00:00Z", until = "2026-12-24T00:00:00Z" } },
            new { timeZone = "Etc/UTC", away = new { } },
            new { timeZone = "Etc/UTC", unknown = 1 },
        ];
        foreach (var body in bad) (await shop.Agent.PutAsync(path, body)).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync(path, new { timeZone = "Etc/UTC", holidays = new[] { new { name = "a\0", date = "2026-12-25" } } })).MustRefuse(400, "invalid-character");
        Assert.Equal("Europe/Paris", (await shop.Agent.GetAsync(path)).Get<string>("timeZone"));
    }

    [Fact]
    public async Task The_host_tells_of_an_outage_and_of_its_end()
    {
        var id = Guid.NewGuid();
        var first = (await World.HostClient.PostAsync("v1/outages", new { id, from = "2002-03-01T10:00:00Z" })).Must(201);
        Assert.Equal((true, null), (first.Get<bool>("told"), (string?)first.Json["until"]));
        (await World.HostClient.PostAsync("v1/outages", new { id, from = "2002-03-01T10:00:00Z" })).Must(200);
        var ended = (await World.HostClient.PostAsync("v1/outages", new { id, from = "2002-03-01T10:00:00Z", until = "2002-03-01T11:00:00Z" })).Must(200);
        Assert.Equal("2002-03-01T11:00:00.000000Z", ended.Get<string>("until"));
        Assert.Contains((await World.HostClient.GetAsync("v1/outages")).Must(200).Json.AsArray(), o => o!.Get<Guid>("id") == id && o!.Get<string>("until").StartsWith("2002-03-01T11", StringComparison.Ordinal));
        (await World.HostClient.PostAsync("v1/outages", new { id, from = "2002-03-01T10:00:00Z", until = "2002-03-01T10:00:00Z" })).MustRefuse(400, "validation");
        (await World.HostClient.PostAsync("v1/outages", new { id = Guid.Empty, from = "2002-03-01T10:00:00Z" })).MustRefuse(400, "validation");
        (await World.HostClient.PostAsync("v1/outages", new { from = "2002-03-01T10:00:00Z" })).MustRefuse(400, "validation");
    }
}

public sealed class Publishing_on_sqlite(CommonSqlite world) : Publishing(world);

public sealed class Publishing_on_postgres(CommonPostgres world) : Publishing(world);

/// <summary>Servers find by their own heartbeat that none of them worked.</summary>
public sealed class Heartbeats
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_gap_in_the_heartbeats_is_an_outage_found_once(string kind)
    {
        var rows = TestStore.Of(kind);
        await rows.CreateAsync();
        await rows.Store.MigrateAsync(default);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
        var hours = new VendorHours(rows.Store);
        var (one, other) = (new Outages(rows.Store, hours, clock), new Outages(rows.Store, new VendorHours(rows.Store), clock));
        Assert.False(await one.BeatAsync(default)); // the first start of all
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await one.BeatAsync(default));
        var before = await hours.OfAsync("v", default);
        Assert.Equal(TimeSpan.FromMinutes(10), before.OpenBetween(clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(10)));
        var down = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(await Task.WhenAll(one.BeatAsync(default), other.BeatAsync(default)), found => found);
        var outage = Assert.Single(await one.ReadAsync(default));
        Assert.Equal((down, clock.GetUtcNow(), false), (outage.From, outage.Until!.Value, outage.Told));
        hours.Forget("outages:"); // as the fact has it done, whichever of the two found it
        Assert.Equal(TimeSpan.FromMinutes(5), (await hours.OfAsync("v", default)).OpenBetween(down, down.AddMinutes(10)));
    }
}
