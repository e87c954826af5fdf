using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Parley.Tests.Access;

/// <summary>Whose token is believed, over HTTP and on the live connection.</summary>
public abstract class Tokens(World world) : Facts(world)
{
    [Fact]
    public async Task A_token_made_by_the_command_line_or_the_client_library_opens_the_door()
    {
        var buyer = await World.NewBuyerAsync();
        (await buyer.GetAsync("v1/me")).Must(200);
        var made = (await Tool.ParleyAsync(World.Environment(), "token", "--user", buyer.Id)).Done();
        Assert.Equal(buyer.Id, (await World.Anyone(made).GetAsync("v1/me")).Must(200).Get<string>("id"));
        var staff = (await Tool.ParleyAsync(World.Environment(), "token", "--user", "moderator-1", "--operator", "moderator")).Done();
        Assert.True((await World.Anyone(staff).GetAsync("v1/me")).Must(200).Get<bool>("operator"));
    }

    [Fact]
    public async Task An_expired_token_is_told_apart_so_that_the_page_fetches_a_fresh_one()
    {
        var buyer = await World.NewBuyerAsync();
        (await With(Jwt.Hmac(Jwt.Claims(buyer.Id, minutes: -2), Rig.World.Secret))).MustRefuse(401, "token-expired");
        (await With(Jwt.Hmac(Jwt.Claims(buyer.Id, minutes: -0.2), Rig.World.Secret))).Must(200); // clocks may differ a little
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_once_it_has_expired()
    {
        var buyer = await World.NewBuyerAsync();
        var token = Jwt.Hmac(Jwt.Claims(buyer.Id, minutes: -28 / 60.0), Rig.World.Secret); // good for two more seconds of tolerance
        (await With(token)).Must(200);
        await Eventually.TrueAsync(async () => (await With(token)).Problem == "token-expired", "the remembered token expires");
    }

    [Fact]
    public async Task Tokens_that_anyone_could_make_are_refused()
    {
        var buyer = await World.NewBuyerAsync();
        var claims = Jwt.Claims(buyer.Id);
        var good = Jwt.Hmac(claims, Rig.World.Secret);
        using var rsa = RSA.Create(2048);
        var forged = new Dictionary<string, string>
        {
            ["another secret"] = Jwt.Hmac(claims, "another secret, long enough for HS256 as well"),
            ["another audience"] = Jwt.Hmac(Jwt.Claims(buyer.Id, audience: "billing"), Rig.World.Secret),
            ["no audience"] = Jwt.Hmac(Without(claims, "aud"), Rig.World.Secret),
            ["no expiry"] = Jwt.Hmac(Without(claims, "exp"), Rig.World.Secret),
            ["far-future expiry"] = Jwt.Hmac(Jwt.Claims(buyer.Id, minutes: 60 * 24 * 3650), Rig.World.Secret),
            ["not valid yet"] = Jwt.Hmac(With(claims, "nbf", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()), Rig.World.Secret),
            ["no subject"] = Jwt.Hmac(Without(claims, "sub"), Rig.World.Secret),
            ["empty subject"] = Jwt.Hmac(Jwt.Claims(""), Rig.World.Secret),
            ["over-long subject"] = Jwt.Hmac(Jwt.Claims(new string('x', 129)), Rig.World.Secret),
            ["subject with U+0000"] = Jwt.Hmac(Jwt.Claims("a\0b"), Rig.World.Secret),
            ["unknown person"] = Jwt.Hmac(Jwt.Claims("nobody-told-us"), Rig.World.Secret),
            ["expiry as text"] = Jwt.Hmac(With(claims, "exp", "4102444800"), Rig.World.Secret),
            ["expiry beyond all numbers"] = Jwt.Hmac(With(claims, "exp", 1e300), Rig.World.Secret),
            ["alg none"] = Jwt.Unsigned(claims),
            ["alg None"] = Jwt.Unsigned(claims, "None"),
            ["alg missing"] = Jwt.Signed([], claims, _ => []),
            ["HS384"] = Jwt.Hmac(claims, Rig.World.Secret, "HS384"),
            ["HS512"] = Jwt.Hmac(claims, Rig.World.Secret, "HS512"),
            ["RS256"] = Jwt.Rsa(claims, rsa),
            ["RS256 with its key along"] = Jwt.Rsa(claims, rsa, header: new JsonObject { ["jwk"] = Jwt.Published(rsa, "k") }),
            ["jku"] = Jwt.Rsa(claims, rsa, "k", new JsonObject { ["jku"] = "http://127.0.0.1:1/keys" }),
            ["x5u"] = Jwt.Rsa(claims, rsa, "k", new JsonObject { ["x5u"] = "http://127.0.0.1:1/cert" }),
            ["kid of a file"] = Jwt.Hmac(claims, "", header: new JsonObject { ["kid"] = "../../../../dev/null" }),
            ["kid of a query"] = Jwt.Hmac(claims, "k", header: new JsonObject { ["kid"] = "x' UNION SELECT 'k'--" }),
            ["stripped signature"] = good[..(good.LastIndexOf('.') + 1)],
            ["altered signature"] = good[..^2] + (good[^2] == 'A' ? "BA" : "AA"),
            ["two parts"] = "eyJhbGciOiJub25lIn0.e30",
            ["another demand"] = Jwt.Hmac(claims, Rig.World.Secret, header: new JsonObject { ["crit"] = new JsonArray("b64"), ["b64"] = true }),
            ["over-long"] = Jwt.Hmac(With(claims, "pad", new string('x', 5000)), Rig.World.Secret),
            ["not a token"] = "hello",
            ["malformed host key"] = "pk_live_x",
        };
        foreach (var (name, token) in forged)
        {
            var answer = await With(token);
            Assert.True(answer is { Status: 401, Problem: "unauthenticated" }, $"{name}: {answer.Status} {answer.Body}");
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"realtime/negotiate?negotiateVersion=1&access_token={Uri.EscapeDataString(token)}");
            var live = await World.Anyone().SendAsync(request);
            Assert.True(live.Status == 401, $"{name}, live: {live.Status} {live.Body}");
        }
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("\"false\"")]
    [InlineData("\"banana\"")]
    [InlineData("\"Moderator\"")]
    [InlineData("[]")]
    [InlineData("[\"moderator\"]")]
    [InlineData("{}")]
    [InlineData("{\"role\":\"moderator\"}")]
    public async Task Nobody_becomes_an_operator_by_a_claim_that_names_no_role(string claim)
    {
        var buyer = await World.NewBuyerAsync();
        var claims = Jwt.Claims(buyer.Id);
        claims["operator"] = JsonNode.Parse(claim);
        var token = Jwt.Hmac(claims, Rig.World.Secret);
        Assert.Contains("moderator", (await With(token)).MustRefuse(401, "unauthenticated").Get<string>("detail"), StringComparison.Ordinal);
        foreach (var path in new[] { "metrics", "health/detail", "v1/inbox" }) (await World.Anyone(token).GetAsync(path)).MustRefuse(401, "unauthenticated");
    }

