using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;

namespace Parley.Tests.Seams.Channels;

/// <summary>Firebase on this machine: it gives out tokens for the account's signature, and takes messages.</summary>
public sealed class The_firebase_channel() : HttpChannelContract(Channel.Mobile)
{
    const string Phone = "phone:secret-of-the-phone";
    readonly RSA key = RSA.Create(2048);
    int tokens;

    protected override IEnumerable<string> Secrets => [Phone, "secret-of-the-phone", "access-", "Clay & Co"];

    protected override Guid ThreadOf(Guid parcel) => parcel;

    protected override string? NameOf(ProviderAsked asked) => asked.Path == "/token" ? null : asked.Json.Get<string>("message.android.collapse_key");

    protected override void SetUp(IServiceCollection to)
    {
        var file = Path.Combine(Places.NewFolder("fcm"), "account.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { type = "service_account", project_id = "shop-1", client_email = "parley@shop-1.example", private_key = key.ExportPkcs8PrivateKeyPem(), token_uri = $"{Peering.Address}/token" }));
        to.AddPush();
        to.Configure<PushOptions>(o => o.TimeoutSeconds = 4).Configure<FcmOptions>(o => (o.File, o.BaseUrl) = (file, Peering.Address));
    }

    protected override Task SubscribeAsync() => Services.GetRequiredService<Devices>().PutAsync("person-1", new DeviceBody(PushPlatform.Fcm, Phone, "example.shop", "de"), default);

    protected override Task TakeAsync(ProviderAsked asked, HttpContext http) => asked.Path == "/token"
        ? Provider.SayAsync(http, 200, $$"""{"access_token":"access-{{Interlocked.Increment(ref tokens)}}","expires_in":3599,"token_type":"Bearer"}""")
        : Provider.SayAsync(http, 200, """{"name":"projects/shop-1/messages/1"}""");

    protected override (int Status, string Body) Says(Peer what) => what == Peer.Gone ? (404, Error(404, "NOT_FOUND", "UNREGISTERED")) : (400, Error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"));

    static string Error(int code, string status, string? own) => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code, ["status"] = status, ["details"] = own is null ? new JsonArray() : new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.firebase.fcm.v1.FcmError", ["errorCode"] = own }),
        },
    }.ToJsonString();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task A_message_carries_what_the_phone_shows_and_the_account_signs_for_its_token_once()
    {
        await MakeAsync(Peer.Take);
        var parcel = NewParcel();
        await HandAsync(parcel);
        await HandAsync(NewParcel());
        var statement = Assert.Single(Peering.All, a => a.Path == "/token").Form["assertion"].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{statement[0]}.{statement[1]}"), Base64Url.DecodeFromChars(statement[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(statement[1]))!;
        Assert.Equal(("parley@shop-1.example", $"{Peering.Address}/token", "https://www.googleapis.com/auth/firebase.messaging"), (claims.Get<string>("iss"), claims.Get<string>("aud"), claims.Get<string>("scope")));
        var sent = Peering.All.First(a => a.Path == "/v1/projects/shop-1/messages:send");
        Assert.Equal("Bearer access-1", sent.Headers["Authorization"]);
        var message = sent.Json["message"]!;
        Assert.Equal((Phone, "Clay & Co", Words), (message.Get<string>("token"), message.Get<string>("notification.title"), message.Get<string>("notification.body")));
        Assert.Equal((parcel.Id.ToString("N"), "NORMAL", "86400s", 1), (message.Get<string>("android.collapse_key"), message.Get<string>("android.priority"), message.Get<string>("android.ttl"), message.Get<int>("android.notification.notification_count")));
        Assert.Equal(($"{parcel.Id}", "buyer", $"https://shop.example/m/{parcel.Id}?as=buyer"), (message.Get<string>("data.conversation"), message.Get<string>("data.as"), message.Get<string>("data.url")));
        Assert.All(message["data"]!.AsObject(), value => Assert.Equal(JsonValueKind.String, value.Value!.GetValueKind())); // anything else is refused
    }

