using System.Diagnostics;
using Parley.Text.Abuse;
using Parley.Text.Models;
using Parley.Text.Spam;
using Parley.Text.Topics;

namespace Parley.Bench.Text;

/// <summary>
/// Makes the models that come with Parley.Text: <c>text train spam|abuse|topics|contacts --data FOLDER --out FOLDER</c>. The same data make the same
/// bytes. Prints what each model does on texts whose group it had not seen.
/// </summary>
static class TrainTask
{
    public static int Run(string what, string data, string to)
    {
        switch (what)
        {
            case "spam":
                Spam(SpamKind.TextMessage, Sms(data), to);
                Spam(SpamKind.Comment, Comments(data), to);
                Spam(SpamKind.Market, Market(data), to);
                return 0;
            case "topics":
                Topics(data, to);
                return 0;
            case "abuse":
                Abuse(data, to);
                return 0;
            case "contacts":
                ContactTraining.Run(data, to);
                return 0;
            default:
                Console.Error.WriteLine("text train spam|topics|abuse|contacts --data FOLDER --out FOLDER");
                return 2;
        }
    }

    static void Spam(SpamKind kind, IEnumerable<Sample> samples, string to)
    {
        var (all, start) = (samples.ToList(), Stopwatch.GetTimestamp());
        var trained = ModelTraining.Train(SpamRecipe.Of(kind), [SpamModel.Spam], all);
        Write(trained.Model, to, $"spam-{SpamModel.Name(kind)}.bin", all.Count, start);
        var counted = Enumerable.Range(0, all.Count).Where(i => all[i].Weight >= 1).ToList(); // what other places lent is not what it is for
        Unseen.Binary([.. counted.Select(i => all[i].Label == SpamModel.Spam)], [.. counted.Select(i => trained.Unseen[i][0])], trained.Model.Thresholds[0]);
    }

    static IEnumerable<Sample> Sms(string data) => Examples.Rows(data, "spam/sms.jsonl", r => (string?)r["label"]).Concat(Examples.Own("sms.tsv", 0.25));

    static IEnumerable<Sample> Comments(string data) => Examples.Rows(data, "spam/youtube.jsonl", r => (string?)r["label"]).Concat(Examples.Own("comments.tsv", 0.25));

    /// <summary>Everything that people on a marketplace write is ham, solicitations by many senders are spam, other places count less.</summary>
    static IEnumerable<Sample> Market(string data) =>
        Examples.Own("spam.tsv", 2)
            .Concat(Examples.Rows(data, "neardup/stream.jsonl", r => (string?)r["label"] == "solicitation" ? SpamModel.Spam : SpamModel.Ham)
                .Zip(Examples.Rows(data, "neardup/stream.jsonl", r => (string?)r["family"]), (s, family) => s with { Group = family.Label }))
            .Concat(Examples.Rows(data, "topics/marketplace_topics.jsonl", _ => SpamModel.Ham))
            .Concat(Examples.Rows(data, "abuse/marketplace_abuse.jsonl", _ => SpamModel.Ham))
            .Concat(Examples.Rows(data, "topics/bitext.jsonl", _ => SpamModel.Ham, 0.15))
            .Concat(Sms(data).Select(s => s with { Weight = 0.15 }))
            .Concat(Comments(data).Select(s => s with { Weight = 0.05 }));

    /// <summary>Intents of other trades were mapped to topics and left out again: they made it worse.</summary>
    static void Topics(string data, string to)
    {
        var start = Stopwatch.GetTimestamp();
        var own = Examples.Own("topics.tsv").ToList();
        var all = own.Concat(Examples.Rows(data, "topics/marketplace_topics.jsonl", r => (string?)r["topic"])).ToList();
        var trained = ModelTraining.Train(TopicRecipe.Of, TopicModel.Labels, all);
        Write(trained.Model, to, "topics.bin", all.Count, start);
        var right = all.Select((s, i) => s.Label == TopicModel.Labels[Array.IndexOf(trained.Unseen[i], trained.Unseen[i].Max())]).ToList();
        Console.WriteLine($"  unseen: right {100.0 * right.Skip(own.Count).Count(r => r) / (all.Count - own.Count):0.0} % of the data's, {100.0 * right.Take(own.Count).Count(r => r) / own.Count:0.0} % of the own examples");
    }

    /// <summary>The large public sets are about other talk than a market's; of them a part is taken, and counts little.</summary>
    static void Abuse(string data, string to)
    {
        var start = Stopwatch.GetTimestamp();
        var own = Examples.Own("abuse.tsv").ToList();
        var all = own.Concat(Examples.Rows(data, "abuse/marketplace_abuse.jsonl", r => (string?)r["label"] == AbuseModel.Clean ? AbuseModel.Clean : (string?)r["kind"]))
            .Concat(Examples.Own("topics.tsv").Concat(Examples.Rows(data, "topics/marketplace_topics.jsonl", _ => "")).Select(s => s with { Label = AbuseModel.Clean, Weight = 0.3 }))
            .Concat(Examples.Rows(data, "abuse/hatecheck.jsonl", r => (string?)r["label"] == AbuseModel.Clean ? AbuseModel.Clean : "harassment", 0.02).Where((_, i) => i % 4 == 0))
            .Concat(Examples.Rows(data, "abuse/civil_comments.jsonl", r => (string?)r["label"] == AbuseModel.Clean ? AbuseModel.Clean : "insult", 0.02).Where((_, i) => i % 3 == 0))
            .ToList();
        var trained = ModelTraining.Train(AbuseRecipe.Of, AbuseModel.Classes, all, AbuseModel.Belongs);
        Write(trained.Model, to, "abuse.bin", all.Count, start);
        foreach (var (name, part) in new[] { ("own examples", Enumerable.Range(0, own.Count)), ("the data's", Enumerable.Range(own.Count, all.Count(s => s.Weight >= 1) - own.Count)) })
        {
            Console.WriteLine($"  {name}");
            Unseen.Binary([.. part.Select(i => all[i].Label != AbuseModel.Clean)], [.. part.Select(i => trained.Unseen[i][0])], trained.Model.Thresholds[0]);
            Console.WriteLine($"  at 5 % false {100 * Unseen.Caught([.. part.Select(i => all[i].Label != AbuseModel.Clean)], [.. part.Select(i => trained.Unseen[i][0])], 0.05):0.0} %");
        }
    }

    internal static void Write(LinearModel model, string to, string name, int samples, long start)
    {
        var bytes = ModelFile.Write(model);
        File.WriteAllBytes(Path.Combine(to, name), bytes);
        Console.WriteLine($"{name}: {samples} samples, {bytes.Length / 1024} kB, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }
}
