using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Notifications;

namespace Parley.Tests.Seams.Channels;

/// <summary>Web Push, with a push service on this machine and a browser that opens what comes.</summary>
public sealed class The_browser_channel() : HttpChannelContract(Channel.Browser)
{
    FakeBrowser browser = null!;

    protected override IEnumerable<string> Secrets => [browser.Endpoint, browser.Endpoint[^32..], browser.Auth, "Clay & Co"];

    /// <summary>A later push of a thread takes the place of the former: that is how a repeat is known.</summary>
    protected override Guid ThreadOf(Guid parcel) => parcel;

    protected override string? NameOf(ProviderAsked asked) => asked.Headers["Topic"];

    protected override void SetUp(IServiceCollection to)
    {
        browser = new FakeBrowser(Peering.Address);
        to.AddPush();
        to.Configure<PushOptions>(o => (o.Contact, o.AllowPrivate, o.TimeoutSeconds) = ("mailto:operations@shop.example", true, 4));
    }

    protected override Task SubscribeAsync() => SubscribeAsync(browser);

    Task SubscribeAsync(FakeBrowser with) => Services.GetRequiredService<Subscriptions>().PutAsync("person-1", new SubscriptionBody(with.Endpoint, new SubscriptionKeys(Base64Url.EncodeToString(with.Point), with.Auth)), default);

    protected override Task TakeAsync(ProviderAsked asked, Microsoft.AspNetCore.Http.HttpContext http) => Provider.SayAsync(http, 201);

    protected override (int Status, string Body) Says(Peer what) => what == Peer.Gone ? (410, "") : (400, "");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        browser.Dispose();
    }

    [Fact]
    public async Task A_push_is_sealed_for_the_browser_signed_and_says_what_the_person_allows()
    {
        var parcel = NewParcel();
        await Subject.HandAsync(parcel, default);
        await Subject.HandAsync((NewParcel() is var p ? p with { To = p.To with { ShowText = false } } : null!), default);
        var (open, thin) = (browser.Open(Peering.All[0]), browser.Open(Peering.All[1]));
        Assert.Equal(("Clay & Co", Words, $"https://shop.example/m/{parcel.Id}?as=buyer"), (open.Get<string>("title"), open.Get<string>("body"), open.Get<string>("url")));
        Assert.Equal(("Bazaar", "New message from Clay & Co", 1, "ltr", "en"), (thin.Get<string>("title"), thin.Get<string>("body"), thin.Get<int>("unread"), thin.Get<string>("dir"), thin.Get<string>("lang")));
        Assert.DoesNotContain(Words, thin.ToJsonString(), StringComparison.Ordinal);
        var headers = Peering.All[0].Headers;
        Assert.Equal(("86400", "normal", parcel.Id.ToString("N")), (headers["TTL"], headers["Urgency"], headers["Topic"]));
        Assert.Equal(open.Get<string>("tag"), headers["Topic"]);
    }

    [Fact]
    public async Task The_public_libraries_open_it_and_find_the_servers_statement_genuine()
    {
        await Subject.HandAsync(NewParcel(), default);
        var asked = Peering.All[0];
        var opened = await browser.OpenPubliclyAsync(asked);
        Assert.Equal((Words, true, Peering.Address, "mailto:operations@shop.example"), (opened.Get<string>("plain.body"), opened.Get<bool>("genuine"), opened.Get<string>("aud"), opened.Get<string>("sub")));
        Assert.InRange(opened.Get<double>("lasts"), 1, 86_400);
    }

    [Fact]
    public async Task Of_several_browsers_each_has_its_own_outcome_and_none_hears_twice()
    {
        using var second = new FakeBrowser(Peering.Address);
        using var third = new FakeBrowser(Peering.Address);
        await SubscribeAsync(second);
        await SubscribeAsync(third);
        Peering.Answer = (asked, http) => Provider.SayAsync(http, browser.IsFor(asked) ? 201 : second.IsFor(asked) ? 503 : 404);
        var parcel = NewParcel();
        Assert.IsType<Handed.Later>(await Subject.HandAsync(parcel, default));
        Assert.IsType<Handed.Later>(await Subject.HandAsync(parcel with { Attempt = 2 }, default));
        Assert.Equal((1, 2, 1), (Peering.All.Count(browser.IsFor), Peering.All.Count(second.IsFor), Peering.All.Count(third.IsFor)));
        Assert.IsType<Handed.Delivered>(await Subject.HandAsync(parcel with { Attempt = 3 }, default)); // one has it, and the other had its chances
        Assert.Equal(1, Peering.All.Count(browser.IsFor));
        await Subject.HandAsync(NewParcel(), default);
        Assert.Equal(2, Peering.All.Count(browser.IsFor));
    }

    [Fact]
    public async Task What_is_too_large_for_a_service_is_sent_smaller_and_then_refused()
    {
        Peering.Answer = (asked, http) => Provider.SayAsync(http, asked.Body.Length > 700 ? 413 : 201);
        var large = NewParcel() is var p ? p with { Threads = [p.Threads[0] with { Messages = [p.Threads[0].Messages[0] with { Text = new string('ي', 900) }] }] } : null!;
        Assert.IsType<Handed.Delivered>(await Subject.HandAsync(large, default));
        Assert.Equal(2, Peering.All.Count);
        Assert.Equal("New message from Clay & Co", browser.Open(Peering.All[1]).Get<string>("body"));
        Peering.AnswerWith(413);
        Assert.IsType<Handed.Refused>(await Subject.HandAsync(large, default));
    }

    [Fact]
    public async Task A_key_that_is_refused_raises_the_alarm_until_it_is_taken_again()
    {
        var health = Services.GetRequiredService<PushHealth>();
        Assert.True(health.Ask().First().Healthy);
        Peering.AnswerWith(403);
        Assert.IsType<Handed.Later>(await Subject.HandAsync(NewParcel(), default));
        Assert.Contains("PrivateKey", health.Ask().Single(h => !h.Healthy).Says, StringComparison.Ordinal);
        await MakeAsync(Peer.Take);
        await Subject.HandAsync(NewParcel(), default);
        Assert.True(health.Ask().First().Healthy);
    }
}
