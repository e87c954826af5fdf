using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;
using Parley.Inbox;

namespace Parley.Tests.Inbox;

/// <summary>A thread is given to a colleague with a note, in one act.</summary>
public abstract class HandingOver(World world) : Facts(world)
{
    static object Note(string text, Guid? id = null) => new { clientNoteId = id ?? Guid.CreateVersion7(), text };

    static Task<Answer> ActAsync(Actor actor, object act, params Guid[] threads) => actor.PostAsync($"v1/inbox/acts?as={actor.As}", new { conversations = threads, act });

    static Task<Answer> UndoAsync(Actor actor, Answer acted) => actor.DeleteAsync($"v1/inbox/acts/{acted.Get<Guid>("undo")}?as={actor.As}");

    static async Task<JsonNode[]> NotesAsync(Actor actor, Guid thread) => (await actor.NotesAsync(thread)).Must(200).Json.Items();

    static async Task<string?> AssigneeAsync(Actor actor, Guid thread) => (await actor.ViewAsync(thread)).Must(200).Json.At("filing.assignee.id")?.ToString();

    static async Task<Guid[]> MentionsAsync(Actor actor) =>
        [.. (await actor.GetAsync($"v1/inbox?as={actor.As}&folder=mentions")).Must(200).Json.Items().Select(r => r.Get<Guid>("id"))];

