using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Units;

public sealed class Cursors
{
    [Theory]
    [InlineData("42")]
    [InlineData("7 Zoë 张伟 with spaces")]
    public void A_cursor_gives_back_its_position_to_its_own_list_only(string position)
    {
        var cursor = Cursor.Write("inbox b:jane All Time", position);
        Assert.Equal(position, Cursor.Read("inbox b:jane All Time", cursor));
        Assert.Equal("invalid-cursor", Assert.Throws<RefusedException>(() => Cursor.Read("inbox b:joan All Time", cursor)).Refusal.Code);
    }

    [Fact]
    public void Any_altered_character_is_noticed()
    {
        var cursor = Cursor.Write("list", "12345 name");
        for (var i = 0; i < cursor.Length; i++)
            foreach (var c in "Ab-_=+/ %é")
                if (cursor[i] != c)
                    Assert.Throws<RefusedException>(() => Cursor.Read("list", cursor[..i] + c + cursor[(i + 1)..]));
        Assert.Throws<RefusedException>(() => Cursor.Read("list", cursor + "="));
        Assert.Null(Cursor.Read("list", null));
        Assert.Null(Cursor.Read("list", ""));
    }
}

public sealed class Text_rules
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("\u200b\u2060\ufeff\u00ad", false)]
    [InlineData("\u3164\u2800\u115f", false)]
    [InlineData("\u0301", false)]
    [InlineData("👍", true)]
    [InlineData(" . ", true)]
    [InlineData("", false)]
    public void Visible_is_what_leaves_a_mark(string text, bool visible) => Assert.Equal(visible, Texts.IsVisible(text));

    [Fact]
    public void A_line_is_trimmed_and_loses_controls_and_direction_overrides()
    {
        Assert.Equal("Jane Doe", Texts.Line("  Jane\nDoe\u202e ", "name", 100));
        Assert.Throws<RefusedException>(() => Texts.Line("\u202e\u2066", "name", 100));
        Assert.Throws<RefusedException>(() => Texts.Line(new string('x', 101), "name", 100));
        Assert.Equal("invalid-character", Assert.Throws<RefusedException>(() => Texts.Line("a\0", "name", 100)).Refusal.Code);
    }

    [Theory]
    [InlineData("https://a.example/x?y=1", true)]
    [InlineData("http://a.example", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//a.example", false)]
    [InlineData("https://user:pw@a.example", false)]
    [InlineData("https://a.example/ b", false)]
    public void Only_plain_web_addresses_pass(string url, bool good)
    {
        if (good) Assert.Equal(url, Texts.OptionalUrl(url, "url"));
        else Assert.Throws<RefusedException>(() => Texts.OptionalUrl(url, "url"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("ü")]
    [InlineData("a\n")]
    public void Ids_are_visible_ascii(string id) => Assert.Throws<RefusedException>(() => Texts.Id(id, "id"));

    [Fact]
    public void Shortening_never_cuts_a_character_in_half()
    {
        var text = new string('x', 158) + "😀😀";
        var shortened = Unseal.Shorten(text)!;
        Assert.True(shortened.Length <= 160);
        Assert.False(char.IsHighSurrogate(shortened[^2]));
        Assert.Equal("short", Unseal.Shorten("short"));
        Assert.Null(Unseal.Shorten(null));
    }
}

public sealed class Instants_and_answers
{
    [Fact]
    public void Instants_keep_microseconds_and_are_written_in_utc()
    {
        var at = new DateTimeOffset(2026, 11, 23, 22, 0, 0, 123, 456, TimeSpan.FromHours(2)).AddTicks(7);
        Assert.Equal(at.AddTicks(-7), Instants.FromMicros(at.ToMicros()));
        Assert.Equal("\"2026-11-23T20:00:00.123456Z\"", System.Text.Json.JsonSerializer.Serialize(at, Wire.Json));
        Assert.Equal(DateTimeOffset.MinValue, Instants.FromMicros(DateTimeOffset.MinValue.ToMicros()));
    }

    [Theory]
    [InlineData(9, 60, "new")]
    [InlineData(10, 600, "within-minutes")]
    [InlineData(10, 601, "within-hour")]
    [InlineData(11, 3601, "within-hours")]
    [InlineData(10, 21_601, "within-day")]
    [InlineData(10, 86_401, "within-days")]
    public void The_median_is_told_as_a_bucket(int answers, int seconds, string label) =>
        Assert.Equal(label, AnswerTimes.Describe(answers, seconds).Label);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3600, 1)]
    [InlineData(3601, 2)]
    [InlineData(int.MaxValue, 596_524)]
    public void The_median_is_told_in_whole_hours_rounded_up(int seconds, int hours) => Assert.Equal(hours, AnswerTimes.Describe(10, seconds).OpeningHours);
}

public sealed class Bounded_caches
{
    [Fact]
    public void A_cache_stays_near_its_capacity_and_keeps_what_is_used()
    {
        var cache = new BoundedCache<int, int>(1000);
        for (var i = 0; i < 20_000; i++)
        {
            cache.Set(i, i);
            Assert.True(cache.TryGet(0, out _), $"0 was forgotten at {i} although it is asked for all the time");
        }
        Assert.InRange(Enumerable.Range(0, 20_000).Count(i => cache.TryGet(i, out _)), 500, 1200);
        cache.Forget(0);
        Assert.False(cache.TryGet(0, out _));
    }
}

public sealed class Limit_rules
{
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public void A_bucket_holds_a_quarter_minute_and_refills_evenly()
    {
        var limits = new Limits(Options.Create(new LimitOptions { SendsPerMinute = 60 }), clock);
        var jane = new Person("jane", null, DateTimeOffset.MaxValue);
        for (var i = 0; i < 15; i++) limits.Take(jane, isSend: true, new DefaultHttpContext());
        var http = new DefaultHttpContext();
        var refused = Assert.Throws<RefusedException>(() => limits.Take(jane, isSend: true, http));
        Assert.Equal("rate-limited", refused.Refusal.Code);
        Assert.InRange(refused.Refusal.RetryAfter!.Value.TotalSeconds, 0.9, 1.1);
        Assert.Equal("\"sends\";r=0;t=1", http.Response.Headers["RateLimit"]);
        limits.Take(jane, isSend: false, new DefaultHttpContext()); // reading has a bucket of its own
        limits.Take(jane with { Id = "joan" }, isSend: true, new DefaultHttpContext()); // and so has everybody else
        clock.Advance(TimeSpan.FromSeconds(2));
        limits.Take(jane, isSend: true, new DefaultHttpContext());
        limits.Take(jane, isSend: true, new DefaultHttpContext());
        Assert.Throws<RefusedException>(() => limits.Take(jane, isSend: true, new DefaultHttpContext()));
    }

    [Fact]
    public void What_one_node_gave_is_gone_on_the_other()
    {
        var options = Options.Create(new LimitOptions { SendsPerMinute = 60 });
        var (here, there) = (new Limits(options, clock) { HasOthers = true }, new Limits(options, clock));
        var jane = new Person("jane", null, DateTimeOffset.MaxValue);
        for (var i = 0; i < 12; i++) here.Take(jane, isSend: true, new DefaultHttpContext());
        while (here.TryTell(out var told)) there.Heard(told.Bucket, told.Taken);
        for (var i = 0; i < 3; i++) there.Take(jane, isSend: true, new DefaultHttpContext());
        Assert.Throws<RefusedException>(() => there.Take(jane, isSend: true, new DefaultHttpContext()));
        Assert.False(there.TryTell(out _)); // it knows of nobody whom it could tell
        there.Heard("s:person:jane", 1000);
        clock.Advance(TimeSpan.FromSeconds(17)); // however much was taken elsewhere: a full bucket below zero at most
        there.Take(jane, isSend: true, new DefaultHttpContext());
    }
}

public sealed class Seals
{
    readonly byte[] author = Wrapping.NewSecret(), thread = Wrapping.NewSecret();
    readonly Guid conversation = Guid.NewGuid(), client = Guid.NewGuid();

    [Fact]
    public void A_sealed_text_opens_only_with_both_secrets_and_in_its_own_place()
    {
        var key = TextSeal.Key(author, thread);
        var data = TextSeal.Seal(key, "grüße 👍", conversation, client, 0);
        Assert.Equal("grüße 👍", TextSeal.Open(key, data, conversation, client, 0));
        Assert.NotEqual(data, TextSeal.Seal(key, "grüße 👍", conversation, client, 0)); // the same words never look the same
        foreach (var wrong in new Action[]
        {
            () => TextSeal.Open(TextSeal.Key(Wrapping.NewSecret(), thread), data, conversation, client, 0),
            () => TextSeal.Open(TextSeal.Key(author, Wrapping.NewSecret()), data, conversation, client, 0),
            () => TextSeal.Open(key, data, Guid.NewGuid(), client, 0),
            () => TextSeal.Open(key, data, conversation, Guid.NewGuid(), 0),
            () => TextSeal.Open(key, data, conversation, client, 1),
            () => TextSeal.Open(key, data[..^1], conversation, client, 0),
            () => TextSeal.Open(key, [], conversation, client, 0),
        })
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(wrong);
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var data = Sealed.Encrypt(author, "x"u8, "bound"u8);
        for (var i = 0; i < data.Length; i++)
        {
            var altered = (byte[])data.Clone();
            altered[i] ^= 1;
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Sealed.Decrypt(author, altered, "bound"u8));
        }
    }
}

