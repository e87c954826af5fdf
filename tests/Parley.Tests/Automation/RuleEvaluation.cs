using System.Diagnostics;
using Microsoft.Extensions.Options;
using Parley.Automation;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Automation;

/// <summary>What rules understand and decide, without a server around them.</summary>
public sealed class Rule_evaluation
{
    static readonly ThreadFacts Said = new(RuleEvents.Message | RuleEvents.Created, PartyKind.Buyer, "Guten Tag, mein Päckchen ist NICHT da. Das eilt! 返品したい", "de", null, SubjectKind.Order, "o-17", "Return requested",
        new Money(60_000, "EUR"), Due.Today, null, Priority.Normal, "", true, 90, Standing.Closed, new Dictionary<string, string> { ["tier"] = "Gold" });

    static Rule Rule(Condition? when, string name = "R", bool stop = false, params RuleAct[] acts) =>
        new(name, ["message"], acts.Length > 0 ? acts : [new RuleAct("archive")], when, Stop: stop, Id: Guid.NewGuid());

    static bool Holds(Condition when) => Rules.Compile([Rule(when)]).Evaluate(Said).Count == 1;

    static Condition Words(params string[] any) => new("words", Is: any);

    [Theory]
    [InlineData("päckchen")]
    [InlineData("PACKCHEN")]
    [InlineData("nicht da")]
    [InlineData("pack*")]
    [InlineData("ist nicht d*")]
    [InlineData("返品")]
    [InlineData("eilt")]
    public void A_word_is_found_without_case_and_accents_whole_by_its_beginning_or_in_a_phrase(string word) => Assert.True(Holds(Words("nothing", word)));

    [Theory]
    [InlineData("pack")]
    [InlineData("äckchen")]
    [InlineData("nicht mein")]
    [InlineData("tag mein päckchen ist da")]
    [InlineData("ta")]
    [InlineData("返金")]
    public void Parts_of_words_are_not_found(string word) => Assert.False(Holds(Words(word)));

    [Fact]
    public void Parleys_own_rules_listen_to_buyers_and_the_host_and_a_vendors_to_everybody()
    {
        var own = Rules.Compile(new StandardRules(Options.Create(new AutomationOptions())).All);
        Assert.Contains(own.Evaluate(Said), d => d.Rule.Standard == "dispute");
        Assert.Contains(own.Evaluate(Said with { Side = PartyKind.Platform, Events = RuleEvents.OrderChanged }), d => d.Rule.Standard == "dispute");
        Assert.Empty(own.Evaluate(Said with { Side = PartyKind.Vendor }));
        Assert.False(own.HearVendor);

        var theirs = Rules.Compile([.. new StandardRules(Options.Create(new AutomationOptions())).All, Rule(null, "Theirs")]);
        Assert.Equal("Theirs", Assert.Single(theirs.Evaluate(Said with { Side = PartyKind.Vendor })).Rule.Name);
        Assert.True(theirs.HearVendor);
    }

    [Fact]
    public void Every_fact_can_be_asked_for()
    {
        foreach (var (holds, fails) in new (Condition, Condition)[]
        {
            (new("side", Is: ["buyer"]), new("side", IsNot: ["buyer"])), (new("words", Has: ["tag", "eilt"]), new("words", Has: ["tag", "morgen"])), (new("words", IsNot: ["morgen"]), new("words", IsNot: ["tag"])),
            (new("language", Is: ["en", "de"]), new("language", Is: ["en"])), (new("topic", IsNot: ["delivery"]), new("topic", Is: ["delivery"])), (new("subject", Is: ["order"]), new("subject", Is: ["none"])),
            (new("subjectId", Is: ["o-17"]), new("subjectId", Is: ["O-17"])), (new("state", Is: ["return*"]), new("state", Is: ["return"])), (new("value", AtLeast: 60_000, Currency: "EUR"), new("value", AtLeast: 60_001, Currency: "EUR")),
            (new("value", AtLeast: 1, Currency: "EUR"), new("value", AtLeast: 1, Currency: "USD")), (new("due", Is: ["today"]), new("due", Is: ["later"])), (new("priority", Is: ["normal"]), new("priority", Is: ["high"])),
            (new("assignee", Is: ["nobody"]), new("assignee", Is: ["anna"])), (new("first", Is: ["yes"]), new("first", Is: ["no"])), (new("waiting", AtLeast: 90), new("waiting", AtLeast: 91)),
            (new("hours", Is: ["closed", "away"]), new("hours", Is: ["open"])), (new("buyer", Key: "tier", Is: ["gold"]), new("buyer", Key: "tier", Is: ["silver"])), (new("buyer", Key: "none", IsNot: ["x"]), new("buyer", Key: "none", Is: ["x"])),
            (new(All: [new("side", Is: ["buyer"]), new(Any: [new("first", Is: ["no"]), new("due", Is: ["today"])])]), new(All: [new("side", Is: ["buyer"]), new(Any: [new("first", Is: ["no"]), new("due", Is: ["later"])])])),
        })
        {
            Assert.True(Holds(holds), holds.ToString());
            Assert.False(Holds(fails), fails.ToString());
        }
    }

