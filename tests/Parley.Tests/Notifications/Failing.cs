using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;

namespace Parley.Tests.Notifications;

/// <summary>Channels fail, servers die, clocks go wrong: nothing is lost, and nothing is told twice that can be told once.</summary>
public abstract class Failing(NoticeWorld world) : Facts(world)
{
    static readonly object Later = new { kind = "later", outcome = "busy" }, Delivered = new { kind = "delivered" };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        world.Site.Answer = (_, _) => Task.FromResult(Delivered);
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_server_killed_between_sending_and_noting_it_repeats_the_same_parcel_once_and_says_so()
    {
        var talk = await world.NewReadersTalkAsync();
        world.Site.Answer = async (one, http) =>
        {
            if (one.IsFor(talk.Buyer) && one.Attempt == 1) await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return Delivered;
        };
        (await talk.Vendor.SayAsync(talk.Id, "Kiln is warm")).Must(201);
        var first = await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        await World.Server.KillAsync();
        await World.Server.StartAsync();
        await world.SetAsync(TimeSpan.FromMinutes(1)); // what the dead one had taken is free by then
        await Eventually.TrueAsync(() => world.Site.To(talk.Buyer).Count() == 2, "it is told again");
        var again = world.Site.To(talk.Buyer).Last();
        Assert.Equal((first.Id, 2), (again.Id, again.Attempt));
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent" && n.Get<int>("attempts") == 2, "the log says so");
        Assert.Equal(2, world.Site.To(talk.Buyer).Count());
    }

