using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Conversations;

/// <summary>Edits, unsends and reactions: visible as such, and never over what was first said.</summary>
public abstract class Revising(World world) : Facts(world)
{
    [Fact]
    public async Task An_edit_is_seen_by_both_sides_at_once_and_says_so()
    {
        var talk = await World.NewTalkAsync("Is it stil there?");
        await using var window = await talk.Vendor.ListenAsync();
        var edited = (await talk.Buyer.EditAsync(talk.Id, 1, "Is it still there?")).Must(200);
        Assert.Equal((1, "Is it still there?"), (edited.Get<int>("revision"), edited.Get<string>("text")));
        Assert.NotNull(edited.Json["editedAt"]);
        var pushed = await window.HearAsync("message", m => m.Get<int>("message.revision") == 1);
        Assert.Equal((1, "Is it still there?"), (pushed.Get<int>("message.seq"), pushed.Get<string>("message.text")));
        Assert.Equal("Is it still there?", (await talk.Vendor.ReadThreadAsync(talk.Id)).Get<string>("items.0.text"));
        Assert.Equal("Is it still there?", (await talk.Vendor.InboxAsync()).Get<string>("items.0.last.text"));
    }

    [Fact]
    public async Task Saying_the_same_again_is_no_edit()
    {
        var talk = await World.NewTalkAsync("one");
        (await talk.Buyer.EditAsync(talk.Id, 1, "two")).Must(200);
        var again = (await talk.Buyer.EditAsync(talk.Id, 1, "two")).Must(200);
        Assert.Equal(1, again.Get<int>("revision"));
        Assert.Equal(1, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("revision"));
    }

    [Fact]
    public async Task An_unsent_message_keeps_its_place_but_shows_no_text()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "a slip")).Must(201);
        (await talk.Vendor.ReplyAsync(talk.Id, "what?", 2)).Must(201);
        await using var window = await talk.Vendor.ListenAsync();
        var unsent = (await talk.Buyer.UnsendAsync(talk.Id, 2)).Must(200);
        Assert.Null(unsent.Json["text"]);
        Assert.NotNull(unsent.Json["unsentAt"]);
        Assert.False(unsent.Get<bool>("erased"));
        var pushed = await window.HearAsync("message");
        Assert.NotNull(pushed.At("message.unsentAt"));
        var page = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200);
        Assert.DoesNotContain("a slip", page.Body, StringComparison.Ordinal); // nor in the quote of the answer
        Assert.Null(page.Json.At("items.2.replyTo.text"));
        (await talk.Buyer.UnsendAsync(talk.Id, 2)).Must(200);
        (await talk.Buyer.EditAsync(talk.Id, 2, "come back")).MustRefuse(409, "message-unsent");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/messages/2/reactions/like")).MustRefuse(409, "message-unsent");
    }

    [Fact]
    public async Task The_first_text_stays_in_its_row_and_in_the_chain()
    {
        var talk = await World.NewTalkAsync("the first words");
        await using var before = World.Store.Open();
        var first = await before.Set<Message>().SingleAsync(m => m.ConversationId == talk.Id);
        (await talk.Buyer.EditAsync(talk.Id, 1, "other words")).Must(200);
        (await talk.Buyer.UnsendAsync(talk.Id, 1)).Must(200);
        await using var after = World.Store.Open();
        var row = await after.Set<Message>().SingleAsync(m => m.ConversationId == talk.Id);
        Assert.Equal(first.Sealed, row.Sealed);
        Assert.Equal(first.Hash, row.Hash);
        Assert.Equal(2, await after.Set<Revision>().CountAsync(r => r.ConversationId == talk.Id));
        Assert.Null(await Evidence.FindFlawAsync(after, talk.Id));
    }

    [Fact]
    public async Task Only_its_author_changes_a_message()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        (await talk.Vendor.SayAsync(talk.Id, "Yes.")).Must(201);
        (await talk.Vendor.EditAsync(talk.Id, 1, "mine now")).MustRefuse(403, "forbidden");
        (await colleague.EditAsync(talk.Id, 2, "No.")).MustRefuse(403, "forbidden");
        (await colleague.UnsendAsync(talk.Id, 2)).MustRefuse(403, "forbidden");
        (await talk.Buyer.EditAsync(talk.Id, 99, "?")).MustRefuse(404, "not-found");
        (await talk.Buyer.EditAsync(talk.Id, 1, " ")).MustRefuse(400, "validation");
        Assert.Equal(["Is it still there?", "Yes."], (await talk.Buyer.WholeThreadAsync(talk.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task Reactions_come_and_go_and_name_who_gave_them()
    {
        var talk = await World.NewTalkAsync();
        var url = $"v1/conversations/{talk.Id}/messages/1/reactions";
        (await talk.Vendor.PutAsync($"{url}/thanks")).Must(200);
        (await talk.Vendor.PutAsync($"{url}/thanks")).Must(200);
        var both = (await talk.Buyer.PutAsync($"{url}/thanks")).Must(200);
        Assert.Equal(["Adam Agent", "Bea Buyer"], both.Json.Items("reactions.0.by").Select(b => b.Get<string>("name")));
        (await talk.Vendor.DeleteAsync($"{url}/thanks")).Must(200);
        (await talk.Vendor.DeleteAsync($"{url}/thanks")).Must(200);
        var left = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Equal(["Bea Buyer"], left.Json.Items("items.0.reactions.0.by").Select(b => b.Get<string>("name")));
        (await talk.Buyer.PutAsync($"{url}/frown")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task A_returning_reader_gets_the_older_messages_that_were_revised_meanwhile()
    {
        var talk = await World.NewTalkAsync();
        for (var i = 2; i <= 6; i++) (await talk.Buyer.SayAsync(talk.Id, $"{i}")).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 2, "two")).Must(200);
        var known = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Get<int>("revision");
        (await talk.Buyer.EditAsync(talk.Id, 3, "three")).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "7")).Must(201);
        var page = (await talk.Vendor.ReadThreadAsync(talk.Id, $"after=6&revisedSince={known}")).Must(200);
        Assert.Equal([(3, "three"), (7, "7")], page.Json.Items().Select(m => (m.Get<int>("seq"), m.Get<string>("text"))));
    }

    [Fact]
    public async Task More_revisions_than_fit_into_one_answer_come_with_the_next_ones()
    {
        var talk = await World.NewTalkAsync();
        await using (var db = World.Store.Open())
        {
            for (var seq = 2; seq <= 451; seq++)
                db.Add(new Message { ConversationId = talk.Id, Seq = seq, ClientId = Guid.NewGuid(), Party = PartyKind.Buyer, AuthorId = "erased", Kind = MessageKind.Text, Sealed = [1], At = DateTimeOffset.UtcNow, ChainNo = seq, Hash = [1], Revision = 452 - seq });
            await db.SaveChangesAsync();
            await db.Set<Conversation>().Where(c => c.Id == talk.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.LastSeq, 451).SetProperty(c => c.Revision, 450));
        }
        var (seen, revision) = (new HashSet<int>(), 0);
        for (var (more, asked) = (true, 0); more && asked < 5; asked++)
        {
            var page = (await talk.Vendor.ReadThreadAsync(talk.Id, $"after=451&revisedSince={revision}")).Must(200);
            seen.UnionWith(page.Json.Items().Select(m => m.Get<int>("seq")));
            revision = page.Get<int>("revision");
            more = page.Get<bool>("moreRevised");
        }
        Assert.Equal(Enumerable.Range(2, 450), seen.Order());
    }

    [Fact]
    public async Task Twenty_edits_at_once_leave_one_text_and_a_whole_chain()
    {
        var talk = await World.NewTalkAsync();
        var edits = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => talk.Buyer.EditAsync(talk.Id, 1, $"version {i}")));
        Assert.All(edits, e => e.Must(200));
        await using var db = World.Store.Open();
        Assert.Null(await Evidence.FindFlawAsync(db, talk.Id));
        Assert.Equal(Enumerable.Range(1, 20), await db.Set<Revision>().Where(r => r.ConversationId == talk.Id).OrderBy(r => r.Version).Select(r => r.Version).ToListAsync());
        Assert.StartsWith("version ", (await talk.Vendor.ReadThreadAsync(talk.Id)).Get<string>("items.0.text"), StringComparison.Ordinal);
    }
}

