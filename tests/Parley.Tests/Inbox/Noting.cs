using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Inbox;
using Parley.Tests.Authorization;

namespace Parley.Tests.Inbox;

/// <summary>What a vendor's team writes for itself beside a thread.</summary>
public abstract class Noting(World world) : Facts(world)
{
    [Fact]
    public async Task The_team_reads_a_note_where_it_was_written_and_hears_it_at_once()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId, name: "Carla Colleague");
        await using var window = await colleague.ListenAsync();
        var note = (await talk.Vendor.NoteAsync(talk.Id, "She is a regular, @Carla", null, colleague.Id)).Must(201);
        Assert.Equal((1, talk.Vendor.Id, "Carla Colleague"), (note.Get<int>("afterSeq"), note.Get<string>("author.id"), note.Get<string>("mentions.0.name")));
        var push = await window.HearAsync("note");
        Assert.Equal((talk.Id, "She is a regular, @Carla"), (push.Get<Guid>("conversationId"), push.Get<string>("note.text")));
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
        (await colleague.NoteAsync(talk.Id, "On it")).Must(201);
        var all = (await talk.Vendor.NotesAsync(talk.Id)).Must(200);
        Assert.Equal([("She is a regular, @Carla", 1), ("On it", 2)], all.Json.Items().Select(n => (n.Get<string>("text"), n.Get<int>("afterSeq"))));
        Assert.Null(all.Json.At("cursor"));
    }

    [Fact]
    public async Task A_note_written_ten_times_at_once_is_stored_once()
    {
        var talk = await World.NewTalkAsync();
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => talk.Vendor.NoteAsync(talk.Id, "once", id)));
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(9, answers.Count(a => a.Status == 200));
        Assert.Single((await talk.Vendor.NotesAsync(talk.Id)).Must(200).Json.Items());
        (await talk.Vendor.NoteAsync(talk.Id, "another text", id)).MustRefuse(422, "note-id-reused");
        (await talk.Vendor.NoteAsync(talk.Id, "once", id, talk.Vendor.Id)).MustRefuse(422, "note-id-reused");
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        (await colleague.NoteAsync(talk.Id, "once", id)).MustRefuse(422, "note-id-reused");
    }

    [Fact]
    public async Task Only_the_author_edits_and_removes_and_a_removed_note_keeps_no_words()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        var id = (await talk.Vendor.NoteAsync(talk.Id, "first")).Must(201).Get<Guid>("id");
        var path = $"v1/conversations/{talk.Id}/notes/{id}";
        (await colleague.PutAsync(path, new { text = "mine now" })).MustRefuse(403, "forbidden");
        (await colleague.DeleteAsync(path)).MustRefuse(403, "forbidden");
        var edited = (await talk.Vendor.PutAsync(path, new { text = "second", mentions = new[] { colleague.Id } })).Must(200);
        Assert.Equal(("second", colleague.Id), (edited.Get<string>("text"), edited.Get<string>("mentions.0.id")));
        Assert.Equal(edited.Body, (await talk.Vendor.PutAsync(path, new { text = "second", mentions = new[] { colleague.Id } })).Must(200).Body);
        Assert.Equal("second", (await talk.Vendor.NoteAsync(talk.Id, "first", id)).Must(200).Get<string>("text")); // a late retry
        await using var window = await colleague.ListenAsync();
        var removed = (await talk.Vendor.DeleteAsync(path)).Must(200);
        Assert.Equal(removed.Body, (await talk.Vendor.DeleteAsync(path)).Must(200).Body);
        Assert.Null((await window.HearAsync("note")).At("note.text"));
        (await talk.Vendor.PutAsync(path, new { text = "third" })).MustRefuse(409, "note-removed");
        var tombstone = (await colleague.NotesAsync(talk.Id)).Must(200).Json.Items().Single();
        Assert.NotNull(tombstone.At("removedAt"));
        Assert.Equal((false, 0), (tombstone.Get<bool>("erased"), tombstone.Items("mentions").Length));
        await using var db = World.Store.Open();
        Assert.Null((await db.Set<Note>().SingleAsync(n => n.Id == id)).Sealed);
        Assert.False(await db.Set<Mention>().AnyAsync(m => m.NoteId == id));
    }

    [Fact]
    public async Task Mentions_are_of_the_team_and_seen_by_whom_they_name()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        var gone = await World.NewAgentAsync(talk.Shop.VendorId);
        await World.Host.DeleteUserAsync(gone.Id);
        foreach (var stranger in new[] { talk.Buyer.Id, "never-issued", gone.Id })
            (await talk.Vendor.NoteAsync(talk.Id, "you?", null, stranger)).MustRefuse(422, "not-in-team");
        (await talk.Vendor.NoteAsync(talk.Id, "all of you", null, [.. Enumerable.Range(0, 21).Select(i => $"agent-x{i}")])).MustRefuse(400, "validation");
        (await talk.Vendor.NoteAsync(talk.Id, "you twice", null, colleague.Id, colleague.Id)).Must(201);
        Assert.Equal([false], await SeenAsync());
        var path = $"v1/inbox/mentions/seen?as={talk.Vendor.As}";
        (await talk.Vendor.PutAsync(path, new { conversation = talk.Id })).Must(204);
        Assert.Equal([false], await SeenAsync());
        (await colleague.PutAsync(path, new { conversation = talk.Id })).Must(204);
        Assert.Equal([true], await SeenAsync());
        (await colleague.PutAsync("v1/inbox/mentions/seen?as=buyer", new { conversation = talk.Id })).MustRefuse(404, "not-found");

        async Task<List<bool>> SeenAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<Mention>().Where(m => m.ConversationId == talk.Id && m.PersonId == colleague.Id).Select(m => m.Seen).ToListAsync();
        }
    }

    [Fact]
    public async Task The_threads_in_which_one_is_named_come_unseen_first_and_newest_first()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var threads = new List<Guid>();
        for (var i = 0; i < 5; i++) threads.Add((await shop.OpenAsync(await World.NewBuyerAsync(), $"{i}")).Id);
        foreach (var thread in threads.Skip(1)) (await shop.Agent.NoteAsync(thread, "look", null, colleague.Id)).Must(201);
        (await shop.Agent.NoteAsync(threads[2], "and again", null, colleague.Id)).Must(201);
        var seen = $"v1/inbox/mentions/seen?as={colleague.As}";
        foreach (var thread in new[] { threads[4], threads[1] }) (await colleague.PutAsync(seen, new { conversation = thread })).Must(204);
        Guid[] wanted = [threads[2], threads[3], threads[4], threads[1]];
        Assert.Equal(wanted, Ids((await colleague.InboxAsync("folder=mentions")).Must(200)));
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await colleague.InboxAsync($"folder=mentions&limit=1&cursor={cursor}")).Must(200);
            paged.AddRange(Ids(page));
            cursor = (string?)page.Json["cursor"];
        }
        while (cursor is not null);
        Assert.Equal(wanted, paged);
        var first = (await shop.Agent.NotesAsync(threads[3])).Must(200).Get<Guid>("items.0.id");
        (await shop.Agent.DeleteAsync($"v1/conversations/{threads[3]}/notes/{first}")).Must(200);
        Assert.Equal(wanted.Where(t => t != threads[3]), Ids((await colleague.InboxAsync("folder=mentions")).Must(200)));
        Assert.Empty(Ids((await shop.Agent.InboxAsync("folder=mentions")).Must(200)));
        (await colleague.GetAsync("v1/inbox?as=buyer&folder=mentions")).MustRefuse(400, "validation");

        static Guid[] Ids(Answer page) => [.. page.Json.Items().Select(r => r.Get<Guid>("id"))];
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("a\u0000b")]
    [InlineData(null)]
    public async Task A_note_without_words_is_refused(string? text)
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.NoteAsync(talk.Id, text ?? new string('x', 5001))).Must(400);
        (await talk.Vendor.NoteAsync(talk.Id, "no id", Guid.Empty)).MustRefuse(400, "validation");
        Assert.Empty((await talk.Vendor.NotesAsync(talk.Id)).Must(200).Json.Items());
        (await talk.Vendor.NotesAsync(talk.Id, "after=nonsense")).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task More_notes_than_a_page_are_read_to_the_last()
    {
        var talk = await World.NewTalkAsync();
        for (var some = 0; some < 501; some += 50)
            await Task.WhenAll(Enumerable.Range(0, Math.Min(50, 501 - some)).Select(async i => (await talk.Vendor.NoteAsync(talk.Id, $"{some + i}")).Must(201)));
        var first = (await talk.Vendor.NotesAsync(talk.Id)).Must(200);
        var rest = (await talk.Vendor.NotesAsync(talk.Id, $"after={first.Get<string>("cursor")}")).Must(200);
        Assert.Equal((500, 1), (first.Json.Items().Length, rest.Json.Items().Length));
        Assert.Equal(501, first.Json.Items().Concat(rest.Json.Items()).Select(n => n.Get<string>("text")).Distinct().Count());
        Assert.Null(rest.Json.At("cursor"));
    }

    [Fact]
    public async Task A_returning_agent_learns_of_a_note_and_the_buyers_feed_stands_still()
    {
        var talk = await World.NewTalkAsync();
        var (vendor, buyer) = ((await talk.Vendor.InboxAsync()).Must(200).Get<long>("feed"), (await talk.Buyer.InboxAsync()).Must(200).Get<long>("feed"));
        (await talk.Vendor.NoteAsync(talk.Id, "while you were away")).Must(201);
        var changes = (await talk.Vendor.ChangesAsync(vendor)).Must(200);
        Assert.Equal((vendor + 1, talk.Id), (changes.Get<long>("feed"), changes.Get<Guid>("items.0.id")));
        Assert.Equal(buyer, (await talk.Buyer.ChangesAsync(buyer)).Must(200).Get<long>("feed"));
    }

    [Fact]
    public async Task An_erased_authors_notes_keep_no_words_and_no_note_lies_readable_in_the_store()
    {
        const string canary = "CanaryKestrel";
        var talk = await World.NewTalkAsync();
        var author = await World.NewAgentAsync(talk.Shop.VendorId);
        (await author.NoteAsync(talk.Id, canary)).Must(201);
        (await talk.Vendor.NoteAsync(talk.Id, "to keep")).Must(201);
        var dump = await World.Store.DumpAsync();
        Assert.DoesNotContain(canary, System.Text.Encoding.Latin1.GetString(dump), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(canary)), System.Text.Encoding.Latin1.GetString(dump), StringComparison.Ordinal);
        (await World.HostClient.DeleteAsync($"v1/users/{author.Id}/words")).Must(204);
        var notes = (await talk.Vendor.NotesAsync(talk.Id)).Must(200).Json.Items();
        Assert.Null(notes[0].At("text"));
        Assert.Equal((true, "to keep"), (notes[0].Get<bool>("erased"), notes[1].Get<string>("text")));
        (await author.NoteAsync(talk.Id, "under a new key")).Must(201);
        Assert.Equal([null, "to keep", "under a new key"], (await talk.Vendor.NotesAsync(talk.Id)).Must(200).Json.Items().Select(n => (string?)n.At("text")));
    }

    /// <summary>What they are answered, cell by cell, the authorization table holds as well; here is every word that anybody outside the team could get to see.</summary>
    [Fact]
    public async Task No_word_of_a_note_leaves_the_team()
    {
        var scene = await Scene.SetAsync(World);
        var gets = Matrix.Rows.Where(r => r.Method == "GET").ToList();
        var (shown, finds) = (0, gets.First(r => r is { Operation: "search", Object: "own" }));
        await Eventually.TrueAsync(async () => (await World.Anyone(scene.Principals["owner"]).GetAsync(scene.Address(finds).Path)).Body.Contains(Scene.TeamOnly, StringComparison.Ordinal), "the team finds its note");
        foreach (var row in gets)
            foreach (var (principal, bearer) in scene.Principals)
            {
                var holds = (await World.Anyone(bearer).GetAsync(scene.Address(row).Path)).Body.Contains(Scene.TeamOnly, StringComparison.OrdinalIgnoreCase);
                if (holds) shown++;
                Assert.False(holds && !Scene.Team.Contains(principal), $"{row.Operation} on {row.Object} shows {principal} a note");
            }
        Assert.Equal(2 * Scene.Team.Length, shown); // the team itself: reading the thread's notes, and searching
    }

    [Fact]
    public async Task A_buyer_hears_nothing_of_notes_and_of_the_rest_no_word()
    {
        const string canary = "CanaryLapwing";
        var talk = await World.NewTalkAsync();
        await using var buyer = await talk.Buyer.ListenAsync();
        await using var stranger = await (await World.NewShopAsync("Elsewhere")).Agent.ListenAsync();
        var id = (await talk.Vendor.NoteAsync(talk.Id, canary, null, talk.Vendor.Id)).Must(201).Get<Guid>("id");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/notes/{id}", new { text = canary + " edited" })).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "an answer")).Must(201);
        (await talk.Vendor.DeleteAsync($"v1/conversations/{talk.Id}/notes/{id}")).Must(200);
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        await buyer.HearAsync("message", m => m.Get<string>("message.kind") == "system");
        Assert.Empty(buyer.All("note"));
        Assert.DoesNotContain(buyer.Heard, h => h.Push.ToJsonString().Contains(canary, StringComparison.Ordinal));
        Assert.Empty(stranger.Heard.Where(h => h.Target is "note" or "message"));
        Assert.Empty((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Json.ToJsonString().Split(canary).Skip(1));
    }
}

public sealed class Noting_on_sqlite(CommonSqlite world) : Noting(world);

public sealed class Noting_on_postgres(CommonPostgres world) : Noting(world);
