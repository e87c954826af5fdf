using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>Anybody tells of illegal content, gets a code, and sees with it what became of it; people decide, and nobody learns what they should not.</summary>
public abstract class NoticingInPublic(World world) : Facts(world)
{
    const string Path = "v1/public-notices", Receipt = "v1/public-notices/receipt";

    /// <summary>A notice that is all right, with what is different this time.</summary>
    static Dictionary<string, object?> Notice(params (string Name, object? Value)[] otherwise)
    {
        var notice = new Dictionary<string, object?>
        {
            ["category"] = "scam", ["about"] = "The seller Clay & Co, last week", ["why"] = "They sell lamps that never arrive, to many people.", ["goodFaith"] = true, ["name"] = "Nina Notifier", ["mail"] = $"nina-{Guid.NewGuid():N}@example.net",
        };
        foreach (var (name, value) in otherwise)
            if (value is null) notice.Remove(name);
            else notice[name] = value;
        return notice;
    }

    async Task<string> SendAsync(params (string Name, object? Value)[] otherwise) => (await World.Anyone().PostAsync(Path, Notice(otherwise))).Must(201).Get<string>("receipt");

    Task<Answer> FormAsync(string path, IEnumerable<KeyValuePair<string, object?>> fields, string language = "en") =>
        World.Anyone().SendAsync(HttpMethod.Post, path, string.Join('&', fields.Append(new("lang", language)).Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value is true ? "yes" : $"{f.Value}")}")), "application/x-www-form-urlencoded");

    async Task<PublicNotice> RowAsync(string code)
    {
        await using var db = World.Store.Open();
        var digest = NoticeSecrets.DigestOf(code);
        return await db.Set<PublicNotice>().SingleAsync(n => n.CodeDigest == digest);
    }

    async Task<string> StateAsync(string code) => (await World.Anyone().PostAsync(Receipt, new { receipt = code })).Must(200).Get<string>("state");

