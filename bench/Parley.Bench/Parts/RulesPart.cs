using System.Diagnostics;
using System.Text;
using Parley.Automation;
using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Bench.Parts;

/// <summary>
/// 200 rules of all sorts on messages of 500 characters, each seen for the first time: its words are found, every rule is asked, reasons
/// are made. One thread, no store: what is measured is the evaluation that every message costs.
/// </summary>
static class RulesPart
{
    const int Count = 200, Length = 500;

    static readonly string[] Words =
        "the parcel order bowl vase blue green broken arrived late when where please thank you delivery refund return size question address colour wrong shipping today tomorrow week glaze kiln cup plate"
            .Split(' ');

    public static void Run(Stage stage, Report report)
    {
        var messages = stage.Options.Quick ? 2_000 : 20_000;
        var rules = Rules.Compile([.. Enumerable.Range(0, Count).Select(Rule)]);
        var random = new Random(1);
        var (medians, tails, matched) = (new List<double>(), new List<double>(), 0);
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            var facts = Enumerable.Range(0, messages).Select(_ => Message(random)).ToList();
            foreach (var fact in facts.Take(messages / 10)) rules.Evaluate(fact with { Text = fact.Text + " " });
            var took = new List<double>(messages);
            foreach (var fact in facts)
            {
                var start = Stopwatch.GetTimestamp();
                matched += rules.Evaluate(fact).Count;
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            medians.Add(Percentile.Of(took, 50));
            tails.Add(Percentile.Of(took, 99));
            report.Ran("rules", repeat, $"p50 {medians[^1]:0.000} ms, p99 {tails[^1]:0.000} ms", new { p50 = medians[^1], p99 = tails[^1] });
        }
        var note = $"{(double)matched / messages / medians.Count:0.0} of them apply to a message";
        report.Add(Row.Alone($"{Count} rules on a message of {Length} characters, ms p50", medians, Goal.AtMost(1, "ms"), note));
        report.Add(Row.Alone($"{Count} rules on a message of {Length} characters, ms p99", tails, Goal.AtMost(1, "ms"), note));
    }

    /// <summary>Words, beginnings and phrases; languages, states, values, groups: in turns.</summary>
    static Rule Rule(int number)
    {
        var word = Words[number % Words.Length];
        Condition words = new("words", Is: [$"{word}{number}", $"begin{number}*", $"a phrase of {number}", number % 9 == 0 ? word : $"other{number}", "dringend*"]);
        Condition when = (number % 5) switch
        {
            0 => new(All: [new("side", Is: ["buyer"]), words]),
            1 => new(All: [new("language", Is: ["de", "en", "fr"]), new(Any: [words, new("state", Is: [$"state {number}", "return*"])])]),
            2 => new(All: [new("subject", Is: ["order"]), new("value", AtLeast: 1_000 * number, Currency: "EUR"), new("words", Has: [word, $"more{number}"])]),
            3 => new(Any: [new("first", Is: ["yes"]), new(All: [new("hours", IsNot: ["open"]), words]), new("buyer", Key: "tier", Is: [$"tier {number}"])]),
            _ => new(All: [new("topic", IsNot: ["delivery"]), new("words", IsNot: [word, $"never{number}"]), new("assignee", Is: [$"agent-{number}"])]),
        };
        return new Rule($"Rule {number}", ["message"], [new RuleAct("notify", To: "agent")], when, Id: Guid.NewGuid());
    }

    static ThreadFacts Message(Random random)
    {
        var text = new StringBuilder(Length + 20);
        while (text.Length < Length) text.Append(Words[random.Next(Words.Length)]).Append(random.Next(8) == 0 ? ", " : " ");
        return new ThreadFacts(RuleEvents.Message, PartyKind.Buyer, text.ToString(0, Length), "en", null, SubjectKind.Order, "o-17", "In Production", new Money(random.Next(200_000), "EUR"), Due.Later, null, Priority.Normal, "agent-1", false, 12,
            Standing.Open, new Dictionary<string, string> { ["tier"] = "Gold" });
    }
}
