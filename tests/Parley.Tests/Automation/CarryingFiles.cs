using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Parley.Attachments;
using Parley.Automation;
using Parley.Client;
using Parley.Encryption;
using Parley.Storage;
using Parley.Tests.Attachments.Images;

namespace Parley.Tests.Automation;

/// <summary>Files that templates carry: kept for the team, and brought into each thread as that thread's own.</summary>
public abstract class Carrying_files(World world) : Facts(world)
{
    static byte[] Chart(string words = "Sizes") => Encoding.ASCII.GetBytes($"{words} {Guid.NewGuid()}\n");

    static object Body(string text, Guid[] files, string scope = "team", int version = 0) => version == 0
        ? new { scope, name = "Sizes", variants = new[] { new { text } }, files }
        : new { version, scope, name = "Sizes", variants = new[] { new { text } }, files };

    static string Path(Actor actor, string rest = "") => $"v1/templates{rest}?as={actor.As}";

    static async Task<Guid> KeepAsync(Actor actor, string text, params Guid[] files) => (await actor.PostAsync(Path(actor), Body(text, files))).Must(201).Get<Guid>("id");

    /// <summary>A file for templates that passed its checks.</summary>
    static async Task<Guid> ReadyAsync(Actor actor, string name, byte[] bytes)
    {
        var file = await actor.UploadForTemplateAsync(name, bytes);
        await actor.BecomesAsync(file, "ready");
        return file;
    }

    static Task<Answer> AttachAsync(Actor actor, Guid template, Guid conversation, Guid? use = null) =>
        actor.PostAsync(Path(actor, $"/{template}/attach"), new { conversation, use = use ?? Guid.NewGuid() });

    static Task<Answer> LinksAsync(Actor actor, Guid file) => actor.GetAsync($"v1/templates/files/links?as={actor.As}&files={file}");

    /// <summary>The file of the newest message with one, as this reader gets it.</summary>
    async Task<byte[]> GotAsync(Actor reader, Guid conversation)
    {
        var message = (await reader.ReadThreadAsync(conversation)).Must(200).Json.Items().Last(m => m.Items("attachments").Length > 0);
        return (await World.OpenAsync(reader, await reader.LinkAsync(conversation, message.Get<Guid>("attachments.0.id")))).Bytes;
    }

    Task<int> CopiesAsync(Guid conversation) => CountAsync(conversation, _ => true);

    async Task<int> CountAsync(Guid conversation, Func<Attachment, bool> which)
    {
        await using var db = World.Store.Open();
        return (await db.Set<Attachment>().Where(a => a.ConversationId == conversation && a.Copied).ToListAsync()).Count(which);
    }

    static async Task<JsonNode> AutoAsync(Actor buyer, Guid thread)
    {
        JsonNode? found = null;
        await Eventually.TrueAsync(async () => (found = (await buyer.ReadThreadAsync(thread)).Must(200).Json.Items().FirstOrDefault(m => m.Get<string>("kind") == "auto")) is not null, "the machine said it", TimeSpan.FromSeconds(40));
        return found!;
    }

