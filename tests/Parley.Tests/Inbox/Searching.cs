using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Inbox;
using Parley.Storage;

namespace Parley.Tests.Inbox;

/// <summary>Search over what one may read, through the real server: a vendor's by the index, a buyer's by looking through.</summary>
public abstract class Searching(World world) : Facts(world)
{
    [Fact]
    public async Task Buyer_and_vendor_find_the_same_message_each_and_see_it_marked()
    {
        var talk = await World.NewTalkAsync("Is the Café table still there?");
        (await talk.Vendor.SayAsync(talk.Id, "Yes, the café table is here, and two more tables.")).Must(201);
        foreach (var (who, with) in new[] { (talk.Vendor, talk.Buyer.Name), (talk.Buyer, talk.Shop.Name) })
        {
            var item = await FoundAsync(who, "cafe tab", 2);
            Assert.Equal((talk.Id, with, "text"), (item.Get<Guid>("conversation.id"), item.Get<string>("conversation.with.name"), item.Get<string>("matched")));
            var newest = item.Items("hits")[0];
            Assert.Equal((2, "Yes, the café table is here, and two more tables."), (newest.Get<int>("seq"), newest.Get<string>("snippet")));
            Assert.Equal(["café", "tab", "tab"], newest.Items("spans").Select(s => newest.Get<string>("snippet").Substring(s.Get<int>("start"), s.Get<int>("length"))));
        }
    }

    [Theory]
    [InlineData("我想退货，谢谢你", "退货")]
    [InlineData("猫のカレンダーはありますか", "かれんだー")]
    [InlineData("이 상품을 환불해 주세요", "상품 환불")]
    [InlineData("أريد إرجاع الطلب", "اريد ارجاع")]
    [InlineData("אני רוצה להחזיר", "להחזיר")]
    [InlineData("Когда придёт посылка?", "придет")]
    [InlineData("Πότε έρχεται το δέμα;", "ποτε ΔΕΜΑ")]
    [InlineData("ขอบคุณมากครับ", "ขอบคุณ")]
    [InlineData("मुझे पैसे वापस चाहिए", "वापस")]
    [InlineData("Where is ORD-2024-00123?", "ord-2024-001")]
    public async Task Words_are_found_in_every_script(string text, string query)
    {
        var talk = await World.NewTalkAsync(text);
        foreach (var who in new[] { talk.Vendor, talk.Buyer }) Assert.Equal(talk.Id, (await FoundAsync(who, query, 1)).Get<Guid>("conversation.id"));
    }

