using System.Globalization;
using System.Text;
using Parley.Client;
using Parley.Notifications;
using Parley.Tests.Notifications.Replies;

namespace Parley.Tests.Notifications;

/// <summary>A server with everything that it has to do with in life: a mail server, a mailbox, a push service; and a clock that the test sets.</summary>
public abstract class WholeWorld(string kind) : ReplyWorld(kind)
{
    public const string Public = "https://messages.shop.example";
    readonly string clock = Path.Combine(Places.NewFolder("clock"), "ahead");

    public Provider Push { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> More => base.More.Concat(new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = Places.ProbeDll, ["PARLEY_PROBE_CLOCK"] = clock, ["Parley__Notices__PublicUrl"] = Public, ["Parley__Notices__MomentSeconds"] = "1",
        ["Parley__Push__Contact"] = "mailto:operations@shop.example", ["Parley__Push__AllowPrivate"] = "true",
    });

    public override async ValueTask InitializeAsync()
    {
        await SetAsync(TimeSpan.Zero);
        Push = await Provider.StartAsync();
        Push.AnswerWith(201);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Push.DisposeAsync();
    }

    public async Task SetAsync(TimeSpan ahead)
    {
        await File.WriteAllTextAsync(clock + ".new", ((long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(clock + ".new", clock, overwrite: true);
    }

    public static Task WaitsAsync(Actor person, Guid thread) => Eventually.TrueAsync(() => IsWaitingAsync(person, thread), "a mail waits");

    public static Task WaitsNotAsync(Actor person, Guid thread) => Eventually.TrueAsync(async () => !await IsWaitingAsync(person, thread), "no mail waits");

    static async Task<bool> IsWaitingAsync(Actor person, Guid thread) =>
        (await person.GetAsync($"v1/notices?as={person.As}&conversation={thread}")).Must(200).Json.Items().Any(n => n.Get<string>("channel") == "mail" && n.Get<string>("state") == "waiting");
}

public sealed class WholeSqlite() : WholeWorld("sqlite");

public sealed class WholePostgres() : WholeWorld("postgres");

/// <summary>From what one person writes to what another, who is away, finds in their browser and mailbox; and back by mail.</summary>
public abstract class The_whole_way_out(WholeWorld world) : Facts(world)
{
    static readonly object[] None = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await world.SetAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_message_reaches_the_browser_of_who_is_away_sealed_and_with_its_words_only_when_they_want_them()
    {
        var (talk, _, _) = await world.NewThreadAsync();
        using var browser = new FakeBrowser(world.Push.Address);
        (await talk.Buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await talk.Vendor.SayAsync(talk.Id, "canary of a push")).Must(201);
        var pushed = await world.Push.HearAsync(browser.IsFor, "the browser is told");
        var opened = await browser.OpenPubliclyAsync(pushed);
        Assert.Equal(("New message from Clay & Co", $"https://shop.example/messages/{talk.Id}?as=buyer", 1, true), (opened.Get<string>("plain.body"), opened.Get<string>("plain.url"), opened.Get<int>("plain.unread"), opened.Get<bool>("genuine")));
        Assert.DoesNotContain("canary", opened.ToJsonString(), StringComparison.Ordinal);
        Assert.True(pushed.Body.AsSpan().IndexOf("Clay"u8) < 0, "It is sealed.");

        (await talk.Buyer.MarkReadAsync(talk.Id, 2)).Must(200);
        (await talk.Buyer.PutAsync("v1/notices/preferences", new { choices = None, quiet = None, textInPush = true })).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "Words that may be shown")).Must(201);
        await Eventually.TrueAsync(() => world.Push.All.Count(browser.IsFor) == 2, "the browser is told of the next");
        var second = browser.Open(world.Push.All.Last(browser.IsFor));
        Assert.Equal(("Clay & Co", "Words that may be shown"), (second.Get<string>("title"), second.Get<string>("body")));
        Assert.Equal(opened.Get<string>("plain.tag"), second.Get<string>("tag")); // it takes the place of the former
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten_and_the_mail_comes_all_the_same()
    {
        var (talk, _, email) = await world.NewThreadAsync();
        using var browser = new FakeBrowser(world.Push.Address);
        (await talk.Buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        world.Push.Answer = (asked, http) => Provider.SayAsync(http, browser.IsFor(asked) ? 410 : 201);
        await Noticing.ChooseAsync(talk.Buyer, "message", "mail", "instant");
        (await talk.Vendor.SayAsync(talk.Id, "Are you there?")).Must(201);
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "it is mailed");
        await Eventually.TrueAsync(async () => (await talk.Buyer.GetAsync("v1/notices/preferences")).Must(200).Json.Items("channels").Single(c => c.Get<string>("channel") == "browser").Get<string>("reach") == "no-address", "the browser is forgotten");
        (await talk.Vendor.SayAsync(talk.Id, "Hello?")).Must(201);
        await Eventually.TrueAsync(() => world.MailsTo(email).Count() == 2, "the next is mailed as well");
        Assert.Single(world.Push.All, browser.IsFor);
    }

    [Fact]
    public async Task An_unread_message_is_mailed_and_the_answer_to_that_mail_is_a_message_of_which_the_other_side_hears()
    {
        var agents = "";
        var (talk, _, email) = await world.NewThreadAsync(async (buyer, agent) =>
        {
            agents = $"{agent.Id}@example.test";
            await World.Host.PutUserAsync(new User(agent.Id, agent.Name) { Email = agents });
            foreach (var person in new[] { buyer, agent }) await Noticing.ChooseAsync(person, "message", "mail", "after:5");
        });
        await WholeWorld.WaitsAsync(talk.Vendor, talk.Id);
        (await talk.Vendor.SayAsync(talk.Id, "It is, and glazed in green.")).Must(201);
        await WholeWorld.WaitsAsync(talk.Buyer, talk.Id);
        Assert.Empty(world.MailsTo(email));
        await world.SetAsync(TimeSpan.FromMinutes(6));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "it is mailed when it is unread for so long");
        var mail = world.MailsTo(email).Single();
        Assert.Contains("It is, and glazed in green.", mail.TextBody, StringComparison.Ordinal);
        var alias = mail.ReplyTo.Mailboxes.Single().Address;

        await WholeWorld.WaitsNotAsync(talk.Vendor, talk.Id); // the question was answered: what waited for it is given up when it is due
        await using var window = await talk.Vendor.ListenAsync();
        var quoted = string.Join("\r\n", mail.TextBody!.ReplaceLineEndings("\n").Split('\n').Select(l => "> " + l));
        var answer = ReplyWorld.Mail(alias, email, $"I take two of them.\r\n\r\nOn Mon, 5 Jan 2026 at 10:00, Clay & Co via Bazaar <messages@shop.example> wrote:\r\n{quoted}\r\n", more: $"In-Reply-To: <{mail.MessageId}>\r\nReferences: <{mail.MessageId}>\r\n");
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(answer));
        var heard = await window.HearAsync("message", m => m.Get<int>("message.seq") == 3, TimeSpan.FromSeconds(60));
        Assert.Equal(("I take two of them.", "buyer"), (heard.Get<string>("message.text"), heard.Get<string>("message.author.party")));

        await WholeWorld.WaitsAsync(talk.Vendor, talk.Id);
        await world.SetAsync(TimeSpan.FromMinutes(12));
        await Eventually.TrueAsync(() => world.MailsTo(agents).Any(m => m.TextBody!.Contains("I take two of them.", StringComparison.Ordinal)), "the other side is mailed of it");
        var back = world.MailsTo(agents).Last();
        Assert.DoesNotContain("glazed in green", back.TextBody, StringComparison.Ordinal);
        Assert.NotEqual(alias, back.ReplyTo.Mailboxes.Single().Address);
        Assert.Single(world.MailsTo(email));
    }

