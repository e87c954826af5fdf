using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Seams;

/// <summary>What every message log promises, store by store, without a server around it.</summary>
public abstract class MessageLogContract(string kind) : IAsyncLifetime
{
    readonly TestStore store = TestStore.Of(kind);
    Wrapping wrapping = null!;

    IMessageLog Log => store.Store.MessageLog;

    public async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
        wrapping = new Wrapping(new EnvironmentKeys("k:" + Convert.ToBase64String(new byte[32])));
    }

    public ValueTask DisposeAsync() => DisposeAsync(store.Store);

    static async ValueTask DisposeAsync(Store opened)
    {
        (opened as IDisposable)?.Dispose();
        if (opened is IAsyncDisposable later) await later.DisposeAsync();
    }

    [Fact]
    public async Task Sends_of_one_batch_get_contiguous_numbers_in_their_order()
    {
        var thread = await NewThreadAsync();
        var outcomes = Log.Append([From(thread), From(thread, PartyKind.Vendor), From(thread)]);
        Assert.Equal([(AppendStatus.Stored, 1), (AppendStatus.Stored, 2), (AppendStatus.Stored, 3)], outcomes.Select(o => (o.Status, o.Seq)));
        Assert.Equal([1, 2, 3], outcomes.Select(o => o.BuyerFeed));
        Assert.All(outcomes, o => Assert.Equal((1, 2), (o.BuyerUnread, o.VendorUnread)));
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task The_same_batch_again_finds_the_first_results()
    {
        var thread = await NewThreadAsync();
        Send[] batch = [From(thread), From(thread)];
        Log.Append(batch);
        var again = Log.Append(batch);
        Assert.Equal([(AppendStatus.Repeated, 1), (AppendStatus.Repeated, 2)], again.Select(o => (o.Status, o.Seq)));
        var twice = From(thread);
        var inOne = Log.Append([twice, twice]);
        Assert.Equal([(AppendStatus.Stored, 3), (AppendStatus.Repeated, 3)], inOne.Select(o => (o.Status, o.Seq)));
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task A_refused_send_leaves_the_others_of_its_batch_alone()
    {
        var (one, two) = (await NewThreadAsync(), await NewThreadAsync());
        await using (var db = store.Open()) await db.Set<Conversation>().Where(c => c.Id == two.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConversationState.Closed));
        var outcomes = Log.Append(
            [From(one), From(two), From(one) with { ConversationId = Guid.NewGuid() }, From(one) with { ReplyTo = 9 }, From(one) with { ReplyTo = 1 }, From(two) with { Party = PartyKind.Platform }]);
        Assert.Equal([AppendStatus.Stored, AppendStatus.Closed, AppendStatus.Gone, AppendStatus.NoSuchReply, AppendStatus.Stored, AppendStatus.Stored], outcomes.Select(o => o.Status));
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task Two_logs_side_by_side_keep_every_number_whole()
    {
        var threads = new List<Conversation>();
        for (var i = 0; i < 6; i++) threads.Add(await NewThreadAsync());
        var other = store.OpenAnother();
        await Task.WhenAll(new[] { Log, other.MessageLog }.Select(log => Task.Run(() =>
        {
            var heads = threads.ConvertAll(_ => new RememberedHead(null)); // each node's own memory, made old by the other all the time
            for (var i = 0; i < 30; i++)
                log.Append([.. threads.Select((t, place) => From(t, i % 3 == 0 ? PartyKind.Vendor : PartyKind.Buyer) with { Head = heads[place] })]);
        })));
        await DisposeAsync(other);
        await using var db = store.Open();
        Assert.Equal(6 * 60, await db.Set<Message>().CountAsync());
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task What_is_remembered_of_a_conversation_is_used_and_never_trusted()
    {
        var (one, two) = (await NewThreadAsync(), await NewThreadAsync());
        var (first, second) = (new RememberedHead(null), new RememberedHead(null));
        Log.Append([From(one) with { Head = first }, From(two) with { Head = second }]);
        var old = first.Value;
        var sent = From(one) with { Head = first };
        Assert.Equal([(AppendStatus.Stored, 2, 2L, 3L)], Log.Append([sent]).Select(o => (o.Status, o.Seq, o.BuyerFeed, o.VendorFeed)));
        Assert.Equal([(AppendStatus.Repeated, 2), (AppendStatus.Stored, 2)], Log.Append([sent, From(two) with { Head = second }]).Select(o => (o.Status, o.Seq))); // stored before, and the head still stands

        first.Value = old;
        Assert.Equal([(AppendStatus.Stored, 3)], Log.Append([From(one) with { Head = first }]).Select(o => (o.Status, o.Seq)));
        await using (var db = store.Open()) await db.Set<Conversation>().Where(c => c.Id == two.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConversationState.Closed));
        Assert.Equal([AppendStatus.Stored, AppendStatus.Closed], Log.Append([From(one) with { Head = first }, From(two) with { Head = second }]).Select(o => o.Status));
        await using (var db = store.Open()) await db.Set<Conversation>().Where(c => c.Id == two.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConversationState.Open));
        Assert.Equal([AppendStatus.Stored], Log.Append([From(two) with { Head = second }]).Select(o => o.Status)); // it remembered it closed
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task Of_a_batch_in_which_two_agents_answer_what_both_saw_one_is_stored()
    {
        var thread = await NewThreadAsync();
        var head = new RememberedHead(null);
        Log.Append([From(thread) with { Head = head }]);
        Send By(string agent, int? seen) => From(thread, PartyKind.Vendor) with { AuthorId = agent, SeenSeq = seen, Head = head };
        var first = By("ada", 1);
        var outcomes = Log.Append([first, By("ben", 1), By("ada", 1), By("ben", null), By("ada", 3)]);
        Assert.Equal([(AppendStatus.Stored, 2), (AppendStatus.AnsweredMeanwhile, 2), (AppendStatus.Stored, 3), (AppendStatus.Stored, 4), (AppendStatus.AnsweredMeanwhile, 4)], outcomes.Select(o => (o.Status, o.Seq)));
        Assert.Equal((AppendStatus.Repeated, 2), Log.Append([first]).Select(o => (o.Status, o.Seq)).Single());
        Assert.Equal((AppendStatus.AnsweredMeanwhile, 4), Log.Append([By("ada", 3) with { Head = new RememberedHead(null) }]).Select(o => (o.Status, o.Seq)).Single());
        Assert.Equal((AppendStatus.Stored, 5), Log.Append([By("ada", 4)]).Select(o => (o.Status, o.Seq)).Single());
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task A_buyers_text_brings_back_what_was_put_away_but_not_spam_and_the_vendors_seat_says_since_when_it_owes()
    {
        foreach (var (place, after) in new[] { (Place.Inbox, Place.Inbox), (Place.Snoozed, Place.Inbox), (Place.Archived, Place.Inbox), (Place.Spam, Place.Spam) })
        {
            var thread = await NewThreadAsync();
            await using (var db = store.Open())
                await db.Set<Seat>().Where(s => s.ConversationId == thread.Id && s.Party == PartyKind.Vendor)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, place).SetProperty(x => x.SnoozedUntil, place == Place.Snoozed ? DateTimeOffset.UtcNow.AddDays(1) : null));
            Log.Append([From(thread, PartyKind.Vendor)]);
            Assert.Equal((place, null), await SeatAsync(PartyKind.Vendor));
            var asked = From(thread);
            Log.Append([asked, From(thread)]);
            Assert.Equal((after, asked.At), await SeatAsync(PartyKind.Vendor));
            Assert.Equal((Place.Inbox, null), await SeatAsync(PartyKind.Buyer));
            Log.Append([From(thread, PartyKind.Vendor)]);
            Assert.Equal((after, null), await SeatAsync(PartyKind.Vendor));

            async Task<(Place, long?)> SeatAsync(PartyKind party)
            {
                await using var db = store.Open();
                var seat = await db.Set<Seat>().SingleAsync(s => s.ConversationId == thread.Id && s.Party == party);
                if (seat.Place == Place.Inbox) Assert.Null(seat.SnoozedUntil);
                return (seat.Place, seat.OwesSince);
            }
        }
        await Ledger.MustBalanceAsync(store);
    }

    [Fact]
    public async Task Whatever_happens_in_a_thread_its_ledger_is_what_its_messages_and_acts_say()
    {
        var random = new Random(11);
        var threads = new List<Conversation>();
        for (var i = 0; i < 8; i++) threads.Add(await NewThreadAsync());
        var acts = new List<(Guid Thread, Happening Act)>();
        var memory = threads.ToDictionary(t => t.Id, _ => new RememberedHead(null));
        for (var round = 0; round < 60; round++)
        {
            if (random.Next(4) == 0)
            {
                var thread = threads[random.Next(threads.Count)];
                if (await SettleAsync(thread.Id, (Ending)random.Next(2, 5)) is { } act) acts.Add((thread.Id, act));
                if (random.Next(2) == 0) memory[thread.Id].Forget(); // otherwise this node learns of it only when it writes
                continue;
            }
            Log.Append([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
            {
                var thread = threads[random.Next(threads.Count)];
                var (party, type) = random.Next(7) switch
                {
                    < 3 => (PartyKind.Buyer, MessageKind.Text),
                    < 5 => (PartyKind.Vendor, MessageKind.Text),
                    5 => (PartyKind.Vendor, MessageKind.Auto),
                    _ => (PartyKind.Platform, MessageKind.System),
                };
                return From(thread, party) with { Kind = type, Head = memory[thread.Id], AuthorId = $"{party}" };
            })]);
        }
        await using var db = store.Open();
        foreach (var thread in threads)
        {
            var messages = await db.Set<Message>().Where(m => m.ConversationId == thread.Id).OrderBy(m => m.Seq).ToListAsync();
            var happened = messages.Select(m => new Happening(m.Seq, m.Party, m.Kind, m.At, m.AuthorId)).Concat(acts.Where(a => a.Thread == thread.Id).Select(a => a.Act)).OrderBy(h => h.Seq).ThenBy(h => h.Act is not null);
            var computed = Owed.In(happened);
            var stored = (await db.Set<Obligation>().Where(o => o.ConversationId == thread.Id).OrderBy(o => o.OpenedSeq).ToListAsync())
                .ConvertAll(o => new Owed(o.OpenedSeq, o.Since, o.ClosedSeq, o.ClosedAt, o.ClosedBy, o.How));
            Assert.Equal(computed.Where(o => o.How is not null), stored);
            var conversation = await db.Set<Conversation>().SingleAsync(c => c.Id == thread.Id);
            Assert.Equal(computed.SingleOrDefault(o => o.How is null) is { } open ? new Debt(open.Since.ToMicros(), open.OpenedSeq) : null, conversation.Owes);
        }
        Assert.True(acts.Count > 0 && await db.Set<Obligation>().CountAsync() > 20);
        await Ledger.MustBalanceAsync(store);

        Task<Happening?> SettleAsync(Guid id, Ending how) => store.Store.WriteAsync(async write =>
        {
            await store.Store.LockConversationAsync(write, id, default);
            var conversation = await write.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == id);
            var seat = await write.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == id && s.Party == PartyKind.Vendor);
            var now = Instants.FromMicros(TimeProvider.System.NowMicros());
            if (!write.Settle(conversation, seat, how, "ada", now)) return null;
            await write.SaveChangesAsync();
            return new Happening(conversation.LastSeq, PartyKind.Vendor, MessageKind.Text, now, "ada", how);
        }, default);
    }

    [Fact]
    public async Task The_ledger_of_a_store_that_had_none_is_made_from_its_messages()
    {
        var random = new Random(12);
        var threads = new List<Conversation>();
        for (var i = 0; i < 5; i++) threads.Add(await NewThreadAsync());
        for (var i = 0; i < 30; i++)
            Log.Append([.. Enumerable.Range(0, 5).Select(_ => From(threads[random.Next(5)], (PartyKind)random.Next(1, 4)) with { Kind = random.Next(5) == 0 ? MessageKind.Auto : MessageKind.Text })]);
        var before = await LedgerAsync();
        Assert.True(before.Rows.Count > 10);
        await using (var db = store.Open())
        {
            var migrator = db.GetService<IMigrator>();
            var all = db.Database.GetMigrations().ToList();
            await migrator.MigrateAsync(all[all.FindIndex(m => m.EndsWith("_Desk", StringComparison.Ordinal)) - 1]);
            await migrator.MigrateAsync();
        }
        var after = await LedgerAsync();
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Owing, after.Owing);

        async Task<(List<(Guid, Owed)> Rows, List<(Guid, Debt?)> Owing)> LedgerAsync()
        {
            await using var db = store.Open();
            var rows = await db.Set<Obligation>().OrderBy(o => o.ConversationId).ThenBy(o => o.OpenedSeq).ToListAsync();
            return (rows.ConvertAll(o => (o.ConversationId, new Owed(o.OpenedSeq, o.Since, o.ClosedSeq, o.ClosedAt, o.ClosedBy, o.How))),
                (await db.Set<Conversation>().OrderBy(c => c.Id).ToListAsync()).ConvertAll(c => (c.Id, c.Owes)));
        }
    }

    [Fact]
    public async Task Each_stored_message_leaves_one_fact_in_the_same_commit()
    {
        var thread = await NewThreadAsync();
        Log.Append([From(thread), From(thread)]);
        await using var db = store.Open();
        var facts = await db.Set<Fact>().Where(f => f.ConversationId == thread.Id).OrderBy(f => f.Id).ToListAsync();
        Assert.Equal([1, 2], facts.Select(f => f.Seq));
        Assert.All(facts, f => Assert.Equal(FactKind.MessageSent, f.Kind));
    }

    [Fact]
    public async Task A_messages_fact_says_who_speaks()
    {
        var thread = await NewThreadAsync();
        Log.Append([From(thread), From(thread, PartyKind.Vendor), From(thread, PartyKind.Vendor) with { Kind = MessageKind.Auto },
            From(thread, PartyKind.Platform) with { Kind = MessageKind.System }, From(thread) with { Imported = true }, From(thread, PartyKind.Platform)]);
        await using var db = store.Open();
        Assert.Equal([Fact.Buyer, Fact.Vendor, Fact.Machine, Fact.Line, Fact.Imported, null], await db.Set<Fact>().Where(f => f.ConversationId == thread.Id).OrderBy(f => f.Id).Select(f => f.Subject).ToListAsync());
    }

    static Send From(Conversation thread, PartyKind party = PartyKind.Buyer) =>
        new(thread.Id, Guid.NewGuid(), party, "someone", MessageKind.Text, [1, 2, 3], null, DateTimeOffset.UtcNow.ToMicros(), thread.BuyerParty, thread.VendorParty);

    static async Task<PartyFeed> FeedAsync(ParleyDb db, string key)
    {
        if (await db.Set<PartyFeed>().SingleOrDefaultAsync(p => p.Key == key) is { } found) return found;
        var made = new PartyFeed { Key = key };
        db.Add(made);
        await db.SaveChangesAsync();
        return made;
    }

    async Task<Conversation> NewThreadAsync()
    {
        var id = Guid.CreateVersion7();
        return await store.Store.WriteAsync(async db =>
        {
            var buyer = await FeedAsync(db, $"b:{id}");
            var vendor = await FeedAsync(db, "v:shared");
            var (secret, by) = wrapping.Wrap(Wrapping.NewSecret(), Conversation.SecretPurpose(id));
            var thread = new Conversation
            {
                Id = id, ThreadKey = Guid.NewGuid(), VendorId = "shared", BuyerId = $"{id}", VendorParty = vendor.Id, BuyerParty = buyer.Id,
                ChainHead = HashChain.Genesis, Secret = secret, SecretWrappedBy = by, CreatedAt = DateTimeOffset.UtcNow,
            };
            db.Add(thread);
            db.Add(new Seat { ConversationId = id, Party = PartyKind.Buyer, PartyId = buyer.Id });
            db.Add(new Seat { ConversationId = id, Party = PartyKind.Vendor, PartyId = vendor.Id });
            await db.SaveChangesAsync();
            return thread;
        }, default);
    }
}

