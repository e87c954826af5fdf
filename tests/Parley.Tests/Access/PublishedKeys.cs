using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Tests.Access;

/// <summary>Tokens signed by keys that the host publishes (JWKS).</summary>
public sealed class Published_keys : IDisposable
{
    readonly string file = Path.Combine(Places.NewFolder("jwks"), "keys.json");
    readonly RSA first = RSA.Create(2048), second = RSA.Create(2048);
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_token_of_a_published_key_is_believed()
    {
        Publish(Jwt.Published(first, "one"));
        Assert.Equal("jane", (await Reader().ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default)).Id);
    }

    [Fact]
    public async Task A_key_published_later_is_found_without_a_restart_and_the_one_taken_away_is_refused()
    {
        Publish(Jwt.Published(first, "one"));
        var reader = Reader();
        await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default);
        Publish(Jwt.Published(second, "two"));
        await RefusedAsync(reader, Jwt.Rsa(Jwt.Claims("jane"), second, "two")); // just looked; forged kids must not make us ask each time
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("jane", (await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), second, "two"), default)).Id);
        await RefusedAsync(reader, Jwt.Rsa(Jwt.Claims("joan"), first, "one"));
    }

    [Fact]
    public async Task A_public_key_never_serves_as_a_shared_secret()
    {
        Publish(Jwt.Published(first, "one"));
        var reader = Reader();
        foreach (var secret in new[] { first.ExportSubjectPublicKeyInfo(), first.ExportRSAPublicKey(), Encoding.UTF8.GetBytes(first.ExportSubjectPublicKeyInfoPem()), Encoding.UTF8.GetBytes(File.ReadAllText(file)) })
            await RefusedAsync(reader, Jwt.Hmac(Jwt.Claims("jane"), secret, new JsonObject { ["kid"] = "one" }));
        await RefusedAsync(reader, Jwt.Unsigned(Jwt.Claims("jane")));
    }

    [Fact]
    public async Task A_symmetric_key_among_the_published_ones_is_ignored()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        Publish(Jwt.Published(first, "one"), new JsonObject { ["kty"] = "oct", ["kid"] = "oct", ["k"] = Convert.ToBase64String(secret).TrimEnd('=').Replace('+', '-').Replace('/', '_') });
        await RefusedAsync(Reader(), Jwt.Hmac(Jwt.Claims("jane"), secret, new JsonObject { ["kid"] = "oct" }));
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_refused_when_one_is_named()
    {
        Publish(Jwt.Published(first, "one"));
        var claims = Jwt.Claims("jane");
        claims["iss"] = "https://evil.example";
        await RefusedAsync(Reader("https://shop.example"), Jwt.Rsa(claims, first, "one"));
        claims["iss"] = "https://shop.example";
        Assert.Equal("jane", (await Reader("https://shop.example").ReadAsync(Jwt.Rsa(claims, first, "one"), default)).Id);
    }

    [Fact]
    public async Task The_last_known_keys_serve_while_the_host_is_away()
    {
        Publish(Jwt.Published(first, "one"));
        var reader = Reader();
        await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default);
        File.Delete(file);
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("joan", (await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("joan", minutes: 30), first, "one"), default)).Id);
    }

    [Fact]
    public async Task A_host_that_hangs_keeps_nobody_waiting_in_line_and_the_failure_is_remembered()
    {
        using var host = new KeyHost(new JsonObject { ["keys"] = new JsonArray(Jwt.Published(first, "one")) }.ToJsonString());
        host.Hangs = true;
        var reader = Reader(jwks: host.Address);
        var watch = Stopwatch.StartNew();
        var refused = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Assert.ThrowsAsync<RefusedException>(() => reader.ReadAsync(Jwt.Rsa(Jwt.Claims($"p{i}"), first, "one"), default).AsTask())));
        Assert.All(refused, r => Assert.Equal(503, r.Refusal.Status));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(12), $"It took {watch.Elapsed.TotalSeconds} s.");
        await Assert.ThrowsAsync<RefusedException>(() => reader.ReadAsync(Jwt.Rsa(Jwt.Claims("again"), first, "one"), default).AsTask());
        Assert.Equal(1, host.Asked);

        host.Hangs = false;
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("jane", (await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default)).Id);
    }

    [Fact]
    public async Task Known_keys_serve_while_the_host_hangs()
    {
        using var host = new KeyHost(new JsonObject { ["keys"] = new JsonArray(Jwt.Published(first, "one")) }.ToJsonString());
        var reader = Reader(jwks: host.Address);
        await reader.ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default);
        host.Hangs = true;
        clock.Advance(TimeSpan.FromMinutes(11));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => reader.ReadAsync(Jwt.Rsa(Jwt.Claims($"p{i}", minutes: 30), first, "one"), default).AsTask()));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"It took {watch.Elapsed.TotalSeconds} s.");
        Assert.Equal(2, host.Asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not json")]
    [InlineData("{}")]
    public async Task While_no_keys_were_ever_read_tokens_are_refused_and_not_a_defect(string? content)
    {
        if (content is not null) File.WriteAllText(file, content);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Reader().ReadAsync(Jwt.Rsa(Jwt.Claims("jane"), first, "one"), default).AsTask());
        Assert.Contains(refused.Refusal.Status, new[] { 401, 503 });
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    TokenReader Reader(string issuer = "", string? jwks = null)
    {
        var options = Options.Create(new TokenOptions { Jwks = jwks ?? file, Issuer = issuer });
        return new TokenReader(options, new TokenKeys(options, clock), clock);
    }

    void Publish(params JsonNode[] keys) => File.WriteAllText(file, new JsonObject { ["keys"] = new JsonArray(keys) }.ToJsonString());

    static async Task RefusedAsync(TokenReader reader, string token) =>
        Assert.Equal("unauthenticated", (await Assert.ThrowsAsync<RefusedException>(() => reader.ReadAsync(token, default).AsTask())).Refusal.Code);
}

