using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;

namespace Parley.Tests.Notifications;

/// <summary>What a vendor's team hears of beside messages: deadlines and what their rules ask for; and what is urgent, when it is quiet.</summary>
public abstract class Deadlines(NoticeWorld world) : Facts(world)
{
    static readonly string[] EveryDay = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await world.SetAsync(TimeSpan.Zero);
    }

    async Task<(Talk Talk, Actor Agent)> NewTalkAsync()
    {
        var talk = await world.NewReadersTalkAsync();
        await World.Host.PutUserAsync(new User(talk.Vendor.Id, talk.Vendor.Name) { Email = $"{talk.Vendor.Id}@shops.example" });
        return (talk, talk.Vendor);
    }

    /// <summary>As if the buyer had asked so long before.</summary>
    async Task AskedBeforeAsync(Guid thread, TimeSpan ago)
    {
        await Eventually.TrueAsync(async () => await DueAsync() is not null, "an answer is due");
        await World.Store.Store.WriteAsync(async db =>
        {
            var row = await db.Set<DueAnswer>().SingleAsync(d => d.ConversationId == thread);
            var (warn, due) = (row.WarnAt - ago, row.DueAt - ago);
            await db.Set<DueAnswer>().Where(d => d.ConversationId == thread).ExecuteUpdateAsync(s => s.SetProperty(d => d.WarnAt, warn).SetProperty(d => d.DueAt, due));
        }, default);

        async Task<DueAnswer?> DueAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<DueAnswer>().SingleOrDefaultAsync(d => d.ConversationId == thread);
        }
    }

    /// <summary>As if the thread had been opened so long before.</summary>
    async Task OpenedBeforeAsync(Guid thread, TimeSpan ago)
    {
        await Eventually.TrueAsync(async () => await OpenAsync() is not null, "it is open");
        await World.Store.Store.WriteAsync(async db =>
        {
            var row = await db.Set<OpenThread>().SingleAsync(o => o.ConversationId == thread);
            var (since, warn, due) = (row.Since - ago, row.WarnAt - ago, row.DueAt - ago);
            await db.Set<OpenThread>().Where(o => o.ConversationId == thread).ExecuteUpdateAsync(s => s.SetProperty(o => o.Since, since).SetProperty(o => o.WarnAt, warn).SetProperty(o => o.DueAt, due));
        }, default);

        async Task<OpenThread?> OpenAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<OpenThread>().SingleOrDefaultAsync(o => o.ConversationId == thread);
        }
    }

    async Task<JsonNode> ToldAsync(Actor person, Guid thread, string kind, string note)
    {
        bool Fits(JsonNode t) => t.Get<Guid>("conversation") == thread && t.Get<string>("kind") == kind && (string?)t["note"] == note;
        return (await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(person) && h.Threads.Any(Fits), $"they are told: {note}")).Threads.First(Fits);
    }

    [Fact]
    public async Task An_answer_that_is_due_soon_and_one_that_is_overdue_are_told_once_each()
    {
        var (talk, agent) = await NewTalkAsync();
        await AskedBeforeAsync(talk.Id, TimeSpan.FromHours(20));
        var told = await ToldAsync(agent, talk.Id, "answer", "An answer is due soon.");
        Assert.Equal((1, 0, "A green bowl"), (told.Get<int>("unread"), told.Items("messages").Length, told.Get<string>("about")));
        await AskedBeforeAsync(talk.Id, TimeSpan.FromHours(5));
        await ToldAsync(agent, talk.Id, "answer", "An answer is overdue.");
        Assert.Equal(2, (await world.LogAsync(agent, talk.Id)).Count(n => n.Get<string>("kind") == "answer"));
        Assert.DoesNotContain(await world.LogAsync(talk.Buyer, talk.Id), n => n.Get<string>("kind") == "answer");
    }

    [Fact]
    public async Task An_answer_that_was_given_meanwhile_is_asked_for_no_more()
    {
        var (talk, agent) = await NewTalkAsync();
        await Noticing.ChooseAsync(agent, "answer", "mail", "after:5");
        await AskedBeforeAsync(talk.Id, TimeSpan.FromHours(20));
        await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("kind") == "answer" && n.Get<string>("state") == "waiting", "it waits");
        (await agent.SayAsync(talk.Id, "Yes, it is")).Must(201);
        await world.SetAsync(TimeSpan.FromMinutes(6));
        var logged = await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("kind") == "answer" && n.Get<string>("state") == "cancelled", "it is cancelled");
        Assert.Equal(("done", "Not sent: it is done with."), (logged.Get<string>("outcome"), logged.Get<string>("says")));
        Assert.DoesNotContain(world.Site.To(agent), h => h.Threads.Any(t => t.Get<string>("kind") == "answer"));
    }

    [Fact]
    public async Task A_thread_that_is_to_be_done_with_is_told_of_until_it_is()
    {
        var (talk, agent) = await NewTalkAsync();
        (await agent.SayAsync(talk.Id, "We look into it")).Must(201);
        await OpenedBeforeAsync(talk.Id, TimeSpan.FromDays(4));
        await ToldAsync(agent, talk.Id, "resolution", "This conversation is to be resolved soon.");
        await Noticing.ChooseAsync(agent, "resolution", "mail", "after:5");
        await OpenedBeforeAsync(talk.Id, TimeSpan.FromDays(1.01));
        await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("kind") == "resolution" && n.Get<string>("state") == "waiting", "it waits");
        (await agent.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(6));
        await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("kind") == "resolution" && (string?)n["outcome"] == "done", "it is cancelled");

        var (late, other) = await NewTalkAsync();
        await OpenedBeforeAsync(late.Id, TimeSpan.FromDays(5.01));
        await ToldAsync(other, late.Id, "resolution", "This conversation should have been resolved by now.");
    }

    [Fact]
    public async Task Whom_a_rule_names_hears_of_it_and_the_others_do_not()
    {
        var shop = await World.NewShopAsync();
        var (ana, ben) = (await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId));
        foreach (var one in new[] { ana, ben }) await World.Host.PutUserAsync(new User(one.Id, one.Name) { Email = $"{one.Id}@shops.example" });
        (await shop.Agent.PutAsync($"v1/rules?as={shop.Agent.As}", new
        {
            version = (await shop.Agent.GetAsync($"v1/rules?as={shop.Agent.As}")).Must(200).Get<int>("version"),
            rules = new[] { new { name = "Refunds", on = new[] { "message" }, @do = new[] { new { type = "notify", to = ana.Id } }, when = new { fact = "words", @is = new[] { "refund*" } }, stop = false } },
        })).Must(200);
        var talk = await shop.OpenAsync(await world.NewReaderAsync(), "I want a refund");
        await ToldAsync(ana, talk.Id, "rule", "A rule of your team asks you to look at this conversation.");
        await world.Site.MailAsync(ben, talk.Id, 1);
        Assert.DoesNotContain(await world.LogAsync(ben, talk.Id), n => n.Get<string>("kind") == "rule");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_urgent_passes_quiet_hours_where_its_reader_lets_it(bool mayPass)
    {
        var (talk, agent) = await NewTalkAsync();
        var hour = DateTimeOffset.UtcNow;
        (await agent.PutAsync($"v1/notices/preferences?as={agent.As}", new
        {
            choices = Array.Empty<object>(), timeZone = "Etc/UTC", urgentMayPass = mayPass, quiet = new[] { new { days = EveryDay, from = hour.AddHours(-2).ToString("HH:mm"), to = hour.AddHours(2).ToString("HH:mm") } },
        })).Must(200);
        (await agent.MarkReadAsync(talk.Id, 1)).Must(200);
        (await agent.PostAsync($"v1/inbox/acts?as={agent.As}", new { conversations = new[] { talk.Id }, act = new { type = "priority", level = "urgent" } })).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "The kiln burns")).Must(201);
        if (mayPass)
        {
            await world.Site.MailAsync(agent, talk.Id, 2);
            var sent = await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("state") == "sent", "the log says so");
            Assert.Equal(("urgent-passed", "Sent although it was quiet, because it is urgent."), (sent.Get<string>("because"), sent.Get<string>("says")));
            return;
        }
        var waits = await world.LoggedAsync(agent, talk.Id, n => n.Get<string>("state") == "waiting" && n.Get<string>("because") == "quiet-hours", "it waits for their end");
        Assert.InRange(waits.Get<DateTimeOffset>("dueAt"), hour.AddHours(1.9), hour.AddHours(2.1));
        Assert.DoesNotContain(world.Site.To(agent), h => h.Tells(talk.Id, 2));
    }

    [Fact]
    public async Task Of_two_notes_that_name_somebody_each_is_told_by_itself()
    {
        var (talk, agent) = await NewTalkAsync();
        var ana = await World.NewAgentAsync(talk.Shop.VendorId);
        await World.Host.PutUserAsync(new User(ana.Id, ana.Name) { Email = $"{ana.Id}@shops.example" });
        await Noticing.ChooseAsync(ana, "mention", "mail", "after:5");
        var first = (await agent.NoteAsync(talk.Id, "Look at this", null, ana.Id)).Must(201).Get<Guid>("id");
        await world.LoggedAsync(ana, talk.Id, n => n.Get<string>("kind") == "mention" && n.Get<string>("state") == "waiting", "the first waits");
        (await agent.NoteAsync(talk.Id, "And at that", null, ana.Id)).Must(201);
        await Eventually.TrueAsync(async () => (await world.LogAsync(ana, talk.Id)).Count(n => n.Get<string>("kind") == "mention") == 2, "the second waits by itself");
        (await agent.DeleteAsync($"v1/conversations/{talk.Id}/notes/{first}")).Must(200);
        await world.SetAsync(TimeSpan.FromMinutes(6));
        await ToldAsync(ana, talk.Id, "mention", "A colleague mentioned you in a note.");
        await Eventually.TrueAsync(async () => (await world.LogAsync(ana, talk.Id)).Where(n => n.Get<string>("kind") == "mention").Select(n => n.Get<string>("state")).Order().SequenceEqual(["cancelled", "sent"]), "what was taken back is not told");
    }
}

public sealed class Deadlines_on_sqlite(NoticeSqlite world) : Deadlines(world), IClassFixture<NoticeSqlite>;

public sealed class Deadlines_on_postgres(NoticePostgres world) : Deadlines(world), IClassFixture<NoticePostgres>;