public sealed class Chains
{
    static readonly Send Said = new(Guid.Parse("018f0000-0000-7000-8000-000000000001"), Guid.Parse("018f0000-0000-7000-8000-000000000002"), PartyKind.Buyer, "jané", MessageKind.Text, [1, 2, 3], 4, 1_700_000_000_000_000, 7, 8);

    [Fact]
    public void Every_part_of_an_entry_changes_its_hash()
    {
        var hash = HashChain.Message(HashChain.Genesis, Said, 1);
        Send[] others =
        [
            Said with { ConversationId = Guid.NewGuid() }, Said with { ClientId = Guid.NewGuid() }, Said with { Party = PartyKind.Vendor }, Said with { AuthorId = "jane" },
            Said with { Kind = MessageKind.System }, Said with { Sealed = [1, 2, 4] }, Said with { ReplyTo = null }, Said with { At = Said.At + 1 },
        ];
        Assert.All(others, other => Assert.NotEqual(hash, HashChain.Message(HashChain.Genesis, other, 1)));
        Assert.NotEqual(hash, HashChain.Message(HashChain.Genesis, Said, 2));
        Assert.NotEqual(hash, HashChain.Message(hash, Said, 1));
        Assert.Equal(hash, HashChain.Message(HashChain.Genesis, Said with { BuyerParty = 99 }, 1)); // rows' numbers are no evidence
    }

