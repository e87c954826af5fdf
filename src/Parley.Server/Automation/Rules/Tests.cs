using System.Globalization;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A condition made ready: it looks at facts and nothing else.</summary>
abstract class Test
{
    public abstract bool Holds(ThreadFacts facts);

    /// <summary>Of one that holds: what is so. Words that stand in a message are named only for eyes that may read the message.</summary>
    public abstract void Explain(ThreadFacts facts, bool nameWords, List<string> reasons);
}

sealed class AllOf(Test[] tests) : Test
{
    public override bool Holds(ThreadFacts facts)
    {
        foreach (var test in tests)
            if (!test.Holds(facts)) return false;
        return true;
    }

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons)
    {
        foreach (var test in tests) test.Explain(facts, nameWords, reasons);
    }
}

sealed class AnyOf(Test[] tests) : Test
{
    public override bool Holds(ThreadFacts facts)
    {
        foreach (var test in tests)
            if (test.Holds(facts)) return true;
        return false;
    }

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons)
    {
        foreach (var test in tests)
            if (test.Holds(facts)) test.Explain(facts, nameWords, reasons);
    }
}

/// <summary>A fact that is one word or none: it is one of these, or none of these.</summary>
sealed class OneOf(string name, Func<ThreadFacts, string?> valueOf, IReadOnlyList<string> values, bool not) : Test
{
    readonly HashSet<string> exact = [.. values.Where(v => !v.EndsWith('*')).Select(MessageWords.Fold)];
    readonly string[] beginnings = [.. values.Where(v => v.EndsWith('*')).Select(MessageWords.Fold)];

    public override bool Holds(ThreadFacts facts) => IsOne(facts) != not;

    bool IsOne(ThreadFacts facts)
    {
        if (valueOf(facts) is not { } value) return false;
        if (exact.Contains(value)) return true;
        var folded = facts.Folded(value);
        return exact.Contains(folded) || Array.Exists(beginnings, b => folded.StartsWith(b, StringComparison.Ordinal));
    }

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add(not ? $"{name} is none of {string.Join(", ", values.Take(3))}" : $"{name} is {valueOf(facts)}");
}

/// <summary>Ids and the like, compared letter by letter.</summary>
sealed class OneOfExactly(string name, Func<ThreadFacts, string?> valueOf, IReadOnlyList<string> values, bool not) : Test
{
    readonly HashSet<string> exact = [.. values];

    public override bool Holds(ThreadFacts facts) => (valueOf(facts) is { } value && exact.Contains(value)) != not;

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add(not ? $"{name} is none of {string.Join(", ", values.Take(3))}" : $"{name} is {valueOf(facts)}");
}

sealed class WordsTest(SoughtWord[] sought, SetNeed need) : Test
{
    public override bool Holds(ThreadFacts facts)
    {
        if (facts.Text is null) return false;
        var words = facts.Words;
        foreach (var word in sought)
        {
            var there = words.Has(word);
            if (need == SetNeed.All ? !there : there) return need == SetNeed.Any;
        }
        return need != SetNeed.Any;
    }

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add(need switch
    {
        SetNeed.None => "none of the words is in the message",
        _ when nameWords => $"words: {string.Join(", ", sought.Where(facts.Words.Has).Select(w => w.Written).Take(5))}",
        SetNeed.All => "all of the words are in the message",
        _ => "one of the words is in the message",
    });
}

/// <summary>How many of a set are wanted.</summary>
enum SetNeed
{
    Any,
    All,
    None,
}

sealed class LabelsTest(Guid[] wanted, SetNeed need) : Test
{
    public override bool Holds(ThreadFacts facts)
    {
        var count = facts.Labels is { } labels ? wanted.Count(labels.Contains) : 0;
        return need switch { SetNeed.Any => count > 0, SetNeed.All => count == wanted.Length, _ => count == 0 };
    }

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add(need == SetNeed.None ? "none of the labels" : "the label");
}

sealed class ValueTest(long least, string currency) : Test
{
    public override bool Holds(ThreadFacts facts) => facts.Value is { } value && value.Currency == currency && value.Minor >= least;

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add($"value is at least {Formats.Amount(new Money(least, currency), CultureInfo.InvariantCulture)}");
}

sealed class WaitingTest(long minutes) : Test
{
    public override bool Holds(ThreadFacts facts) => facts.Waiting >= minutes;

    public override void Explain(ThreadFacts facts, bool nameWords, List<string> reasons) => reasons.Add(string.Create(CultureInfo.InvariantCulture, $"an answer is owed for {facts.Waiting} min"));
}

/// <summary>Makes conditions ready.</summary>
static class Tests
{
    public static Test Of(Condition condition) => condition switch
    {
        { All: { } all } => new AllOf([.. all.Select(Of)]),
        { Any: { } any } => new AnyOf([.. any.Select(Of)]),
        { Fact: "words" } => new WordsTest([.. Values(condition).Select(SoughtWord.Of).OfType<SoughtWord>()], Need(condition)),
        { Fact: "label" } => new LabelsTest([.. Values(condition).Select(Guid.Parse)], Need(condition)),
        { Fact: "value" } => new ValueTest(condition.AtLeast ?? 0, condition.Currency ?? ""),
        { Fact: "waiting" } => new WaitingTest(condition.AtLeast ?? 0),
        { Fact: "subjectId" } => new OneOfExactly("subjectId", f => f.SubjectId, Values(condition), condition.IsNot is not null),
        { Fact: "assignee" } => new OneOfExactly("assignee", f => f.Assignee.Length == 0 ? Nobody : f.Assignee, Values(condition), condition.IsNot is not null),
        { Fact: "buyer", Key: { } key } => new OneOf($"buyer's {key}", f => f.Buyer?.GetValueOrDefault(key), Values(condition), condition.IsNot is not null),
        { Fact: { } fact } => new OneOf(fact, ValueOf(fact), Values(condition), condition.IsNot is not null),
        _ => throw new InvalidOperationException("A condition without a fact."),
    };

    public const string Nobody = "nobody";

    static IReadOnlyList<string> Values(Condition condition) => condition.Is ?? condition.IsNot ?? condition.Has ?? [];

    static SetNeed Need(Condition condition) => condition.Is is not null ? SetNeed.Any : condition.Has is not null ? SetNeed.All : SetNeed.None;

    static Func<ThreadFacts, string?> ValueOf(string fact) => fact switch
    {
        "side" => f => f.Side switch { PartyKind.Buyer => "buyer", PartyKind.Vendor => "vendor", _ => "platform" },
        "language" => f => f.Language,
        "topic" => f => f.Topic,
        "subject" => f => f.Subject is { } kind ? kind.Word() : "none",
        "state" => f => f.State,
        "due" => f => f.Due switch { Due.Today => "today", Due.Overdue => "overdue", Due.Later => "later", _ => null },
        "priority" => f => f.Priority switch { Conversations.Priority.Low => "low", Conversations.Priority.High => "high", Conversations.Priority.Urgent => "urgent", _ => "normal" },
        "first" => f => f.First ? "yes" : "no",
        "hours" => f => f.Hours switch { Standing.Closed => "closed", Standing.Away => "away", _ => "open" },
        _ => throw new InvalidOperationException($"No fact '{fact}'."),
    };
}