public sealed class The_message_log_of_sqlite() : MessageLogContract("sqlite");

public sealed class The_message_log_of_postgres() : MessageLogContract("postgres");

/// <summary>What every key provider promises.</summary>
public sealed class Key_providers
{
    static readonly string Two = $"new:{Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray())},old:{Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray())}";

    public static TheoryData<string> Kinds => ["file", "environment"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_current_key_has_256_bits_and_is_found_by_its_id_and_unknown_ids_are_null(string kind)
    {
        var keys = Make(kind);
        Assert.Equal(32, keys.Current.Key.Length);
        Assert.Same(keys.Current, keys.Find(keys.Current.Id));
        Assert.Null(keys.Find("nobody"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_wrapped_before_a_rotation_unwraps_after_it(string kind)
    {
        var before = kind == "file" ? Make(kind) : new EnvironmentKeys(Two.Split(',')[1]);
        var secret = Wrapping.NewSecret();
        var (wrapped, by) = new Wrapping(before).Wrap(secret, "purpose");
        var after = before;
        if (kind == "file") await before.RotateAsync(default);
        else after = new EnvironmentKeys(Two);
        Assert.NotEqual(by, after.Current.Id);
        Assert.Equal(secret, new Wrapping(after).Unwrap(wrapped, by, "purpose"));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => new Wrapping(after).Unwrap(wrapped, by, "another purpose"));
    }

    [Fact]
    public async Task A_key_file_read_again_holds_the_same_keys()
    {
        var path = Path.Combine(Places.NewFolder("keys"), "sub", "keys.json");
        var first = new FileKeys(path);
        var old = first.Current.Id;
        await first.RotateAsync(default);
        var second = new FileKeys(path);
        Assert.Equal(first.Current.Key, second.Current.Key);
        Assert.NotNull(second.Find(old));
    }

    [Fact]
    public async Task A_key_that_another_process_made_is_found_and_used_from_then_on()
    {
        var path = Path.Combine(Places.NewFolder("keys"), "keys.json");
        var (here, there) = (new FileKeys(path), new FileKeys(path));
        var secret = Wrapping.NewSecret();
        for (var round = 0; round < 3; round++)
        {
            var made = await there.RotateAsync(default);
            var (wrapped, by) = new Wrapping(there).Wrap(secret, "purpose");
            Assert.Equal(secret, new Wrapping(here).Unwrap(wrapped, by, "purpose"));
            Assert.Equal(made, here.Current, (a, b) => a.Id == b.Id);
        }
        await File.WriteAllTextAsync(path, "spoilt");
        Assert.Null(here.Find("nobody"));
        Assert.Equal(there.Current.Id, here.Current.Id); // what was read serves on
    }

    [Fact]
    public async Task First_starts_at_once_agree_on_one_key_and_rotations_at_once_lose_none()
    {
        for (var round = 0; round < 100; round++)
        {
            var path = Path.Combine(Places.NewFolder("keys"), "data", "keys.json");
            var starts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            {
                var keys = new FileKeys(path);
                return (Keys: keys, First: keys.Current.Id);
            })));
            Assert.Single(starts.Select(s => s.First).Distinct());
            var rotated = await Task.WhenAll(starts.Take(3).Select(s => Task.Run(() => s.Keys.RotateAsync(default))));
            var after = new FileKeys(path);
            Assert.All(rotated, key => Assert.NotNull(after.Find(key.Id)));
            Assert.NotNull(after.Find(starts[0].First));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-colon")]
    [InlineData("a:too-short")]
    [InlineData("a:AAAA")]
    public void Keys_that_are_none_are_refused(string value) => Assert.Throws<InvalidOperationException>(() => new EnvironmentKeys(value));

    static IKeyProvider Make(string kind) => kind == "file" ? new FileKeys(Path.Combine(Places.NewFolder("keys"), "keys.json")) : new EnvironmentKeys(Two);
}

/// <summary>What every message check promises: the same answer each time, and it never throws whatever the text.</summary>
public sealed class Message_checks
{
    static readonly IMessageCheck[] All = [new TextShape(Options.Create(new ConversationOptions())), new Parley.Automation.Unfilled()];

    [Fact]
    public async Task A_check_answers_the_same_each_time_and_never_throws()
    {
        foreach (var check in All)
            foreach (var text in new[] { "", " ", "hello", "\0", new string('x', 100_000), "\ud800", "\u202e", "مرحبا" })
            {
                var draft = new Draft(PartyKind.Buyer, "me", text);
                var first = await check.CheckAsync(draft, TestContext.Current.CancellationToken);
                Assert.Equal(first.Refusal?.Code, (await check.CheckAsync(draft, TestContext.Current.CancellationToken)).Refusal?.Code);
                if (first.Refusal is { } refusal) Assert.InRange(refusal.Status, 400, 499);
            }
    }

    [Fact]
    public async Task An_ordinary_sentence_passes_every_check()
    {
        foreach (var check in All) Assert.Equal(Checked.Fine, await check.CheckAsync(new Draft(PartyKind.Vendor, "me", "Yes, it is still there."), TestContext.Current.CancellationToken));
    }
}
