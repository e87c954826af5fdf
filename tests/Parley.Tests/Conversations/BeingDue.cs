using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Conversations;

/// <summary>What the marketplace asks of a vendor, when an answer is due, and who is told.</summary>
public abstract class BeingDue(World world) : Facts(world)
{
    async Task<Shop> ShopOfTierAsync(object tier)
    {
        var name = Rig.World.NewId("tier");
        (await World.HostClient.PutAsync($"v1/tiers/{name}", tier)).Must(204);
        var shop = await World.NewShopAsync();
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name) { Tier = name });
        return shop;
    }

    async Task<int> FactsAsync(Guid thread, FactKind kind)
    {
        await using var db = World.Store.Open();
        return await db.Set<Fact>().CountAsync(f => f.ConversationId == thread && f.Kind == kind);
    }

    static async Task<Guid> ThreadOfAsync(Shop shop) => (await shop.Agent.InboxAsync()).Must(200).Get<Guid>("items.0.id");

    [Fact]
    public async Task A_row_says_when_its_answer_is_due_by_the_vendors_tier_and_hours_and_buyers_are_not_told()
    {
        var shop = await ShopOfTierAsync(new { firstAnswerHours = 2, nextAnswerHours = 0.5 });
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Is it still there?");
        var row = (await talk.Vendor.ViewAsync(talk.Id)).Must(200);
        Assert.Equal(TimeSpan.FromHours(2), Moment(row, "dueAt") - Moment(row, "owesSince"));
        Assert.Equal(row.Get<string>("dueAt"), (await talk.Vendor.InboxAsync()).Get<string>("items.0.dueAt"));
        Assert.Null((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Json["dueAt"]);
        (await talk.Vendor.SayAsync(talk.Id, "Yes")).Must(201);
        Assert.Null((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json["dueAt"]);
        (await talk.Buyer.SayAsync(talk.Id, "How large?")).Must(201);
        row = (await talk.Vendor.ViewAsync(talk.Id)).Must(200);
        Assert.Equal(TimeSpan.FromMinutes(30), Moment(row, "dueAt") - Moment(row, "owesSince"));
        var away = DateTimeOffset.UtcNow;
        (await talk.Vendor.PutAsync($"v1/vendors/{shop.VendorId}/hours", new { timeZone = "Etc/UTC", away = new { from = away, until = away.AddHours(3) } })).Must(200);
        Assert.InRange(Moment((await talk.Vendor.ViewAsync(talk.Id)).Must(200), "dueAt"), away.AddHours(3), away.AddHours(4));
        (await talk.Vendor.PutAsync($"v1/vendors/{shop.VendorId}/hours", new { timeZone = "Etc/UTC", away = new { from = away } })).Must(200);
        Assert.Null((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json["dueAt"]);

        static DateTimeOffset Moment(Answer a, string field) => DateTimeOffset.Parse(a.Get<string>(field), null);
    }

    [Fact]
    public async Task The_team_is_warned_once_before_a_target_is_missed_and_told_once_when_it_is()
    {
        var shop = await World.NewShopAsync();
        await using var window = await shop.Agent.ListenAsync();
        await shop.ImportAsync(DateTimeOffset.UtcNow.AddHours(-18.5)); // three quarters of a day have passed
        var soon = await window.HearAsync("due-soon");
        var thread = await ThreadOfAsync(shop);
        Assert.Equal((thread, 1), (soon.Get<Guid>("conversationId"), soon.Get<int>("openedSeq")));
        var late = await World.NewShopAsync();
        await using var other = await late.Agent.ListenAsync();
        await late.ImportAsync(DateTimeOffset.UtcNow.AddHours(-24.2));
        var missed = await other.HearAsync("missed");
        Assert.Equal(await ThreadOfAsync(late), missed.Get<Guid>("conversationId"));
        Assert.Equal((1, 0), (await FactsAsync(thread, FactKind.AnswerDueSoon), await FactsAsync(thread, FactKind.AnswerMissed)));
        Assert.Equal((0, 1), (await FactsAsync(missed.Get<Guid>("conversationId"), FactKind.AnswerDueSoon), await FactsAsync(missed.Get<Guid>("conversationId"), FactKind.AnswerMissed)));
        Assert.Equal(1, (await late.Agent.GetAsync($"v1/vendors/{late.VendorId}/figures")).Must(200).Get<int>("overdue"));
        (await late.Agent.SayAsync(missed.Get<Guid>("conversationId"), "Sorry")).Must(201);
        await Eventually.TrueAsync(async () => (await late.Agent.GetAsync($"v1/vendors/{late.VendorId}/figures")).Must(200) is var figures && (figures.Get<int>("overdue"), figures.Get<int>("all.missed")) == (0, 1), "the answer was counted");
    }

    [Fact]
    public async Task What_was_over_long_ago_warns_nobody_and_what_is_answered_is_due_no_longer()
    {
        var shop = await World.NewShopAsync();
        await shop.ImportAsync(DateTimeOffset.UtcNow.AddDays(-400));
        var thread = await ThreadOfAsync(shop);
        await Eventually.TrueAsync(async () => await DueAsync(thread) is { Warned: true, Missed: true }, "it is kept as told");
        (await shop.Agent.SayAsync(thread, "Only now")).Must(201);
        await Eventually.TrueAsync(async () => await DueAsync(thread) is null, "nothing is due");
        Assert.Equal(0, await FactsAsync(thread, FactKind.AnswerMissed));
    }

    [Fact]
    public async Task New_hours_move_what_is_due_and_spam_is_not_due_at_all()
    {
        var talk = await World.NewTalkAsync();
        await Eventually.TrueAsync(async () => await DueAsync(talk.Id) is not null, "it is due");
        var before = (await DueAsync(talk.Id))!.DueAt;
        var now = DateTimeOffset.UtcNow;
        (await talk.Vendor.PutAsync($"v1/vendors/{talk.Shop.VendorId}/hours", new { timeZone = "Etc/UTC", away = new { from = now, until = now.AddDays(2) } })).Must(200);
        await Eventually.TrueAsync(async () => (await DueAsync(talk.Id))?.DueAt > before.AddDays(1.9), "it moved");
        (await talk.Vendor.PostAsync($"v1/inbox/acts?as={talk.Vendor.As}", new { conversations = new[] { talk.Id }, act = new { type = "spam" } })).Must(200);
        await Eventually.TrueAsync(async () => await DueAsync(talk.Id) is null, "nothing is due");
    }

    [Fact]
    public async Task Odd_targets_are_refused_and_an_unknown_tier_is_the_standard()
    {
        foreach (object bad in new object[] { new { firstAnswerHours = 0 }, new { nextAnswerHours = -1 }, new { firstAnswerHours = 1e9 }, new { resolutionDays = 0 }, new { firstAnswerHours = "soon" }, new { unknown = 1 } })
            (await World.HostClient.PutAsync("v1/tiers/odd", bad)).MustRefuse(400, "validation");
        (await World.HostClient.PutAsync("v1/tiers/a%20b", new { })).MustRefuse(400, "validation");
        (await World.HostClient.PutAsync("v1/tiers/plain", new { })).Must(204);
        Assert.Contains((await World.HostClient.GetAsync("v1/tiers")).Must(200).Json.AsArray(), t => t!.Get<string>("name") == "plain" && t!.Get<double>("firstAnswerHours") == 24);
        await World.Host.PutTierAsync(new Tier("by-the-client") { FirstAnswerHours = 1.5, ResolutionDays = 2 });
        Assert.Contains((await World.HostClient.GetAsync("v1/tiers")).Must(200).Json.AsArray(),
            t => t!.Get<string>("name") == "by-the-client" && (t!.Get<double>("firstAnswerHours"), t!.Get<double>("nextAnswerHours"), t!.Get<int>("resolutionDays")) == (1.5, 24, 2));
        var shop = await World.NewShopAsync();
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name) { Tier = "never-put" });
        Assert.Equal("never-put", (await World.HostClient.GetAsync($"v1/vendors/{shop.VendorId}")).Must(200).Get<string>("tier"));
        Assert.Equal((86_400, 5), ((await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/figures")).Must(200).Get<int>("targetFirstSeconds"), (await shop.Agent.GetAsync($"v1/vendors/{shop.VendorId}/figures")).Get<int>("targetResolutionDays")));
        (await World.HostClient.PutAsync($"v1/vendors/{shop.VendorId}", new { name = "x", tier = "a b" })).MustRefuse(400, "validation");
    }

    async Task<DueAnswer?> DueAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<DueAnswer>().SingleOrDefaultAsync(d => d.ConversationId == thread);
    }
}

public sealed class BeingDue_on_sqlite(CommonSqlite world) : BeingDue(world);

public sealed class BeingDue_on_postgres(CommonPostgres world) : BeingDue(world);
