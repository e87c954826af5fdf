using Microsoft.EntityFrameworkCore;
using Parley.Conversations;

namespace Parley.Tests.Safety;

/// <summary>A server whose policy holds what names the word "zebra", and refuses "gnu".</summary>
public class HoldingWorld(string kind) : World(kind)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await PutAsync(0, new
        {
            rules = new object[]
            {
                new { name = "look-first", what = new[] { "beasts" }, @do = "hold", harm = 70 },
                new { name = "no-phones", what = new[] { "phone" }, @do = "refuse", say = "No numbers here." },
                new { name = "never", what = new[] { "worse" }, @do = "refuse", say = "No gnus here." },
            },
            lists = new object[] { new { name = "beasts", words = new[] { "zebra" } }, new { name = "worse", words = new[] { "gnu" } } },
        })).Must(200);
    }

    public Task<Answer> PutAsync(int after, object policy) => HostClient.PutAsync("v1/policy", new { after, policy });

    public async Task<Guid> HeldAsync(Guid thread, bool follows = false) =>
        (await HostClient.GetAsync($"v1/held?follows={(follows ? "true" : "false")}")).Must(200).Json.Items().Single(h => h.Get<Guid>("conversationId") == thread && h.Get<bool>("follows") == follows).Get<Guid>("id");

    public Task<Answer> ReleaseAsync(Guid held) => HostClient.PutAsync($"v1/held/{held}/release");

    public Task<Answer> RefuseAsync(Guid held, string reasons) => HostClient.PutAsync($"v1/held/{held}/refusal", new { reasons });
}

public sealed class HoldingSqlite() : HoldingWorld("sqlite");

public sealed class HoldingPostgres() : HoldingWorld("postgres");

/// <summary>Messages that people look at before anybody else sees them.</summary>
public abstract class Holding(HoldingWorld world) : Facts(world)
{
    static Task<Answer> HeldBy(Actor author, Guid thread) => author.GetAsync($"v1/conversations/{thread}/held");