    [Fact]
    public void An_unsend_is_not_an_empty_edit() =>
        Assert.NotEqual(HashChain.Revision(HashChain.Genesis, Said.ConversationId, 1, 1, true, "jane", 5, null), HashChain.Revision(HashChain.Genesis, Said.ConversationId, 1, 1, false, "jane", 5, []));
}

public sealed class Append_plans
{
    readonly Guid thread = Guid.NewGuid();

    [Fact]
    public void A_batch_is_numbered_fed_and_counted_in_order()
    {
        var plan = Plan([Say(PartyKind.Buyer), Say(PartyKind.Vendor), Say(PartyKind.Platform, MessageKind.System), Say(PartyKind.Buyer)]);
        foreach (var seat in plan.Seats) plan.Numbered(thread, seat.Party, seat.Party == PartyKind.Buyer ? 14 : 24, seat.Incoming);
        Assert.Equal([5, 6, 7, 8], plan.Outcomes.Select(o => o.Seq));
        Assert.Equal([11, 12, 13, 14], plan.Outcomes.Select(o => o.BuyerFeed));
        Assert.Equal([21, 22, 23, 24], plan.Outcomes.Select(o => o.VendorFeed));
        Assert.Equal(2, plan.Seats.Single(s => s.Party == PartyKind.Buyer).Incoming); // the answer and the event
        Assert.Equal(2, plan.Seats.Single(s => s.Party == PartyKind.Vendor).Incoming); // only the buyer's words
        Assert.All(plan.Seats, s => Assert.Equal(4, s.LastChange));
    }

