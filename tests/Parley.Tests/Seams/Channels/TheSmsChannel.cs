using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;

namespace Parley.Tests.Seams.Channels;

/// <summary>A gateway on this machine that speaks Twilio's API and keeps what it took.</summary>
public sealed class The_sms_channel() : HttpChannelContract(Channel.Sms)
{
    const string Number = "+49 1512 3456789", Plain = "+4915123456789";
    readonly ConcurrentQueue<(string Sid, string Body, DateTimeOffset At)> taken = new();

    protected override string? Address => Number;
    protected override IEnumerable<string> Secrets => [Number, Plain, "15123456789", "the-secret", "Clay & Co"];

    /// <summary>It never sends again what it knows to be sent, so each message is one.</summary>
    protected override string? NameOf(ProviderAsked asked) => asked.Method == "POST" ? $"{Guid.NewGuid()}" : null;

    protected override void SetUp(IServiceCollection to)
    {
        to.AddSms();
        to.AddSingleton<ChannelAlarms>();
        to.Configure<SmsOptions>(o => (o.BaseUrl, o.Account, o.Secret, o.From, o.Countries, o.TimeoutSeconds, o.PerPersonDay) = (Peering.Address, "AC1", "the-secret", "+4915111111111", ["DE", "FR"], 3, 100));
    }

    protected override async Task TakeAsync(ProviderAsked asked, HttpContext http)
    {
        if (asked.Method == "GET")
        {
            await ListAsync(http);
            return;
        }
        await Provider.SayAsync(http, 201, $$"""{"sid":"{{Keep(asked)}}","status":"queued"}""");
    }

    string Keep(ProviderAsked asked)
    {
        var sid = $"SM{taken.Count:D32}";
        taken.Enqueue((sid, asked.Form["Body"], DateTimeOffset.UtcNow));
        return sid;
    }

    Task ListAsync(HttpContext http) => Provider.SayAsync(http, 200, new JsonObject
    {
        ["messages"] = new JsonArray([.. taken.Select(t => new JsonObject { ["sid"] = t.Sid, ["body"] = t.Body, ["date_created"] = t.At.ToString("R"), ["status"] = "sent" })]),
    }.ToJsonString());

    protected override (int Status, string Body) Says(Peer what) => what == Peer.Gone ? (400, """{"code":21211,"message":"Invalid 'To'","status":400}""") : (400, """{"code":21612,"message":"Cannot reach","status":400}""");