    [Fact]
    public async Task A_held_message_is_seen_by_its_author_alone_and_has_no_number()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var id = Guid.NewGuid();
        var held = (await talk.Buyer.SayAsync(talk.Id, "a zebra", id)).Must(202);
        Assert.Equal(("in-review", id), (held.Get<string>("state"), held.Get<Guid>("clientMessageId")));
        (await talk.Buyer.SayAsync(talk.Id, "a zebra", id)).Must(202);
        (await talk.Buyer.SayAsync(talk.Id, "another zebra", id)).MustRefuse(422, "message-id-reused");
        var own = Assert.Single((await HeldBy(talk.Buyer, talk.Id)).Must(200).Json.Items());
        Assert.Equal(("a zebra", "in-review", id), (own.Get<string>("text"), own.Get<string>("state"), own.Get<Guid>("clientMessageId")));
        Assert.Empty((await HeldBy(talk.Vendor, talk.Id)).Must(200).Json.Items());
        Assert.Single(await talk.Buyer.WholeThreadAsync(talk.Id));
        Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id));
        Assert.Equal(1, (await talk.Vendor.CountsAsync()).Get<int>("messages"));
        Assert.Empty(window.All("message"));
        await using var db = World.Store.Open();
        var row = Assert.Single(await db.Set<Parley.Safety.Screening.HeldMessage>().Where(h => h.ConversationId == talk.Id).ToListAsync());
        var flag = await db.Set<Parley.Safety.Flag>().SingleAsync(f => f.ConversationId == talk.Id);
        Assert.Equal(("held", (Guid?)row.Id, 70, (int?)null), (flag.Kind, flag.HeldId, flag.Harm, flag.Seq));
    }

    [Fact]
    public async Task What_is_released_to_somebody_who_blocked_its_author_meanwhile_is_not_sent()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra")).Must(202);
        (await talk.Vendor.BlockAsync(talk.Id)).Must(200);
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        await Eventually.TrueAsync(async () => (await HeldBy(talk.Buyer, talk.Id)).Must(200).Json.Items() is [var own] && own.Get<string>("state") == "refused" && own.Get<string>("reasons").StartsWith("They do not take messages", StringComparison.Ordinal), "its author reads why");
        Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id));
    }

    [Fact]
    public async Task A_number_in_pieces_does_not_pass_behind_a_held_message()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra")).Must(202);
        (await talk.Buyer.SayAsync(talk.Id, "my number is +44")).Must(202);
        (await talk.Buyer.SayAsync(talk.Id, "7911")).Must(202);
        Assert.Equal("phone", (await talk.Buyer.SayAsync(talk.Id, "123 456")).MustRefuse(422, "refused-by-policy").Get<string>("findings.0.kind"));
    }

    [Fact]
    public async Task What_its_author_writes_after_it_waits_behind_it_and_all_come_in_order()
    {
        var talk = await World.NewTalkAsync();
        var (first, second, third) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        (await talk.Buyer.SayAsync(talk.Id, "a zebra", first)).Must(202);
        (await talk.Buyer.SayAsync(talk.Id, "and it is nice", second)).Must(202);
        (await talk.Vendor.SayAsync(talk.Id, "Hello?")).Must(201); // the other side goes on
        (await talk.Vendor.MarkReadAsync(talk.Id, 2)).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "are you there?", third)).Must(202);
        await using var window = await talk.Vendor.ListenAsync();
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        await Eventually.TrueAsync(() => window.All("message").Count() == 3, "all three are pushed");
        Assert.Equal([(2, "Hello?"), (3, "a zebra"), (4, "and it is nice"), (5, "are you there?")], (await talk.Vendor.WholeThreadAsync(talk.Id)).Skip(1).Select(m => (m.Seq, m.Text!)));
        Assert.Equal([first, second, third], (await talk.Buyer.WholeThreadAsync(talk.Id)).Skip(2).Select(m => m.ClientId));
        Assert.Equal(3, (await talk.Vendor.CountsAsync()).Get<int>("messages"));
        Assert.Empty((await HeldBy(talk.Buyer, talk.Id)).Json.Items());
        Assert.Equal(3, (await talk.Buyer.SayAsync(talk.Id, "a zebra", first)).Must(200).Get<int>("seq"));
        (await talk.Buyer.SayAsync(talk.Id, "nothing waits any more")).Must(201);
    }

    [Fact]
    public async Task One_that_is_refused_says_why_and_what_waited_behind_it_goes_on()
    {
        var talk = await World.NewTalkAsync();
        var id = Guid.NewGuid();
        (await talk.Vendor.SayAsync(talk.Id, "a zebra", id)).Must(202);
        (await talk.Vendor.SayAsync(talk.Id, "and a horse")).Must(202);
        var held = await world.HeldAsync(talk.Id);
        (await world.RefuseAsync(held, "Zebras are not sold here.")).Must(204);
        (await world.RefuseAsync(held, "Said twice.")).Must(204);
        (await world.ReleaseAsync(held)).MustRefuse(409, "decided-already");
        var own = Assert.Single((await HeldBy(talk.Vendor, talk.Id)).Must(200).Json.Items());
        Assert.Equal(("refused", "Zebras are not sold here.", "a zebra"), (own.Get<string>("state"), own.Get<string>("reasons"), own.Get<string>("text")));
        Assert.Equal(["Is it still there?", "and a horse"], (await talk.Buyer.WholeThreadAsync(talk.Id)).Select(m => m.Text));
        Assert.Equal("Zebras are not sold here.", (await talk.Vendor.SayAsync(talk.Id, "a zebra", id)).MustRefuse(422, "refused-after-review").Get<string>("detail"));
        (await world.ReleaseAsync(Guid.NewGuid())).Must(404);
    }

    [Fact]
    public async Task What_only_waits_behind_another_is_left_out_of_the_list_which_comes_in_pages()
    {
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++)
        {
            talks.Add(await World.NewTalkAsync());
            (await talks[^1].Buyer.SayAsync(talks[^1].Id, "a zebra")).Must(202);
            (await talks[^1].Buyer.SayAsync(talks[^1].Id, "and it is nice")).Must(202);
        }
        var seen = new List<Guid>();
        for (var cursor = ""; ;)
        {
            var page = (await World.HostClient.GetAsync($"v1/held?limit=2{cursor}")).Must(200);
            Assert.All(page.Json.Items(), h => Assert.False(h.Get<bool>("follows")));
            seen.AddRange(page.Json.Items().Select(h => h.Get<Guid>("conversationId")));
            if (page.Json["cursor"] is not { } next) break;
            cursor = $"&cursor={next.GetValue<string>()}";
        }
        Assert.Equal(talks.Select(t => t.Id), seen.Where(t => talks.Exists(x => x.Id == t)));
        (await World.HostClient.GetAsync("v1/held?follows=maybe")).MustRefuse(400, "validation");
        foreach (var talk in talks) (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        Assert.Equal(3, (await talks[0].Vendor.WholeThreadAsync(talks[0].Id)).Count);
    }

    [Fact]
    public async Task A_thread_whose_first_message_is_held_is_there_for_nobody_until_it_is_let_through()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var answer = (await buyer.PostAsync("v1/conversations", shop.Opening("Do you sell a zebra?"))).Must(202);
        Assert.Empty((await shop.Agent.InboxAsync()).Must(200).Json.Items());
        (await world.ReleaseAsync(await world.HeldAsync(answer.Get<Guid>("conversationId")))).Must(204);
        Assert.Equal(answer.Get<Guid>("conversationId"), (await shop.Agent.InboxAsync()).Must(200).Get<Guid>("items.0.id"));
    }

    [Fact]
    public async Task What_the_policy_refuses_is_told_with_its_own_words_and_an_edit_cannot_be_held()
    {
        var talk = await World.NewTalkAsync();
        var no = (await talk.Buyer.SayAsync(talk.Id, "a gnu")).MustRefuse(422, "refused-by-policy");
        Assert.Equal("No gnus here.", no.Get<string>("findings.0.message"));
        (await talk.Buyer.EditAsync(talk.Id, 1, "a zebra")).MustRefuse(422, "refused-by-policy");
        Assert.Equal("hold", (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "a zebra" })).Must(200).Get<string>("verdict"));
    }

    [Fact]
    public async Task In_a_closed_thread_a_held_message_ends_with_a_reason()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra")).Must(202);
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        Assert.Equal("refused", Assert.Single((await HeldBy(talk.Buyer, talk.Id)).Json.Items()).Get<string>("state"));
    }

    [Fact]
    public async Task Erasing_an_author_erases_what_is_held()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra")).Must(202);
        (await World.HostClient.DeleteAsync($"v1/users/{talk.Buyer.Id}/words")).Must(204);
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id));
    }

    [Fact]
    public async Task The_policy_is_read_and_put_by_those_who_may_and_never_over_anothers()
    {
        var now = (await World.HostClient.GetAsync("v1/policy")).Must(200);
        (await world.PutAsync(now.Get<int>("version") - 1, new { rules = Array.Empty<object>() })).MustRefuse(409, "changed-meanwhile");
        (await world.PutAsync(now.Get<int>("version"), new { rules = new[] { new { name = "x", what = new[] { "telepathy" }, @do = "hold" } } })).MustRefuse(400, "validation");
        var moderator = World.Anyone(World.Tokens.For("moderator-1", operatorRole: "moderator"));
        var analyst = World.Anyone(World.Tokens.For("analyst-1", operatorRole: "analyst"));
        (await analyst.GetAsync("v1/policy")).Must(200);
        (await analyst.PutAsync("v1/policy", new { after = now.Get<int>("version"), policy = now.Json["policy"] })).MustRefuse(403, "forbidden");
        var put = (await moderator.PutAsync("v1/policy", new { after = now.Get<int>("version"), policy = now.Json["policy"] })).Must(200);
        Assert.Equal((now.Get<int>("version") + 1, "moderator-1"), (put.Get<int>("version"), put.Get<string>("by")));
        Assert.Equal("look-first", (await moderator.GetAsync($"v1/policy?version={now.Get<int>("version")}")).Must(200).Get<string>("policy.rules.0.name"));
        Assert.Equal("pay-here", (await moderator.GetAsync("v1/policy?version=0")).Must(200).Get<string>("policy.rules.1.name"));
    }
}

public sealed class Holding_on_sqlite(HoldingSqlite world) : Holding(world), IClassFixture<HoldingSqlite>;

public sealed class Holding_on_postgres(HoldingPostgres world) : Holding(world), IClassFixture<HoldingPostgres>;