/// <summary>A host's address of public keys, which may hang: take the question and never answer.</summary>
sealed class KeyHost : IDisposable
{
    readonly HttpListener listener = new();
    readonly byte[] keys;
    int asked;

    public KeyHost(string keys)
    {
        this.keys = Encoding.UTF8.GetBytes(keys);
        Address = $"http://127.0.0.1:{Ports.Take()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = AnswerAsync();
    }

    public string Address { get; }
    public bool Hangs { get; set; }
    public int Asked => asked;

    public void Dispose() => listener.Close();

    async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await listener.GetContextAsync();
                Interlocked.Increment(ref asked);
                if (!Hangs) question.Response.Close(keys, willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // closed
        }
    }
}

/// <summary>The same in a running server.</summary>
public sealed class Published_keys_in_a_server(Published_keys_in_a_server.Fixture world) : Facts(world), IClassFixture<Published_keys_in_a_server.Fixture>
{
    [Fact]
    public async Task A_person_signed_in_by_the_hosts_key_gets_in_and_a_shared_secret_does_not()
    {
        var buyer = await World.NewBuyerAsync();
        var key = ((Fixture)World).Key;
        (await World.Anyone(Jwt.Rsa(Jwt.Claims(buyer.Id), key, "one")).GetAsync("v1/me")).Must(200);
        (await World.Anyone(buyer.Bearer).GetAsync("v1/me")).MustRefuse(401, "unauthenticated");
        (await World.Anyone(Jwt.Hmac(Jwt.Claims(buyer.Id), key.ExportSubjectPublicKeyInfo())).GetAsync("v1/me")).MustRefuse(401, "unauthenticated");
    }

    public sealed class Fixture : World
    {
        public Fixture() : this(RSA.Create(2048), Path.Combine(Places.NewFolder("jwks"), "keys.json")) { }

        Fixture(RSA key, string file) : base("sqlite", new Dictionary<string, string> { ["Parley__Tokens__Jwks"] = file })
        {
            Key = key;
            File.WriteAllText(file, new JsonObject { ["keys"] = new JsonArray(Jwt.Published(key, "one")) }.ToJsonString());
        }

        public RSA Key { get; }
    }
}