    [Fact]
    public void The_first_rule_to_decide_something_decides_it_and_one_that_stops_ends_the_list()
    {
        var rules = Rules.Compile(
        [
            Rule(null, "one", acts: [new RuleAct("priority", Priority: Priority.High), new RuleAct("notify", To: "a")]),
            Rule(new Condition("side", Is: ["vendor"]), "other"),
            Rule(null, "two", stop: true, acts: [new RuleAct("priority", Priority: Priority.Low), new RuleAct("archive"), new RuleAct("notify", To: "a")]),
            Rule(null, "three"),
        ]);
        var decisions = rules.Evaluate(Said);
        Assert.Equal(["one", "two"], decisions.Select(d => d.Rule.Name));
        Assert.Equal((2, 0), (decisions[0].Acts.Count, decisions[0].Overruled.Count));
        Assert.Equal(["archive", "notify"], decisions[1].Acts.Select(a => a.Type));
        Assert.Equal(["priority"], decisions[1].Overruled.Select(a => a.Type));
    }

    [Fact]
    public void A_rule_is_asked_on_its_events_only_and_on_waiting_after_its_minutes()
    {
        var rules = Rules.Compile([new Rule("W", ["waiting"], [new RuleAct("archive")], Minutes: 60, Id: Guid.NewGuid()), new Rule("C", ["created", "reopened"], [new RuleAct("archive")], Id: Guid.NewGuid()), Rule(null) with { Off = true }]);
        Assert.Equal(["C"], rules.Evaluate(Said).Select(d => d.Rule.Name));
        Assert.Equal(["W"], rules.Evaluate(Said with { Events = RuleEvents.Waiting }).Select(d => d.Rule.Name));
        Assert.Empty(rules.Evaluate(Said with { Events = RuleEvents.Waiting, Waiting = 59 }));
        Assert.Empty(rules.Evaluate(Said with { Events = RuleEvents.OrderChanged }));
        Assert.Equal([60], rules.Waits);
    }

    [Fact]
    public void Reasons_name_words_of_the_message_only_to_those_who_may_read_it()
    {
        var rules = Rules.Compile([Rule(new Condition(All: [Words("eilt", "nothing"), new("state", Is: ["return*"])]))]);
        Assert.Equal(["one of the words is in the message", "state is Return requested"], rules.Evaluate(Said)[0].Why);
        Assert.Equal(["words: eilt", "state is Return requested"], rules.Evaluate(Said, nameWords: true)[0].Why);
    }

    [Theory]
    [InlineData("This is URGENT, please")]
    [InlineData("I need it as soon as possible.")]
    [InlineData("Es ist dringend")]
    [InlineData("Bitte so schnell wie moeglich, ich meine: so schnell wie möglich!")]
    [InlineData("Es muy urgente")]
    [InlineData("Lo antes posible, gracias")]
    [InlineData("C'est une urgence")]
    [InlineData("Répondez dès que possible")]
    [InlineData("الأمر عاجل")]
    [InlineData("أحتاج الرد فوراً")]
    public void Words_of_urgency_are_known_in_five_languages(string text)
    {
        var standard = Rules.Compile(new StandardRules(Options.Create(new AutomationOptions())).All);
        var decision = Assert.Single(standard.Evaluate(new ThreadFacts(RuleEvents.Message, PartyKind.Buyer, text)));
        Assert.Equal(("urgent-words", Priority.High), (decision.Rule.Standard, decision.Acts[0].Priority));
        Assert.Empty(standard.Evaluate(new ThreadFacts(RuleEvents.Message, PartyKind.Vendor, text)));
    }

    [Fact]
    public void Everyday_texts_are_not_urgent()
    {
        var standard = Rules.Compile(new StandardRules(Options.Create(new AutomationOptions())).All);
        foreach (var text in new[] { "Is it still there?", "Today the parcel came, thank you", "Wie groß ist die Schale?", "¿Cuánto cuesta el envío?", "Quand arrive le colis ?", "شكرا جزيلا", "" })
            Assert.Empty(standard.Evaluate(new ThreadFacts(RuleEvents.Message, PartyKind.Buyer, text)));
        Assert.Equal([Priority.Urgent, Priority.High], standard.Evaluate(Said with { Text = "x", Value = null }).Select(d => (d.Acts.Count > 0 ? d.Acts : d.Overruled)[0].Priority!.Value));
    }