    [Fact]
    public async Task A_channel_that_was_down_brings_one_mail_of_all_that_is_unread_still()
    {
        var buyer = await world.NewReaderAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await (await World.NewShopAsync()).OpenAsync(buyer, "Hello"));
        world.Site.AnswerWith(Later, h => h.IsFor(buyer));
        foreach (var talk in talks) (await talk.Vendor.SayAsync(talk.Id, "Hello yourself")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Count(n => (string?)n["outcome"] == "busy") == 3, "all were tried");
        (await buyer.MarkReadAsync(talks[2].Id, 2)).Must(200);
        await Eventually.TrueAsync(() => world.Site.To(buyer).Last().Threads.Length == 2, "the next try leaves out what was read"); // and is not taken
        world.Site.Answer = (_, _) => Task.FromResult(Delivered);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).All(n => n.Get<string>("state") is "sent" or "cancelled"), "all is settled");
        var told = world.Site.To(buyer).Last();
        Assert.Equal(talks.Take(2).Select(t => t.Id).Order(), told.Threads.Select(t => t.Get<Guid>("conversation")).Order());
        Assert.Equal(1, told.Attempt); // nothing of it can have arrived
        Assert.Equal("read", (await world.LogAsync(buyer, talks[2].Id)).Single().Get<string>("outcome"));
        Assert.Single(await world.LogAsync(buyer), n => n.Get<string>("state") == "cancelled");
    }

    [Fact]
    public async Task A_parcel_that_always_breaks_is_given_up_alone_and_keeps_nobody_waiting()
    {
        var (poison, other) = (await world.NewReadersTalkAsync(), await world.NewReadersTalkAsync());
        world.Site.AnswerWith(new { kind = "throw" }, h => h.IsFor(poison.Buyer));
        (await poison.Vendor.SayAsync(poison.Id, "Never comes")).Must(201);
        await world.Site.MailAsync(poison.Buyer, poison.Id, 2);
        (await other.Vendor.SayAsync(other.Id, "Comes")).Must(201);
        await world.Site.MailAsync(other.Buyer, other.Id, 2);
        var logged = await world.LoggedAsync(poison.Buyer, poison.Id, n => n.Get<string>("state") == "failed", "it is given up");
        Assert.Equal(("broken-off", 5), (logged.Get<string>("outcome"), logged.Get<int>("attempts")));
        Assert.Equal([1, 2, 3, 4, 5], world.Site.To(poison.Buyer).Select(h => h.Attempt));
        Assert.Single(world.Site.To(poison.Buyer).Select(h => h.Id).Distinct()); // it may have arrived each time
        Assert.Single(world.Site.To(other.Buyer));
    }

    [Fact]
    public async Task What_cannot_be_put_together_is_given_up_alone_and_what_goes_with_it_is_told()
    {
        var buyer = await world.NewReaderAsync();
        await Noticing.ChooseAsync(buyer, "message", "mail", "after:1");
        var (broken, whole) = (await (await World.NewShopAsync()).OpenAsync(buyer, "Hello"), await (await World.NewShopAsync()).OpenAsync(buyer, "Hello"));
        foreach (var talk in new[] { broken, whole }) (await talk.Vendor.SayAsync(talk.Id, "Hello yourself")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Count(n => n.Get<string>("state") == "waiting") == 2, "both wait");
        await World.Store.Store.WriteAsync(db => db.Set<Message>().Where(m => m.ConversationId == broken.Id && m.Seq == 2).ExecuteUpdateAsync(s => s.SetProperty(m => m.Sealed, new byte[] { 1, 2, 3 })), default);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        var mail = await world.Site.MailAsync(buyer, whole.Id, 2);
        Assert.Equal(whole.Id, mail.Threads.Single().Get<Guid>("conversation"));
        var logged = await world.LoggedAsync(buyer, broken.Id, n => n.Get<string>("state") == "failed", "it is given up");
        Assert.Equal(("broken", 5), (logged.Get<string>("outcome"), logged.Get<int>("attempts")));
        Assert.Single(world.Site.To(buyer));
    }

    [Fact]
    public async Task A_mail_on_which_the_channel_breaks_is_taken_apart_and_the_rest_of_it_arrives()
    {
        var buyer = await world.NewReaderAsync();
        await Noticing.ChooseAsync(buyer, "message", "mail", "after:1");
        var (poison, whole) = (await (await World.NewShopAsync()).OpenAsync(buyer, "Hello"), await (await World.NewShopAsync()).OpenAsync(buyer, "Hello"));
        world.Site.AnswerWith(new { kind = "throw" }, h => h.IsFor(buyer) && h.Tells(poison.Id));
        foreach (var talk in new[] { poison, whole }) (await talk.Vendor.SayAsync(talk.Id, "Hello yourself")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Count(n => n.Get<string>("state") == "waiting") == 2, "both wait");
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(buyer, whole.Id, n => n.Get<string>("state") == "sent", "the one arrives");
        Assert.Equal("broken-off", (await world.LoggedAsync(buyer, poison.Id, n => n.Get<string>("state") == "failed", "the other is given up")).Get<string>("outcome"));
        Assert.Equal([whole.Id], world.Site.To(buyer).Where(h => !h.Tells(poison.Id)).SelectMany(h => h.Threads).Select(t => t.Get<Guid>("conversation")));
    }

    [Fact]
    public async Task What_comes_while_a_parcel_is_on_its_way_is_told_by_the_next_and_nothing_twice()
    {
        var talk = await world.NewReadersTalkAsync();
        var on = new TaskCompletionSource();
        world.Site.Answer = async (one, _) =>
        {
            if (one.IsFor(talk.Buyer) && one.Tells(talk.Id, 2)) await on.Task;
            return Delivered;
        };
        (await talk.Vendor.SayAsync(talk.Id, "First")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        (await talk.Vendor.SayAsync(talk.Id, "Second")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<int>("fromSeq") == 3, "it has a window of its own");
        on.SetResult();
        await world.Site.HearAsync(h => h.IsFor(talk.Buyer) && h.Threads.Any(t => t.Items("messages").Any(m => m.Get<int>("seq") == 3)), "the second is told");
        await Eventually.TrueAsync(async () => (await world.LogAsync(talk.Buyer)).All(n => n.Get<string>("state") is "sent" or "cancelled"), "all is settled");
        Assert.Equal(3, world.Site.To(talk.Buyer).SelectMany(h => h.Threads).SelectMany(t => t.Items("messages")).Last().Get<int>("seq"));
        Assert.Equal(2, world.Site.To(talk.Buyer).Count());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_loses_nothing_delays_nothing_and_repeats_nothing()
    {
        var (before, during) = (await world.NewReadersTalkAsync(), await world.NewReadersTalkAsync());
        (await before.Vendor.SayAsync(before.Id, "Before")).Must(201);
        await world.Site.MailAsync(before.Buyer, before.Id, 2);
        await Noticing.ChooseAsync(during.Buyer, "message", "mail", "after:1");
        (await during.Vendor.SayAsync(during.Id, "During")).Must(201);
        await world.LoggedAsync(during.Buyer, during.Id, n => n.Get<string>("state") == "waiting", "it waits");
        await world.SetAsync(TimeSpan.FromHours(-1));
        (await before.Vendor.SayAsync(before.Id, "After")).Must(201);
        await world.Site.MailAsync(before.Buyer, before.Id, 3);
        await Eventually.TrueAsync(async () => (await world.LogAsync(during.Buyer, during.Id)).Single().Get<DateTimeOffset>("dueAt") < DateTimeOffset.UtcNow.AddMinutes(-55), "what waited goes by the clock as it is");
        await world.SetAsync(TimeSpan.FromMinutes(-57));
        await world.Site.MailAsync(during.Buyer, during.Id, 2);
        Assert.Equal(2, world.Site.To(before.Buyer).Count());
        Assert.Single(world.Site.To(during.Buyer));
    }

    [Fact]
    public async Task Quiet_hours_hold_back_and_gather_and_what_was_read_meanwhile_is_left_out()
    {
        var buyer = await world.NewReaderAsync(timeZone: "Asia/Kathmandu");
        var here = DateTimeOffset.UtcNow.AddMinutes(345);
        string[] days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        (await buyer.PutAsync("v1/notices/preferences?as=buyer", new { choices = Array.Empty<object>(), quiet = new[] { new { days, from = here.AddHours(-1).ToString("HH:mm"), to = here.AddMinutes(5).ToString("HH:mm") } } })).Must(200);
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await (await World.NewShopAsync()).OpenAsync(buyer, "Good night"));
        foreach (var talk in talks) (await talk.Vendor.SayAsync(talk.Id, "Sleep well")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Count(n => n.Get<string>("state") == "waiting" && n.Get<string>("because") == "quiet-hours") == 3, "all wait for the morning");
        (await talks[0].Vendor.SayAsync(talks[0].Id, "Very well")).Must(201);
        (await buyer.MarkReadAsync(talks[2].Id, 2)).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(6));
        var mail = await world.Site.HearAsync(h => h.IsFor(buyer), "they come in the morning");
        Assert.Equal(talks.Take(2).Select(t => t.Id).Order(), mail.Threads.Select(t => t.Get<Guid>("conversation")).Order());
        Assert.True(mail.Tells(talks[0].Id, 2, 3));
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).All(n => n.Get<string>("state") is "sent" or "cancelled"), "all is settled");
        Assert.Single(world.Site.To(buyer));
    }

    [Fact]
    public async Task An_address_that_is_gone_is_used_no_more_until_the_person_or_the_marketplace_says_otherwise()
    {
        var talk = await world.NewReadersTalkAsync();
        await using var page = await talk.Buyer.ListenAsync();
        world.Site.AnswerWith(new { kind = "gone", outcome = "no-such-mailbox" }, h => h.IsFor(talk.Buyer));
        (await talk.Vendor.SayAsync(talk.Id, "One")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "failed" && (string?)n["outcome"] == "no-such-mailbox", "it failed");
        Assert.Equal(("mail", "gone"), await page.HearAsync("address-off") is var told ? (told.Get<string>("channel"), told.Get<string>("reason")) : default);
        Assert.Equal("gone", (await talk.Buyer.GetAsync("v1/notices/addresses-off")).Must(200).Get<string>("items.0.reason"));
        Assert.Equal("address-off", Reach(await PreferencesAsync(talk.Buyer)));
        world.Site.Answer = (_, _) => Task.FromResult(Delivered);
        (await talk.Vendor.SayAsync(talk.Id, "Two")).Must(201);
        var silent = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "not-sent", "the log says why not");
        Assert.Equal(("address-off", 3), (silent.Get<string>("because"), silent.Get<int>("fromSeq")));
        (await talk.Buyer.DeleteAsync("v1/notices/addresses-off/mail")).Must(204);
        (await talk.Vendor.SayAsync(talk.Id, "Three")).Must(201);
        await world.Site.HearAsync(h => h.IsFor(talk.Buyer) && h.Threads[0].Items("messages").Any(m => m.Get<int>("seq") == 4), "it is used again");

        world.Site.AnswerWith(new { kind = "gone" }, h => h.Channel == "mail" && h.Parcel.Get<string>("to.address") == $"{talk.Buyer.Id}@readers.example");
        (await talk.Vendor.SayAsync(talk.Id, "Four")).Must(201);
        await Eventually.TrueAsync(async () => Reach(await PreferencesAsync(talk.Buyer)) == "address-off", "it is off again");
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, talk.Buyer.Name) { Email = $"new-{talk.Buyer.Id}@readers.example" });
        Assert.Equal("yes", Reach(await PreferencesAsync(talk.Buyer)));
        (await talk.Vendor.SayAsync(talk.Id, "Five")).Must(201);
        await world.Site.HearAsync(h => h.Channel == "mail" && h.Parcel.Get<string>("to.address") == $"new-{talk.Buyer.Id}@readers.example", "another address is a new one");
        Assert.True((await World.Store.DumpAsync()).AsSpan().IndexOf("no-such-mailbox"u8) >= 0);
    }

    [Fact]
    public async Task Who_is_not_reached_by_mail_any_more_is_told_by_another_way_unless_they_mended_it()
    {
        var talk = await world.NewReadersTalkAsync();
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, talk.Buyer.Name) { Email = $"{talk.Buyer.Id}@readers.example", Locale = "de" });
        world.Site.AnswerWith(new { kind = "gone", outcome = "no-such-mailbox" }, h => h.Channel == "mail" && h.IsFor(talk.Buyer));
        (await talk.Vendor.SayAsync(talk.Id, "One")).Must(201);
        var told = await world.Site.HearAsync(h => h.Channel == "browser" && h.IsFor(talk.Buyer), "the browser tells them, although pushes are off");
        Assert.Equal(("essential", "E-Mails an Sie kommen zurück, deshalb senden wir keine mehr. Bitte sehen Sie in Ihre Einstellungen für Benachrichtigungen."), (told.Threads.Single().Get<string>("kind"), told.Threads.Single().Get<string>("note")));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "essential" && n.Get<string>("channel") == "browser" && n.Get<string>("state") == "sent", "the log says so");
        Assert.Equal("locked", logged.Get<string>("because"));
        Assert.Single(world.Site.To(talk.Buyer, "browser"));

        var mended = await world.NewReadersTalkAsync();
        world.Site.AnswerWith(new { kind = "gone", outcome = "no-such-mailbox" }, h => h.Channel == "mail" && h.IsFor(mended.Buyer));
        world.Site.AnswerWith(Later, h => h.Channel == "browser" && h.IsFor(mended.Buyer));
        (await mended.Vendor.SayAsync(mended.Id, "Two")).Must(201);
        await world.LoggedAsync(mended.Buyer, mended.Id, n => n.Get<string>("kind") == "essential" && (string?)n["outcome"] == "busy", "it was tried");
        (await mended.Buyer.DeleteAsync("v1/notices/addresses-off/mail")).Must(204);
        await world.LoggedAsync(mended.Buyer, mended.Id, n => n.Get<string>("kind") == "essential" && n.Get<string>("channel") == "browser" && (string?)n["outcome"] == "done", "it is cancelled");
    }

    static async Task<JsonNode> PreferencesAsync(Actor person) => (await person.GetAsync("v1/notices/preferences")).Must(200).Json;

    static string Reach(JsonNode preferences) => preferences.Items("channels").Single(c => c.Get<string>("channel") == "mail").Get<string>("reach");

    [Fact]
    public async Task What_is_critical_goes_by_the_next_way_when_one_fails()
    {
        var talk = await world.NewReadersTalkAsync();
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, talk.Buyer.Name) { Email = $"{talk.Buyer.Id}@readers.example", Phone = "+491701234567", Locale = "de" });
        world.Site.AnswerWith(new { kind = "refused", outcome = "too-large" }, h => h.Channel == "mail" && h.IsFor(talk.Buyer));
        await Noticing.ChooseAsync(talk.Buyer, "order-at-risk", "sms", "after:60"); // it would come in an hour
        var alert = new { id = Guid.NewGuid(), kind = "order-at-risk", to = "buyer" };
        for (var i = 0; i < 2; i++) (await World.HostClient.PostAsync($"v1/conversations/{talk.Id}/alerts", alert)).Must(202);
        var text = await world.Site.HearAsync(h => h.Channel == "sms" && h.IsFor(talk.Buyer), "a text message tells of it");
        Assert.Equal(("order-at-risk", "Diese Bestellung ist in Gefahr.", "+491701234567", false), (text.Threads[0].Get<string>("kind"), text.Threads[0].Get<string>("note"), text.Parcel.Get<string>("to.address"), text.Parcel.Get<bool>("to.showText")));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("channel") == "sms" && n.Get<string>("state") == "sent", "the log says so");
        Assert.Equal(("fell-through", "Sent because another way failed."), (logged.Get<string>("because"), logged.Get<string>("says")));
        Assert.Single(world.Site.To(talk.Buyer, "sms"));
        (await World.HostClient.PostAsync($"v1/conversations/{talk.Id}/alerts", new { id = Guid.NewGuid(), kind = "message", to = "buyer" })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task The_health_page_says_which_way_fails_and_that_nothing_is_lost()
    {
        var talks = new List<Talk>();
        for (var i = 0; i < 6; i++) talks.Add(await world.NewReadersTalkAsync());
        world.Site.AnswerWith(Later);
        foreach (var talk in talks) (await talk.Vendor.SayAsync(talk.Id, "Hello")).Must(201);
        await Eventually.TrueAsync(async () => !(await HealthAsync()).Get<bool>("healthy"), "it is told");
        Assert.Contains("This fails at the moment and is tried again: mail", (await HealthAsync()).Get<string>("says"), StringComparison.Ordinal);
        world.Site.Answer = (_, _) => Task.FromResult(Delivered);
        foreach (var talk in talks) await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent", "all arrive when it is back");
        Assert.True((await HealthAsync()).Get<bool>("healthy"));
    }

    async Task<JsonNode> HealthAsync() => (await World.Anyone(World.Tokens.For("moderator-1", operatorRole: "moderator")).GetAsync("health/detail")).Must(200).Json.Items("parts").Single(p => p.Get<string>("part") == "notices");
}