    [Fact]
    public async Task The_colleague_gets_the_thread_with_a_note_that_names_them()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId, name: "Carla Colleague");
        await using var window = await colleague.ListenAsync();
        var before = (await talk.Buyer.ChangesAsync(0)).Must(200).Get<long>("feed");
        var id = Guid.CreateVersion7();
        var act = new { type = "assign", agent = colleague.Id, note = Note("Please ring her", id) };
        (await ActAsync(talk.Vendor, act, talk.Id)).Must(200);
        var filed = await window.HearAsync("conversation", c => c.At("conversation.filing.assignee.id")?.ToString() == colleague.Id);
        var told = await window.HearAsync("note");
        Assert.Equal((filed.Get<long>("feed") + 1, "Please ring her", colleague.Id), (told.Get<long>("feed"), told.Get<string>("note.text"), told.Get<string>("note.mentions.0.id")));
        var note = Assert.Single(await NotesAsync(colleague, talk.Id));
        Assert.Equal((id, talk.Vendor.Id, 1), (note.Get<Guid>("id"), note.Get<string>("author.id"), note.Get<int>("afterSeq")));
        Assert.Equal([talk.Id], await MentionsAsync(colleague));
        Assert.Equal(before, (await talk.Buyer.ChangesAsync(0)).Must(200).Get<long>("feed"));
        Assert.DoesNotContain("ring her", (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Body, StringComparison.Ordinal);

        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ActAsync(talk.Vendor, act, talk.Id)));
        Assert.All(again, a => a.Must(200));
        Assert.Single(await NotesAsync(colleague, talk.Id));
        (await ActAsync(talk.Vendor, new { type = "assign", agent = talk.Vendor.Id, note = Note("Another", id) }, talk.Id)).MustRefuse(422, "note-id-reused");
        Assert.Equal(colleague.Id, await AssigneeAsync(colleague, talk.Id)); // nothing half done
        (await ActAsync(talk.Vendor, new { type = "assign", agent = colleague.Id, note = Note("And write to her") }, talk.Id)).Must(200); // they have it already
        Assert.Equal(["Please ring her", "And write to her"], (await NotesAsync(colleague, talk.Id)).Select(n => n.Get<string>("text")));
    }

    [Fact]
    public async Task Taking_it_back_takes_the_note_back_too()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        var acted = (await ActAsync(talk.Vendor, new { type = "assign", agent = colleague.Id, note = Note("Please ring her") }, talk.Id)).Must(200);
        await using (var db = World.Store.Open())
            Assert.DoesNotContain(await db.Set<DoneActs>().Select(d => d.Content).ToListAsync(), c => c.Contains("ring her", StringComparison.Ordinal));
        await using var window = await colleague.ListenAsync();
        Assert.Equal((1, 0), ((await UndoAsync(talk.Vendor, acted)).Must(200) is var undone ? (undone.Get<int>("undone"), undone.Get<int>("left")) : default));
        Assert.Null((await window.HearAsync("note")).At("note.text"));
        Assert.Null(await AssigneeAsync(talk.Vendor, talk.Id));
        Assert.NotNull(Assert.Single(await NotesAsync(talk.Vendor, talk.Id)).At("removedAt"));
        Assert.Empty(await MentionsAsync(colleague));

        var second = (await ActAsync(talk.Vendor, new { type = "assign", agent = colleague.Id, note = Note("Do ring her") }, talk.Id)).Must(200);
        (await ActAsync(colleague, new { type = "assign", agent = talk.Vendor.Id }, talk.Id)).Must(200);
        Assert.Equal(1, (await UndoAsync(talk.Vendor, second)).Must(200).Get<int>("left")); // somebody else was there since
        Assert.Equal("Do ring her", (await NotesAsync(talk.Vendor, talk.Id))[1].Get<string>("text"));
    }

    [Fact]
    public async Task Who_does_not_get_the_thread_gets_no_note()
    {
        var talk = await World.NewTalkAsync();
        var (one, two) = (await World.NewAgentAsync(talk.Shop.VendorId), await World.NewAgentAsync(talk.Shop.VendorId));
        var other = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "Me too");
        (await ActAsync(talk.Vendor, new { type = "assign", agent = one.Id }, talk.Id)).Must(200);
        var acted = (await ActAsync(talk.Vendor, new { type = "assign", agent = two.Id, ifAssignee = (string?)null, note = Note("Yours") }, talk.Id, other.Id)).Must(200);
        Assert.Equal((1, "taken-meanwhile"), (acted.Get<int>("acted"), acted.Get<string>("refused.0.type")));
        Assert.Empty(await NotesAsync(talk.Vendor, talk.Id));
        Assert.Equal("Yours", Assert.Single(await NotesAsync(two, other.Id)).Get<string>("text"));
    }

    [Fact]
    public async Task A_note_that_cannot_be_meant_is_refused_and_nobody_is_assigned()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        var reader = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        foreach (var bad in new object[]
        {
            new { type = "archive", note = Note("x") }, new { type = "assign", note = Note("x") }, new { type = "assign", agent = colleague.Id, note = Note("x", Guid.Empty) },
            new { type = "assign", agent = colleague.Id, note = new { text = "x" } }, new { type = "assign", agent = colleague.Id, note = "x" },
        })
            (await ActAsync(talk.Vendor, bad, talk.Id)).MustRefuse(400, "validation");
        foreach (var text in new[] { "", " \n", new string('x', 5001), "\u200b" })
            Assert.InRange((await ActAsync(talk.Vendor, new { type = "assign", agent = colleague.Id, note = Note(text) }, talk.Id)).Status, 400, 422);
        (await ActAsync(talk.Vendor, new { type = "assign", agent = reader.Id, note = Note("x") }, talk.Id)).MustRefuse(422, "not-assignable");
        Assert.Null(await AssigneeAsync(talk.Vendor, talk.Id));
        Assert.Empty(await NotesAsync(talk.Vendor, talk.Id));
    }

    [Fact]
    public async Task One_note_goes_to_all_threads_of_an_act()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var threads = new List<Guid>();
        for (var i = 0; i < 5; i++) threads.Add((await shop.OpenAsync(await World.NewBuyerAsync(), $"Question {i}")).Id);
        var acted = (await ActAsync(shop.Agent, new { type = "assign", agent = colleague.Id, note = Note("All about the flood") }, [.. threads])).Must(200);
        foreach (var thread in threads) Assert.Equal("All about the flood", Assert.Single(await NotesAsync(colleague, thread)).Get<string>("text"));
        Assert.Equal(threads.Order(), (await MentionsAsync(colleague)).Order());
        (await UndoAsync(shop.Agent, acted)).Must(200);
        await using var db = World.Store.Open();
        Assert.All(await db.Set<Note>().Where(n => threads.Contains(n.ConversationId)).ToListAsync(), n => Assert.Null(n.Sealed));
        Assert.False(await db.Set<Mention>().AnyAsync(m => threads.Contains(m.ConversationId)));
    }
}

public sealed class HandingOver_on_sqlite(CommonSqlite world) : HandingOver(world);

public sealed class HandingOver_on_postgres(CommonPostgres world) : HandingOver(world);