    [Fact]
    public void Conditions_that_never_hold_are_found()
    {
        foreach (var never in new Condition[]
        {
            new(All: [new("state", Is: ["paid"]), new("state", Is: ["shipped"])]), new(All: [new("state", Is: ["ret*"]), new("state", IsNot: ["r*"])]), new(All: [new("hours", Is: ["open"]), new(All: [new("hours", IsNot: ["open"])])]),
            new(All: [new(Any: [new("state", Is: ["a"]), new("state", Is: ["b"])]), new("state", Is: ["c"])]), new(All: [new("words", Has: ["refund"]), new("words", IsNot: ["ref*"])]), new(All: [new("topic", Is: ["delivery"]), new("subject", Is: ["order"])]),
            new(All: [new("value", AtLeast: 1, Currency: "EUR"), new("value", AtLeast: 1, Currency: "USD")]), new(All: [new("buyer", Key: "a", Is: ["x"]), new("buyer", Key: "a", Is: ["y"])]),
        }) Assert.True(Contradictions.NeverHolds(never), never.ToString());
        foreach (var may in new Condition[]
        {
            new("state", Is: ["a"]), new(Any: [new("state", Is: ["a"]), new("state", Is: ["b"])]), new(All: [new("state", Is: ["ab"]), new("state", Is: ["a*"])]), new(All: [new("words", Is: ["a"]), new("words", Is: ["b"])]),
            new(All: [new(Any: [new("state", Is: ["a"]), new("state", Is: ["b"])]), new("state", Is: ["b"])]), new(All: [new("buyer", Key: "a", Is: ["x"]), new("buyer", Key: "b", Is: ["y"])]),
        }) Assert.False(Contradictions.NeverHolds(may), may.ToString());
    }

    [Fact]
    public void Rules_that_undo_each_other_on_the_same_event_are_found_unless_they_never_meet()
    {
        var label = Guid.NewGuid();
        var (put, take) = (Rule(null, "put", acts: [new RuleAct("label", Label: label)]), Rule(null, "take", acts: [new RuleAct("unlabel", Label: label)]));
        Assert.NotNull(Contradictions.FindOpposed([put, take]));
        Assert.Null(Contradictions.FindOpposed([put with { Stop = true }, take]));
        Assert.Null(Contradictions.FindOpposed([put, take with { On = ["reopened"] }]));
        Assert.Null(Contradictions.FindOpposed([put, take with { Off = true }]));
        Assert.Null(Contradictions.FindOpposed([put with { When = new("state", Is: ["paid"]) }, take with { When = new(All: [new("state", Is: ["shipped"]), new("side", Is: ["buyer"])]) }]));
        Assert.NotNull(Contradictions.FindOpposed([put with { When = new("state", Is: ["paid"]) }, take with { When = new("side", Is: ["buyer"]) }]));
        Assert.NotNull(Contradictions.FindOpposed([Rule(null, acts: [new RuleAct("assign", To: "a")]), Rule(null, acts: [new RuleAct("assign")])]));
    }

    [Fact]
    public void The_worst_conditions_that_fit_are_looked_through_in_no_time()
    {
        var many = Enumerable.Range(0, 200).Select(i => $"a{i}*").ToList();
        var worst = new Condition(All: [.. Enumerable.Range(0, 10).Select(_ => new Condition(Any: [new("state", Is: many), new("state", Is: many)]))]);
        var watch = Stopwatch.StartNew();
        Assert.False(Contradictions.NeverHolds(worst));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    [Fact]
    public void Texts_of_chance_never_make_it_stumble()
    {
        var random = new Random(20261128);
        var rules = Rules.Compile([Rule(new Condition(Any: [Words("eilt", "sofort*", "so bald wie", "返品"), new("state", Is: ["ret*"])]))]);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(1, 0xffff))]);
            Assert.InRange(rules.Evaluate(Said with { Text = text, State = text }).Count, 0, 1);
        }
    }

    [Fact]
    public void Two_hundred_rules_on_a_message_take_well_under_a_millisecond()
    {
        var rules = Rules.Compile(Enumerable.Range(0, 200).Select(i => Rule(new Condition(All:
        [
            new("side", Is: ["buyer"]), new(Any: [Words($"word{i}", $"begin{i}*", $"a phrase {i}", "refund*"), new("state", Is: [$"state {i}", "ret*"])]), new("language", IsNot: ["fr"]),
        ]), acts: [new RuleAct("notify", To: "a")])));
        var text = string.Concat(Enumerable.Repeat("Good morning, my parcel has not arrived yet. ", 12))[..500];
        for (var i = 0; i < 200; i++) Assert.Equal(200, rules.Evaluate(Said with { Text = text }).Count);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++) rules.Evaluate(Said with { Text = text, State = "paid" });
        Assert.True(watch.Elapsed / 200 < TimeSpan.FromMilliseconds(1), $"{watch.Elapsed / 200} for a message"); // the bench measures it properly
    }
}