    [Theory]
    [InlineData("en", "ltr", "Report illegal content")]
    [InlineData("de-CH,en;q=0.5", "ltr", "Rechtswidrige Inhalte melden")]
    [InlineData("es", "ltr", "Denunciar contenido ilegal")]
    [InlineData("fr", "ltr", "Signaler un contenu illicite")]
    [InlineData("ar", "rtl", "الإبلاغ عن محتوى غير قانوني")]
    public async Task The_form_is_a_page_for_everybody_in_their_language_without_scripts(string wanted, string direction, string title)
    {
        foreach (var path in new[] { Path, Receipt })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept-Language", wanted);
            var page = (await World.Anyone().SendAsync(request)).Must(200);
            Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{wanted[..2]}\" dir=\"{direction}\">", page.Body, StringComparison.Ordinal);
            Assert.Contains(title, WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
            Assert.StartsWith("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie", page.Headers.Keys);
        }
        Assert.Contains("lang=\"fr\"", (await World.Anyone().GetAsync($"{Path}?lang=fr")).Must(200).Body, StringComparison.Ordinal); // whoever asks for a language gets it
    }

    [Fact]
    public async Task Whoever_sends_the_form_gets_a_code_and_sees_with_it_how_the_notice_stands_until_it_is_decided()
    {
        var canary = $"canary {Guid.NewGuid():N}";
        var page = (await FormAsync(Path, Notice(("about", canary)))).Must(201);
        var code = System.Text.RegularExpressions.Regex.Match(page.Body, "[2-9A-Z]{5}(-[2-9A-Z]{5}){3}").Value;
        Assert.Equal(23, code.Length);
        Assert.Contains("people will look at it", (await FormAsync(Receipt, [new("receipt", code)])).Must(200).Body, StringComparison.Ordinal);
        Assert.Equal("received", await StateAsync($" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ")); // however it is typed
        var row = await RowAsync(code);
        var moderator = World.NewOperator();
        (await moderator.Asks.GetAsync($"v1/cases/{row.CaseId}")).MustRefuse(403, "case-not-claimed");
        (await moderator.Asks.PutAsync($"v1/cases/{row.CaseId}/claim")).Must(204);
        var view = (await moderator.Asks.GetAsync($"v1/cases/{row.CaseId}")).Must(200);
        Assert.Equal(("scam", canary, "Nina Notifier", "notice"), (view.Get<string>("notices.0.category"), view.Get<string>("notices.0.about"), view.Get<string>("notices.0.name"), view.Get<string>("case.kind")));
        (await moderator.DecideAsync(row.CaseId, new { act = "no-violation" })).Must(200);
        var state = (await World.Anyone().PostAsync(Receipt, new { receipt = code })).Must(200);
        Assert.Equal(("no-violation", false), (state.Get<string>("state"), state.Get<bool>("decidedByMachine")));
        Assert.Equal(["out-of-court", "court"], state.Json.Items("redress").Select(r => (string)r!));
        var told = (await FormAsync(Receipt, [new("receipt", code)], "de")).Must(200);
        Assert.Contains("außergerichtlichen Streitbeilegung", WebUtility.HtmlDecode(told.Body), StringComparison.Ordinal);
        Assert.DoesNotContain(canary, told.Body, StringComparison.Ordinal); // a code that was found shows no words
    }

    [Fact]
    public async Task Nothing_tells_whether_what_is_named_is_there_and_a_notice_opens_no_conversation()
    {
        var talk = await World.NewTalkAsync("canary of two");
        var codes = new List<string>();
        foreach (var (conversation, message, person) in new[] { ($"{talk.Id}", 1, talk.Buyer.Id), ($"{Guid.NewGuid()}", 1, "nobody"), ("what is this", 77, "nobody") })
        {
            var answer = (await World.Anyone().PostAsync(Path, Notice(("conversation", conversation), ("message", message), ("person", person)))).Must(201);
            codes.Add(answer.Get<string>("receipt"));
            Assert.Equal(["receipt"], answer.Json.AsObject().Select(p => p.Key));
            var state = (await World.Anyone().PostAsync(Receipt, new { receipt = codes[^1] })).Must(200);
            Assert.Equal(["category", "at", "state", "decidedAt", "decidedByMachine", "redress"], state.Json.AsObject().Select(p => p.Key));
        }
        var moderator = World.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        Assert.Equal(id, (await RowAsync(codes[0])).CaseId);
        var view = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        Assert.Equal((talk.Buyer.Id, $"{talk.Id}"), (view.Get<string>("flags.0.person"), view.Get<string>("notices.0.conversation")));
        Assert.Empty(view.Json.Items("threads"));
        Assert.DoesNotContain("canary of two", view.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_notice_concerns_that_names_nobody_is_said_on_record_and_then_it_can_be_decided()
    {
        var talk = await World.NewTalkAsync();
        var code = await SendAsync();
        var id = (await RowAsync(code)).CaseId;
        var moderator = World.NewOperator();
        (await moderator.Asks.PostAsync($"v1/cases/{id}/subject", new { person = talk.Buyer.Id })).MustRefuse(403, "case-not-claimed");
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        var warn = new { act = "warn", facts = "What you offered is not allowed to be sold here.", ground = "law", reference = "Product safety act" };
        (await moderator.DecideAsync(id, warn)).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync($"v1/cases/{id}/subject", new { person = "nobody-at-all" })).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync($"v1/cases/{id}/subject", new { person = (await World.NewBuyerAsync()).Id, conversation = talk.Id })).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync($"v1/cases/{id}/subject", new { person = talk.Buyer.Id, conversation = talk.Id })).Must(204);
        (await moderator.DecideAsync(id, warn)).Must(200);
        Assert.Equal("acted", await StateAsync(code));
        var statement = Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items());
        Assert.Equal(("warn", "notice", false), (statement.Get<string>("act"), statement.Get<string>("source"), statement.Get<bool>("foundByMachine")));
        Assert.Contains((await moderator.AuditAsync()).Must(200).Json.Items(), e => e.Get<string>("what") == "notice-concerns" && e.Get<string>("about") == $"case {id}");
    }

    [Fact]
    public async Task Only_of_a_notice_is_it_said_whom_it_concerns()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        (await moderator.Asks.PostAsync($"v1/cases/{id}/subject", new { person = talk.Buyer.Id })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Words_name_address_and_code_are_not_to_be_read_in_the_store()
    {
        var canary = $"canary-{Guid.NewGuid():N}";
        var code = await SendAsync(("about", canary), ("why", $"{canary} and twenty more letters"), ("name", canary), ("mail", $"{canary}@example.net"));
        var row = await RowAsync(code);
        foreach (var secret in new[] { canary, code, code.Replace("-", "", StringComparison.Ordinal) })
            Assert.True(row.Words!.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0 && row.CodeDigest.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0);
        Assert.Equal((32, 16, 16), (row.CodeDigest.Length, row.Origin.Length, row.Reach!.Length));
        await using var db = World.Store.Open();
        Assert.DoesNotContain(canary, (await db.Set<Flag>().SingleAsync(f => f.CaseId == row.CaseId)).Findings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_and_an_address_are_needed_but_for_sexual_abuse_of_children()
    {
        (await World.Anyone().PostAsync(Path, Notice(("name", null)))).MustRefuse(400, "validation");
        (await World.Anyone().PostAsync(Path, Notice(("mail", null)))).MustRefuse(400, "validation");
        var row = await RowAsync(await SendAsync(("category", "child-abuse"), ("name", null), ("mail", null)));
        Assert.Null(row.Reach);
        await using var db = World.Store.Open();
        Assert.Equal(100, (await db.Set<Case>().SingleAsync(c => c.Id == row.CaseId)).Harm);
    }

    [Fact]
    public async Task A_form_with_mistakes_comes_back_as_it_was_with_a_word_on_each()
    {
        var id = Guid.CreateVersion7();
        var fields = Notice(("id", id), ("about", "<b>\"here\"</b>"), ("why", "too short"), ("mail", "not an address"), ("goodFaith", null), ("message", "seven"));
        var page = (await FormAsync(Path, fields)).Must(400);
        var text = WebUtility.HtmlDecode(page.Body);
        foreach (var said in new[] { "Nothing was sent yet", "at least 20 characters", "no mail address", "Please choose", "cannot be read" }) Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&quot;here&quot;&lt;/b&gt;", page.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"scam\" selected", page.Body, StringComparison.Ordinal);
        foreach (var wrong in new (string, object?)[] { ("why", new string('x', 5001)), ("about", " "), ("about", "a\0b"), ("category", "boring"), ("message", 0), ("goodFaith", false), ("person", new string('p', 129)), ("homepage", "https://spam.example"), ("unknown", 1) })
            (await World.Anyone().PostAsync(Path, Notice(("id", id), wrong))).MustRefuse(400, "validation");
        Assert.Equal(0, await CountAsync(id));
    }

    [Fact]
    public async Task A_machine_that_fills_in_what_people_do_not_see_is_refused_and_people_are_told_what_to_do()
    {
        var page = (await FormAsync(Path, Notice(("homepage", "https://spam.example")))).Must(400);
        Assert.Contains("must stay empty", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_notice()
    {
        var id = Guid.CreateVersion7();
        (await FormAsync(Path, Notice(("id", id)))).Must(201);
        Assert.Contains("already", (await FormAsync(Path, Notice(("id", id)))).Must(409).Body, StringComparison.Ordinal);
        (await World.Anyone().PostAsync(Path, Notice(("id", id)))).MustRefuse(409, "notice-repeated");
        Assert.Equal(1, await CountAsync(id));
    }

    [Fact]
    public async Task What_is_no_code_is_told_in_one_way_and_large_bodies_are_refused()
    {
        var never = (await World.Anyone().PostAsync(Receipt, new { receipt = NoticeSecrets.NewCode() })).MustRefuse(404, "unknown-receipt");
        foreach (var bad in new[] { "", "x", new string('A', 5000), "R-22222-33333", "'; drop table public_notices" })
            Assert.Equal(never.Bare, (await World.Anyone().PostAsync(Receipt, new { receipt = bad })).MustRefuse(404, "unknown-receipt").Bare);
        Assert.Contains("four groups", (await FormAsync(Receipt, [new("receipt", "nothing")])).Must(404).Body, StringComparison.Ordinal);
        (await FormAsync(Path, Notice(("why", new string('x', 70_000))))).MustRefuse(413, "payload-too-large");
        (await FormAsync(Path, Enumerable.Range(0, 100).Select(i => new KeyValuePair<string, object?>($"field{i}", i)))).MustRefuse(413, "payload-too-large");
        (await World.Anyone().SendAsync(HttpMethod.Post, Path, "x", "text/plain")).MustRefuse(415, "unsupported-media-type");
        (await World.Anyone().SendAsync(HttpMethod.Post, Path, "--x\r\n\r\n--x--", "multipart/form-data; boundary=x")).MustRefuse(415, "unsupported-media-type");
    }

    [Fact]
    public async Task Whoever_gave_an_address_is_mailed_the_code_and_later_that_it_is_decided()
    {
        var address = $"nina-{Guid.NewGuid():N}@example.net";
        var code = await SendAsync(("mail", address), ("about", "canary of the form"));
        var row = await RowAsync(code);
        var folder = System.IO.Path.Combine(World.Store.Folder, "mail");
        string? Mail(Guid id) => System.IO.Path.Combine(folder, $"{id:N}.eml") is var file && File.Exists(file) ? MimeKit.MimeMessage.Load(file) is var mail && mail.To.ToString().Contains(address, StringComparison.Ordinal) ? mail.TextBody : null : null;
        await Eventually.TrueAsync(() => Mail(row.Id)?.Contains(code, StringComparison.Ordinal) == true, "the receipt is mailed");
        Assert.DoesNotContain("canary", Mail(row.Id), StringComparison.Ordinal); // nobody can have our mails say what they like
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{row.CaseId}/claim")).Must(204);
        (await moderator.DecideAsync(row.CaseId, new { act = "no-violation" })).Must(200);
        var second = Parley.Conversations.PlatformPost.IdFor(row.Id, row.CaseId);
        await Eventually.TrueAsync(() => Mail(second)?.Contains("did not find", StringComparison.Ordinal) == true, "the decision is mailed");
        await Eventually.TrueAsync(async () => (await RowAsync(code)).MailAt is null, "there is nothing left to tell");
    }

    [Fact]
    public async Task An_address_that_others_typed_gets_three_mails_a_day_at_most()
    {
        var address = $"victim-{Guid.NewGuid():N}@example.net";
        var rows = new List<PublicNotice>();
        for (var i = 0; i < 5; i++) rows.Add(await RowAsync(await SendAsync(("mail", i % 2 == 0 ? address : address.ToUpperInvariant()))));
        Assert.Equal([true, true, true, false, false], rows.Select(r => r.Reach is not null));
    }

    [Fact]
    public async Task Words_that_were_kept_long_enough_are_destroyed_and_the_case_says_so()
    {
        var row = await RowAsync(await SendAsync());
        await World.Store.Store.WriteAsync(db => db.Set<PublicNotice>().Where(n => n.Id == row.Id).ExecuteUpdateAsync(s => s.SetProperty(n => n.Words, (byte[]?)null), default), default);
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{row.CaseId}/claim")).Must(204);
        Assert.Null((await moderator.Asks.GetAsync($"v1/cases/{row.CaseId}")).Must(200).Json.At("notices.0.why"));
    }

    [Fact]
    public async Task Of_many_that_come_at_once_with_one_address_three_are_mailed()
    {
        var address = $"victim-{Guid.NewGuid():N}@example.net";
        var codes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(("mail", address))));
        var rows = await Task.WhenAll(codes.Select(RowAsync));
        Assert.Equal(3, rows.Count(r => r.Reach is not null));
    }

    [Fact]
    public async Task What_became_of_a_notice_is_mailed_anew_when_an_appeal_undoes_it()
    {
        var talk = await World.NewTalkAsync();
        var address = $"nina-{Guid.NewGuid():N}@example.net";
        var row = await RowAsync(await SendAsync(("mail", address), ("person", talk.Buyer.Id), ("conversation", $"{talk.Id}"), ("message", 1)));
        var folder = System.IO.Path.Combine(World.Store.Folder, "mail");
        bool Told(string words) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.eml").Select(f => MimeKit.MimeMessage.Load(f)).Any(m => m.To.ToString().Contains(address, StringComparison.Ordinal) && m.TextBody?.Contains(words, StringComparison.Ordinal) == true);
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{row.CaseId}/claim")).Must(204);
        (await moderator.DecideAsync(row.CaseId, new { act = "warn", facts = "You sell what does not exist.", reference = "Rule 1" })).Must(200);
        await Eventually.TrueAsync(() => Told("and we acted"), "the decision is mailed");
        var statement = Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items()).Get<Guid>("id");
        (await talk.Buyer.PostAsync($"v1/decisions/{statement}/appeal", new { words = "It exists" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "We have seen that it exists." })).Must(200);
        await Eventually.TrueAsync(() => Told("did not find"), "what became of it is mailed");
        Assert.True(Told("and we acted")); // by a mail of its own: under the same id the second would be taken for the first
    }

    [Fact]
    public async Task Behind_a_proxy_that_hides_its_senders_the_limit_is_wider_and_whoever_runs_the_server_is_told()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new ModerationOptions { NoticesPerDay = 3 });
        var proxied = new Microsoft.AspNetCore.Http.DefaultHttpContext { Request = { Headers = { ["X-Forwarded-For"] = "203.0.113.7" } } };
        var senders = new HiddenSenders(options, Microsoft.Extensions.Logging.Abstractions.NullLogger<HiddenSenders>.Instance);
        Assert.False(senders.Hides(new Microsoft.AspNetCore.Http.DefaultHttpContext()));
        Assert.True(senders.Ask().Healthy);
        Assert.True(senders.Hides(proxied));
        Assert.False(senders.Ask().Healthy);
        Assert.Equal((3, 300), (new Sender(null, Shared: false).Most(3), new Sender(null, Shared: true).Most(3)));
        options.Value.AddressHeader = "X-Forwarded-For";
        Assert.False(senders.Hides(proxied));

        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = System.Net.Http.Json.JsonContent.Create(Notice()) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        (await World.Anyone().SendAsync(request)).Must(201);
        var part = (await World.NewOperator("analyst").Asks.GetAsync("health/detail")).Must(200).Json.Items("parts").Single(p => p.Get<string>("part") == "public-notices");
        Assert.Equal((false, true), (part.Get<bool>("healthy"), part.Get<string>("says").Contains("Parley:Moderation:AddressHeader", StringComparison.Ordinal)));
    }

    async Task<int> CountAsync(Guid id)
    {
        await using var db = World.Store.Open();
        return await db.Set<PublicNotice>().CountAsync(n => n.Id == id);
    }
}

