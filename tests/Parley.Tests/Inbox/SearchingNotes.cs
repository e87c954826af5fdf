using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Storage;

namespace Parley.Tests.Inbox;

/// <summary>A vendor's team finds its notes among its messages, and nobody else meets a word of them.</summary>
public abstract class SearchingNotes(World world) : Facts(world)
{
    [Fact]
    public async Task A_note_is_found_as_one_between_the_messages_newest_first_and_marked()
    {
        var talk = await World.NewTalkAsync("a hoopoe, please");
        var note = (await talk.Vendor.NoteAsync(talk.Id, "He means the Hoopoe of last week")).Must(201).Get<Guid>("id");
        (await talk.Buyer.SayAsync(talk.Id, "or two hoopoes")).Must(201);
        var item = (await FoundAsync(talk.Vendor, "hoopo", 3))[0];
        Assert.Equal([("text", 2), ("note", 1), ("text", 1)], item.Items("hits").Select(h => (h.Get<string>("matched"), h.Get<int>("seq"))));
        Assert.Equal("text", item.Get<string>("matched"));
        var hit = item.Items("hits")[1];
        Assert.Equal((note, "He means the Hoopoe of last week"), (hit.Get<Guid>("note"), hit.Get<string>("snippet")));
        Assert.Equal(["Hoopo"], hit.Items("spans").Select(s => hit.Get<string>("snippet").Substring(s.Get<int>("start"), s.Get<int>("length"))));
        Assert.Null(item.Items("hits")[0]["note"]);
        Assert.Equal("note", (await FoundAsync(talk.Vendor, "last week", 1))[0].Get<string>("matched"));
        await FoundAsync(await World.NewAgentAsync(talk.Shop.VendorId, Client.AgentRole.ReadOnly), "hoopoe of last", 1);
    }