    [Fact]
    public async Task What_came_while_away_is_one_mail_of_all_threads_whose_link_ends_mails_at_one_click()
    {
        var (first, _, email) = await world.NewThreadAsync();
        var second = await (await World.NewShopAsync("Kettenwerk")).OpenAsync(first.Buyer, "And a chain?");
        await Noticing.ChooseAsync(first.Buyer, "message", "mail", "after:5");
        for (var i = 0; i < 3; i++) (await first.Vendor.SayAsync(first.Id, $"First {i}")).Must(201);
        (await second.Vendor.SayAsync(second.Id, "Of silver")).Must(201);
        foreach (var talk in new[] { first, second }) await WholeWorld.WaitsAsync(first.Buyer, talk.Id);
        await world.SetAsync(TimeSpan.FromMinutes(6));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "it is mailed");
        var mail = Assert.Single(world.MailsTo(email));
        Assert.Equal("New messages in 2 conversations", mail.Subject);
        foreach (var words in new[] { "First 0", "First 2", "Of silver" }) Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);

        var link = mail.Headers["List-Unsubscribe"]!.Trim('<', '>');
        Assert.StartsWith(WholeWorld.Public, link, StringComparison.Ordinal);
        (await World.Anyone().SendAsync(HttpMethod.Post, link[(WholeWorld.Public.Length + 1)..], "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")).Must(200);
        (await first.Vendor.SayAsync(first.Id, "And another")).Must(201);
        await Eventually.TrueAsync(async () => (await first.Buyer.GetAsync($"v1/notices?conversation={first.Id}")).Must(200).Json.Items().Any(n => n.Get<string>("channel") == "mail" && n.Get<string>("state") == "not-sent" && n.Get<string>("because") == "off"), "the log says that this is turned off");
        Assert.Single(world.MailsTo(email));
    }
}

public sealed class The_whole_way_out_on_sqlite(WholeSqlite world) : The_whole_way_out(world), IClassFixture<WholeSqlite>;

public sealed class The_whole_way_out_on_postgres(WholePostgres world) : The_whole_way_out(world), IClassFixture<WholePostgres>;
