using System.Text.Json.Nodes;
using Parley.Client;
using Parley.Tests.Safety;

namespace Parley.Tests.Notifications;

/// <summary>People hear of what came while they were away: once, of what they have not read, and they can see why.</summary>
public abstract class Noticing(NoticeWorld world) : Facts(world)
{
    [Fact]
    public async Task A_message_that_was_not_seen_is_mailed_once_with_who_wrote_what_about_what()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "It is, and glazed in green.")).Must(201);
        var mail = await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        var thread = mail.Threads.Single();
        Assert.Equal(("message", "Clay & Co", "A green bowl", 1), (thread.Get<string>("kind"), thread.Get<string>("counterpart"), thread.Get<string>("about"), thread.Get<int>("unread")));
        Assert.Equal(("It is, and glazed in green.", "Adam Agent, Clay & Co"), (thread.Get<string>("messages.0.text"), thread.Get<string>("messages.0.from")));
        Assert.Equal((1, $"{talk.Buyer.Id}@readers.example", 1), (mail.Attempt, mail.Parcel.Get<string>("to.address"), mail.Parcel.Get<int>("badge")));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent", "the log says so");
        Assert.Equal(("instant", "mail", 2, 2, "Sent because it was not seen in a moment."), (logged.Get<string>("because"), logged.Get<string>("channel"), logged.Get<int>("fromSeq"), logged.Get<int>("toSeq"), logged.Get<string>("says")));
        (await talk.Vendor.SayAsync(talk.Id, "And dishwasher safe.")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 3);
        Assert.Equal(2, world.Site.To(talk.Buyer).Count());
        Assert.Empty(world.Site.To(talk.Vendor)); // has no address, and wrote it
    }

    [Fact]
    public async Task A_message_of_files_is_mailed_with_their_names()
    {
        var talk = await world.NewReadersTalkAsync();
        var file = await talk.Vendor.UploadReadyAsync(talk.Id, "care guide.txt", "Wipe it."u8.ToArray());
        (await talk.Vendor.SendFilesAsync(talk.Id, "", file)).Must(201);
        var mail = await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        Assert.Equal("care guide.txt", mail.Threads.Single().Get<string>("messages.0.files.0"));
    }

    [Fact]
    public async Task What_was_read_elsewhere_is_not_told_and_the_log_says_why()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "Yes")).Must(201);
        (await talk.Buyer.MarkReadAsync(talk.Id, 2)).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "And no")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 3);
        await ChooseAsync(talk.Buyer, "message", "mail", "after:1");
        (await talk.Vendor.SayAsync(talk.Id, "Or perhaps")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        (await talk.Buyer.MarkReadAsync(talk.Id, 4)).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "cancelled", "it is cancelled");
        await world.SetAsync(TimeSpan.Zero);
        Assert.Equal(("read", "Not sent: it was read before."), (logged.Get<string>("outcome"), logged.Get<string>("says")));
        Assert.Single(world.Site.To(talk.Buyer));
    }

    [Fact]
    public async Task The_log_says_when_what_was_sent_was_read_after_that()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "Yes")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent", "it is sent");
        (await talk.Vendor.MarkReadAsync(talk.Id, 2)).Must(200); // not by them
        (await talk.Vendor.SayAsync(talk.Id, "And more")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 3);
        Assert.All(await world.LogAsync(talk.Buyer, talk.Id), n => Assert.Null(n["openedAt"]));
        (await talk.Buyer.MarkReadAsync(talk.Id, 2)).Must(200);
        var opened = await world.LoggedAsync(talk.Buyer, talk.Id, n => n["openedAt"] is not null, "it was read");
        Assert.True(opened.Get<DateTimeOffset>("openedAt") >= opened.Get<DateTimeOffset>("settledAt"));
    }

    [Fact]
    public async Task What_was_taken_back_is_not_told()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "Oh")).Must(201);
        (await talk.Vendor.UnsendAsync(talk.Id, 2)).Must(200);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => (string?)n["outcome"] == "unsent", "it is cancelled");
        Assert.Empty(world.Site.To(talk.Buyer));
    }

    [Fact]
    public async Task A_decision_is_mailed_with_its_reasons_to_whom_it_concerns_and_to_nobody_else()
    {
        var talk = await world.NewReadersTalkAsync("Half of that, please"); // words of which no machine makes a case of its own
        var other = await World.NewAgentAsync(talk.Shop.VendorId);
        foreach (var agent in new[] { talk.Vendor, other }) await World.Host.PutUserAsync(new User(agent.Id, agent.Name) { Email = $"{agent.Id}@sellers.example" });
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), new { act = "mute", facts = "You insulted the seller in this thread.", ground = "rule", reference = "Rule 2: respect", hours = 24 })).Must(200);
        var mail = await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(talk.Buyer) && h.Threads.Any(t => t.Get<string>("kind") == "essential"), "the decision is mailed");
        Assert.Equal("The marketplace has made a decision that concerns you.", mail.Threads[0].Get<string>("note"));
        var text = mail.Threads[0].Get<string>("messages.0.text");
        foreach (var part in new[] { "You cannot write messages. Until 20", "What happened: You insulted the seller in this thread.", "Basis: Rule 2: respect", "you can have it looked at by somebody else" }) Assert.Contains(part, text, StringComparison.Ordinal);
        var decision = (await talk.Buyer.GetAsync("v1/decisions")).Must(200).Get<Guid>("items.0.id");
        (await talk.Buyer.PostAsync($"v1/decisions/{decision}/appeal", new { words = "It was a joke" })).Must(200);
        var second = World.NewOperator();
        (await second.DecideAsync(await second.ClaimAsync(talk.Id), new { act = "reverse", facts = "We believe that it was a joke." })).Must(200);
        var undone = await world.Site.HearAsync(h => h.IsFor(talk.Buyer) && h.Threads.Any(t => (string?)t["note"] == "Your appeal was decided."), "what became of the appeal is mailed");
        Assert.Contains("The decision was undone.\nWhat happened: We believe that it was a joke.", undone.Threads[0].Get<string>("messages.0.text"), StringComparison.Ordinal);

        (await talk.Vendor.SayAsync(talk.Id, "It costs what it says")).Must(201);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = (await talk.Buyer.WholeThreadAsync(talk.Id)).Last().Seq })).Must(201);
        (await second.DecideAsync(await second.ClaimAsync(talk.Id), new { act = "warn", facts = "You insulted the buyer in this thread.", ground = "rule", reference = "Rule 2: respect" })).Must(200);
        await world.Site.HearAsync(h => h.IsFor(talk.Vendor) && h.Threads.Any(t => t.Get<string>("kind") == "essential"), "the agent is mailed");
        Assert.DoesNotContain(world.Site.To(other), h => h.Threads.Any(t => t.Get<string>("kind") == "essential")); // a colleague has no part in it
        Assert.Equal(2, world.Site.To(talk.Buyer).Count(h => h.Threads.Any(t => t.Get<string>("kind") == "essential")));
    }

    [Theory]
    [InlineData("en", "You cannot write messages.")]
    [InlineData("de-AT", "Sie können keine Nachrichten schreiben.")]
    [InlineData("es", "No puede escribir mensajes.")]
    [InlineData("fr-CA", "Vous ne pouvez pas écrire de messages.")]
    [InlineData("ar", "لا يمكنك كتابة الرسائل.")]
    [InlineData("pl", "You cannot write messages.")]
    public void A_decision_is_told_in_the_language_of_whom_it_concerns(string locale, string begins) =>
        Assert.StartsWith(begins, Parley.Notifications.RulingWords.For(new Parley.Conversations.Ruling(Guid.Empty, "mute", "It happened.", "Rule 2", DateTimeOffset.UnixEpoch, null, null, null), locale), StringComparison.Ordinal);

    [Fact]
    public async Task What_the_marketplace_removed_is_not_told_any_more()
    {
        var talk = await world.NewReadersTalkAsync();
        await ChooseAsync(talk.Buyer, "message", "mail", "after:1");
        (await talk.Vendor.SayAsync(talk.Id, "You are a fool")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 2 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), new { act = "hide-message", facts = "You insulted the buyer in this thread.", ground = "rule", reference = "Rule 2: respect" })).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(talk.Buyer, talk.Id, n => (string?)n["outcome"] == "unsent", "it is cancelled");
        await world.SetAsync(TimeSpan.Zero);
        Assert.DoesNotContain(world.Site.To(talk.Buyer), m => m.Parcel.ToJsonString().Contains("fool", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_threads_and_messages_come_in_one_mail()
    {
        var buyer = await world.NewReaderAsync();
        await ChooseAsync(buyer, "message", "mail", "after:1");
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await (await World.NewShopAsync($"Shop {i}")).OpenAsync(buyer, "Hello"));
        foreach (var talk in talks)
            for (var i = 0; i < 12; i++) (await talk.Vendor.SayAsync(talk.Id, $"{i}")).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Count(n => n.Get<string>("state") == "waiting") == 3, "one waits for each thread");
        await world.SetAsync(TimeSpan.FromMinutes(2));
        var mail = await world.Site.HearAsync(h => h.IsFor(buyer), "they come");
        Assert.Equal(talks.Select(t => t.Id).Order(), mail.Threads.Select(t => t.Get<Guid>("conversation")).Order());
        Assert.All(mail.Threads, t => Assert.Equal((12, 10), (t.Get<int>("unread"), t.Items("messages").Length)));
        Assert.Equal(36, mail.Parcel.Get<int>("badge"));
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).All(n => n.Get<string>("state") == "sent" && n.Get<int>("toSeq") == 13), "all is settled");
        Assert.Single(world.Site.To(buyer));
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Nobody_hears_of_what_was_imported_or_of_lines()
    {
        var shop = await World.NewShopAsync();
        var buyer = await world.NewReaderAsync();
        var line = System.Text.Json.JsonSerializer.Serialize(new { type = "conversation", vendor = shop.VendorId, buyer = buyer.Id, topic = "question", messages = new[] { new { clientMessageId = Guid.NewGuid(), from = "vendor", text = "words", at = "2025-01-01T00:00:00Z", agent = shop.Agent.Id } } });
        Assert.Contains("\"failed\":0", (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", line + "\n", "application/x-ndjson")).Must(200).Body, StringComparison.Ordinal);
        var talk = await shop.OpenAsync(buyer, "Hello");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Vendor.DeleteAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "Hello")).Must(201);
        await world.Site.MailAsync(buyer, talk.Id);
        Assert.Single(await world.LogAsync(buyer), n => n.Get<string>("channel") == "mail");
    }

    [Fact]
    public async Task Of_a_vendors_team_the_one_who_has_the_thread_hears_of_it_or_all_where_nobody_has_it()
    {
        var shop = await World.NewShopAsync();
        var (ana, ben, gone) = (await MailedAgentAsync(shop), await MailedAgentAsync(shop), await MailedAgentAsync(shop));
        await World.Host.DeleteAgentAsync(shop.VendorId, gone.Id);
        var talk = await shop.OpenAsync(await world.NewReaderAsync(), "Who answers?");
        foreach (var agent in new[] { ana, ben }) await world.Site.MailAsync(agent, talk.Id, 1);
        await World.GiveAsync(talk, ana.Id);
        (await talk.Buyer.SayAsync(talk.Id, "Still there?")).Must(201);
        await world.Site.MailAsync(ana, talk.Id, 2);
        Assert.Single(world.Site.To(ben));
        Assert.Empty(world.Site.To(gone));
        // Who gets a thread with something unread in it hears of that.
        await World.GiveAsync(talk, ben.Id);
        await world.Site.MailAsync(ben, talk.Id, 2);
    }

    [Fact]
    public async Task Who_lost_access_and_whose_thread_went_to_somebody_else_are_not_told()
    {
        var shop = await World.NewShopAsync();
        var (ana, ben) = (await MailedAgentAsync(shop), await MailedAgentAsync(shop));
        foreach (var agent in new[] { ana, ben }) await ChooseAsync(agent, "message", "mail", "after:1");
        var talk = await shop.OpenAsync(await world.NewReaderAsync(), "Who answers?");
        foreach (var agent in new[] { ana, ben }) await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        await World.Host.DeleteAgentAsync(shop.VendorId, ana.Id);
        await World.GiveAsync(talk, shop.Agent.Id);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(ben, talk.Id, n => (string?)n["outcome"] == "assigned-elsewhere", "the one who has it not any more is not told");
        var log = (await World.HostClient.GetAsync($"v1/users/{ana.Id}/notices?conversation={talk.Id}")).Must(200).Json.Items();
        await Eventually.TrueAsync(async () => (await World.HostClient.GetAsync($"v1/users/{ana.Id}/notices?conversation={talk.Id}")).Must(200).Json.Items().Any(n => (string?)n["outcome"] == "access-lost"), "the one who left is not told");
        Assert.DoesNotContain("Who answers", log[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(world.Site.To(ana).Concat(world.Site.To(ben)));
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Who_left_the_marketplace_and_whose_address_was_taken_away_meanwhile_are_not_told()
    {
        var (gone, silent) = (await world.NewReadersTalkAsync(), await world.NewReadersTalkAsync());
        foreach (var talk in new[] { gone, silent })
        {
            await ChooseAsync(talk.Buyer, "message", "mail", "after:1");
            (await talk.Vendor.SayAsync(talk.Id, "Hello")).Must(201);
            await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        }
        await World.Host.DeleteUserAsync(gone.Buyer.Id);
        await World.Host.PutUserAsync(new User(silent.Buyer.Id, silent.Buyer.Name));
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(silent.Buyer, silent.Id, n => (string?)n["outcome"] == "no-address", "there is no address any more");
        await Eventually.TrueAsync(async () => (await World.HostClient.GetAsync($"v1/users/{gone.Buyer.Id}/notices")).Must(200).Json.Items().Any(n => (string?)n["outcome"] == "person-removed"), "they have left");
        Assert.Empty(world.Site.To(gone.Buyer).Concat(world.Site.To(silent.Buyer)));
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_thread_that_is_marked_as_spam_is_told_of_no_more()
    {
        var shop = await World.NewShopAsync();
        var ana = await MailedAgentAsync(shop);
        await ChooseAsync(ana, "message", "mail", "after:1");
        var talk = await shop.OpenAsync(await world.NewReaderAsync(), "Cheap watches");
        await world.LoggedAsync(ana, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        (await shop.Agent.PostAsync($"v1/inbox/acts?as={shop.Agent.As}", new { conversations = new[] { talk.Id }, act = new { type = "spam" } })).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "Cheaper watches")).Must(201);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(ana, talk.Id, n => (string?)n["outcome"] == "spam", "it is cancelled");
        await world.SetAsync(TimeSpan.Zero);
        Assert.Empty(world.Site.To(ana));
        Assert.Single(await world.LogAsync(ana, talk.Id));
    }

    [Fact]
    public async Task Who_is_named_in_a_note_hears_of_it_unless_they_saw_it()
    {
        var talk = await world.NewReadersTalkAsync();
        var ana = await MailedAgentAsync(talk.Shop);
        (await talk.Vendor.NoteAsync(talk.Id, "Look at this", null, ana.Id, talk.Vendor.Id)).Must(201);
        var mail = await world.Site.HearAsync(h => h.IsFor(ana) && h.Threads.Any(t => t.Get<string>("kind") == "mention"), "she is mailed");
        var told = mail.Threads.Single(t => t.Get<string>("kind") == "mention");
        Assert.Equal(("A colleague mentioned you in a note.", 0), (told.Get<string>("note"), told.Items("messages").Length));
        Assert.DoesNotContain(await world.LogAsync(talk.Vendor, talk.Id), n => n.Get<string>("kind") == "mention");
        await ChooseAsync(ana, "mention", "mail", "after:1");
        (await talk.Vendor.NoteAsync(talk.Id, "And at that", null, ana.Id)).Must(201);
        await world.LoggedAsync(ana, talk.Id, n => n.Get<string>("kind") == "mention" && n.Get<string>("state") == "waiting", "it waits");
        (await ana.PutAsync($"v1/inbox/mentions/seen?as={ana.As}", new { conversation = talk.Id })).Must(204);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        await world.LoggedAsync(ana, talk.Id, n => n.Get<string>("kind") == "mention" && (string?)n["outcome"] == "read", "what she saw is cancelled");
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_merged_threads_message_is_told_of_where_it_goes_on()
    {
        var talk = await world.NewReadersTalkAsync();
        await ChooseAsync(talk.Buyer, "message", "mail", "after:1");
        (await talk.Vendor.SayAsync(talk.Id, "Here it begins")).Must(201);
        var other = (await talk.Buyer.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, topic = "other", message = Actor.Message("Another matter") })).Must(201).Get<Guid>("conversation.id");
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/merge", new { into = other })).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(2));
        var mail = await world.Site.MailAsync(talk.Buyer, other, 2);
        Assert.Equal("Here it begins", mail.Threads.Single().Get<string>("messages.0.text"));
        await world.SetAsync(TimeSpan.Zero);
    }

    protected async Task<Actor> MailedAgentAsync(Shop shop)
    {
        var agent = await World.NewAgentAsync(shop.VendorId);
        await World.Host.PutUserAsync(new User(agent.Id, agent.Name) { Email = $"{agent.Id}@shops.example" });
        return agent;
    }

    internal static async Task<JsonNode> ChooseAsync(Actor person, string kind, string channel, string cadence) =>
        (await person.PutAsync($"v1/notices/preferences?as={person.As}", new { choices = new[] { new { kind, channel, cadence } }, quiet = Array.Empty<object>() })).Must(200).Json;
}

public sealed class Noticing_on_sqlite(NoticeSqlite world) : Noticing(world), IClassFixture<NoticeSqlite>;

public sealed class Noticing_on_postgres(NoticePostgres world) : Noticing(world), IClassFixture<NoticePostgres>;