    [Fact]
    public async Task A_message_says_who_and_what_and_where_and_never_the_words()
    {
        await MakeAsync(Peer.Take);
        var handed = Assert.IsType<Handed.Delivered>(await HandAsync(NewParcel()));
        var sent = Assert.Single(Peering.All);
        Assert.Equal("/2010-04-01/Accounts/AC1/Messages.json", sent.Path);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("AC1:the-secret"))}", sent.Headers["Authorization"]);
        Assert.Equal((Plain, "+4915111111111", $"Bazaar: New message from Clay & Co https://shop.example/m/{Thread}?as=buyer"), (sent.Form["To"], sent.Form["From"], sent.Form["Body"]));
        Assert.Equal(taken.Single().Sid, handed.Reference);
    }

    [Fact]
    public async Task Taken_and_never_answered_it_is_found_at_the_gateway_and_not_sent_again()
    {
        Peering.Answer = async (asked, http) =>
        {
            if (asked.Method == "GET") await ListAsync(http);
            else
            {
                Keep(asked);
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        };
        var parcel = NewParcel();
        var handed = Assert.IsType<Handed.Delivered>(await HandAsync(parcel));
        Assert.Equal(taken.Single().Sid, handed.Reference);
        Assert.IsType<Handed.Delivered>(await HandAsync(parcel with { Attempt = 2 }));
        Assert.Single(Peering.All, a => a.Method == "POST");
    }

    [Fact]
    public async Task Neither_answered_nor_found_it_is_not_known_and_not_sent_again_blindly()
    {
        Peering.Hang();
        var parcel = NewParcel();
        Assert.IsType<Handed.Unsure>(await HandAsync(parcel));
        // Another try, should there be one, asks first; and does not send while the gateway does not say.
        Assert.Equal("not-known-whether-sent", Assert.IsType<Handed.Later>(await HandAsync(parcel with { Attempt = 2 })).Outcome);
        Assert.Single(Peering.All, a => a.Method == "POST");
        await MakeAsync(Peer.Take);
        Assert.IsType<Handed.Delivered>(await HandAsync(parcel with { Attempt = 3 }));
        Assert.Equal(2, Peering.All.Count(a => a.Method == "POST"));
        Assert.Equal(1, (await SpentAsync())["all"]);
    }

    [Theory]
    [InlineData(400, 21610, "stopped", typeof(Handed.Gone))]
    [InlineData(400, 21614, "no-number", typeof(Handed.Gone))]
    [InlineData(400, 21408, "gateway-21408", typeof(Handed.Refused))]
    [InlineData(403, 21408, "gateway-21408", typeof(Handed.Refused))]
    [InlineData(401, 20003, "key-refused", typeof(Handed.Later))]
    [InlineData(503, 0, "answered-503", typeof(Handed.Later))]
    [InlineData(500, 20500, "answered-500", typeof(Handed.Unsure))]
    [InlineData(504, 0, "answered-504", typeof(Handed.Unsure))]
    public async Task What_the_gateway_says_is_understood(int status, int code, string outcome, Type becomes)
    {
        Peering.AnswerWith(status, $$"""{"code":{{code}},"status":{{status}}}""");
        var handed = await HandAsync(NewParcel());
        Assert.IsType(becomes, handed);
        Assert.Equal(outcome, handed switch { Handed.Later l => l.Outcome, Handed.Refused r => r.Outcome, Handed.Gone g => g.Outcome, Handed.Unsure u => u.Outcome, _ => "" });
        Assert.Equal(outcome != "key-refused", Services.GetRequiredService<SmsHealth>().Ask().Healthy);
    }

    [Fact]
    public async Task Who_said_stop_is_not_written_to_however_the_host_writes_the_number()
    {
        await MakeAsync(Peer.Take);
        await Services.GetRequiredService<AddressBook>().CloseAsync("person-1", Channel.Sms, Plain, "stopped", default);
        var parcel = NewParcel();
        Assert.IsType<Handed.Gone>(await HandAsync(parcel with { To = parcel.To with { Address = "+49 (0)1512 / 345 67 89" } }));
        Assert.Empty(Peering.All);
    }

    [Fact]
    public async Task Budgets_hold_for_a_person_a_country_and_a_day_and_what_is_spent_raises_the_alarm()
    {
        await MakeAsync(Peer.Take);
        var options = Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SmsOptions>>().Value;
        (options.PerPersonDay, options.PerCountryDay, options.PerDay) = (2, 3, 4);
        Assert.Equal(["sent", "sent", "budget-person"], await AllAsync("a", "a", "a"));
        Assert.True(Services.GetRequiredService<SmsHealth>().Ask().Healthy);
        Assert.Equal(["sent", "budget-country"], await AllAsync("b", "c"));
        Assert.False(Services.GetRequiredService<SmsHealth>().Ask().Healthy);
        Assert.Equal(["sent"], await AllAsync("d +33612345678"));
        Assert.Equal(["budget-day"], await AllAsync("e +33612345678"));
        Assert.Equal(4, Peering.All.Count);
        var spent = await SpentAsync();
        Assert.Equal((4, 3, 1, 2, 0), (spent["all"], spent["c:49"], spent["c:33"], spent["p:a"], spent["p:e"]));
    }

    async Task<List<string>> AllAsync(params string[] people)
    {
        var outcomes = new List<string>();
        foreach (var who in people)
        {
            var (person, number) = who.Split(' ', 2) is [var p, var n] ? (p, n) : (who, Plain);
            var parcel = NewParcel();
            outcomes.Add(await HandAsync(parcel with { To = parcel.To with { PersonId = person, Address = number } }) is Handed.Refused refused ? refused.Outcome : "sent");
        }
        return outcomes;
    }

    async Task<Dictionary<string, int>> SpentAsync()
    {
        await using var db = Services.GetRequiredService<Parley.Storage.Store>().Open();
        return db.Set<SmsSpent>().ToDictionary(s => s.Budget, s => s.Spent);
    }
}
