using Parley.Market;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Normal;

namespace Parley.Tests.Safety;

/// <summary>What a policy says, as a table; and which policies are none.</summary>
public sealed class Policing
{
    static Situation At(Stage stage, PartyKind from = PartyKind.Buyer, string? tier = null, bool first = false) => new(stage, from, tier, first);

    [Theory]
    [InlineData("phone", Stage.Inquiry, Measure.Coach, Stage.Paid)]
    [InlineData("mail", Stage.Offer, Measure.Coach, Stage.Paid)]
    [InlineData("link", Stage.Ordered, Measure.Coach, Stage.Paid)]
    [InlineData("address", Stage.Inquiry, Measure.Coach, Stage.Paid)]
    [InlineData("phone", Stage.Paid, Measure.Allow, null)]
    [InlineData("address", Stage.Shipped, Measure.Allow, null)]
    [InlineData("messenger", Stage.Completed, Measure.Allow, null)]
    [InlineData("phone", Stage.Dispute, Measure.Allow, null)]
    [InlineData("payment", Stage.Paid, Measure.Coach, null)]
    [InlineData("outside", Stage.Inquiry, Measure.Coach, null)]
    [InlineData("lookalike", Stage.Inquiry, Measure.Hold, null)]
    [InlineData("abuse", Stage.Inquiry, Measure.Allow, null)]
    [InlineData("image", Stage.Inquiry, Measure.Allow, null)]
    public void The_policy_that_comes_with_it_coaches_contacts_until_a_deal_is_paid(string kind, Stage stage, Measure measure, Stage? from)
    {
        foreach (var side in new[] { PartyKind.Buyer, PartyKind.Vendor })
        {
            Assert.Equal(measure, DefaultPolicy.Policy.MeasureFor(kind, At(stage, side)));
            if (measure != Measure.Allow) Assert.Equal(from, DefaultPolicy.Policy.AllowedFrom(kind, At(stage, side)));
        }
    }

    [Theory]
    [InlineData(null, null, Stage.Inquiry)]
    [InlineData(SubjectKind.Listing, "sold", Stage.Inquiry)]
    [InlineData(SubjectKind.Request, null, Stage.Inquiry)]
    [InlineData(SubjectKind.Request, "Quoted", Stage.Offer)]
    [InlineData(SubjectKind.Order, null, Stage.Ordered)]
    [InlineData(SubjectKind.Order, "awaiting payment", Stage.Ordered)]
    [InlineData(SubjectKind.Order, "PAID", Stage.Paid)]
    [InlineData(SubjectKind.Order, "in_transit", Stage.Shipped)]
    [InlineData(SubjectKind.Booking, "checked-out", Stage.Completed)]
    [InlineData(SubjectKind.Order, "cancelled", Stage.Inquiry)]
    [InlineData(SubjectKind.Order, "return-requested", Stage.Dispute)]
    [InlineData(SubjectKind.Order, "in Arbeit", Stage.Paid)]
    [InlineData(SubjectKind.Order, "bezahlt, wartet", Stage.Ordered)]
    public void How_far_a_deal_is_follows_from_the_hosts_own_word(SubjectKind? kind, string? state, Stage stage)
    {
        var policy = Policy.Of(1, new PolicyBody([], States: new Dictionary<string, Stage> { ["bezahlt, wartet"] = Stage.Ordered }));
        Assert.Equal(stage, policy.StageOf(kind, state));
    }

    [Fact]
    public void The_first_rule_that_fits_decides_by_side_tier_and_first_contact()
    {
        var policy = Policy.Of(1, new PolicyBody(
        [
            new("trusted", ["phone"], Measure.Allow, Tiers: ["gold"]),
            new("vendors", ["phone", "mail"], Measure.Refuse, From: PartyKind.Vendor),
            new("first", ["phone"], Measure.Hold, FirstContact: true),
            new("rest", ["phone"], Measure.Mask, [Stage.Inquiry]),
        ]));
        Assert.Equal("trusted", policy.RuleFor("phone", At(Stage.Inquiry, PartyKind.Vendor, "gold"))!.Name);
        Assert.Equal("vendors", policy.RuleFor("phone", At(Stage.Inquiry, PartyKind.Vendor, "silver"))!.Name);
        Assert.Equal("first", policy.RuleFor("phone", At(Stage.Inquiry, first: true))!.Name);
        Assert.Equal("rest", policy.RuleFor("phone", At(Stage.Inquiry))!.Name);
        Assert.Null(policy.RuleFor("phone", At(Stage.Offer)));
        Assert.Null(policy.RuleFor("mail", At(Stage.Inquiry)));
        Assert.True(policy.Asks("mail") && !policy.Asks("link"));
    }

    [Theory]
    [InlineData("we want USDT now", "USDT")]
    [InlineData("we want u\u200bs\u200bd\u200bt now", "u\u200bs\u200bd\u200bt")]
    [InlineData("Un café crème s'il vous plaît", "café crème")]
    [InlineData("unusdtlike words", null)]
    [InlineData("このバッグは偽物です", "偽物")]
    public void Own_words_are_found_whole_whatever_their_accents_and_disguise(string text, string? found)
    {
        var policy = Policy.Of(1, new PolicyBody([new("mine", ["banned"], Measure.Refuse)], [new("banned", ["usdt", "cafe creme", "偽物"])]));
        Assert.Equal(found is null ? [] : [found], Own(policy, text).Select(f => text.Substring(f.Start, f.Length)));
    }