    [Fact]
    public async Task A_template_shows_its_files_and_a_use_brings_them_into_the_thread_once_however_often_it_is_asked_for()
    {
        var talk = await World.NewTalkAsync();
        var (chart, bytes) = (Guid.Empty, Chart());
        chart = await ReadyAsync(talk.Vendor, "sizes.txt", bytes);
        var template = await KeepAsync(talk.Vendor, "As attached.", chart);
        var file = (await talk.Vendor.GetAsync(Path(talk.Vendor, $"/{template}"))).Must(200).Json.Items("files").Single();
        Assert.Equal((chart, "sizes.txt", "ready", "text/plain", (long)bytes.Length), (file.Get<Guid>("id"), file.Get<string>("name"), file.Get<string>("state"), file.Get<string>("mediaType"), file.Get<long>("bytes")));

        var use = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AttachAsync(talk.Vendor, template, talk.Id, use)));
        var copy = answers[0].Must(200).Get<Guid>("items.0.attachment");
        Assert.All(answers, a => Assert.Equal(copy, a.Must(200).Get<Guid>("items.0.attachment")));
        Assert.Equal(1, await CopiesAsync(talk.Id));
        Assert.NotEqual(chart, copy);
        var sent = (await talk.Vendor.SendFilesAsync(talk.Id, "As attached.", copy)).Must(201);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), sent.Get<string>("attachments.0.sha256"));
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));

        // The same bytes in the same thread again lie there once.
        var again = (await AttachAsync(talk.Vendor, template, talk.Id)).Must(200).Get<Guid>("items.0.attachment");
        Assert.NotEqual(copy, again);
        Assert.Equal(1, await CountAsync(talk.Id, a => a.SameAs == copy));
        (await talk.Vendor.SendFilesAsync(talk.Id, "And again.", again)).Must(201);
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));

        // Neither does the buyer come to the team's own file, nor another team.
        (await LinksAsync(talk.Buyer, chart)).MustRefuse(404, "not-found");
        Assert.Empty((await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={chart}")).Must(200).Json.Items());
        var link = (await LinksAsync(talk.Vendor, chart)).Must(200).Get<string>("items.0.url").TrimStart('/');
        Assert.Equal(bytes, (await World.OpenAsync(talk.Vendor, link)).Bytes);
        Assert.Equal(404, (int)(await World.OpenAsync(talk.Buyer, link)).Answer.StatusCode);
        var stranger = (await World.NewShopAsync()).Agent;
        Assert.Empty((await LinksAsync(stranger, chart)).Must(200).Json.Items());
        (await stranger.PostAsync(Path(stranger), Body("Mine.", [chart]))).MustRefuse(400, "validation");
        (await talk.Vendor.SendFilesAsync(talk.Id, "", chart)).MustRefuse(404, "not-found");
        (await AttachAsync(talk.Vendor, template, talk.Id, Guid.Empty)).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task A_picture_comes_with_its_thumbnails_and_is_not_decoded_again()
    {
        var talk = await World.NewTalkAsync();
        using var noise = Originals.Noise(900, 600);
        var map = await ReadyAsync(talk.Vendor, "map.jpg", Originals.Jpeg(noise));
        var template = await KeepAsync(talk.Vendor, "Here we are.", map);
        var item = (await AttachAsync(talk.Vendor, template, talk.Id)).Must(200).Json.Items().Single();
        Assert.Equal(("ready", 900, 600), (item.Get<string>("file.state"), item.Get<int>("file.width"), item.Get<int>("file.height")));
        var copy = item.Get<Guid>("attachment");
        (await talk.Vendor.SendFilesAsync(talk.Id, "", copy)).Must(201);
        foreach (var size in new[] { "url", "small", "large" })
        {
            var theirs = (await LinksAsync(talk.Vendor, map)).Must(200).Get<string>($"items.0.{size}").TrimStart('/');
            var (answer, got) = await World.OpenAsync(talk.Buyer, await talk.Buyer.LinkAsync(talk.Id, copy, size));
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Equal((await World.OpenAsync(talk.Vendor, theirs)).Bytes, got); // byte for byte what was made for the library
        }
    }

    [Fact]
    public async Task What_is_refused_stays_out_and_what_is_not_whole_not_ones_own_or_too_much_is_not_taken()
    {
        var shop = await World.NewShopAsync();
        var (owner, colleague) = (shop.Agent, await World.NewAgentAsync(shop.VendorId));
        var eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
        var refused = await owner.CreateUploadAsync($"v1/templates/files?as={owner.As}", eicar.Length, "eicar.txt", eicar);
        refused.MustRefuse(422, "infected-file");
        (await owner.PostAsync(Path(owner), Body("x", [refused.UploadId()]))).MustRefuse(422, "infected-file");
        var open = (await owner.CreateUploadAsync($"v1/templates/files?as={owner.As}", 10, "open.txt")).Must(201).UploadId();
        (await owner.PostAsync(Path(owner), Body("x", [open]))).MustRefuse(409, "upload-unfinished");
        var (mine, theirs) = (await ReadyAsync(owner, "mine.txt", Chart()), await ReadyAsync(colleague, "theirs.txt", Chart()));
        (await owner.PostAsync(Path(owner), Body("x", [theirs]))).MustRefuse(400, "validation");
        (await owner.PostAsync(Path(owner), Body("x", [mine, mine]))).MustRefuse(400, "validation");
        (await owner.PostAsync(Path(owner), Body("x", [.. Enumerable.Range(0, 11).Select(_ => Guid.NewGuid())]))).MustRefuse(422, "too-many-files");
        var kept = await KeepAsync(owner, "x", mine);
        (await owner.PostAsync(Path(owner), Body("y", [mine]))).MustRefuse(400, "validation"); // each in one template
        (await owner.DeleteAsync($"v1/uploads/{mine}")).MustRefuse(409, "attachment-sent");
        Assert.Single((await LinksAsync(colleague, mine)).Must(200).Json.Items());

        // One's own are one's own, and what becomes the team's is the team's.
        var personal = await ReadyAsync(owner, "personal.txt", Chart());
        var own = (await owner.PostAsync(Path(owner), Body("mine", [personal], "me"))).Must(201).Get<Guid>("id");
        Assert.Empty((await LinksAsync(colleague, personal)).Must(200).Json.Items());
        (await owner.PutAsync(Path(owner, $"/{own}"), Body("mine", [personal], "team", version: 1))).Must(200);
        Assert.Single((await LinksAsync(colleague, personal)).Must(200).Json.Items());

        // A colleague takes it out, and may put it back; nobody else may have it.
        (await colleague.PutAsync(Path(colleague, $"/{kept}"), Body("x", [], version: 1))).Must(200);
        Assert.Empty((await LinksAsync(owner, mine)).Must(200).Json.Items());
        (await owner.PutAsync(Path(owner, $"/{kept}"), Body("x", [mine], version: 2))).MustRefuse(400, "validation");
        (await colleague.PutAsync(Path(colleague, $"/{kept}"), Body("x", [mine], version: 2))).Must(200);
        (await colleague.PutAsync(Path(colleague, $"/{kept}"), Body("x", [], version: 3))).Must(200);
        (await owner.DeleteAsync($"v1/uploads/{mine}")).Must(204);
    }

    [Fact]
    public async Task Macros_quick_replies_and_auto_replies_bring_them_along()
    {
        var shop = await World.NewShopAsync();
        var bytes = Chart();
        var template = (await shop.Agent.PostAsync(Path(shop.Agent), new { scope = "team", name = "Sizes", variants = new[] { new { text = "As attached." } }, topics = new[] { "listing" }, files = new[] { await shop.Agent.UploadForTemplateAsync("sizes.txt", bytes) } })).Must(201).Get<Guid>("id"); // still being checked
        (await shop.Agent.PutAsync($"v1/auto-replies?as={shop.Agent.As}", new { version = 0, replies = new[] { new { kind = "first-message", template } } })).Must(200);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Which size?");
        var auto = await AutoAsync(talk.Buyer, talk.Id);
        Assert.Equal("As attached.", auto.Get<string>("text"));
        await Eventually.TrueAsync(async () => (await AutoAsync(talk.Buyer, talk.Id)).Get<string>("attachments.0.state") == "ready", "its file is ready");
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));
        (await talk.Buyer.SayAsync(talk.Id, "And the other one?")).Must(201); // answered once a day
        await Eventually.TrueAsync(async () => (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/quick-replies")).Must(200).Json.Items() is [var reply, ..] && reply.Get<string>("files.0.name") == "sizes.txt", "it is offered with its file");

        var macro = (await shop.Agent.PostAsync($"v1/macros?as={shop.Agent.As}", new { name = "Sizes", template, acts = Array.Empty<object>() })).Must(201).Get<Guid>("id");
        var id = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
        {
            var run = (await shop.Agent.PostAsync($"v1/macros/{macro}/run?as={shop.Agent.As}", new { conversation = talk.Id, clientMessageId = id })).Must(200);
            Assert.Equal((i > 0, "sizes.txt"), (run.Get<bool>("repeated"), run.Get<string>("message.attachments.0.name")));
        }
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));
        Assert.Equal(2, await CopiesAsync(talk.Id)); // the machine's and the agent's
    }

    [Fact]
    public async Task A_scheduled_message_and_a_rule_bring_them_along_and_what_was_refused_holds_them_back()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var bytes = Chart();
        var (file, other) = (await ReadyAsync(shop.Agent, "route.txt", bytes), await ReadyAsync(shop.Agent, "other.txt", Chart()));
        var (template, bad) = (await KeepAsync(shop.Agent, "On its way.", file), await KeepAsync(shop.Agent, "Never said.", other));
        await World.Store.Store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == other).ExecuteUpdateAsync(s => s.SetProperty(a => a.State, Parley.Conversations.AttachmentState.Refused).SetProperty(a => a.Reason, "infected-file")), default);
        Assert.Equal("infected-file", (await shop.Agent.GetAsync(Path(shop.Agent, $"/{bad}"))).Must(200).Get<string>("files.0.reason"));
        (await shop.Agent.PutAsync($"v1/scheduled-messages?as={shop.Agent.As}", new { version = 0, messages = new[] { new { name = "Shipped", template, state = "shipped" } } })).Must(200);
        var version = (await shop.Agent.GetAsync($"v1/rules?as={shop.Agent.As}")).Must(200).Get<int>("version");
        (await shop.Agent.PutAsync($"v1/rules?as={shop.Agent.As}", new { version, rules = new[] { new { name = "Size", on = new[] { "message" }, when = new { fact = "words", has = new[] { "size" } }, @do = new[] { new { type = "reply", template = bad } } } } })).Must(200);
        var order = await shop.NewOrderAsync(buyer);
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Which size?") })).Must(201).Get<Guid>("conversation.id");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped"));
        var auto = await AutoAsync(buyer, thread);
        Assert.Equal(("On its way.", "route.txt"), (auto.Get<string>("text"), auto.Get<string>("attachments.0.name")));
        Assert.Equal(bytes, await GotAsync(buyer, thread));
        await Eventually.TrueAsync(async () => (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={thread}")).Must(200).Body.Contains("'other.txt' of this template cannot be sent", StringComparison.Ordinal), "the log says why");
        Assert.Equal(1, await CopiesAsync(thread));
        Assert.Null((await AttachAsync(shop.Agent, bad, thread)).Must(200).Json.At("items.0.attachment")); // a person is told
        var macro = (await shop.Agent.PostAsync($"v1/macros?as={shop.Agent.As}", new { name = "Bad", template = bad, acts = Array.Empty<object>() })).Must(201).Get<Guid>("id");
        (await shop.Agent.PostAsync($"v1/macros/{macro}/run?as={shop.Agent.As}", new { conversation = thread, clientMessageId = Guid.NewGuid() })).MustRefuse(422, "template-file-refused");
    }

    [Fact]
    public async Task The_marketplace_supplies_files_too()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Chart();
        var file = await World.HostClient.UploadForTemplateAsync("terms.txt", bytes);
        await World.HostClient.BecomesAsync(file, "ready");
        var template = Guid.NewGuid();
        (await World.HostClient.PutAsync($"v1/operator-templates/{template}", new { name = "Terms", variants = new[] { new { text = "Our terms." } }, files = new[] { file } })).Must(204);
        Assert.Equal("terms.txt", (await talk.Vendor.GetAsync(Path(talk.Vendor, $"/{template}"))).Must(200).Get<string>("files.0.name"));
        var link = (await LinksAsync(talk.Vendor, file)).Must(200).Get<string>("items.0.url").TrimStart('/');
        Assert.Equal(bytes, (await World.OpenAsync(talk.Vendor, link)).Bytes);
        var copy = (await AttachAsync(talk.Vendor, template, talk.Id)).Must(200).Get<Guid>("items.0.attachment");
        (await talk.Vendor.SendFilesAsync(talk.Id, "Our terms.", copy)).Must(201);
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));
        (await World.HostClient.DeleteAsync($"v1/operator-templates/{template}")).Must(204);
        (await World.HostClient.DeleteAsync($"v1/uploads/{file}")).Must(204); // nobody's any more
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));
    }

    [Fact]
    public async Task What_a_person_kept_for_themself_goes_with_their_words_and_what_the_team_shares_stays()
    {
        var shop = await World.NewShopAsync();
        var (agent, bytes) = (await World.NewAgentAsync(shop.VendorId), Chart());
        var (shared, own) = (await ReadyAsync(agent, "shared.txt", bytes), await ReadyAsync(agent, "own.txt", Chart()));
        var template = await KeepAsync(agent, "Shared.", shared);
        (await agent.PostAsync(Path(agent), Body("Own.", [own], "me"))).Must(201);
        (await World.HostClient.DeleteAsync($"v1/users/{agent.Id}/words")).Must(204);
        await Eventually.TrueAsync(async () => (await agent.GetAsync($"v1/uploads/{own}")).Status == 404, "their own file is gone");
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Well?");
        var copy = (await AttachAsync(shop.Agent, template, talk.Id)).Must(200).Get<Guid>("items.0.attachment");
        (await shop.Agent.SendFilesAsync(talk.Id, "", copy)).Must(201);
        Assert.Equal(bytes, await GotAsync(talk.Buyer, talk.Id));

        // What was sent is the sender's: it goes with their words, and the template's file stays.
        (await World.HostClient.DeleteAsync($"v1/users/{shop.Agent.Id}/words")).Must(204);
        await Eventually.TrueAsync(async () => (await World.OpenAsync(talk.Buyer, await talk.Buyer.LinkAsync(talk.Id, copy))).Answer.StatusCode == System.Net.HttpStatusCode.NotFound, "the copy cannot be opened");
        Assert.Equal(bytes, (await World.OpenAsync(shop.Agent, (await LinksAsync(shop.Agent, shared)).Must(200).Get<string>("items.0.url").TrimStart('/'))).Bytes);
    }
}

