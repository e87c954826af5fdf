using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Notifications;
using Parley.Tests.Safety;

namespace Parley.Tests.Notifications;

/// <summary>A server whose gateway for text messages calls it at an address of the internet.</summary>
public class TextingWorld(string kind) : World(kind, new Dictionary<string, string>
{
    ["Parley__Sms__Account"] = "AC1", ["Parley__Sms__Secret"] = Secret_, ["Parley__Sms__From"] = "+4915111111111", ["Parley__Sms__Countries__0"] = "DE", ["Parley__Notices__PublicUrl"] = Public, ["Parley__Notices__Marketplace"] = "Bazaar",
})
{
    public const string Secret_ = "the gateway's secret", Public = "https://chat.example";
}

public sealed class TextingSqlite() : TextingWorld("sqlite");

public sealed class TextingPostgres() : TextingWorld("postgres");

/// <summary>What the gateway tells is believed with its signature only.</summary>
public abstract class Gateway_calls(TextingWorld world) : Facts(world)
{
    static int numbers = 1_000_000;

    static string NewNumber() => $"+491512{Interlocked.Increment(ref numbers)}";

    async Task<Answer> CallAsync(string path, Dictionary<string, string> form, string? signature = null)
    {
        var signed = TextingWorld.Public + "/" + path + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", signature ?? Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(TextingWorld.Secret_), Encoding.UTF8.GetBytes(signed))));
        return await World.Anyone().SendAsync(request);
    }

    async Task<List<ClosedAddress>> ClosedAsync(string person)
    {
        await using var db = World.Store.Open();
        return await db.Set<ClosedAddress>().Where(a => a.PersonId == person && a.Channel == Channel.Sms).ToListAsync();
    }

    async Task<(Actor Who, string Number)> NewPersonAsync()
    {
        var (buyer, number) = (await World.NewBuyerAsync(), NewNumber());
        await World.Host.PutUserAsync(new User(buyer.Id, buyer.Name) { Phone = number });
        return (buyer, number);
    }

    Task<Answer> SaysAsync(string number, string words, string? signature = null) => CallAsync("v1/sms/inbound", new() { ["From"] = number, ["Body"] = words, ["MessageSid"] = "SM1" }, signature);

    [Fact]
    public async Task Who_says_stop_gets_no_more_until_they_say_start()
    {
        var (buyer, number) = await NewPersonAsync();
        Assert.Equal("<Response />", (await SaysAsync(number, "Stopp")).Must(200).Body);
        Assert.Equal("stopped", Assert.Single(await ClosedAsync(buyer.Id)).Reason);
        (await SaysAsync(number, "STOP")).Must(200);
        Assert.Single(await ClosedAsync(buyer.Id));
        (await SaysAsync(number, "start")).Must(200);
        Assert.Empty(await ClosedAsync(buyer.Id));
    }

    [Fact]
    public async Task Who_asks_for_help_is_told_whose_messages_these_are()
    {
        var answer = (await SaysAsync(NewNumber(), "AIDE")).Must(200);
        Assert.StartsWith("text/xml", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("<Message>Bazaar: Nous écrivons", answer.Body, StringComparison.Ordinal);
        Assert.Equal("<Response />", (await SaysAsync(NewNumber(), "Hello?")).Must(200).Body);
    }

    [Fact]
    public async Task Without_the_gateways_signature_nothing_happens()
    {
        var (buyer, number) = await NewPersonAsync();
        (await SaysAsync(number, "STOP", signature: "")).MustRefuse(403, "forbidden");
        (await SaysAsync(number, "STOP", signature: Convert.ToBase64String(new byte[20]))).MustRefuse(403, "forbidden");
        (await CallAsync("v1/sms/status", new() { ["MessageSid"] = "SM1", ["MessageStatus"] = "delivered" }, signature: "x")).MustRefuse(403, "forbidden");
        Assert.Empty(await ClosedAsync(buyer.Id));
        Assert.True(await World.NotedAsync("sms-call-refused", "sms gateway"));
        (await World.Anyone().PostAsync("v1/sms/inbound", new { From = number })).MustRefuse(415, "unsupported-media-type");
        (await World.Anyone().SendAsync(HttpMethod.Post, "v1/sms/inbound", new string('a', 40_000), "application/x-www-form-urlencoded")).MustRefuse(413, "payload-too-large");
        (await World.Anyone().SendAsync(HttpMethod.Post, "v1/sms/inbound", string.Concat(Enumerable.Range(0, 2000).Select(n => $"a{n}=1&")), "application/x-www-form-urlencoded")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task The_log_says_what_became_of_a_message_and_a_number_that_is_none_is_switched_off()
    {
        var (buyer, number) = await NewPersonAsync();
        var (arrived, lost, dead) = (await NoticeAsync(buyer.Id), await NoticeAsync(buyer.Id), await NoticeAsync(buyer.Id));
        await StatusAsync(arrived, "sent", "");
        Assert.Equal((NoticeState.Sent, "sent"), await StateAsync(arrived));
        await StatusAsync(arrived, "delivered", "");
        await StatusAsync(arrived, "delivered", "");
        Assert.Equal((NoticeState.Delivered, "delivered"), await StateAsync(arrived));
        await StatusAsync(lost, "undelivered", "30003");
        Assert.Equal((NoticeState.Bounced, "undelivered-30003"), await StateAsync(lost));
        Assert.Empty(await ClosedAsync(buyer.Id));
        await StatusAsync(dead, "failed", "30005");
        Assert.Equal((NoticeState.Bounced, "undelivered-30005"), await StateAsync(dead));
        Assert.Equal("bounced", Assert.Single(await ClosedAsync(buyer.Id)).Reason);
        await StatusAsync(Guid.NewGuid(), "delivered", "");

        async Task StatusAsync(Guid parcel, string status, string code) =>
            (await CallAsync($"v1/sms/status?parcel={parcel}", new() { ["MessageSid"] = $"SM{parcel:N}", ["MessageStatus"] = status, ["To"] = number, ["ErrorCode"] = code })).Must(204);
    }

    async Task<Guid> NoticeAsync(string person)
    {
        var parcel = Guid.NewGuid();
        await World.Store.Store.WriteAsync(async db =>
        {
            db.Add(new Notice
            {
                Id = Guid.NewGuid(), PersonId = person, RoleKey = "b:" + person, Channel = Channel.Sms, Kind = NoticeKind.OrderAtRisk, ConversationId = Guid.NewGuid(), FromSeq = 1, ToSeq = 1, PlannedAt = DateTimeOffset.UtcNow,
                Because = Because.Instant, State = NoticeState.Sent, Outcome = "sent", ParcelId = parcel, Reference = $"SM{parcel:N}",
            });
            await db.SaveChangesAsync();
        }, default);
        return parcel;
    }

    async Task<(NoticeState, string?)> StateAsync(Guid parcel)
    {
        await using var db = World.Store.Open();
        return await db.Set<Notice>().Where(n => n.ParcelId == parcel).Select(n => new { n.State, n.Outcome }).SingleAsync() is var n ? (n.State, n.Outcome) : default;
    }
}

public sealed class Gateway_calls_on_sqlite(TextingSqlite world) : Gateway_calls(world), IClassFixture<TextingSqlite>;

public sealed class Gateway_calls_on_postgres(TextingPostgres world) : Gateway_calls(world), IClassFixture<TextingPostgres>;
