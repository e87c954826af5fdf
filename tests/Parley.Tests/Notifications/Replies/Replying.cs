using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Parley.Access;
using Parley.Client;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Replies;

/// <summary>Who answers a mail writes in the thread; whoever else does not, and hears nothing.</summary>
public abstract class Replying(ReplyWorld world) : Facts(world)
{
    static readonly string Quoting = "That is fine with me.\r\n\r\nOn Mon, 5 Jan 2026 at 10:00, Clay & Co via Bazaar <messages@shop.example> wrote:\r\n> canary of the quote\r\n\r\n-- \r\nBea Buyer\r\n+49 30 1234\r\n";

    [Fact]
    public async Task An_answer_in_the_mailbox_becomes_a_message_without_what_it_quotes_which_its_author_alone_can_see()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var id = ReplyWorld.NewMailId();
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, Quoting, id: id)));
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(talk)).Contains("That is fine with me."), "it is a message", TimeSpan.FromSeconds(60));
        var message = (await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1];
        Assert.Equal(("buyer", 2), (message.Get<string>("author.party"), message.Get<int>("seq")));
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Done")).Contains(id), "the mail is put away");
        Assert.DoesNotContain(id, await world.Imap.MailsAsync("INBOX"));
        var removed = (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/messages/2/removed-text")).Must(200).Get<string>("text");
        Assert.Contains("canary of the quote", removed, StringComparison.Ordinal);
        Assert.Contains("+49 30 1234", removed, StringComparison.Ordinal);
        (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/messages/2/removed-text")).MustRefuse(404, "not-found");
        Assert.Equal("[2]", (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/removed-texts")).Must(200).Json["seqs"]!.ToJsonString());
        Assert.Equal("[]", (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/removed-texts")).Must(200).Json["seqs"]!.ToJsonString());
        Assert.True((await world.Store.DumpAsync()).AsSpan().IndexOf("canary of the quote"u8) < 0, "It lies sealed.");
        Assert.Empty(world.MailsTo(email));
    }

    [Theory]
    [InlineData("mime")]
    [InlineData("postmark")]
    [InlineData("postmark-raw")]
    [InlineData("sendgrid")]
    [InlineData("sendgrid-raw")]
    [InlineData("mailgun")]
    [InlineData("mailgun-raw")]
    public async Task Each_provider_brings_the_same_mail_in_its_own_way(string way)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var words = $"Brought by {way}, with a ü.";
        (await BringAsync(way, alias, email, words)).Must(204);
        Assert.Contains(words, await ReplyWorld.TextsAsync(talk));
        Assert.Equal("taken", await world.OutcomeAsync(talk.Buyer.Id));
        // And without our receiver's word it is not taken, whichever way it comes.
        (await BringAsync(way, alias, email, "forged", vouched: false)).Must(204);
        Assert.DoesNotContain("forged", await ReplyWorld.TextsAsync(talk));
        Assert.Equal("not-authenticated", await world.OutcomeAsync(talk.Buyer.Id));
    }

    async Task<Answer> BringAsync(string way, string alias, string email, string words, bool vouched = true)
    {
        var results = vouched ? $"{ReplyWorld.Receiver}; dmarc=pass header.from=example.test" : $"{ReplyWorld.Receiver}; dmarc=fail header.from=example.test";
        var inMail = way == "sendgrid-raw" ? $"{ReplyWorld.Receiver}; dmarc=pass header.from=example.test" : results;
        var raw = ReplyWorld.Mail(alias, email, words, results: $"Authentication-Results: {inMail}\r\n");
        var id = $"<{ReplyWorld.NewMailId()}>";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/mail/inbound/{way.Split('-')[0]}");
        if (way == "mime") return await world.BringAsync(raw);
        if (way.StartsWith("postmark", StringComparison.Ordinal))
        {
            var json = way == "postmark-raw" ? new JsonObject { ["RawEmail"] = raw, ["OriginalRecipient"] = alias } : new JsonObject
            {
                ["From"] = email, ["To"] = alias, ["OriginalRecipient"] = alias, ["Subject"] = "Re: A bowl", ["TextBody"] = words, ["HtmlBody"] = "", ["Attachments"] = new JsonArray(),
                ["Headers"] = new JsonArray { new JsonObject { ["Name"] = "Authentication-Results", ["Value"] = results }, new JsonObject { ["Name"] = "Message-ID", ["Value"] = id } },
            };
            request.Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json");
        }
        else
        {
            var form = new MultipartFormDataContent();
            void Field(string name, string value) => form.Add(new StringContent(value, Encoding.UTF8), name);
            if (way == "sendgrid-raw") Field("email", raw);
            if (way == "mailgun-raw") Field("body-mime", raw);
            if (way.StartsWith("sendgrid", StringComparison.Ordinal)) Field("dkim", vouched ? "{@example.test : pass}" : "{@evil.test : pass}"); // whatever the mail itself says
            if (way == "sendgrid")
            {
                Field("headers", $"Received: by mx0047\nFrom: Bea <{email}>\nTo: {alias}\nMessage-ID: {id}\nContent-Type: text/plain; charset=utf-8\n");
                Field("text", words);
            }
            if (way == "mailgun")
            {
                Field("message-headers", new JsonArray { new JsonArray("Authentication-Results", results), new JsonArray("From", $"Bea <{email}>"), new JsonArray("Message-Id", id) }.ToJsonString());
                Field("body-plain", words);
            }
            Field("envelope", new JsonObject { ["to"] = new JsonArray(alias), ["from"] = email }.ToJsonString());
            Field("recipient", alias);
            Field("from", email);
            request.Content = form;
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"provider:{ReplyWorld.Secret2}")));
        return await World.Anyone().SendAsync(request);
    }

    public static TheoryData<string, string> NotTaken => new()
    {
        { "not-authenticated", "Authentication-Results: mx.market.example; dmarc=fail header.from=example.test\r\n" },
        { "not-authenticated", "" },
        { "not-authenticated", "Authentication-Results: mx.evil.test; dmarc=pass header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example; dmarc=fail header.from=example.test\r\nAuthentication-Results: mx.market.example; dmarc=pass header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.evil.test; none\r\nAuthentication-Results: mx.market.example; dmarc=pass header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example (dmarc=pass); dmarc=fail header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example; dkim=pass header.d=example.test; spf=pass smtp.mailfrom=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example; dmarc=pass header.from=evil.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example; dmarc=pass header.from=example.test; dmarc=fail header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example; dmarc=pass\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example 2; dmarc=pass header.from=example.test\r\n" },
        { "not-authenticated", "Authentication-Results: mx.market.example;;; dmarc==pass header.from=example.test\r\n" },
    };

    [Theory]
    [MemberData(nameof(NotTaken))]
    public async Task Without_our_receivers_word_for_the_sender_nothing_is_taken(string outcome, string results)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, results: results))).Must(204);
        Assert.Equal(outcome, await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Single(await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task A_result_that_is_folded_or_has_comments_counts_when_it_is_our_receivers()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, results: "Authentication-Results: mx.market.example 1;\r\n\tspf=pass smtp.mailfrom=example.test;\r\n\tdmarc=pass (p=REJECT sp=REJECT dis=NONE)\r\n\t header.from=example.test\r\nAuthentication-Results: mx.market.example; dmarc=fail header.from=example.test\r\n"))).Must(204);
        Assert.Equal("taken", await world.OutcomeAsync(talk.Buyer.Id));
    }

    [Fact]
    public async Task Another_who_was_sent_a_copy_cannot_answer_and_the_owner_alone_hears_of_it_once_a_day()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        for (var i = 0; i < 3; i++) (await world.BringAsync(ReplyWorld.Mail(alias, "colleague@evil.test", $"forged {i}", more: $"Cc: {email}\r\nReply-To: {email}\r\n"))).Must(204);
        Assert.Equal("other-sender", await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Single(await ReplyWorld.TextsAsync(talk));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "the owner hears of it");
        var told = Assert.Single(world.MailsTo(email));
        Assert.Equal(("auto-replied", "All"), (told.Headers["Auto-Submitted"], told.Headers["X-Auto-Response-Suppress"]));
        Assert.Contains($"https://shop.example/messages/{talk.Id}?as=buyer", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("forged", told.ToString(), StringComparison.Ordinal);
        Assert.Empty(world.MailsTo("colleague@evil.test"));
    }

    [Theory]
    [InlineData("From: Bea Buyer <$FROM @evil.test>\r\n")]
    [InlineData("From: $FROM, victim@example.test\r\n")]
    [InlineData("From: A group: $FROM;\r\n")]
    [InlineData("From:\r\n")]
    [InlineData("")]
    [InlineData("From: Bea <$FROM>\r\nFrom: Bea <$FROM>\r\n")]
    [InlineData("From: \"$FROM\" <other@example.test>\r\n")]
    [InlineData("From: Bea <\"$FROM\"@example.test>\r\n")]
    [InlineData("Sender: $FROM\r\nFrom: other@example.test\r\n")]
    public async Task A_sender_who_can_be_read_in_two_ways_is_nobody(string header)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email).Replace($"From: Bea Buyer <{email}>\r\n", header.Replace("$FROM", email, StringComparison.Ordinal), StringComparison.Ordinal))).Must(204);
        Assert.Contains(await world.OutcomeAsync(talk.Buyer.Id), new[] { "not-authenticated", "other-sender" });
        Assert.Single(await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task A_token_that_was_altered_cut_made_up_or_is_nowhere_gets_nowhere()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (other, otherAlias, _) = await world.NewThreadAsync();
        foreach (var bad in new[] { "r+" + (alias[2] == 'a' ? 'b' : 'a') + alias[3..], alias.Replace(alias[2..15], "", StringComparison.Ordinal), $"r+{new string('a', 26)}@{ReplyWorld.Domain}", $"r+@{ReplyWorld.Domain}", alias.Replace(ReplyWorld.Domain, "evil.test", StringComparison.Ordinal), $"anybody@{ReplyWorld.Domain}" })
            (await world.BringAsync(ReplyWorld.Mail(bad, email, more: $"In-Reply-To: <thread.{talk.Id}@shop.example>\r\nX-Token: {alias}\r\n"))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail($"{alias}, {otherAlias}", email))).Must(204); // of two, neither
        (await world.BringAsync(ReplyWorld.Mail(otherAlias, email))).Must(204); // valid, and another's
        Assert.Null(await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Equal("other-sender", await world.OutcomeAsync(other.Buyer.Id));
        Assert.True((await ReplyWorld.TextsAsync(talk)).Count == 1 && (await ReplyWorld.TextsAsync(other)).Count == 1);
        Assert.Empty(world.MailsTo(email));
    }

    [Fact]
    public async Task An_address_lasts_for_its_time_is_the_same_meanwhile_and_is_no_use_afterwards()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var role = new Role(PartyKind.Buyer, talk.Buyer.Id);
        Assert.Equal(alias, await world.AliasAsync(talk.Buyer.Id, role, talk.Id));
        var old = await world.AliasAsync(talk.Buyer.Id, role, talk.Id, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(20)));
        Assert.NotEqual(alias, old); // half of its time is over: the next mail has a new one, and this one still works
        await using (var db = world.Store.Open())
        {
            Assert.True((await world.Store.DumpAsync()).AsSpan().IndexOf(Encoding.ASCII.GetBytes(alias[2..28])) < 0, "It stands nowhere.");
            await db.Set<ReplyAlias>().Where(a => a.PersonId == talk.Buyer.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1)));
        }
        (await world.BringAsync(ReplyWorld.Mail(alias.ToUpperInvariant(), email))).Must(204);
        Assert.Equal("expired", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(m => m.TextBody!.Contains("no longer valid", StringComparison.Ordinal)), "its owner hears why");
        Assert.Single(await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task A_mail_that_comes_often_by_several_ways_or_with_other_words_under_its_id_is_one_message()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (id, mail) = (ReplyWorld.NewMailId(), "");
        mail = ReplyWorld.Mail(alias, email, "Once.", id: id);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.BringAsync(mail)));
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(mail));
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "Other words.", id: id))).Must(204);
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Done")).Contains(id), "the mailbox's is put away", TimeSpan.FromSeconds(60));
        Assert.Equal(["Is it still there?", "Once."], await ReplyWorld.TextsAsync(talk));
        var without = ReplyWorld.Mail(alias, email, "No id.", id: "");
        for (var i = 0; i < 2; i++) (await world.BringAsync(without)).Must(204);
        Assert.Equal(["Is it still there?", "Once.", "No id."], await ReplyWorld.TextsAsync(talk));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n")]
    [InlineData("Auto-Submitted: auto-generated; owner-email=\"x\"\r\n")]
    [InlineData("Precedence: bulk\r\n")]
    [InlineData("List-Id: <news.example.test>\r\n")]
    [InlineData("X-Autoreply: yes\r\n")]
    [InlineData("Return-Path: <>\r\n")]
    public async Task What_a_machine_wrote_is_dropped_and_answered_by_nobody(string header)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, more: header))).Must(204);
        Assert.Single(await ReplyWorld.TextsAsync(talk));
        Assert.Null(await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Empty(world.MailsTo(email));
    }

    /// <summary>Programs with which vendors answer their customers offer to unsubscribe, as newsletters do.</summary>
    [Fact]
    public async Task What_its_owner_provably_sent_by_such_a_program_is_taken_and_a_newsletter_troubles_nobody()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        const string Offer = "List-Unsubscribe: <https://crm.example/unsubscribe>\r\n";
        (await world.BringAsync(ReplyWorld.Mail(alias, "news@letters.test", "Ten green bowls", more: Offer))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "Not proven", more: Offer, results: ""))).Must(204);
        Assert.Null(await world.OutcomeAsync(talk.Buyer.Id));
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "From our help desk.", more: Offer))).Must(204);
        Assert.Equal(["Is it still there?", "From our help desk."], await ReplyWorld.TextsAsync(talk));
        Assert.Empty(world.MailsTo(email));
    }

    [Fact]
    public async Task A_thread_that_is_closed_takes_no_answers_and_says_so_once()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        for (var i = 0; i < 2; i++) (await world.BringAsync(ReplyWorld.Mail(alias, email))).Must(204);
        Assert.Equal("conversation-closed", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "its writer hears why");
        Assert.Contains("This conversation is closed", Assert.Single(world.MailsTo(email)).TextBody, StringComparison.Ordinal);
        Assert.True(world.Smtp.Last("auth")!.Get<bool>("encrypted"), "It was told under a certificate that holds.");
    }

    [Fact]
    public async Task An_answer_that_is_coached_is_not_sent_and_says_so_by_name()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "Call me on +44 7911 123456."))).Must(204);
        Assert.Equal("coached", await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id));
    }

    [Fact]
    public async Task An_agent_answers_for_the_vendor_and_no_longer_when_they_have_left()
    {
        var (talk, _, _) = await world.NewThreadAsync();
        var email = $"{talk.Vendor.Id}@example.test";
        await World.Host.PutUserAsync(new User(talk.Vendor.Id, "Adam Agent") { Email = email });
        var alias = await world.AliasAsync(talk.Vendor.Id, new Role(PartyKind.Vendor, talk.Shop.VendorId), talk.Id);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "Yes, it is."))).Must(204);
        Assert.Equal("vendor", (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200).Json.Items()[^1].Get<string>("author.party"));
        await World.Host.DeleteAgentAsync(talk.Shop.VendorId, talk.Vendor.Id);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "And I am gone."))).Must(204);
        Assert.Equal("not-found", await world.OutcomeAsync(talk.Vendor.Id));
        Assert.Equal(2, (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200).Json.Items().Length);
    }

    [Fact]
    public async Task Who_comes_back_to_a_team_does_not_find_the_addresses_of_before_open()
    {
        var (talk, _, _) = await world.NewThreadAsync();
        var agent = await World.NewAgentAsync(talk.Shop.VendorId);
        var (email, role) = ($"{agent.Id}@example.test", new Role(PartyKind.Vendor, talk.Shop.VendorId));
        await World.Host.PutUserAsync(new User(agent.Id, agent.Name) { Email = email });
        var (alias, asBuyer) = (await world.AliasAsync(agent.Id, role, talk.Id), await world.AliasAsync(agent.Id, new Role(PartyKind.Buyer, agent.Id), talk.Id));
        await World.Host.DeleteAgentAsync(talk.Shop.VendorId, agent.Id);
        await RevokedAsync(agent.Id, 1);
        await World.Host.PutAgentAsync(new Parley.Client.Agent(talk.Shop.VendorId, agent.Id, AgentRole.Agent));
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "I am back."))).Must(204);
        Assert.Equal("expired", await world.OutcomeAsync(agent.Id));
        var renewed = await world.AliasAsync(agent.Id, role, talk.Id);
        Assert.NotEqual(alias, renewed);
        Assert.Equal(asBuyer, await world.AliasAsync(agent.Id, new Role(PartyKind.Buyer, agent.Id), talk.Id)); // another role's
        (await world.BringAsync(ReplyWorld.Mail(renewed, email, "And again."))).Must(204);
        Assert.Equal(["Is it still there?", "And again."], await ReplyWorld.TextsAsync(talk));
        await World.Host.DeleteUserAsync(agent.Id);
        await RevokedAsync(agent.Id, 3);
    }

    async Task RevokedAsync(string person, int count) => await Eventually.TrueAsync(async () =>
    {
        await using var db = World.Store.Open();
        return await db.Set<ReplyAlias>().CountAsync(a => a.PersonId == person && a.RevokedAt != null) == count;
    }, $"{count} addresses have ended");

    [Fact]
    public async Task Whoever_wants_no_answers_by_mail_in_a_thread_has_no_address_there_until_they_want_it_again()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (path, role) = ($"v1/conversations/{talk.Id}/mail-answers", new Role(PartyKind.Buyer, talk.Buyer.Id));
        var other = await (await World.NewShopAsync()).OpenAsync(talk.Buyer, "Another matter");
        Assert.Equal((true, false), (await talk.Buyer.GetAsync(path)).Must(200) is var before ? (before.Get<bool>("available"), before.Get<bool>("stopped")) : default);
        for (var i = 0; i < 2; i++) (await talk.Buyer.DeleteAsync(path)).Must(204);
        Assert.True((await talk.Buyer.GetAsync(path)).Must(200).Get<bool>("stopped"));
        Assert.False((await talk.Vendor.GetAsync(path)).Must(200).Get<bool>("stopped"));
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "Who is this?"))).Must(204);
        Assert.Equal("expired", await world.OutcomeAsync(talk.Buyer.Id));
        Assert.Null(await world.FindAliasAsync(talk.Buyer.Id, role, talk.Id));
        Assert.NotNull(await world.FindAliasAsync(talk.Buyer.Id, role, other.Id));
        (await talk.Buyer.PutAsync(path)).Must(204);
        Assert.NotEqual(alias, await world.AliasAsync(talk.Buyer.Id, role, talk.Id));
        Assert.Single(await ReplyWorld.TextsAsync(talk), t => t == "Is it still there?");
    }

    [Fact]
    public async Task A_mail_that_a_provider_brought_and_that_was_not_taken_can_be_looked_at_and_lies_sealed()
    {
        var (_, alias, _) = await world.NewThreadAsync();
        var mail = ReplyWorld.Mail(alias, "stranger@evil.test", "canary of the quarantine \u001b[31m");
        for (var i = 0; i < 2; i++) (await world.BringAsync(mail)).Must(204);
        var listed = (await Tool.ParleyAsync(World.Environment(), "mail", "list")).Done();
        var row = Assert.Single(listed.Split('\n'), l => l.Contains("other-sender", StringComparison.Ordinal) && l.Contains($"{Encoding.UTF8.GetByteCount(mail)} bytes", StringComparison.Ordinal));
        Assert.Equal(mail.ReplaceLineEndings("\n").Trim(), (await Tool.ParleyAsync(World.Environment(), "mail", "show", row.Split(' ')[0])).Done().ReplaceLineEndings("\n"));
        Assert.Equal(1, (await Tool.ParleyAsync(World.Environment(), "mail", "show", $"{Guid.NewGuid()}")).Code);
        Assert.True((await world.Store.DumpAsync()).AsSpan().IndexOf("canary of the quarantine"u8) < 0, "It lies sealed.");
    }

    [Fact]
    public async Task Attached_files_come_along_and_those_that_cannot_are_told_of()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var body = "--b\r\nContent-Type: text/plain\r\n\r\nSee the list.\r\n--b\r\nContent-Type: text/plain; name=\"../../list.txt\"\r\nContent-Disposition: attachment; filename=\"../../list.txt\"\r\n\r\none bowl\r\n--b\r\nContent-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=run.exe\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA\r\n--b--";
        (await world.BringAsync(ReplyWorld.Mail(alias, email, body, type: "multipart/mixed; boundary=b"))).Must(204);
        Assert.Equal("taken", await world.OutcomeAsync(talk.Buyer.Id));
        var message = (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200).Json.Items()[^1];
        Assert.Equal("See the list.", message.Get<string>("text"));
        Assert.Equal("list.txt", message["attachments"]!.AsArray().Single()!.Get<string>("name"));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(m => m.Subject == "Not all files of your mail were delivered"), "its writer hears of the other");
    }

    [Fact]
    public async Task What_others_send_to_an_address_takes_nothing_of_its_owners_hour()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        for (var i = 0; i < 12; i++) (await world.BringAsync(ReplyWorld.Mail(alias, "stranger@evil.test", $"Forged {i}"))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "It is me."))).Must(204);
        Assert.Equal(["Is it still there?", "It is me."], await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task Nobody_brings_mails_without_the_secret_and_nobody_floods_a_thread()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        foreach (var bearer in new[] { null, "", "wrong", World.HostKey, talk.Buyer.Bearer })
            (await World.Anyone(bearer).SendAsync(HttpMethod.Post, "v1/mail/inbound/mime", ReplyWorld.Mail(alias, email), "message/rfc822")).MustRefuse(401, "unauthenticated");
        (await World.Anyone().SendAsync(HttpMethod.Post, $"v1/mail/inbound/mime?key={Uri.EscapeDataString(ReplyWorld.Secret2)}", ReplyWorld.Mail(alias, email), "message/rfc822")).Must(204);
        (await World.Anyone(ReplyWorld.Secret2).PostAsync("v1/mail/inbound/nobody", new { })).MustRefuse(404, "not-found");
        (await World.Anyone(ReplyWorld.Secret2).SendAsync(HttpMethod.Post, "v1/mail/inbound/postmark", "[]", "application/json")).Must(204);
        (await World.Anyone(ReplyWorld.Secret2).SendAsync(HttpMethod.Post, "v1/mail/inbound/postmark", "{", "application/json")).MustRefuse(400, "malformed-json");
        for (var i = 0; i < 20; i++) (await world.BringAsync(ReplyWorld.Mail(alias, email, $"Flood {i}"))).Must(204);
        Assert.Equal("too-many", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(), "its writer hears why");
        Assert.Contains("more mails within an hour than are taken", Assert.Single(world.MailsTo(email)).TextBody, StringComparison.Ordinal);
        Assert.Equal(11, (await ReplyWorld.TextsAsync(talk)).Count);
    }
}

public sealed class Replying_on_sqlite(ReplyingSqlite world) : Replying(world), IClassFixture<ReplyingSqlite>;

public sealed class Replying_on_postgres(ReplyingPostgres world) : Replying(world), IClassFixture<ReplyingPostgres>;