    [Fact]
    public async Task Strangers_colleagues_of_other_teams_and_other_buyers_find_nothing()
    {
        const string canary = "canarywheatear";
        var talk = await World.NewTalkAsync($"here is {canary}");
        await FoundAsync(talk.Vendor, canary, 1);
        var elsewhere = await World.NewShopAsync("Elsewhere");
        var other = await elsewhere.OpenAsync(await World.NewBuyerAsync("Olga Other"), "hello");
        await FoundAsync(elsewhere.Agent, "hello", 1);
        foreach (var who in new[] { elsewhere.Agent, other.Buyer, await World.NewBuyerAsync() }) Assert.Empty((await SearchAsync(who, canary)).Json.Items());
        (await talk.Buyer.GetAsync($"v1/search?as={talk.Vendor.As}&q={canary}")).MustRefuse(404, "not-found");
        (await other.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q={canary}")).MustRefuse(404, "not-found");
        // The same person as a buyer does not find what their team could.
        Assert.Empty((await talk.Vendor.GetAsync($"v1/search?as=buyer&q={canary}")).Must(200).Json.Items());
    }

    [Fact]
    public async Task Where_agents_see_only_what_is_theirs_they_find_nothing_else()
    {
        var shop = await World.NewShopAsync();
        var agent = await World.NewAgentAsync(shop.VendorId);
        var (theirs, free) = (await shop.OpenAsync(await World.NewBuyerAsync(), "a whinchat of theirs"), await shop.OpenAsync(await World.NewBuyerAsync(), "a whinchat of nobody's"));
        await FoundManyAsync(agent, "whinchat", 2);
        await using (var db = World.Store.Open())
            await db.Set<Parley.Conversations.Seat>().Where(s => s.ConversationId == theirs.Id && s.Party == PartyKind.Vendor).ExecuteUpdateAsync(s => s.SetProperty(x => x.Assignee, agent.Id));
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/team/settings", new { visibility = "own", unassigned = false })).Must(200);
        Assert.Equal(theirs.Id, (await FoundAsync(agent, "whinchat", 1)).Get<Guid>("conversation.id"));
        await FoundManyAsync(shop.Agent, "whinchat", 2); // an owner sees all
        Assert.NotEqual(theirs.Id, free.Id);
    }

    [Fact]
    public async Task An_edited_message_is_found_by_its_new_words_only_and_an_unsent_one_not_at_all()
    {
        var talk = await World.NewTalkAsync("the first wording");
        (await talk.Buyer.SayAsync(talk.Id, "to be taken back")).Must(201);
        foreach (var who in new[] { talk.Vendor, talk.Buyer })
        {
            await FoundAsync(who, "wording", 1);
            await FoundAsync(who, "taken back", 1);
        }
        (await talk.Buyer.EditAsync(talk.Id, 1, "a second phrasing")).Must(200);
        (await talk.Buyer.UnsendAsync(talk.Id, 2)).Must(200);
        foreach (var who in new[] { talk.Vendor, talk.Buyer })
        {
            await FoundAsync(who, "phrasing", 1);
            Assert.Empty((await SearchAsync(who, "wording")).Json.Items());
            Assert.Empty((await SearchAsync(who, "taken")).Json.Items());
        }
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, talk.Vendor.As[7..]);
        await Eventually.TrueAsync(async () => await db.Set<SearchFresh>().CountAsync(f => f.PartyId == party) == 2, "the index holds the thread and the edited message, and nothing else");
    }