    [Theory]
    [InlineData("moderator")]
    [InlineData("mediator")]
    [InlineData("analyst")]
    public async Task Each_role_of_staff_is_an_operator(string role) =>
        Assert.True((await World.Anyone(World.Tokens.For("staff-1", operatorRole: role)).GetAsync("v1/me")).Must(200).Get<bool>("operator"));

    [Fact]
    public async Task The_command_line_makes_no_token_with_a_role_nobody_knows()
    {
        var made = await Tool.ParleyAsync(World.Environment(), "token", "--user", "u", "--operator", "banana");
        Assert.Equal((1, ""), (made.Code, made.Out));
        Assert.Contains("moderator, mediator, analyst", made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_the_query_counts_on_the_live_connection_only()
    {
        var talk = await World.NewTalkAsync();
        (await World.Anyone().GetAsync($"v1/me?access_token={talk.Buyer.Bearer}")).MustRefuse(401, "unauthenticated");
        (await World.Anyone().GetAsync("v1/me")).MustRefuse(401, "unauthenticated");
        (await World.Anyone().PostAsync($"realtime/negotiate?negotiateVersion=1&access_token={talk.Buyer.Bearer}")).Must(200);
        (await World.Anyone().PostAsync("realtime/negotiate?negotiateVersion=1&access_token=pk_live_%00_x")).MustRefuse(401, "unauthenticated");
    }

    [Fact]
    public async Task Nobody_connects_in_a_role_that_is_not_theirs()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var foreign = await buyer.PostAsync($"realtime/negotiate?negotiateVersion=1&as=vendor:{shop.VendorId}");
        var unissued = await buyer.PostAsync("realtime/negotiate?negotiateVersion=1&as=vendor:never-issued");
        Assert.Equal((404, 404, foreign.Bare), (foreign.Status, unissued.Status, unissued.Bare));
        (await World.HostClient.PostAsync("realtime/negotiate?negotiateVersion=1")).MustRefuse(403, "forbidden");
    }

    Task<Answer> With(string token) => World.Anyone(token).GetAsync("v1/me");

    static JsonObject With(JsonObject claims, string name, JsonNode value)
    {
        var copy = claims.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }

    static JsonObject Without(JsonObject claims, string name)
    {
        var copy = claims.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }
}

public sealed class Tokens_on_sqlite(CommonSqlite world) : Tokens(world);

public sealed class Tokens_on_postgres(CommonPostgres world) : Tokens(world);
