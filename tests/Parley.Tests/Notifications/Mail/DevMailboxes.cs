using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Mail;

public sealed class MailboxWorld() : World("sqlite", new Dictionary<string, string>
{
    ["Parley__Mail__Mailbox"] = "true", ["Parley__Push__Contact"] = "mailto:operations@shop.example", ["Parley__Push__AllowPrivate"] = "true", ["Parley__Notices__MomentSeconds"] = "1", ["Parley__Notices__Marketplace"] = "Bazaar",
});

/// <summary>What a developer sees of what would have left the house, and from where.</summary>
public sealed class Dev_mailboxes(MailboxWorld world) : Facts(world), IClassFixture<MailboxWorld>
{
    static Parcel One(string words) => new(Guid.CreateVersion7(), 1, new ParcelTo("person-1", "Bea", new Role(PartyKind.Buyer, "person-1"), "bea@example.com", "en", "UTC", true), false, 1,
        [new ParcelThread(Guid.NewGuid(), NoticeKind.Message, "Clay & Co", null, null, 1, [new ParcelMessage(1, "Clay & Co", words, [], DateTimeOffset.UtcNow)], null)]);

    HttpRequestMessage Asking(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    [Fact]
    public async Task A_mail_and_what_other_channels_say_can_be_read_without_anything_running_in_it()
    {
        await using var rig = await MailRig.StartAsync(new MailOptions { Folder = Path.Combine(World.Store.Folder, "mail") });
        var parcel = One("canary <script>alert(1)</script>");
        await rig.Channel.HandAsync(parcel, default);
        var note = Guid.CreateVersion7();
        await rig.Folder.KeepAsync(note, Channel.Sms, "+49 30 1", "A text message", "canary of an SMS <b>", default);
        var list = (await World.Anyone().GetAsync("dev/mailbox")).Must(200);
        Assert.Contains($"/dev/mailbox/{parcel.Id:N}", list.Body, StringComparison.Ordinal);
        Assert.Contains("A text message", list.Body, StringComparison.Ordinal);
        var mail = (await World.Anyone().GetAsync($"dev/mailbox/{parcel.Id}")).Must(200);
        Assert.Contains($"<iframe sandbox src=\"/dev/mailbox/{parcel.Id:N}/html\"", mail.Body, StringComparison.Ordinal);
        var html = (await World.Anyone().GetAsync($"dev/mailbox/{parcel.Id}/html")).Must(200);
        Assert.Contains("canary", html.Body, StringComparison.Ordinal);
        Assert.EndsWith("sandbox", html.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("canary of an SMS &lt;b&gt;", (await World.Anyone().GetAsync($"dev/mailbox/{note}")).Must(200).Body, StringComparison.Ordinal);
        foreach (var page in new[] { list, mail, html })
        {
            Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        }
        (await World.Anyone().GetAsync($"dev/mailbox/{Guid.NewGuid()}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task Pushes_lie_there_as_browsers_show_them_and_text_messages_that_nobody_sends()
    {
        await using var push = await Provider.StartAsync();
        push.AnswerWith(201);
        using var browser = new FakeBrowser(push.Address);
        var talk = await World.NewTalkAsync();
        var number = $"+4915123{Random.Shared.Next(100_000, 999_999)}";
        await World.Host.PutUserAsync(new Client.User(talk.Buyer.Id, talk.Buyer.Name) { Phone = number });
        (await talk.Buyer.PutAsync("v1/push/subscriptions", browser.Subscription)).Must(204);
        (await talk.Vendor.SayAsync(talk.Id, "Yes, it is")).Must(201);
        (await World.HostClient.PostAsync($"v1/conversations/{talk.Id}/alerts", new { id = Guid.NewGuid(), kind = "order-at-risk", to = "buyer" })).Must(202);
        await Eventually.TrueAsync(async () => (await World.Anyone().GetAsync("dev/mailbox")).Must(200).Body is var list && list.Contains($"Browser: {talk.Buyer.Name}", StringComparison.Ordinal) && list.Contains($"Sms: &#x2B;{number[1..]}", StringComparison.Ordinal), "both are there");
        Assert.Contains(push.All, browser.IsFor); // and the push went out all the same
        var texts = await Task.WhenAll(Directory.GetFiles(Path.Combine(World.Store.Folder, "mail"), "*.json").Select(f => File.ReadAllTextAsync(f)));
        Assert.Contains(texts, t => t.Contains("New message from Clay", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains("This order is at risk.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_for_this_machine_only_and_not_by_way_of_a_proxy_or_another_name()
    {
        (await World.Anyone().GetAsync("dev/mailbox")).Must(200);
        foreach (var header in new[] { ("Host", "shop.example"), ("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"), ("Via", "1.1 proxy") })
            (await World.Anyone().SendAsync(Asking("dev/mailbox", header))).MustRefuse(404, "not-found");
    }
}