public sealed class Failing_on_sqlite(NoticeSqlite world) : Failing(world), IClassFixture<NoticeSqlite>;

public sealed class Failing_on_postgres(NoticePostgres world) : Failing(world), IClassFixture<NoticePostgres>
{
    [Fact]
    public async Task Two_nodes_on_one_outbox_deliver_everything_once()
    {
        await using var other = await World.SecondNodeAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 20; i++) talks.Add(await ((NoticeWorld)World).NewReadersTalkAsync());
        await Task.WhenAll(talks.SelectMany((talk, i) => Enumerable.Range(0, 5).Select(async n => (await World.At(talk.Vendor, (i + n) % 2 == 0 ? World.Server : other).SayAsync(talk.Id, $"{n}")).Must(201))));
        var site = ((NoticeWorld)World).Site;
        await Eventually.TrueAsync(() => talks.All(t => Seqs(t).Count == 5), "everything is told");
        Assert.All(talks, t => Assert.Equal([2, 3, 4, 5, 6], Seqs(t).Order()));
        Assert.Equal(0, other.Defects);
        await other.StopAsync(); // and gives its turns back

        List<int> Seqs(Talk talk) => [.. site.To(talk.Buyer).SelectMany(h => h.Threads).SelectMany(t => t.Items("messages")).Select(m => m.Get<int>("seq"))];
    }
}
