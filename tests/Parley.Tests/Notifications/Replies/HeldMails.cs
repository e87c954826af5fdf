using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parley.Tests.Notifications.Replies;

/// <summary>Answers by mail that the shop signs off, and which it cannot for a while.</summary>
public abstract class HeldWorld(string kind) : ReplyWorld(kind)
{
    public Rig.Receiver Shop { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> More => base.More.Concat(new Dictionary<string, string>
    {
        ["Parley__Callbacks__SignOffUrl"] = $"{Shop.Address}/sign-off", ["Parley__Callbacks__Secret"] = Market.AskingWorld.Shared, ["Parley__Callbacks__AllowPrivate"] = "true", ["Parley__Callbacks__SignOffOnFailure"] = "refuse", ["Parley__Callbacks__SignOffMilliseconds"] = "3000",
    });

    public override async ValueTask InitializeAsync()
    {
        Shop = await Rig.Receiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Shop.DisposeAsync();
    }
}

public sealed class HeldSqlite() : HeldWorld("sqlite");

public sealed class HeldPostgres() : HeldWorld("postgres");

/// <summary>A mail that cannot be taken now stays where it is, and those after it do not wait for it.</summary>
public abstract class Held_mails(HeldWorld world) : Facts(world)
{
    [Fact]
    public async Task One_that_has_to_wait_keeps_none_after_it_waiting_and_is_taken_when_it_can_be()
    {
        var (held, alias, email) = await world.NewThreadAsync();
        var (other, otherAlias, otherEmail) = await world.NewThreadAsync();
        world.Shop.Answer = (heard, http) =>
        {
            http.Response.StatusCode = Encoding.UTF8.GetString(heard.Body).Contains("Hold me", StringComparison.Ordinal) ? 500 : 204;
            return Task.CompletedTask;
        };
        var (first, second) = (ReplyWorld.NewMailId(), ReplyWorld.NewMailId());
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, "Hold me.", id: first)));
        await Eventually.TrueAsync(() => world.Shop.All.Any(h => Encoding.UTF8.GetString(h.Body).Contains("Hold me", StringComparison.Ordinal)), "the first was tried", TimeSpan.FromSeconds(60));
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(otherAlias, otherEmail, "Take me.", id: second)));
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(other)).Contains("Take me."), "the second is taken", TimeSpan.FromSeconds(60));
        Assert.Contains(first, await world.Imap.MailsAsync("INBOX"));
        Assert.Single(await ReplyWorld.TextsAsync(held));
        world.Shop.AnswerWith(204);
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(held)).Contains("Hold me."), "the first is taken later", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Done")) is var done && done.Contains(first) && done.Contains(second), "both are put away");
        Assert.Empty(world.MailsTo(email)); // nobody was troubled with it
    }

    [Fact]
    public async Task What_the_shop_does_not_allow_is_refused_by_mail_as_on_the_page_and_its_writer_hears_it()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        world.Shop.Answer = (heard, http) => Encoding.UTF8.GetString(heard.Body).Contains("canary", StringComparison.Ordinal)
            ? http.Response.WriteAsJsonAsync(new { verdict = "refuse", reason = "No phone calls, please." })
            : Task.Run(() => http.Response.StatusCode = 204);
        (await talk.Buyer.SayAsync(talk.Id, "canary on the page")).MustRefuse(422, "refused-by-marketplace");
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "canary by mail"))).Must(204);
        Assert.Equal("refused-by-marketplace", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "its writer hears of it");
        var told = Assert.Single(world.MailsTo(email));
        Assert.Contains("Something in your mail is not allowed in a message.", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", told.ToString(), StringComparison.Ordinal);
        Assert.Single(await ReplyWorld.TextsAsync(talk));
        world.Shop.AnswerWith(204);
    }
    [Fact]
    public async Task What_was_cut_from_a_mail_that_people_looked_at_first_is_shown_when_it_was_let_through()
    {
        (await World.HostClient.PutAsync("v1/policy", new
        {
            after = 0, policy = new { rules = new[] { new { name = "look-first", what = new[] { "beasts" }, @do = "hold", harm = 70 } }, lists = new[] { new { name = "beasts", words = new[] { "zebra" } } } },
        })).Must(200);
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "A zebra, please.\r\n\r\nOn Mon, 5 Jan 2026 at 10:00, Clay & Co via Bazaar <messages@shop.example> wrote:\r\n> words of the quote\r\n"))).Must(204);
        Assert.Equal("held", await world.OutcomeAsync(talk.Buyer.Id));
        var held = (await World.HostClient.GetAsync("v1/held")).Must(200).Json.Items().Single(h => h.Get<Guid>("conversationId") == talk.Id).Get<Guid>("id");
        (await World.HostClient.PutAsync($"v1/held/{held}/release")).Must(204);
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(talk)).Contains("A zebra, please."), "it is a message");
        Assert.Contains("words of the quote", (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/messages/2/removed-text")).Must(200).Get<string>("text"), StringComparison.Ordinal);
        Assert.Equal("[2]", (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/removed-texts")).Must(200).Json["seqs"]!.ToJsonString());
    }
}

public sealed class Held_mails_on_sqlite(HeldSqlite world) : Held_mails(world), IClassFixture<HeldSqlite>;

public sealed class Held_mails_on_postgres(HeldPostgres world) : Held_mails(world), IClassFixture<HeldPostgres>;