public sealed class Revising_on_sqlite(CommonSqlite world) : Revising(world);

public sealed class Revising_on_postgres(CommonPostgres world) : Revising(world);

/// <summary>With a window of no minutes at all, every message is too old at once.</summary>
public abstract class RevisingTooLate(World world) : Facts(world)
{
    [Fact]
    public async Task After_the_window_a_message_can_no_longer_be_edited_or_unsent()
    {
        var talk = await World.NewTalkAsync("for good");
        (await talk.Buyer.EditAsync(talk.Id, 1, "not for good")).MustRefuse(409, "edit-window-over");
        (await talk.Buyer.UnsendAsync(talk.Id, 1)).MustRefuse(409, "edit-window-over");
        (await talk.Buyer.EditAsync(talk.Id, 1, "for good")).Must(200); // it already reads so
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/messages/1/reactions/like")).Must(200); // reacting has no window
        Assert.Equal("for good", (await talk.Vendor.ReadThreadAsync(talk.Id)).Get<string>("items.0.text"));
    }
}

public sealed class Revising_too_late_on_sqlite(Revising_too_late_on_sqlite.Fixture world) : RevisingTooLate(world), IClassFixture<Revising_too_late_on_sqlite.Fixture>
{
    public sealed class Fixture() : World("sqlite", new Dictionary<string, string> { ["Parley__Conversations__EditMinutes"] = "0" });
}

public sealed class Revising_too_late_on_postgres(Revising_too_late_on_postgres.Fixture world) : RevisingTooLate(world), IClassFixture<Revising_too_late_on_postgres.Fixture>
{
    public sealed class Fixture() : World("postgres", new Dictionary<string, string> { ["Parley__Conversations__EditMinutes"] = "0" });
}
