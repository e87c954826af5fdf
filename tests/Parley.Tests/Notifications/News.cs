using Parley.Conversations;
using Parley.Encryption;
using Parley.Live;
using Parley.Market;
using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>Providers say later what became of what they took; addresses that came back or complained are switched off.</summary>
public abstract class News(NoticeWorld world) : Facts(world)
{
    [Fact]
    public async Task What_a_provider_says_later_is_written_down_once_and_a_bounce_for_good_switches_the_address_off()
    {
        var talk = await world.NewReadersTalkAsync();
        world.Site.AnswerWith(new { kind = "delivered", reference = $"ref-{talk.Buyer.Id}" }, h => h.IsFor(talk.Buyer));
        (await talk.Vendor.SayAsync(talk.Id, "One")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent", "it is sent");
        var (news, _) = Open();
        var what = ParcelRef.Of(Channel.Mail, $"ref-{talk.Buyer.Id}");
        Assert.False(await news.DeliveredAsync(ParcelRef.Of(Channel.Mail, "ref-of-nobody"), default));
        Assert.True(await news.DeliveredAsync(what, default));
        Assert.True(await news.OpenedAsync(what, default));
        Assert.False(await news.OpenedAsync(what, default));
        var logged = (await world.LogAsync(talk.Buyer, talk.Id)).Single();
        Assert.Equal(("delivered", "Sent because it was not seen in a moment, and it arrived."), (logged.Get<string>("state"), logged.Get<string>("says")));
        Assert.NotNull(logged["openedAt"]);
        Assert.True(await news.BouncedAsync(ParcelRef.Of(world.Site.To(talk.Buyer).Single().Id), null, forGood: false, "mailbox-full", default));
        Assert.Empty((await talk.Buyer.GetAsync("v1/notices/addresses-off")).Must(200).Json.Items());
        Assert.True(await news.BouncedAsync(what, null, forGood: true, "bounced", default));
        Assert.Equal("bounced", (await talk.Buyer.GetAsync("v1/notices/addresses-off")).Must(200).Get<string>("items.0.reason"));
        Assert.True(await news.DeliveredAsync(what, default)); // comes too late: a bounce outweighs it
        Assert.Equal("bounced", (await world.LogAsync(talk.Buyer, talk.Id)).Single(n => n.Get<string>("kind") == "message").Get<string>("state"));
    }

    [Fact]
    public async Task A_complaint_switches_off_the_address_it_came_from_whatever_its_case()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "One")).Must(201);
        var mail = await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        var (news, addresses) = Open();
        var address = $"{talk.Buyer.Id}@Readers.Example";
        Assert.False(await addresses.IsClosedAsync(Channel.Mail, address, default));
        Assert.True(await news.ComplainedAsync(ParcelRef.Of(mail.Id), address, default));
        Assert.True(await addresses.IsClosedAsync(Channel.Mail, address.ToUpperInvariant(), default));
        Assert.False(await addresses.IsClosedAsync(Channel.Sms, address, default));
        Assert.Equal("complained", (await talk.Buyer.GetAsync("v1/notices/preferences")).Must(200).Get<string>("addressesOff.0.reason"));
        Assert.True(await addresses.ReopenAsync(Channel.Mail, address, default));
        Assert.False(await addresses.ReopenAsync(Channel.Mail, address, default));
    }

    [Fact]
    public async Task What_is_critical_and_came_back_goes_by_the_next_way_also_when_the_address_is_kept()
    {
        var talk = await world.NewReadersTalkAsync();
        await World.Host.PutUserAsync(new Parley.Client.User(talk.Buyer.Id, talk.Buyer.Name) { Email = $"{talk.Buyer.Id}@readers.example", Phone = "+491701234567" });
        await Noticing.ChooseAsync(talk.Buyer, "order-at-risk", "sms", "after:60"); // it would come in an hour
        (await World.HostClient.PostAsync($"v1/conversations/{talk.Id}/alerts", new { id = Guid.NewGuid(), kind = "order-at-risk", to = "buyer" })).Must(202);
        var mail = await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(talk.Buyer), "it is mailed");
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("channel") == "mail" && n.Get<string>("state") == "sent", "the log says so");
        var (news, addresses) = Open(new TextsForAll());
        Assert.True(await news.BouncedAsync(ParcelRef.Of(mail.Id), null, forGood: false, "mailbox-full", default));
        Assert.False(await addresses.IsClosedAsync(Channel.Mail, $"{talk.Buyer.Id}@readers.example", default));
        var text = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("channel") == "sms" && n.Get<string>("state") == "sent", "a text message tells of it");
        Assert.Equal("fell-through", text.Get<string>("because"));
    }

    /// <summary>Text messages are set up, and reach everybody.</summary>
    sealed class TextsForAll : INoticeChannel
    {
        public Channel Channel => Channel.Sms;
        public bool IsConfigured => true;
        public TimeSpan TimeLimit => TimeSpan.FromSeconds(1);
        public int Wide => 1;

        public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(true);

        public Task<Handed> HandAsync(Parcel parcel, CancellationToken ct) => throw new InvalidOperationException("The server does it.");
    }

    (NoticeNews News, AddressBook Addresses) Open(params INoticeChannel[] channels)
    {
        var (store, clock) = (World.Store.Store, TimeProvider.System);
        var wrapping = new Wrapping(new FileKeys(Path.Combine(World.Store.Folder, "keys.json")));
        var addresses = new AddressBook(store, new HouseSecrets(store, wrapping), clock);
        var register = new Register(store);
        var defaults = new Defaults(Microsoft.Extensions.Options.Options.Create(new NotificationOptions()));
        var fall = new FallThrough(store, register, new Reaches(channels, addresses), new KeepPreferences(store, defaults), defaults, new NoticeQueue(), clock);
        return (new NoticeNews(store, addresses, new TellAddressOff(store, new Doors(store, register, new Sights(store, register, []), wrapping, new Unrestricted()), new Switchboard(), clock), fall, register, clock), addresses);
    }
}

public sealed class News_on_sqlite(NoticeSqlite world) : News(world), IClassFixture<NoticeSqlite>;

public sealed class News_on_postgres(NoticePostgres world) : News(world), IClassFixture<NoticePostgres>;
