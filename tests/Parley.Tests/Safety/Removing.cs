using System.Text.Json.Nodes;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>A message that is removed by a decision is shown to neither side, wherever it could be read; it stays evidence, and comes back when an appeal succeeds.</summary>
public abstract class Removing(World world) : Facts(world)
{
    const string Told = "You insulted the seller in this thread.";

    static readonly object Act = new { act = "hide-message", facts = Told, ground = "rule", reference = "Rule 2: respect" };

    /// <summary>A buyer's second message, a rare word in it, quoted by the vendor's answer; and its case.</summary>
    async Task<(Talk Talk, string Word, Operators.Operator Moderator, Guid Case)> CaseAsync()
    {
        var word = "quagga" + string.Concat($"{Guid.NewGuid():N}"[..10].Select(c => (char)('a' + (c % 16)))); // letters alone
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, $"You are a {word}")).Must(201);
        (await talk.Vendor.ReplyAsync(talk.Id, "That is not nice", 2)).Must(201);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 2 })).Must(201);
        var moderator = World.NewOperator();
        return (talk, word, moderator, await moderator.ClaimAsync(talk.Id));
    }

    static async Task<JsonNode> MessageAsync(Actor reader, Guid thread, int seq) => (await reader.ReadThreadAsync(thread)).Must(200).Json.Items().Single(m => m.Get<int>("seq") == seq);

    /// <summary>How many the search finds, once it is so.</summary>
    static Task MustFindAsync(Actor who, string word, int hits) =>
        Eventually.TrueAsync(async () => (await who.GetAsync($"v1/search?as={who.As}&q={word}")).Must(200).Json.Items().Sum(i => i.Items("hits").Length) == hits, $"it is found {hits} times");

    [Fact]
    public async Task Neither_side_reads_it_any_more_live_or_later_and_its_author_learns_by_which_decision()
    {
        var (talk, word, moderator, id) = await CaseAsync();
        foreach (var side in new[] { talk.Buyer, talk.Vendor }) await MustFindAsync(side, word, 1);
        await using var buyer = await talk.Buyer.ListenAsync();
        await using var vendor = await talk.Vendor.ListenAsync();
        (await moderator.DecideAsync(id, Act)).Must(200);
        var decision = Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items());
        Assert.Equal(("hide-message", Told, 2), (decision.Get<string>("act"), decision.Get<string>("facts"), decision.Get<int>("seq")));
        foreach (var (side, window) in new[] { (talk.Buyer, buyer), (talk.Vendor, vendor) })
        {
            var push = await window.HearAsync("message", m => m.Get<int>("message.seq") == 2 && m.At("message.removed") is not null);
            Assert.Null(push.At("message.text"));
            var thread = (await side.ReadThreadAsync(talk.Id)).Must(200);
            Assert.DoesNotContain(word, thread.Body, StringComparison.Ordinal);
            var quote = thread.Json.Items().Single(m => m.Get<int>("seq") == 3)["replyTo"]!;
            Assert.Equal((null, true), ((string?)quote["text"], quote.Get<bool>("removed")));
            await MustFindAsync(side, word, 0);
        }
        Assert.Equal(decision.Get<Guid>("id"), (await MessageAsync(talk.Buyer, talk.Id, 2)).Get<Guid>("removed.decision"));
        Assert.Null((await MessageAsync(talk.Vendor, talk.Id, 2)).At("removed.decision"));
        Assert.Empty((await talk.Vendor.GetAsync("v1/decisions")).Must(200).Json.Items());
        Assert.Contains((await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-made");
        await using var db = World.Store.Open();
        Assert.Null(await Rig.Evidence.FindFlawAsync(db, talk.Id));
    }

    [Fact]
    public async Task A_client_that_was_away_gets_it_as_revised_and_the_inbox_has_no_excerpt()
    {
        var talk = await World.NewTalkAsync("a quagga of the inbox");
        var before = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Get<long>("revision");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        await using var window = await talk.Vendor.ListenAsync();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), Act)).Must(200);
        var row = (await window.HearAsync("message", m => m.Get<int>("message.seq") == 1 && m.At("message.removed") is not null)).At("conversation.last")!; // before the line that comes after it
        Assert.Equal((null, true), ((string?)row["text"], row["removedAt"] is not null));
        var revised = (await talk.Vendor.ReadThreadAsync(talk.Id, $"after=1&revisedSince={before}")).Must(200).Json.Items();
        Assert.Contains(revised, m => m.Get<int>("seq") == 1 && m["removed"] is not null && m["text"] is null);
        foreach (var side in new[] { talk.Buyer, talk.Vendor })
        {
            Assert.DoesNotContain("quagga", (await side.InboxAsync()).Must(200).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("quagga", (await side.ChangesAsync(0)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_author_cannot_change_it_and_nobody_reacts_to_it()
    {
        var (talk, _, moderator, id) = await CaseAsync();
        (await moderator.DecideAsync(id, Act)).Must(200);
        (await talk.Buyer.EditAsync(talk.Id, 2, "You are nice")).MustRefuse(409, "message-removed");
        (await talk.Buyer.UnsendAsync(talk.Id, 2)).MustRefuse(409, "message-removed");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/messages/2/reactions/sad")).MustRefuse(409, "message-removed");
    }

    [Fact]
    public async Task Its_files_open_for_nobody_any_more()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", "words"u8.ToArray());
        (await talk.Buyer.SendFilesAsync(talk.Id, "Look", file)).Must(201);
        var link = await talk.Vendor.LinkAsync(talk.Id, file);
        Assert.Equal(200, (int)(await World.OpenAsync(talk.Vendor, link)).Answer.StatusCode);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 2 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), Act)).Must(200);
        Assert.Equal(404, (int)(await World.OpenAsync(talk.Vendor, link)).Answer.StatusCode); // one that was made before
        foreach (var side in new[] { talk.Buyer, talk.Vendor })
        {
            Assert.Empty((await MessageAsync(side, talk.Id, 2)).Items("attachments"));
            Assert.Empty((await side.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).Must(200).Json.Items());
            Assert.Empty((await side.GetAsync($"v1/conversations/{talk.Id}/attachments")).Must(200).Json.Items());
        }
    }

    [Fact]
    public async Task It_stays_evidence_and_an_appeal_that_succeeds_brings_it_back_everywhere()
    {
        var (talk, word, moderator, id) = await CaseAsync();
        (await moderator.DecideAsync(id, Act)).Must(200);
        await MustFindAsync(talk.Vendor, word, 0);
        var decision = (await talk.Buyer.GetAsync("v1/decisions")).Must(200).Get<Guid>("items.0.id");
        (await talk.Buyer.PostAsync($"v1/decisions/{decision}/appeal", new { words = "It is an animal, and a nice one" })).Must(200);
        var other = World.NewOperator();
        var again = await other.ClaimAsync(talk.Id);
        var shown = (await other.Asks.GetAsync($"v1/cases/{again}")).Must(200).Json.Items("threads.0.messages").Single(m => m.Get<int>("seq") == 2);
        Assert.Equal(($"You are a {word}", decision), (shown.Get<string>("text"), shown.Get<Guid>("removed.decision")));
        await using var window = await talk.Vendor.ListenAsync();
        (await other.DecideAsync(again, new { act = "reverse", facts = "It is an animal, as you say." })).Must(200);
        var push = await window.HearAsync("message", m => m.Get<int>("message.seq") == 2 && m.At("message.removed") is null);
        Assert.Equal($"You are a {word}", push.Get<string>("message.text"));
        foreach (var side in new[] { talk.Buyer, talk.Vendor })
        {
            Assert.Equal($"You are a {word}", (await MessageAsync(side, talk.Id, 2)).Get<string>("text"));
            Assert.Equal($"You are a {word}", (await MessageAsync(side, talk.Id, 3)).Get<string>("replyTo.text"));
            await MustFindAsync(side, word, 1);
        }
        await using var db = World.Store.Open();
        Assert.Null(await Rig.Evidence.FindFlawAsync(db, talk.Id));
    }

    [Fact]
    public async Task What_was_edited_or_unsent_after_it_was_reported_is_judged_as_it_was_said()
    {
        var talk = await World.NewTalkAsync("canary of the first words");
        (await talk.Buyer.SayAsync(talk.Id, "canary of the second")).Must(201);
        foreach (var seq in new[] { 1, 2 }) (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "threatening", seq })).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 1, "Have a nice day")).Must(200);
        (await talk.Buyer.UnsendAsync(talk.Id, 2)).Must(200);
        var moderator = World.NewOperator();
        var messages = (await moderator.Asks.GetAsync($"v1/cases/{await moderator.ClaimAsync(talk.Id)}")).Must(200).Json.Items("threads.0.messages");
        Assert.Equal(("Have a nice day", "canary of the first words"), (messages[0].Get<string>("text"), messages[0].Get<string>("original")));
        Assert.Equal(("canary of the second", true), (messages[1].Get<string>("text"), messages[1]["unsentAt"] is not null));
        Assert.DoesNotContain("canary", (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Body, StringComparison.Ordinal); // its readers have it as its author left it
    }

    [Fact]
    public async Task Of_a_group_each_message_is_removed_with_a_decision_of_its_own()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "The same words"));
        var group = $"spun {Guid.NewGuid():N}";
        var id = Guid.Empty;
        foreach (var talk in talks)
            id = await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System).RaiseAsync(db, new Raise("repeats", talk.Id, 1, null, talk.Buyer.Id, PartyKind.Buyer, 60, group, 3, []), default), default);
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        Assert.Equal(3, (await moderator.DecideAsync(id, Act)).Must(200).Json.Items("decisions").Length);
        foreach (var talk in talks)
            await Eventually.TrueAsync(async () => (await MessageAsync(talk.Vendor, talk.Id, 1))["removed"] is not null, "it is removed");
    }

    [Fact]
    public async Task What_names_no_message_cannot_be_removed()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive" })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), Act)).MustRefuse(400, "validation");
    }
}

public sealed class Removing_on_sqlite(CommonSqlite world) : Removing(world);

public sealed class Removing_on_postgres(CommonPostgres world) : Removing(world);
