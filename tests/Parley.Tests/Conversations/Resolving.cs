using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Conversations;

/// <summary>How long threads are open until they are done with.</summary>
public abstract class Resolving(World world) : Facts(world)
{
    async Task<Shop> ShopOfTierAsync(int resolutionDays)
    {
        var name = Rig.World.NewId("tier");
        (await World.HostClient.PutAsync($"v1/tiers/{name}", new { resolutionDays })).Must(204);
        var shop = await World.NewShopAsync();
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name) { Tier = name });
        return shop;
    }

    static string Closure(Talk talk) => $"v1/conversations/{talk.Id}/closure";

    static async Task<DateTimeOffset?> ResolveByAsync(Actor who, Talk talk) =>
        (await who.ViewAsync(talk.Id)).Must(200).Json["resolveBy"] is { } at ? DateTimeOffset.Parse(at.GetValue<string>(), null) : null;

    async Task<OpenThread?> OpenAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<OpenThread>().SingleOrDefaultAsync(o => o.ConversationId == thread);
    }

    async Task<OpenThread> OpenedAsync(Talk talk)
    {
        OpenThread? open = null;
        await Eventually.TrueAsync(async () => (open = await OpenAsync(talk.Id)) is not null, "the thread is open");
        return open!;
    }

    /// <summary>As if it had been opened so long before.</summary>
    Task OpenedBeforeAsync(Talk talk, TimeSpan ago) => World.Store.Store.WriteAsync(async db =>
    {
        var row = await db.Set<OpenThread>().SingleAsync(o => o.ConversationId == talk.Id);
        var (since, warn, due) = (row.Since - ago, row.WarnAt - ago, row.DueAt - ago);
        await db.Set<OpenThread>().Where(o => o.ConversationId == talk.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Since, since).SetProperty(o => o.WarnAt, warn).SetProperty(o => o.DueAt, due));
    }, default);

    async Task<Answer> FiguresAsync(Shop shop, Func<Answer, bool> until)
    {
        Answer? found = null;
        await Eventually.TrueAsync(async () => until(found = (await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/figures")).Must(200)), "the figures say so");
        return found!;
    }

    async Task<int> FactsAsync(Guid thread, FactKind kind)
    {
        await using var db = World.Store.Open();
        return await db.Set<Fact>().CountAsync(f => f.ConversationId == thread && f.Kind == kind);
    }

    [Fact]
    public async Task A_row_says_by_when_the_thread_is_to_be_done_with_from_its_opening_to_its_closing()
    {
        var shop = await ShopOfTierAsync(3);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "It came broken");
        var open = await OpenedAsync(talk);
        Assert.Equal(open.Since.AddDays(3), await ResolveByAsync(talk.Vendor, talk)); // always open: its days are whole ones
        Assert.Null(await ResolveByAsync(talk.Buyer, talk));
        (await talk.Vendor.SayAsync(talk.Id, "We send another")).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Must(201);
        Assert.Equal(open.Since.AddDays(3), await ResolveByAsync(talk.Vendor, talk)); // answers do not end it
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        Assert.Null(await ResolveByAsync(talk.Vendor, talk));
        await Eventually.TrueAsync(async () => await OpenAsync(talk.Id) is null, "it is done with");

        (await talk.Vendor.DeleteAsync(Closure(talk))).Must(200); // the vendor may want to add something
        (await talk.Vendor.SayAsync(talk.Id, "It is on its way")).Must(201);
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        (await talk.Buyer.DeleteAsync(Closure(talk))).Must(200);
        Assert.True((await OpenedAsync(talk)).OpenedSeq > 4);
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        var figures = await FiguresAsync(shop, f => f.Get<int>("resolutions.all.within") == 2);
        Assert.Equal((0, 0, 2), (figures.Get<int>("resolutions.all.missed"), figures.Get<int>("resolutions.overdue"), figures.Get<int>("resolutions.times.count")));
        Assert.Null((double?)figures.Json.At("resolutions.rate"));
    }

    [Fact]
    public async Task Its_days_are_opening_days_and_follow_hours_and_tier()
    {
        var shop = await ShopOfTierAsync(2);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "It came broken");
        var before = (await OpenedAsync(talk)).DueAt!.Value;
        var from = DateTimeOffset.UtcNow.Hour < 12 ? 16 : 4; // closed now: had it opened within these hours, two of its days would end when two whole ones do
        var days = Enum.GetNames<DayOfWeek>().Select(d => (object)new { day = d.ToLowerInvariant(), from = $"{from:00}:00", until = $"{from + 4:00}:00" }).ToArray();
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/hours", new { timeZone = "UTC", weekly = days })).Must(200);
        await Eventually.TrueAsync(async () => (await OpenAsync(talk.Id))!.DueAt is { } due && due != before && due.TimeOfDay > TimeSpan.FromHours(from + 3) && due.TimeOfDay <= TimeSpan.FromHours(from + 4), "two days of four hours"); // less what had passed while it was always open
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/hours", new { timeZone = "UTC", away = new { from = "2020-01-01T00:00:00Z" } })).Must(200);
        await Eventually.TrueAsync(async () => (await OpenAsync(talk.Id))!.DueAt is null, "away for good: it never comes");
        Assert.Null(await ResolveByAsync(talk.Vendor, talk));
    }

    [Fact]
    public async Task The_team_is_warned_once_before_and_told_once_when_it_is_late_and_figures_count_it()
    {
        var shop = await ShopOfTierAsync(4);
        await using var window = await shop.Agent.ListenAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "It came broken");
        await OpenedAsync(talk);
        await OpenedBeforeAsync(talk, TimeSpan.FromDays(3.5));
        var soon = await window.HearAsync("due-soon", d => d.Get<string>("kind") == "resolution");
        Assert.Equal((talk.Id, 1), (soon.Get<Guid>("conversationId"), soon.Get<int>("openedSeq")));
        await OpenedBeforeAsync(talk, TimeSpan.FromDays(0.51));
        await window.HearAsync("missed", d => d.Get<string>("kind") == "resolution" && d.Get<Guid>("conversationId") == talk.Id);
        Assert.Equal(1, (await FiguresAsync(shop, _ => true)).Get<int>("resolutions.overdue"));
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        var late = await FiguresAsync(shop, f => f.Get<int>("resolutions.all.missed") == 1);
        Assert.Equal((0, 4), (late.Get<int>("resolutions.overdue"), late.Get<int>("resolutions.times.medianSeconds") / 86_400));
        Assert.Equal((1, 1), (await FactsAsync(talk.Id, FactKind.ResolutionDueSoon), await FactsAsync(talk.Id, FactKind.ResolutionMissed)));
        var file = (await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/figures.csv")).Must(200);
        Assert.Contains(",,,,,,,0,1,0,", file.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spam_and_what_goes_on_in_another_thread_count_nowhere_and_imports_open_nothing()
    {
        var shop = await ShopOfTierAsync(4);
        var spam = await shop.OpenAsync(await World.NewBuyerAsync(), "Buy gold");
        await OpenedAsync(spam);
        (await shop.Agent.PostAsync($"v1/inbox/acts?as={shop.Agent.As}", new { conversations = new[] { spam.Id }, act = new { type = "spam" } })).Must(200);
        Assert.Null(await ResolveByAsync(spam.Vendor, spam));
        await OpenedBeforeAsync(spam, TimeSpan.FromDays(5));
        Assert.Equal(0, (await FiguresAsync(shop, _ => true)).Get<int>("resolutions.overdue"));
        (await spam.Vendor.PutAsync(Closure(spam))).Must(200);
        await FiguresAsync(shop, f => f.Get<int>("resolutions.all.leftOut") == 1);
        (await shop.Agent.PostAsync($"v1/inbox/acts?as={shop.Agent.As}", new { conversations = new[] { spam.Id }, act = new { type = "restore" } })).Must(200);
        await FiguresAsync(shop, f => f.Get<int>("resolutions.all.leftOut") == 0 && f.Get<int>("resolutions.all.missed") == 1);

        var buyer = await World.NewBuyerAsync();
        var about = await shop.OpenAsync(buyer, "It came broken");
        var general = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, message = Actor.Message("The same") })).Must(201).Get<Guid>("conversation.id");
        await OpenedAsync(about);
        await Eventually.TrueAsync(async () => await OpenAsync(general) is not null, "both are open");
        (await shop.Agent.PostAsync($"v1/conversations/{general}/merge", new { into = about.Id })).Must(200);
        await Eventually.TrueAsync(async () => await OpenAsync(general) is null, "the merged one is not open any more");
        await using var db = World.Store.Open();
        Assert.False(await db.Set<Resolution>().AnyAsync(r => r.ConversationId == general));
        await shop.ImportAsync(DateTimeOffset.UtcNow.AddDays(-100));
        await OpenedAsync(await shop.OpenAsync(await World.NewBuyerAsync(), "Hello")); // the worker has been here since
        Assert.Equal(2, await db.Set<OpenThread>().CountAsync(o => db.Set<Conversation>().Any(c => c.Id == o.ConversationId && c.VendorId == shop.VendorId)));
    }

    [Fact]
    public async Task Facts_heard_again_change_nothing()
    {
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "It came broken");
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        await FiguresAsync(shop, f => f.Get<int>("resolutions.all.within") == 1);
        await World.Store.Store.WriteAsync(async db =>
        {
            for (var seq = 1; seq <= 2; seq++) db.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = talk.Id, Seq = seq, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        await OpenedAsync(await shop.OpenAsync(await World.NewBuyerAsync(), "Hello"));
        Assert.Null(await OpenAsync(talk.Id));
        Assert.Equal(1, (await FiguresAsync(shop, _ => true)).Get<int>("resolutions.all.within"));
    }

    [Fact]
    public async Task What_is_taken_back_stands_in_the_ledger_beside_what_came_later()
    {
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Is it there?");
        var since = (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<string>("owesSince");
        for (var i = 0; i < 2; i++)
        {
            var acted = (await talk.Vendor.PostAsync($"v1/inbox/acts?as={talk.Vendor.As}", new { conversations = new[] { talk.Id }, act = new { type = "noAnswerNeeded" } })).Must(200);
            await FiguresAsync(shop, f => f.Get<int>("all.leftOut") == 1);
            (await talk.Vendor.DeleteAsync($"v1/inbox/acts/{acted.Get<Guid>("undo")}?as={talk.Vendor.As}")).Must(200);
            await FiguresAsync(shop, f => f.Get<int>("all.leftOut") == 0);
            Assert.Equal(since, (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<string>("owesSince"));
        }
        (await talk.Vendor.SayAsync(talk.Id, "It is")).Must(201);
        var figures = await FiguresAsync(shop, f => f.Get<int>("all.within") == 1);
        Assert.Equal((0, 1, 1), (figures.Get<int>("all.leftOut"), figures.Get<int>("firstAnswers.count"), figures.Json.Items("agents").Length));
        var entry = Assert.Single((await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/obligations")).Must(200).Json.Items());
        Assert.Equal(("answer", since), (entry.Get<string>("how"), entry.Get<string>("since")));
        Assert.Equal("within", (await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/obligations/{entry.Get<string>("id")}")).Must(200).Get<string>("obligation.verdict"));
        await using var db = World.Store.Open();
        Assert.Equal([Ending.Answer, Ending.NoAnswerNeeded, Ending.NoAnswerNeeded], (await db.Set<Obligation>().Where(o => o.ConversationId == talk.Id).ToListAsync()).Select(o => o.How).Order());
        Assert.All(await db.Set<Reversal>().Where(r => r.ConversationId == talk.Id).ToListAsync(), r => Assert.Equal(talk.Vendor.Id, r.By));
        Assert.Equal(2, await db.Set<Reversal>().CountAsync(r => r.ConversationId == talk.Id));
    }

    [Fact]
    public async Task Closing_says_that_no_answer_is_needed()
    {
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Thank you, that was all");
        (await talk.Vendor.PutAsync(Closure(talk))).Must(200);
        Assert.Null((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json["owesSince"]);
        var figures = await FiguresAsync(shop, f => f.Get<int>("all.leftOut") == 1);
        Assert.Equal((0, 0, 0), (figures.Get<int>("all.within"), figures.Get<int>("all.missed"), figures.Get<int>("overdue")));
        var entry = (await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/obligations")).Must(200);
        Assert.Equal(("no-answer-needed", talk.Vendor.Id, 2), (entry.Get<string>("items.0.how"), entry.Get<string>("items.0.closedBy.id"), entry.Get<int>("items.0.closedSeq")));
        (await talk.Buyer.DeleteAsync(Closure(talk))).Must(200);
        Assert.Null((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json["owesSince"]); // to reopen it asks nothing yet
        (await talk.Buyer.SayAsync(talk.Id, "One more thing")).Must(201);
        Assert.NotNull((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json["owesSince"]);
        await using var db = World.Store.Open();
        await Eventually.TrueAsync(async () => await db.Set<DueAnswer>().CountAsync(d => d.ConversationId == talk.Id) == 1, "it is due anew");
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
    }
}

public sealed class Resolving_on_sqlite(CommonSqlite world) : Resolving(world);

public sealed class Resolving_on_postgres(CommonPostgres world) : Resolving(world);