    [Fact]
    public async Task A_token_that_is_refused_is_asked_for_anew_once_and_then_raises_the_alarm()
    {
        await MakeAsync(Peer.Take);
        await HandAsync(NewParcel());
        Peering.Answer = (asked, http) => asked.Path == "/token" || asked.Headers["Authorization"] == "Bearer access-2" ? TakeAsync(asked, http) : Provider.SayAsync(http, 401, Error(401, "UNAUTHENTICATED", null));
        Assert.IsType<Handed.Delivered>(await HandAsync(NewParcel()));
        Say(401, Error(401, "UNAUTHENTICATED", null));
        Assert.Equal("key-refused", Assert.IsType<Handed.Later>(await HandAsync(NewParcel())).Outcome);
        Assert.False(Fcm().Healthy);
        await MakeAsync(Peer.Take);
        Assert.IsType<Handed.Delivered>(await HandAsync(NewParcel()));
        Assert.True(Fcm().Healthy);
    }

    [Theory]
    [InlineData(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "sender-id-mismatch", typeof(Handed.Refused), false)]
    [InlineData(403, "PERMISSION_DENIED", null, "key-refused", typeof(Handed.Later), false)]
    [InlineData(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR", "key-refused", typeof(Handed.Later), false)]
    [InlineData(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", "quota-exceeded", typeof(Handed.Later), true)]
    [InlineData(503, "UNAVAILABLE", "UNAVAILABLE", "unavailable", typeof(Handed.Later), true)]
    [InlineData(500, "INTERNAL", "INTERNAL", "internal", typeof(Handed.Later), true)]
    [InlineData(404, "NOT_FOUND", null, "not-found", typeof(Handed.Later), false)]
    public async Task What_firebase_says_is_understood(int status, string general, string? own, string outcome, Type becomes, bool healthy)
    {
        Say(status, Error(status, general, own), ("Retry-After", "11"));
        var handed = await HandAsync(NewParcel());
        Assert.IsType(becomes, handed);
        Assert.Equal(outcome, handed switch { Handed.Later l => l.Outcome, Handed.Refused r => r.Outcome, Handed.Gone => "gone", _ => "" });
        if (handed is Handed.Later { Outcome: not "key-refused", After: var after }) Assert.Equal(TimeSpan.FromSeconds(11), after);
        Assert.Equal(healthy, Fcm().Healthy);
    }

    [Fact]
    public async Task An_account_that_google_does_not_know_raises_the_alarm_and_waits()
    {
        Peering.AnswerWith(400, """{"error":"invalid_grant"}""");
        Assert.Equal("key-refused", Assert.IsType<Handed.Later>(await HandAsync(NewParcel())).Outcome);
        Assert.False(Fcm().Healthy);
    }

    (string Part, bool Healthy, string Says) Fcm() => Services.GetRequiredService<PushHealth>().Ask().Single(h => h.Part == "fcm");
}

/// <summary>Apple's push service on this machine, over HTTP/2.</summary>
public sealed class The_apple_channel() : HttpChannelContract(Channel.Mobile, HttpProtocols.Http2)
{
    const string Phone = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    protected override IEnumerable<string> Secrets => [Phone, "Clay & Co"];

    /// <summary>Every parcel has another id, and the same at each try.</summary>
    protected override string? NameOf(ProviderAsked asked) => asked.Headers["apns-id"];

    protected override void SetUp(IServiceCollection to)
    {
        var file = Path.Combine(Places.NewFolder("apns"), "key.p8");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        to.AddPush();
        to.Configure<PushOptions>(o => o.TimeoutSeconds = 4).Configure<ApnsOptions>(o => (o.KeyFile, o.KeyId, o.TeamId, o.App, o.BaseUrl) = (file, "KEY4567890", "TEAM567890", "example.shop", Peering.Address));
    }

    protected override Task SubscribeAsync() => Services.GetRequiredService<Devices>().PutAsync("person-1", new DeviceBody(PushPlatform.Apns, Phone), default);

    protected override Task TakeAsync(ProviderAsked asked, HttpContext http) => Provider.SayAsync(http, 200);

    protected override (int Status, string Body) Says(Peer what) => what == Peer.Gone ? (410, """{"reason":"Unregistered","timestamp":1}""") : (400, """{"reason":"BadMessageId"}""");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task A_push_goes_over_http_2_with_the_teams_token_and_what_the_phone_shows()
    {
        await MakeAsync(Peer.Take);
        var parcel = NewParcel();
        await HandAsync(parcel);
        await HandAsync(parcel with { Attempt = 2 });
        await HandAsync(NewParcel());
        var (sent, again, other) = (Peering.All[0], Peering.All[1], Peering.All[2]);
        Assert.Equal(("HTTP/2", $"/3/device/{Phone}", "alert", "example.shop", "5"), (sent.Protocol, sent.Path, sent.Headers["apns-push-type"], sent.Headers["apns-topic"], sent.Headers["apns-priority"]));
        Assert.Equal((sent.Headers["apns-id"], sent.Headers["authorization"]), (again.Headers["apns-id"], again.Headers["authorization"]));
        Assert.NotEqual(sent.Headers["apns-id"], other.Headers["apns-id"]);
        Assert.Equal(Thread.ToString("N"), sent.Headers["apns-collapse-id"]);
        var token = sent.Headers["authorization"]["bearer ".Length..].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256));
        Assert.Equal(("KEY4567890", "ES256"), JsonNode.Parse(Base64Url.DecodeFromChars(token[0]))! is var head ? (head.Get<string>("kid"), head.Get<string>("alg")) : default);
        Assert.Equal("TEAM567890", JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!.Get<string>("iss"));
        Assert.Equal(("Clay & Co", Words, 1, Thread.ToString("N")), (sent.Json.Get<string>("aps.alert.title"), sent.Json.Get<string>("aps.alert.body"), sent.Json.Get<int>("aps.badge"), sent.Json.Get<string>("aps.thread-id")));
        Assert.Equal($"{Thread}", sent.Json.Get<string>("parley.conversation"));
        Assert.True(sent.Body.Length <= 4096);
    }

    [Theory]
    [InlineData(400, "BadDeviceToken", "gone", typeof(Handed.Gone), true)]
    [InlineData(410, "ExpiredToken", "gone", typeof(Handed.Gone), true)]
    [InlineData(400, "DeviceTokenNotForTopic", "topic-refused", typeof(Handed.Refused), false)]
    [InlineData(403, "InvalidProviderToken", "key-refused", typeof(Handed.Later), false)]
    [InlineData(403, "ExpiredProviderToken", "key-refused", typeof(Handed.Later), false)] // of one that is new: the clock is wrong
    [InlineData(429, "TooManyRequests", "answered-429", typeof(Handed.Later), true)]
    [InlineData(500, "InternalServerError", "answered-500", typeof(Handed.Later), true)]
    [InlineData(413, "PayloadTooLarge", "answered-413", typeof(Handed.Refused), true)]
    public async Task What_apple_says_is_understood(int status, string reason, string outcome, Type becomes, bool healthy)
    {
        Peering.AnswerWith(status, $$"""{"reason":"{{reason}}"}""");
        var handed = await HandAsync(NewParcel());
        Assert.IsType(becomes, handed);
        Assert.Equal(outcome, handed switch { Handed.Later l => l.Outcome, Handed.Refused r => r.Outcome, Handed.Gone => "gone", _ => "" });
        Assert.Equal(healthy, Services.GetRequiredService<PushHealth>().Ask().Single(h => h.Part == "apns").Healthy);
        Assert.Equal(status == 413 ? 2 : 1, Peering.All.Count); // once more, without the words
    }

    [Fact]
    public void The_teams_token_is_made_anew_between_20_minutes_and_an_hour()
    {
        var file = Path.Combine(Places.NewFolder("apns"), "key.p8");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        using var tokens = new ApnsKey(new ApnsOptions { KeyFile = file, KeyId = "KEY4567890", TeamId = "TEAM567890" }, clock);
        var first = tokens.Token();
        clock.Advance(TimeSpan.FromMinutes(19));
        Assert.False(tokens.Renew(first));
        Assert.Equal(first, tokens.Token());
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(tokens.Renew(first));
        var second = tokens.Token();
        Assert.NotEqual(first, second);
        Assert.True(tokens.Renew(first)); // somebody else did already
        Assert.Equal(second, tokens.Token());
        clock.Advance(TimeSpan.FromMinutes(41));
        Assert.NotEqual(second, tokens.Token());
    }
}