    [Fact]
    public async Task Nobody_outside_the_team_finds_a_note_and_what_is_looked_up_for_messages_holds_none()
    {
        const string canary = "canarywryneck";
        var talk = await World.NewTalkAsync("hello");
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Shop);
        await Eventually.TrueAsync(async () => await db.Set<SearchFresh>().CountAsync(f => f.PartyId == party) == 2, "the thread and its message are indexed");
        (await talk.Vendor.NoteAsync(talk.Id, canary)).Must(201);
        await FoundAsync(talk.Vendor, canary, 1);
        var stranger = (await World.NewShopAsync("Elsewhere")).Agent;
        foreach (var who in new[] { talk.Buyer, stranger, await World.NewBuyerAsync() }) Assert.Empty((await SearchAsync(who, canary)).Json.Items());
        Assert.Empty((await talk.Vendor.GetAsync($"v1/search?as=buyer&q={canary}")).Must(200).Json.Items());
        foreach (var who in new[] { talk.Buyer, stranger }) (await who.GetAsync($"v1/search?as={talk.Vendor.As}&q={canary}")).MustRefuse(404, "not-found");
        (await World.Anyone(World.Tokens.For("moderator-1", operatorRole: "moderator")).GetAsync($"v1/search?as={talk.Vendor.As}&q={canary}")).Must(403);
        (await World.HostClient.GetAsync($"v1/search?as={talk.Vendor.As}&q={canary}")).Must(403);
        Assert.Equal(2, await db.Set<SearchFresh>().CountAsync(f => f.PartyId == party));
        Assert.Equal([-1], await db.Set<SearchFresh>().Where(f => f.ConversationId == talk.Id && f.PartyId != party).Select(f => f.Seq).ToListAsync());
        var dump = System.Text.Encoding.Latin1.GetString(await World.Store.DumpAsync());
        Assert.DoesNotContain(canary, dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(canary)), dump, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_word_has_another_token_in_notes_than_in_messages()
    {
        var talk = await World.NewTalkAsync("the very same words");
        (await talk.Vendor.NoteAsync(talk.Id, "the very same words")).Must(201);
        await FoundAsync(talk.Vendor, "very same", 2);
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Shop);
        var wrapping = new Parley.Encryption.Wrapping(new Parley.Encryption.FileKeys(Path.Combine(World.Store.Folder, "keys.json")));
        var tokens = new List<long>();
        foreach (var block in await db.Set<SearchBlock>().Where(b => b.PartyId == party || b.PartyId == -party).ToListAsync())
            tokens.Add(new Parley.Encryption.BlindKeys(wrapping.Unwrap(block.Secret, block.WrappedBy, SearchBlock.Purpose(block.PartyId, block.Number))).TokenOf("wsame"));
        Assert.Equal(2, tokens.Distinct().Count());
        await db.Set<SearchBlock>().Where(b => b.PartyId == -party).ExecuteDeleteAsync();
        Assert.Equal(["text"], (await SearchAsync(talk.Vendor, "very same")).Json.Items().SelectMany(i => i.Items("hits")).Select(h => h.Get<string>("matched")));
    }

    [Fact]
    public async Task Where_agents_see_only_what_is_theirs_they_find_the_notes_of_no_other_thread()
    {
        var shop = await World.NewShopAsync();
        var agent = await World.NewAgentAsync(shop.VendorId);
        var (theirs, free) = (await shop.OpenAsync(await World.NewBuyerAsync(), "one"), await shop.OpenAsync(await World.NewBuyerAsync(), "two"));
        foreach (var talk in new[] { theirs, free }) (await shop.Agent.NoteAsync(talk.Id, "mind the siskin")).Must(201);
        await FoundAsync(agent, "siskin", 2);
        await using (var db = World.Store.Open())
            await db.Set<Seat>().Where(s => s.ConversationId == theirs.Id && s.Party == PartyKind.Vendor).ExecuteUpdateAsync(s => s.SetProperty(x => x.Assignee, agent.Id));
        await shop.SeeOwnAsync();
        Assert.Equal(theirs.Id, (await FoundAsync(agent, "siskin", 1))[0].Get<Guid>("conversation.id"));
        await FoundAsync(shop.Agent, "siskin", 2);
        (await shop.Agent.NoteAsync(free.Id, "have a look", null, agent.Id)).Must(201); // who is asked in reads all of it
        await FoundAsync(agent, "siskin", 2);
        await FoundAsync(agent, "two", 1);
    }

    [Fact]
    public async Task An_edited_note_is_found_by_its_new_words_only_and_a_removed_one_not_at_all()
    {
        var talk = await World.NewTalkAsync();
        var path = $"v1/conversations/{talk.Id}/notes/";
        var edited = (await talk.Vendor.NoteAsync(talk.Id, "the first wheatear")).Must(201).Get<Guid>("id");
        var removed = (await talk.Vendor.NoteAsync(talk.Id, "a second wheatear")).Must(201).Get<Guid>("id");
        await FoundAsync(talk.Vendor, "wheatear", 2);
        (await talk.Vendor.PutAsync(path + edited, new { text = "it was a stonechat" })).Must(200);
        (await talk.Vendor.DeleteAsync(path + removed)).Must(200);
        Assert.Empty((await SearchAsync(talk.Vendor, "wheatear")).Json.Items());
        await FoundAsync(talk.Vendor, "stonechat", 1);
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Shop);
        await Eventually.TrueAsync(async () => await db.Set<SearchFresh>().CountAsync(f => f.PartyId == -party) == 1, "the index holds the edited note, and nothing else");
    }

    [Fact]
    public async Task More_notes_than_a_page_are_found_and_an_erased_authors_leave_no_token()
    {
        var talk = await World.NewTalkAsync();
        var gone = await World.NewAgentAsync(talk.Shop.VendorId);
        (await gone.NoteAsync(talk.Id, "forget this fieldfare")).Must(201);
        (await talk.Vendor.NoteAsync(talk.Id, "keep this fieldfare")).Must(201);
        foreach (var some in Enumerable.Range(0, 270).Chunk(6)) // each waits for the thread's lock: many at once would hold all of the store's connections
            await Task.WhenAll(some.Select(async i => (await talk.Vendor.NoteAsync(talk.Id, $"filling note number {i} of it")).Must(201)));
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Shop);
        await Eventually.TrueAsync(() => db.Set<SearchPage>().AnyAsync(p => p.PartyId == -party), "the notes have a page");
        (await gone.NoteAsync(talk.Id, "a fresh fieldfare")).Must(201);
        await FoundAsync(talk.Vendor, "fieldfare", 3);
        await FoundAsync(talk.Vendor, "filling note number 17 ", 1);
        var before = await PlacesAsync();
        (await World.HostClient.DeleteAsync($"v1/users/{gone.Id}/words")).Must(204);
        Assert.Equal("keep this fieldfare", (await FoundAsync(talk.Vendor, "fieldfare", 1))[0].Items("hits")[0].Get<string>("snippet"));
        await Eventually.TrueAsync(async () => await PlacesAsync() == before - 1, "no place of the index names a note of theirs");
        Assert.False(await db.Set<SearchFresh>().AnyAsync(f => f.PartyId == -party && f.Seq == -273));
        await Eventually.TrueAsync(async () => !await db.Set<SearchAuthor>().AnyAsync(a => a.PersonId == gone.Id), "nothing of theirs is left to be taken out");

        async Task<int> PlacesAsync()
        {
            var wrapping = new Parley.Encryption.Wrapping(new Parley.Encryption.FileKeys(Path.Combine(World.Store.Folder, "keys.json")));
            var block = await db.Set<SearchBlock>().SingleAsync(b => b.PartyId == -party);
            var keys = new Parley.Encryption.BlindKeys(wrapping.Unwrap(block.Secret, block.WrappedBy, SearchBlock.Purpose(-party, block.Number)));
            var row = await db.Set<SearchPage>().SingleAsync(p => p.PartyId == -party);
            return keys.Open(row.Sealed, -party, row.Number).Chunk(36).Count(slot => slot.AsSpan(0, 16).IndexOfAnyExcept((byte)0) >= 0);
        }
    }

    [Fact]
    public async Task A_search_is_narrowed_to_notes_or_messages_and_notes_by_all_that_narrows_it()
    {
        var talk = await World.NewTalkAsync("a dabchick for me");
        (await talk.Vendor.NoteAsync(talk.Id, "dabchick, see https://example.com/d")).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "no dabchick left")).Must(201);
        await FoundAsync(talk.Vendor, "dabchick", 3);
        await MustFindAsync("in=notes", "note 1");
        await MustFindAsync("in=messages", "text 2", "text 1");
        await MustFindAsync("by=vendor", "text 2", "note 1");
        await MustFindAsync("by=buyer", "text 1");
        await MustFindAsync("by=buyer&in=notes");
        await MustFindAsync("has=link", "note 1");
        await MustFindAsync($"in=notes&subject=listing:{talk.Shop.ListingId}", "note 1");
        await MustFindAsync("in=notes&subject=order:never-issued");
        await MustFindAsync("in=notes&to=2020-01-01");
        await MustFindAsync("in=notes&from=2020-01-01&folder=inbox", "note 1");
        await MustFindAsync("in=notes&folder=archived");
        Assert.Empty((await SearchAsync(talk.Vendor, talk.Buyer.Name, "in=messages")).Json.Items()); // a name is no message
        foreach (var wrong in new[] { "in=names", "in=" }) (await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q=dabchick&{wrong}")).MustRefuse(400, "validation");
        foreach (var place in new[] { "notes", "messages" }) (await talk.Buyer.GetAsync($"v1/search?q=dabchick&in={place}")).MustRefuse(400, "validation");

        async Task MustFindAsync(string filter, params string[] hits) =>
            Assert.Equal(hits, (await SearchAsync(talk.Vendor, "dabchick", filter)).Json.Items().SelectMany(i => i.Items("hits")).Select(h => $"{h.Get<string>("matched")} {h.Get<int>("seq")}"));
    }

    [Fact]
    public async Task Pages_of_messages_and_notes_together_are_newest_first_complete_and_repeat_no_hit()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 5; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), $"nightjar {i}"));
        for (var round = 0; round < 3; round++)
            foreach (var talk in talks)
            {
                (await shop.Agent.NoteAsync(talk.Id, $"nightjar note {round}")).Must(201);
                (await talk.Buyer.SayAsync(talk.Id, $"nightjar word {round}")).Must(201);
            }
        await FoundAsync(shop.Agent, "nightjar", 35);
        var all = Hits(await SearchAsync(shop.Agent, "nightjar", "limit=100")).ToList();
        foreach (var limit in new[] { 1, 2, 4 })
        {
            var (paged, cursor) = (new List<(Guid Thread, string Snippet, DateTimeOffset At)>(), (string?)null);
            do
            {
                var page = await SearchAsync(shop.Agent, "nightjar", $"limit={limit}&cursor={cursor}");
                paged.AddRange(Hits(page).OrderByDescending(h => h.At));
                cursor = (string?)page.Json["cursor"];
            }
            while (cursor is not null);
            Assert.Equal(paged.OrderByDescending(h => h.At), paged);
            Assert.Equal(all.Order(), paged.Order());
        }
        (await shop.Agent.GetAsync($"v1/search?as={shop.Agent.As}&q=nightjar&in=notes&cursor={(await SearchAsync(shop.Agent, "nightjar", "limit=1")).Get<string>("cursor")}")).MustRefuse(400, "invalid-cursor");

        static IEnumerable<(Guid Thread, string Snippet, DateTimeOffset At)> Hits(Answer page) =>
            page.Json.Items().SelectMany(i => i.Items("hits").Select(h => (i.Get<Guid>("conversation.id"), h.Get<string>("snippet"), h.Get<DateTimeOffset>("at"))));
    }

    [Fact]
    public async Task A_note_that_went_along_with_a_thread_is_found_and_taken_back_it_is_not()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        var note = new { clientNoteId = Guid.CreateVersion7(), text = "yours, the pratincole" };
        var given = (await talk.Vendor.PostAsync($"v1/inbox/acts?as={talk.Vendor.As}", new { conversations = new[] { talk.Id }, act = new { type = "assign", agent = colleague.Id, note } })).Must(200);
        await FoundAsync(colleague, "pratincole", 1);
        (await talk.Vendor.DeleteAsync($"v1/inbox/acts/{given.Get<Guid>("undo")}?as={talk.Vendor.As}")).Must(200);
        Assert.Empty((await SearchAsync(colleague, "pratincole")).Json.Items());
    }

    [Fact]
    public async Task Notes_that_were_there_before_the_index_are_brought_in_by_the_walk_that_the_migration_asks_for()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.NoteAsync(talk.Id, "an old lapwing")).Must(201);
        await FoundAsync(talk.Vendor, "lapwing", 1);
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Shop);
        await Eventually.TrueAsync(() => db.Set<SearchWalk>().AnyAsync(w => w.DoneAt != null), "the first walk is done");
        await db.Set<SearchFresh>().Where(f => f.PartyId == -party).ExecuteDeleteAsync();
        await db.Set<SearchNotes>().Where(n => n.ConversationId == talk.Id).ExecuteDeleteAsync();
        Assert.Empty((await SearchAsync(talk.Vendor, "lapwing")).Json.Items());
        var added = db.GetService<IMigrationsAssembly>().Migrations.Single(m => m.Key.EndsWith("_SearchNotes", StringComparison.Ordinal)).Value;
        var migration = (Migration)Activator.CreateInstance(added)!;
        foreach (var step in migration.UpOperations.OfType<SqlOperation>()) await db.Database.ExecuteSqlRawAsync(step.Sql);
        await FoundAsync(talk.Vendor, "lapwing", 1);
        await Eventually.TrueAsync(() => db.Set<SearchWalk>().AnyAsync(w => w.DoneAt != null), "the walk is done again");
        Assert.Single((await FoundAsync(talk.Vendor, "lapwing", 1))[0].Items("hits"));
    }

    static async Task<Answer> SearchAsync(Actor who, string query, string more = "") => (await who.GetAsync($"v1/search?as={who.As}&q={Uri.EscapeDataString(query)}&{more}")).Must(200);

    /// <summary>The threads, once there are so many hits in all of them together.</summary>
    static async Task<JsonNode[]> FoundAsync(Actor who, string query, int hits)
    {
        JsonNode[] items = [];
        await Eventually.TrueAsync(async () => (items = (await SearchAsync(who, query, "limit=100")).Json.Items()).Sum(i => i.Items("hits").Length) == hits, $"'{query}' is found {hits} times");
        return items;
    }

    static Task<long> PartyAsync(ParleyDb db, Shop shop) => db.Set<PartyFeed>().Where(p => p.Key == "v:" + shop.VendorId).Select(p => p.Id).SingleAsync();
}

public sealed class Searching_notes_on_sqlite(SqliteWorld world) : SearchingNotes(world), IClassFixture<SqliteWorld>;

public sealed class Searching_notes_on_postgres(PostgresWorld world) : SearchingNotes(world), IClassFixture<PostgresWorld>;
