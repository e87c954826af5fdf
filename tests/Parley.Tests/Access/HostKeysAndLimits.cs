using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Tests.Access;

/// <summary>Host keys: hashed, scoped, revocable.</summary>
public abstract class HostKeyFacts(World world) : Facts(world)
{
    [Fact]
    public async Task A_key_does_only_what_its_scopes_say()
    {
        var shop = await World.NewShopAsync();
        var reader = World.Anyone(await World.NewKeyAsync("market:read"));
        (await reader.GetAsync($"v1/vendors/{shop.VendorId}")).Must(200);
        (await reader.PutAsync("v1/users/u", new { name = "x" })).MustRefuse(403, "forbidden");
        (await reader.SendAsync(HttpMethod.Post, "v1/sync", "", "application/x-ndjson")).MustRefuse(403, "forbidden");
        var writer = World.Anyone(await World.NewKeyAsync("market:write"));
        (await writer.PutAsync("v1/users/u", new { name = "x" })).Must(204);
        (await writer.GetAsync("v1/users/u")).MustRefuse(403, "forbidden");
        (await writer.PutAsync($"v1/conversations/{Guid.NewGuid()}/freeze", new { reason = "x" })).MustRefuse(403, "forbidden");
        var row = $$"""{"type":"conversation","vendor":"{{shop.VendorId}}","buyer":"u","messages":[{"clientMessageId":"{{Guid.NewGuid()}}","from":"buyer","text":"x","at":"2020-01-01T00:00:00Z"}]}""";
        var sync = (await writer.SendAsync(HttpMethod.Post, "v1/sync", row, "application/x-ndjson")).Must(200);
        Assert.Contains("history:import", sync.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_installation_or_a_changed_secret_is_unknown()
    {
        (await World.Anyone("pk_live_0123456789ab_" + new string('0', 64)).GetAsync("v1/users/u")).MustRefuse(401, "unauthenticated");
        (await World.Anyone(World.HostKey[..^1] + (World.HostKey[^1] == '0' ? '1' : '0')).GetAsync("v1/users/u")).MustRefuse(401, "unauthenticated");
        (await World.HostClient.GetAsync("v1/inbox")).MustRefuse(403, "forbidden"); // a host is no person
    }

    [Fact]
    public async Task A_revoked_key_is_refused_and_its_secret_was_never_stored()
    {
        var key = await World.NewKeyAsync("market:read");
        var id = key.Split('_')[2];
        await using var db = World.Store.Open();
        await db.Set<HostKey>().Where(k => k.Id == id).ExecuteUpdateAsync(s => s.SetProperty(k => k.RevokedAt, DateTimeOffset.UtcNow));
        (await World.Anyone(key).GetAsync("v1/users/u")).MustRefuse(401, "unauthenticated");
        var row = await db.Set<HostKey>().SingleAsync(k => k.Id == id);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key.Split('_')[3])), row.Hash);
    }

    [Fact]
    public async Task Keys_are_listed_without_their_secrets_and_one_that_is_revoked_is_refused()
    {
        var key = await World.NewKeyAsync("market:read,metrics:read");
        var (id, secret) = (key.Split('_')[2], key.Split('_')[3]);
        Assert.Contains($"{id}  ", (await Tool.ParleyAsync(World.Environment(), "key", "list")).Done(), StringComparison.Ordinal);
        Assert.Contains("30 seconds", (await Tool.ParleyAsync(World.Environment(), "key", "revoke", id)).Done(), StringComparison.Ordinal);
        (await Tool.ParleyAsync(World.Environment(), "key", "revoke", id)).Done(); // again changes nothing
        (await World.Anyone(key).GetAsync("metrics")).MustRefuse(401, "unauthenticated");
        var listed = (await Tool.ParleyAsync(World.Environment(), "key", "list")).Done().Split('\n').Single(l => l.StartsWith(id, StringComparison.Ordinal));
        Assert.Contains("revoked", listed, StringComparison.Ordinal);
        Assert.Contains("market:read,metrics:read", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        var unknown = await Tool.ParleyAsync(World.Environment(), "key", "revoke", "nobody");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("nobody", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_use_is_refused_half_a_minute_after_it_was_revoked_elsewhere()
    {
        var key = await World.NewKeyAsync("market:read");
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var (running, elsewhere) = (new HostKeys(World.Store.Store, clock), new HostKeys(World.Store.Store, clock));
        await running.ReadAsync(key, default);
        await elsewhere.RevokeAsync(key.Split('_')[2], default);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("unauthenticated", (await Assert.ThrowsAsync<RefusedException>(() => running.ReadAsync(key, default).AsTask())).Refusal.Code);
    }

    [Fact]
    public async Task A_key_for_figures_reads_figures_and_nothing_else()
    {
        var prometheus = World.Anyone(await World.NewKeyAsync("metrics:read"));
        Assert.Contains("# TYPE", (await prometheus.GetAsync("metrics")).Must(200).Body, StringComparison.Ordinal);
        foreach (var path in new[] { "health/detail", "v1/users/u", "v1/inbox" }) (await prometheus.GetAsync(path)).MustRefuse(403, "forbidden");
        (await World.HostClient.GetAsync("metrics")).MustRefuse(403, "forbidden");
    }

    [Fact]
    public async Task A_key_with_a_scope_nobody_knows_is_not_made()
    {
        var made = await Tool.ParleyAsync(World.Environment(), "key", "create", "--name", "x", "--scopes", "market:write,everything");
        Assert.Equal(1, made.Code);
        Assert.Contains("everything", made.Errors, StringComparison.Ordinal);
    }
}

public sealed class Host_keys_on_sqlite(CommonSqlite world) : HostKeyFacts(world);

public sealed class Host_keys_on_postgres(CommonPostgres world) : HostKeyFacts(world);

/// <summary>With the smallest limits: who asks too often is told when to come back.</summary>
public sealed class Rate_limits(Rate_limits.Fixture world) : Facts(world), IClassFixture<Rate_limits.Fixture>
{
    [Fact]
    public async Task Too_many_requests_meet_429_with_the_time_to_wait_and_others_are_not_concerned()
    {
        var talk = await World.NewTalkAsync();
        var answers = new List<Answer>();
        for (var i = 0; i < 40; i++) answers.Add(await talk.Buyer.GetAsync("v1/me"));
        var refused = answers.First(a => a.Status == 429).MustRefuse(429, "rate-limited");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 1, 60);
        Assert.Equal(int.Parse(refused.Headers["Retry-After"]), refused.Get<int>("retryAfter"));
        Assert.Equal("\"requests\";q=12;w=60", refused.Headers["RateLimit-Policy"]);
        Assert.StartsWith("\"requests\";r=0;t=", refused.Headers["RateLimit"], StringComparison.Ordinal);
        Assert.Equal(200, answers[0].Status);
        (await talk.Vendor.GetAsync("v1/me")).Must(200);
    }

    [Fact]
    public async Task Too_many_messages_meet_429_and_nothing_refused_is_stored()
    {
        var talk = await World.NewTalkAsync();
        var answers = new List<Answer>();
        for (var i = 0; i < 30; i++) answers.Add(await talk.Buyer.SayAsync(talk.Id, $"{i}"));
        var refused = answers.First(a => a.Status == 429).MustRefuse(429, "rate-limited");
        Assert.Equal("\"sends\";q=6;w=60", refused.Headers["RateLimit-Policy"]);
        Assert.Equal(1 + answers.Count(a => a.Status == 201), (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<int>("lastSeq"));
    }

    public sealed class Fixture() : World("sqlite", new Dictionary<string, string> { ["Parley__Limits__RequestsPerMinute"] = "12", ["Parley__Limits__SendsPerMinute"] = "6" });
}