public sealed class Carrying_files_on_sqlite(CommonSqlite world) : Carrying_files(world);

public sealed class Carrying_files_on_postgres(CommonPostgres world) : Carrying_files(world);

/// <summary>Files that nobody needs any more go: a world of their own, for the clock is turned.</summary>
public abstract class Letting_files_go(World world) : Facts(world)
{
    [Fact]
    public async Task A_file_goes_when_no_template_names_it_a_library_when_its_vendor_has_been_gone_for_long()
    {
        var shop = await World.NewShopAsync();
        var (agent, vendor) = (shop.Agent, shop.VendorId);
        var ids = new List<Guid>();
        foreach (var name in new[] { "kept.txt", "deleted.txt", "loose.txt" }) ids.Add(await agent.UploadForTemplateAsync(name, Encoding.ASCII.GetBytes($"{name} {Guid.NewGuid()}\n")));
        foreach (var id in ids) await agent.BecomesAsync(id, "ready");
        var templates = new List<Guid>();
        foreach (var id in ids[..2]) templates.Add((await agent.PostAsync($"v1/templates?as={agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "x" } }, files = new[] { id } })).Must(201).Get<Guid>("id"));
        (await agent.DeleteAsync($"v1/templates/{templates[1]}?as={agent.As}")).Must(204);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        clock.Advance(TimeSpan.FromHours(25));
        var (store, blobs) = (World.Store.Store, new FolderBlobs(System.IO.Path.Combine(World.Store.Folder, "files")));
        var keys = new AuthorKeys(store, null!, clock);
        var kept = new Files(store, keys, blobs);
        var options = Options.Create(new AttachmentOptions());
        using var sweep = new SweepFiles(store, new Turns(store, clock), kept, blobs, keys, new NothingHeld(), options, clock, NullLogger<SweepFiles>.Instance);
        using var prune = new PruneTemplates(store, new TemplateFiles(store, kept, null!, options, clock), clock, NullLogger<PruneTemplates>.Instance);

        Assert.Equal(0, await sweep.FreeUnsentAsync(default)); // named by a template, though by no message
        Assert.Equal(1, await sweep.SweepUnsentAsync(default));
        Assert.Equal(["kept.txt", "deleted.txt"], await LeftAsync());
        Assert.Equal(0, await prune.PruneAsync(default));
        (await agent.PostAsync($"v1/templates/{templates[1]}/restore?as={agent.As}")).Must(200);
        Assert.Equal("deleted.txt", (await agent.GetAsync($"v1/templates/{templates[1]}?as={agent.As}")).Must(200).Get<string>("files.0.name"));
        (await agent.DeleteAsync($"v1/templates/{templates[1]}?as={agent.As}")).Must(204);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await prune.PruneAsync(default));
        Assert.Equal(1, await sweep.SweepUnsentAsync(default));
        Assert.Equal(["kept.txt"], await LeftAsync());
        (await agent.PutAsync($"v1/templates/{templates[0]}?as={agent.As}", new { version = 1, scope = "team", name = "T", variants = new[] { new { text = "x" } } })).Must(200);
        Assert.Equal(0, await sweep.SweepUnsentAsync(default)); // taken out a moment ago: it may be put back
        (await agent.PutAsync($"v1/templates/{templates[0]}?as={agent.As}", new { version = 2, scope = "team", name = "T", variants = new[] { new { text = "x" } }, files = new[] { ids[0] } })).Must(200);

        Assert.Equal(0, await sweep.EraseRemovedAsync(default));
        await World.Host.DeleteVendorAsync(vendor);
        clock.Advance(TimeSpan.FromHours(1)); // it left a little later than the clock was made
        Assert.Equal(1, await sweep.EraseRemovedAsync(default));
        await Eventually.TrueAsync(async () => await LeftAsync() is [], "nothing of the library is left");
        await using var db = World.Store.Open();
        Assert.False(await db.Set<AuthorKey>().AnyAsync(k => k.Author == Home.LibraryHolder(vendor)));
        Assert.False(await db.Set<AttachmentPart>().AnyAsync(p => ids.Contains(p.AttachmentId)));

        async Task<string[]> LeftAsync()
        {
            await using var db = World.Store.Open();
            var rows = await db.Set<Attachment>().Where(a => a.Library == vendor).Select(a => a.Id).ToListAsync();
            string[] names = ["kept.txt", "deleted.txt", "loose.txt"];
            return [.. names.Where((_, i) => rows.Contains(ids[i]))];
        }
    }
}

public sealed class Letting_files_go_on_sqlite(SqliteWorld world) : Letting_files_go(world), IClassFixture<SqliteWorld>;

public sealed class Letting_files_go_on_postgres(PostgresWorld world) : Letting_files_go(world), IClassFixture<PostgresWorld>;