    [Fact]
    public async Task People_orders_and_listings_are_found_by_name_also_by_a_new_one()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync("Zoë Quittenbaum");
        var order = await shop.NewOrderAsync(buyer);
        var about = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("hello there") })).Must(201).Get<Guid>("conversation.id");
        await shop.OpenAsync(buyer, "and the other thing");
        Assert.Equal(["person", "person"], (await FoundManyAsync(shop.Agent, "zoe quitten", 2)).Select(i => i.Get<string>("matched")));
        foreach (var who in new[] { shop.Agent, buyer })
        {
            var item = await FoundAsync(who, order, 1);
            Assert.Equal((about, "order"), (item.Get<Guid>("conversation.id"), item.Get<string>("matched")));
            Assert.Equal("listing", (await FoundAsync(who, "green bowl", 1)).Get<string>("matched"));
        }
        Assert.Equal("person", (await FoundAsync(shop.Agent, $"quittenbaum {order}", 1)).Get<string>("matched"));
        await World.Host.PutUserAsync(new User(buyer.Id, "Zoë Birnbaum"));
        await FoundManyAsync(shop.Agent, "birnbaum", 2);
        Assert.Empty((await SearchAsync(shop.Agent, "quittenbaum")).Json.Items());
    }

    [Fact]
    public async Task After_an_erasure_their_words_are_found_by_nobody_and_no_token_of_them_stays()
    {
        var shop = await World.NewShopAsync();
        var (gone, other) = (await World.NewBuyerAsync("Gwen Gone"), await World.NewBuyerAsync("Otto Other"));
        var theirs = await shop.OpenAsync(gone, "forget this heliotrope");
        await shop.OpenAsync(other, "keep this heliotrope");
        var party = await FillBlockAsync(shop, theirs.Id, other);
        await FoundManyAsync(shop.Agent, "heliotrope", 2);
        (await gone.SayAsync(theirs.Id, "another heliotrope")).Must(201); // one that is still fresh
        (await World.HostClient.DeleteAsync($"v1/users/{gone.Id}/words")).Must(204);
        Assert.Equal("keep this heliotrope", (await FoundAsync(shop.Agent, "heliotrope", 1)).Items("hits")[0].Get<string>("snippet"));
        Assert.Empty((await SearchAsync(gone, "heliotrope")).Json.Items());
        await using var db = World.Store.Open();
        await Eventually.TrueAsync(async () => !await HoldsAsync(db, party, theirs.Id), "no place of the index names a message of theirs");
        Assert.False(await db.Set<SearchFresh>().AnyAsync(f => f.PartyId == party && f.ConversationId == theirs.Id && f.Seq == 2));
        (await gone.SayAsync(theirs.Id, "a new heliotrope under a new key")).Must(201);
        await FoundManyAsync(shop.Agent, "heliotrope", 2);
    }

    [Fact]
    public async Task No_word_lies_readable_in_the_index_or_the_log()
    {
        const string canary = "CanaryRedstart";
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), $"see {canary} now");
        await FillBlockAsync(shop, talk.Id, talk.Buyer);
        await FoundAsync(talk.Vendor, canary, 1);
        var dump = await World.Store.DumpAsync();
        foreach (var word in new[] { canary, canary.ToLowerInvariant(), canary.ToLowerInvariant()[..8] })
            foreach (var shape in new[] { word, Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word)) })
                Assert.True(dump.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(shape)) < 0, $"'{shape}' lies readable in the store");
        Assert.DoesNotContain(canary, string.Join('\n', World.Server.Log), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_word_has_another_token_in_every_vendors_index_and_none_without_the_secret()
    {
        var (one, two) = (await World.NewShopAsync(), await World.NewShopAsync());
        var buyer = await World.NewBuyerAsync();
        var parties = new List<long>();
        foreach (var shop in new[] { one, two }) parties.Add(await FillBlockAsync(shop, (await shop.OpenAsync(buyer, "the very same words")).Id, buyer));
        await using var db = World.Store.Open();
        var tokens = await db.Set<SearchToken>().Where(t => parties.Contains(t.PartyId)).ToListAsync();
        var (first, second) = (tokens.Where(t => t.PartyId == parties[0]).ToList(), tokens.Where(t => t.PartyId == parties[1]).ToList());
        Assert.NotEmpty(first);
        Assert.Empty(first.Select(t => t.Token).Intersect(second.Select(t => t.Token)));
        Assert.DoesNotContain(tokens, t => t.Places.Length % 16 != 12); // nonce 12, tag 16, and the rest in steps of 16
        await db.Set<SearchBlock>().Where(b => b.PartyId == parties[0]).ExecuteDeleteAsync();
        await db.Set<SearchFresh>().Where(f => f.PartyId == parties[0]).ExecuteDeleteAsync();
        Assert.Empty((await SearchAsync(one.Agent, "same")).Json.Items());
        Assert.NotEmpty((await SearchAsync(two.Agent, "same")).Json.Items());
    }

    [Fact]
    public async Task Pages_are_newest_first_complete_and_repeat_no_hit()
    {
        var shop = await World.NewShopAsync();
        var buyers = new List<Actor>();
        for (var i = 0; i < 7; i++) buyers.Add(await World.NewBuyerAsync());
        var threads = new List<Guid>();
        foreach (var buyer in buyers) threads.Add((await shop.OpenAsync(buyer, "a quince please")).Id);
        for (var round = 0; round < 3; round++)
            for (var i = 0; i < threads.Count; i++) (await buyers[i].SayAsync(threads[i], $"quince number {round} of {i}")).Must(201);
        await Eventually.TrueAsync(async () => (await SearchAsync(shop.Agent, "quince", "limit=100")).Json.Items().Sum(i => i.Items("hits").Length) == 28, "everything that was said is indexed");
        foreach (var (who, query) in new[] { (shop.Agent, "quince"), (shop.Agent, "quince numb"), (buyers[0], "quince") })
        {
            var all = (await SearchAsync(who, query, "limit=100")).Json.Items().SelectMany(Hits).ToList();
            var (paged, cursor) = (new List<(Guid, int)>(), (string?)null);
            do
            {
                var page = await SearchAsync(who, query, $"limit=2&cursor={cursor}");
                paged.AddRange(page.Json.Items().SelectMany(Hits));
                cursor = (string?)page.Json["cursor"];
            }
            while (cursor is not null);
            Assert.Equal(all.Order(), paged.Order());
            Assert.Equal(paged.Count, paged.Distinct().Count());
        }
        var newest = (await SearchAsync(shop.Agent, "quince", "limit=3")).Json.Items().Select(i => i.Get<Guid>("conversation.id"));
        Assert.Equal(threads.AsEnumerable().Reverse().Take(3), newest);
        (await shop.Agent.GetAsync($"v1/search?as={shop.Agent.As}&q=other&cursor={(await SearchAsync(shop.Agent, "quince", "limit=1")).Get<string>("cursor")}")).MustRefuse(400, "invalid-cursor");

        static IEnumerable<(Guid, int)> Hits(System.Text.Json.Nodes.JsonNode item) => item.Items("hits").Select(h => (item.Get<Guid>("conversation.id"), h.Get<int>("seq")));
    }

    [Fact]
    public async Task Filters_narrow_by_author_link_subject_time_and_folder()
    {
        var talk = await World.NewTalkAsync("about the marmalade");
        (await talk.Vendor.SayAsync(talk.Id, "marmalade at https://example.com/m")).Must(201);
        var general = (await talk.Buyer.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, message = Actor.Message("marmalade in general") })).Must(201).Get<Guid>("conversation.id");
        await FoundManyAsync(talk.Vendor, "marmalade", 2);
        foreach (var who in new[] { talk.Vendor, talk.Buyer })
        {
            await MustFindAsync(who, "by=vendor", 2);
            await MustFindAsync(who, "by=buyer", 1, 1);
            await MustFindAsync(who, "has=link", 2);
            await MustFindAsync(who, $"subject=listing:{talk.Shop.ListingId}", 2, 1);
            await MustFindAsync(who, "subject=order:never-issued");
            await MustFindAsync(who, "to=2020-01-01");
            await MustFindAsync(who, "from=2020-01-01T00:00:00Z", 1, 2, 1);
        }
        await MustFindAsync(talk.Vendor, "folder=inbox", 1, 2, 1);
        await using (var db = World.Store.Open()) await db.Set<Parley.Conversations.Seat>().Where(s => s.ConversationId == general && s.Party == PartyKind.Vendor).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, Parley.Conversations.Place.Archived));
        await MustFindAsync(talk.Vendor, "folder=archived", 1);
        await MustFindAsync(talk.Vendor, "folder=inbox", 2, 1);
        foreach (var wrong in new[] { "folder=nowhere", "by=platform", "has=everything", "subject=x", "from=yesterday", "from=2026-01-02&to=2026-01-01", "limit=0" })
            (await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q=marmalade&{wrong}")).MustRefuse(400, "validation");
        (await talk.Buyer.GetAsync("v1/search?q=marmalade&folder=inbox")).MustRefuse(400, "validation");

        async Task MustFindAsync(Actor who, string filter, params int[] seqs) =>
            Assert.Equal(seqs, (await SearchAsync(who, "marmalade", filter)).Json.Items().SelectMany(i => i.Items("hits")).Select(h => h.Get<int>("seq")).ToArray());
    }

    [Fact]
    public async Task A_thread_that_was_moved_is_found_by_what_it_is_about_now()
    {
        var talk = await World.NewTalkAsync("the dunlin before");
        await FoundAsync(talk.Vendor, "dunlin", 1);
        var order = await talk.Shop.NewOrderAsync(talk.Buyer);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/move", new { subject = new { kind = "order", id = order } })).Must(200);
        foreach (var who in new[] { talk.Vendor, talk.Buyer })
        {
            await Eventually.TrueAsync(async () => (await SearchAsync(who, order)).Json.Items().Length == 1, "the thread is found by its order");
            Assert.Single((await SearchAsync(who, "dunlin", $"subject=order:{order}")).Json.Items());
            Assert.Empty((await SearchAsync(who, "dunlin", $"subject=listing:{talk.Shop.ListingId}")).Json.Items());
        }
    }

    [Fact]
    public async Task A_vendor_with_more_than_a_page_of_texts_finds_old_and_new_ones_and_packing_loses_none()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var talk = await shop.OpenAsync(buyer, "rare zephyrweed here");
        await FillBlockAsync(shop, talk.Id, buyer);
        (await buyer.SayAsync(talk.Id, "fresh zephyrweed there")).Must(201);
        var item = await FoundAsync(shop.Agent, "zephyrweed", 2);
        Assert.Equal(["fresh zephyrweed there", "rare zephyrweed here"], item.Items("hits").Select(h => h.Get<string>("snippet")));
        await FoundAsync(shop.Agent, "filling text number 17 ", 1); // one of those that were put in between
        (await buyer.EditAsync(talk.Id, 1, "it was something else")).Must(200); // has its place in the block already
        Assert.Equal("fresh zephyrweed there", (await FoundAsync(shop.Agent, "zephyrweed", 1)).Items("hits")[0].Get<string>("snippet"));
        await FoundAsync(shop.Agent, "something else", 1);
    }

    [Fact]
    public async Task Imported_threads_are_found_in_the_order_of_their_own_times()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var start = DateTimeOffset.UtcNow.AddDays(-30);
        var rows = Enumerable.Range(0, 3).Select(i => System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "conversation",
            vendor = shop.VendorId,
            buyer = buyer.Id,
            topic = (string?)null,
            subject = i == 0 ? null : new { kind = "listing", id = shop.ListingId + (i == 1 ? "" : "-two") },
            messages = new[] { new { clientMessageId = Guid.NewGuid(), from = "buyer", text = $"imported periwinkle {i}", at = start.AddDays(-i) } },
        }));
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, shop.ListingId + "-two", shop.VendorId, "Another bowl"));
        (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", string.Join('\n', rows), "application/x-ndjson")).Must(200);
        var found = await FoundManyAsync(shop.Agent, "periwinkle", 3);
        Assert.Equal(["imported periwinkle 0", "imported periwinkle 1", "imported periwinkle 2"], found.Select(i => i.Items("hits")[0].Get<string>("snippet")));
    }

    [Fact]
    public async Task A_store_whose_index_is_lost_is_indexed_again_from_the_beginning()
    {
        var talk = await World.NewTalkAsync("once upon a sandpiper");
        await FoundAsync(talk.Vendor, "sandpiper", 1);
        await using (var db = World.Store.Open())
        {
            await db.Set<SearchFresh>().ExecuteDeleteAsync();
            await db.Set<SearchThread>().ExecuteDeleteAsync();
        }
        Assert.Empty((await SearchAsync(talk.Vendor, "sandpiper")).Json.Items());
        (await Tool.ParleyAsync(World.Environment(), "search", "index")).Done();
        await FoundAsync(talk.Vendor, "sandpiper", 1);
        Assert.NotNull((await SearchAsync(talk.Vendor, "sandpiper")).Json["indexedUpTo"]);
        (await Tool.ParleyAsync(World.Environment(), "search", "index")).Done(); // again changes nothing
        Assert.Single((await FoundAsync(talk.Vendor, "sandpiper", 1)).Items("hits"));
    }

    [Fact]
    public async Task Killed_in_the_middle_of_indexing_it_goes_on_and_nothing_is_missing_or_doubled()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var talk = await shop.OpenAsync(buyer, "cormorant 0");
        for (var i = 1; i <= 30; i++) (await buyer.SayAsync(talk.Id, $"cormorant {i}")).Must(201);
        await World.Server.KillAsync();
        await World.Server.StartAsync();
        var item = await FoundAsync(shop.Agent, "cormorant", 31, TimeSpan.FromSeconds(45)); // the dead one's turn lasts up to 20 s
        Assert.Equal(Enumerable.Range(1, 31).Reverse(), item.Items("hits").Select(h => h.Get<int>("seq")));
    }

    [Fact]
    public async Task After_the_wrapping_key_was_rotated_everything_is_still_found()
    {
        var talk = await World.NewTalkAsync("a turning guillemot");
        await FoundAsync(talk.Vendor, "guillemot", 1);
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        await using (var db = World.Store.Open())
            Assert.Single(await db.Set<SearchBlock>().Select(b => b.WrappedBy).Union(db.Set<Parley.Encryption.AuthorKey>().Select(k => k.WrappedBy)).Distinct().ToListAsync());
        await FoundAsync(talk.Vendor, "guillemot", 1);
        (await talk.Buyer.SayAsync(talk.Id, "another guillemot")).Must(201);
        await FoundAsync(talk.Vendor, "guillemot", 2);
    }

    [Theory]
    [InlineData("", "invalid-query")]
    [InlineData("%20%20", "invalid-query")]
    [InlineData("%22%22%20-%20*", "invalid-query")]
    [InlineData("a%00b", "invalid-character")]
    [InlineData("a+b+c+d+e+f+g+h+i", "invalid-query")]
    public async Task A_query_that_cannot_be_searched_is_refused(string query, string code)
    {
        var talk = await World.NewTalkAsync();
        foreach (var who in new[] { talk.Vendor, talk.Buyer }) (await who.GetAsync($"v1/search?as={who.As}&q={query}")).MustRefuse(400, code);
    }

    [Fact]
    public async Task A_query_of_ten_thousand_letters_is_refused_in_words()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q={new string('x', 10_000)}")).MustRefuse(400, "invalid-query");
        (await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q={string.Concat(Enumerable.Repeat("%E9%80%80", 10_000))}")).MustRefuse(400, "invalid-query");
        (await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}")).MustRefuse(400, "invalid-query");
    }

    static async Task<Answer> SearchAsync(Actor who, string query, string more = "") => (await who.GetAsync($"v1/search?as={who.As}&q={Uri.EscapeDataString(query)}&{more}")).Must(200);

    /// <summary>The one thread, once it has so many hits.</summary>
    static async Task<System.Text.Json.Nodes.JsonNode> FoundAsync(Actor who, string query, int hits, TimeSpan? within = null)
    {
        System.Text.Json.Nodes.JsonNode[] items = [];
        await Eventually.TrueAsync(async () => (items = (await SearchAsync(who, query)).Json.Items()) is [var one] && one.Items("hits").Length == hits, $"'{query}' is found {hits} times in one thread", within);
        return items[0];
    }

    static async Task<System.Text.Json.Nodes.JsonNode[]> FoundManyAsync(Actor who, string query, int threads)
    {
        System.Text.Json.Nodes.JsonNode[] items = [];
        await Eventually.TrueAsync(async () => (items = (await SearchAsync(who, query)).Json.Items()).Length == threads, $"'{query}' is found in {threads} threads");
        return items;
    }

    static Task<long> PartyAsync(ParleyDb db, string vendor) => db.Set<Parley.Conversations.PartyFeed>().Where(p => p.Key == "v:" + vendor).Select(p => p.Id).SingleAsync();

    /// <summary>Says so much that the index has a first page of places; returns the vendor's party.</summary>
    async Task<long> FillBlockAsync(Shop shop, Guid thread, Actor buyer)
    {
        await using var db = World.Store.Open();
        var party = await PartyAsync(db, shop.VendorId);
        var another = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, message = Actor.Message("for filling") })).Must(201).Get<Guid>("conversation.id");
        await Task.WhenAll(Enumerable.Range(0, 270).Select(async i => (await buyer.SayAsync(another, $"filling text number {i} of it")).Must(201)));
        await Eventually.TrueAsync(async () => await db.Set<SearchPage>().AnyAsync(p => p.PartyId == party), $"the index beside {thread} has a page");
        return party;
    }

    /// <summary>Whether any place names a message of this thread; opened with the server's own key.</summary>
    async Task<bool> HoldsAsync(ParleyDb db, long party, Guid thread)
    {
        var wrapping = new Parley.Encryption.Wrapping(new Parley.Encryption.FileKeys(Path.Combine(World.Store.Folder, "keys.json")));
        foreach (var block in await db.Set<SearchBlock>().Where(b => b.PartyId == party).ToListAsync())
        {
            var keys = new Parley.Encryption.BlindKeys(wrapping.Unwrap(block.Secret, block.WrappedBy, SearchBlock.Purpose(party, block.Number)));
            foreach (var row in await db.Set<SearchPage>().Where(p => p.PartyId == party).ToListAsync())
            {
                var page = keys.Open(row.Sealed, party, row.Number);
                for (var i = 0; i + 36 <= page.Length; i += 36)
                    if (new Guid(page.AsSpan(i, 16), bigEndian: true) == thread && page.AsSpan(i + 16, 4).IndexOfAnyExcept((byte)0) >= 0) return true;
            }
        }
        return false;
    }
}

public sealed class Searching_on_sqlite(SqliteWorld world) : Searching(world), IClassFixture<SqliteWorld>;

public sealed class Searching_on_postgres(PostgresWorld world) : Searching(world), IClassFixture<PostgresWorld>;