    [Fact]
    public void A_debt_begins_with_the_first_question_and_ends_with_the_first_answer()
    {
        var plan = Plan([Say(PartyKind.Buyer, at: 1_000_000), Say(PartyKind.Buyer, at: 5_000_000), Say(PartyKind.Platform, MessageKind.System, 6_000_000), Say(PartyKind.Vendor, at: 31_000_000), Say(PartyKind.Vendor, at: 90_000_000)]);
        var closing = Assert.Single(plan.Closings);
        Assert.Equal((new Debt(1_000_000, 5), 8, 31_000_000), (closing.Debt, closing.Seq, closing.At));
        Assert.Null(Assert.Single(plan.Conversations).Now.OwesSince);
        Assert.Equal(7_000_000, Plan([Say(PartyKind.Vendor, at: 1), Say(PartyKind.Buyer, at: 7_000_000)]).Conversations.Single().Now.OwesSince);
    }

    [Fact]
    public void What_a_machine_says_for_the_vendor_is_news_for_the_buyer_and_no_answer()
    {
        var plan = Plan([Say(PartyKind.Buyer, at: 5), Say(PartyKind.Vendor, MessageKind.Auto, 6)]);
        Assert.Empty(plan.Closings);
        var now = Assert.Single(plan.Conversations).Now;
        Assert.Equal((5L, null), (now.OwesSince, now.Answer));
        Assert.Equal(1, plan.Seats.Single(s => s.Party == PartyKind.Buyer).Incoming);
        Assert.Equal(AppendStatus.Closed, Plan([Say(PartyKind.Vendor, MessageKind.Auto)], ConversationState.Closed).Outcomes[0].Status);
    }

    [Fact]
    public void Only_a_buyers_words_wake_what_the_team_put_away()
    {
        foreach (var (said, wakes) in new[] { (Say(PartyKind.Buyer), true), (Say(PartyKind.Vendor), false), (Say(PartyKind.Platform, MessageKind.System), false), (Say(PartyKind.Vendor, MessageKind.Auto), false) })
        {
            var plan = Plan([said]);
            Assert.Equal(wakes, plan.Seats.Single(s => s.Party == PartyKind.Vendor).Wakes);
            Assert.False(plan.Seats.Single(s => s.Party == PartyKind.Buyer).Wakes);
        }
    }

    [Fact]
    public void The_platform_writes_also_where_nobody_else_may()
    {
        foreach (var (state, status) in new[] { (ConversationState.Closed, AppendStatus.Closed), (ConversationState.Frozen, AppendStatus.Frozen) })
            Assert.Equal([status, AppendStatus.Stored], Plan([Say(PartyKind.Buyer), Say(PartyKind.Platform, MessageKind.System)], state).Outcomes.Select(o => o.Status));
    }

    [Fact]
    public void What_is_known_is_repeated_even_in_a_closed_thread()
    {
        var said = Say(PartyKind.Buyer);
        var plan = Plan([said], ConversationState.Closed, new() { [(thread, said.ClientId)] = 3 });
        Assert.Equal((AppendStatus.Repeated, 3), (plan.Outcomes[0].Status, plan.Outcomes[0].Seq));
        Assert.Empty(plan.Messages);
        Assert.False(Assert.Single(plan.Conversations).Changed);
    }

    AppendPlan Plan(Send[] sends, ConversationState state = ConversationState.Open, Dictionary<(Guid, Guid), int>? known = null) =>
        new(sends, new Dictionary<Guid, Head> { [thread] = new(state, 4, 4, new byte[32], null, null) }, known ?? []);

    Send Say(PartyKind party, MessageKind kind = MessageKind.Text, long at = 1) => new(thread, Guid.NewGuid(), party, "x", kind, [1], null, at, 1, 2);
}

public sealed class Troubles_of_the_store
{
    [Theory]
    [InlineData(5)]
    [InlineData(14)]
    public void A_file_that_cannot_be_opened_now_is_no_defect(int code) =>
        Assert.Equal(503, StorageTrouble.Explain(new Microsoft.Data.Sqlite.SqliteException("x", code))?.Status);

    [Theory]
    [InlineData("25006", 503)]
    [InlineData("28P01", 503)]
    [InlineData("57P01", 503)]
    [InlineData("53100", 507)]
    [InlineData("23505", null)]
    public void A_database_that_does_not_take_us_now_is_no_defect(string state, int? status) =>
        Assert.Equal(status, StorageTrouble.Explain(new InvalidOperationException("x", new Npgsql.PostgresException("x", "FATAL", "FATAL", state)))?.Status);
}