    [Fact]
    public void Own_patterns_and_domains_are_found_where_they_stand()
    {
        var policy = Policy.Of(1, new PolicyBody([new("mine", ["codes", "rivals"], Measure.Hold)], [new("codes", Patterns: [@"\bVIP-\d{4}\b"]), new("rivals", Domains: ["Rival.example"])]));
        const string text = "use vip-1234 or VIP-12345 or VIP-9999";
        Assert.Equal(["vip-1234", "VIP-9999"], Own(policy, text).Select(f => text.Substring(f.Start, f.Length)));
        Assert.Equal("rivals", policy.ListOf("shop.rival.example"));
        Assert.Equal("rivals", policy.ListOf("rival.example"));
        Assert.Null(policy.ListOf("notrival.example"));
    }

    [Theory]
    [InlineData("(?=x)y")]
    [InlineData(@"(a)\1")]
    [InlineData("(?<!a)b")]
    [InlineData("(((a{100}){100}){100})")]
    [InlineData("(unclosed")]
    [InlineData("x*")]
    [InlineData("")]
    public void A_pattern_that_needs_going_back_or_is_none_is_refused_in_words(string pattern)
    {
        var refused = Assert.Throws<RefusedException>(() => Policy.Of(1, new PolicyBody([], [new("mine", Patterns: [pattern])]), tried: true)).Refusal;
        Assert.Equal(("validation", 400), (refused.Code, refused.Status));
        Assert.Contains("lists.patterns", refused.Errors!.Keys);
    }

    [Fact]
    public void A_pattern_that_is_too_long_is_refused_and_one_that_runs_takes_its_time_by_the_text_alone()
    {
        Assert.Throws<RefusedException>(() => Policy.Of(1, new PolicyBody([], [new("mine", Patterns: [new string('a', 201)])])));
        var policy = Policy.Of(1, new PolicyBody([new("mine", ["mine"], Measure.Hold)], [new("mine", Patterns: ["(a+)+$", "(x|xx)*y"])]));
        var hostile = new string('a', 4999) + "!";
        Own(policy, hostile);
        Assert.InRange(Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Own(policy, hostile);
            return watch.Elapsed.TotalMilliseconds;
        }), 0, 150);
    }

    [Fact]
    public void Patterns_that_are_slow_together_are_refused_as_one_would_be()
    {
        OwnPattern.RequireQuick(Enumerable.Repeat(TimeSpan.FromMilliseconds(10), 10));
        var refused = Assert.Throws<RefusedException>(() => OwnPattern.RequireQuick(Enumerable.Repeat(TimeSpan.FromMilliseconds(10), 11))).Refusal;
        Assert.Contains("lists.patterns", refused.Errors!.Keys);
        Assert.NotEqual(TimeSpan.Zero, OwnPattern.Of(@"\bVIP-\d{4}\b", tried: true).Slowest);
    }

    [Fact]
    public void What_a_pattern_takes_is_its_own_time_however_busy_the_machine_is()
    {
        var (mine, theirs) = (ThreadTime.Now, TimeSpan.Zero);
        var other = new Thread(() =>
        {
            var began = ThreadTime.Now;
            while ((theirs = ThreadTime.Now - began) < TimeSpan.FromMilliseconds(100)) { }
        });
        other.Start();
        other.Join(); // as if it had the processor
        Assert.True(theirs >= TimeSpan.FromMilliseconds(100));
        Assert.InRange((ThreadTime.Now - mine).TotalMilliseconds, 0, 50);
    }

    public static TheoryData<string, PolicyBody> Mistakes => new()
    {
        { "rules.what", new([new("a", ["telepathy"], Measure.Hold)]) },
        { "rules.what", new([new("a", [], Measure.Hold)]) },
        { "rules.name", new([new("Not A Name", ["phone"], Measure.Hold)]) },
        { "rules.name", new([new("a", ["phone"], Measure.Hold), new("a", ["mail"], Measure.Hold)]) },
        { "rules.stages", new([new("a", ["phone"], Measure.Hold, [])]) },
        { "rules.from", new([new("a", ["phone"], Measure.Hold, From: PartyKind.Platform)]) },
        { "rules.harm", new([new("a", ["phone"], Measure.Hold, Harm: 101)]) },
        { "rules.do", new([new("a", ["spam"], Measure.Mask)]) },
        { "lists", new([], [new("mine")]) },
        { "lists.name", new([], [new("phone", ["x1"])]) },
        { "lists.name", new([], [new("mine", ["x1"]), new("mine", ["x2"])]) },
        { "lists.words", new([], [new("mine", ["\u200b\u200b"])]) },
        { "lists.domains", new([], [new("mine", Domains: ["not a host"])]) },
        { "hosts", new([], Hosts: ["https://shop.example"]) },
        { "states", new([], States: new Dictionary<string, Stage> { [""] = Stage.Paid }) },
        { "rules", new([.. Enumerable.Range(0, 101).Select(i => new PolicyRule($"r{i}", ["phone"], Measure.Hold))]) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_is_wrong_with_a_policy_is_said_where_it_stands(string field, PolicyBody body)
    {
        var refused = Assert.Throws<RefusedException>(() => Policy.Of(1, body)).Refusal;
        Assert.Equal("validation", refused.Code);
        Assert.Contains(field, refused.Errors!.Keys);
    }

    static List<Found> Own(Policy policy, string text)
    {
        var found = new List<Found>();
        policy.FindOwn(text, NormalText.Of(text), found);
        return found;
    }
}