public sealed class NoticingInPublic_on_sqlite(CommonSqlite world) : NoticingInPublic(world);

public sealed class NoticingInPublic_on_postgres(CommonPostgres world) : NoticingInPublic(world);

/// <summary>So many notices a day are taken from one network address, over all nodes.</summary>
public abstract class NoticesFromOneAddress(string kind) : IAsyncLifetime
{
    readonly World world = new(kind, new Dictionary<string, string> { ["Parley__Moderation__NoticesPerDay"] = "3", ["Parley__Moderation__AddressHeader"] = "X-Forwarded-For" });

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    async Task<Answer> SendAsync(string from, ServerProcess? node = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/public-notices");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        request.Content = System.Net.Http.Json.JsonContent.Create(new { category = "other", about = "Here", why = "For a reason that is long enough", goodFaith = true, name = "Nina", mail = "nina@example.net" });
        return await world.Anyone(node: node).SendAsync(request);
    }

    [Fact]
    public async Task More_are_refused_with_a_clear_word_and_others_go_on()
    {
        var other = await world.SecondNodeAsync();
        try
        {
            (await SendAsync("1.1.1.1, 203.0.113.7")).Must(201);
            (await SendAsync("2.2.2.2, 203.0.113.7", other)).Must(201); // what the caller puts before is not believed
            (await SendAsync("203.0.113.7")).Must(201);
            var refused = (await SendAsync("203.0.113.7", other)).MustRefuse(429, "too-many-notices");
            Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 86_400);
            foreach (var host in new[] { "::1", "::2", "ffff::3" }) (await SendAsync($"2001:db8:1:2:{host}".Replace(":::", "::", StringComparison.Ordinal))).Must(201);
            (await SendAsync("2001:db8:1:2::4")).MustRefuse(429, "too-many-notices"); // one network
            var atOnce = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SendAsync("203.0.113.8", i % 2 == 0 ? null : other)));
            Assert.Equal(3, atOnce.Count(a => a.Status == 201)); // however close they come
            Assert.All(atOnce.Where(a => a.Status != 201), a => a.MustRefuse(429, "too-many-notices"));
        }
        finally
        {
            await other.DisposeAsync();
        }
    }
}

public sealed class NoticesFromOneAddress_on_sqlite() : NoticesFromOneAddress("sqlite");

public sealed class NoticesFromOneAddress_on_postgres() : NoticesFromOneAddress("postgres");
