using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.Text.Contacts;
using Parley.Text.Models;

namespace Parley.Bench.Text;

/// <summary>
/// Trains the model for wordings: on examples written for this project (<c>Examples/contacts.tsv</c>, by kind, and the tests' samples), on the data's, and on what people write otherwise, which is all clean; but for what has a
/// number or an address that the rules find, about which the model is never asked. Parts of a message stand between <c> /// </c>.
/// </summary>
static class ContactTraining
{
    static readonly ContactSettings Market = new(["market.example"], []);

    public static void Run(string data, string to)
    {
        var start = Stopwatch.GetTimestamp();
        var all = Samples(data).DistinctBy(s => s.Text).Where(s => Worded.Asked(Parts(s.Text), Market)).ToList();
        var trained = ModelTraining.Train(Worded.Recipe, Worded.Classes, all, (s, _) => s.Label != Worded.Clean, s => Worded.Read(Parts(s.Text), Market));
        TrainTask.Write(trained.Model, to, "contacts.bin", all.Count, start);
        var own = Examples.Own("contacts.tsv").Where(s => s.Label != Worded.Clean).ToList();
        var right = own.Count(s => Worded.Kind(new Scene(Parts(s.Text), Market)).ToString() == s.Label);
        Console.WriteLine($"  kinds of own examples: {100.0 * right / own.Count:0.0} % right");
        Unseen.Binary([.. all.Select(s => s.Label != Worded.Clean)], [.. trained.Unseen.Select(u => u[0])], trained.Model.Thresholds[0]);
    }

    static IEnumerable<Sample> Samples(string data) =>
        Examples.Own("contacts.tsv")
            .Concat(Examples.Lines("contacts-leaks.txt").Select(l => new Sample(l[3..], Worded.Any, null, 8)))
            .Concat(Examples.Lines("contacts-clean.txt").Select(l => new Sample(l[3..], Worded.Clean)))
            .Concat(Leaks(data))
            .Concat(Ordinary(data).Select(s => s with { Label = Worded.Clean }));

    static IEnumerable<Sample> Leaks(string data) =>
        from line in File.ReadLines(Path.Combine(data, "contact", "marketplace_leak.jsonl"))
        let row = JsonNode.Parse(line)!
        let text = string.Join(" /// ", row["messages"]!.AsArray().Select(m => (string?)m))
        select new Sample(text, (string?)row["label"] == Worded.Any ? Worded.Any : Worded.Clean, (string?)row["group"]);

    /// <summary>What people on a marketplace write, and a part of what customers ask.</summary>
    static IEnumerable<Sample> Ordinary(string data) =>
        Examples.Own("topics.tsv").Concat(Examples.Own("abuse.tsv"))
            .Concat(Examples.Rows(data, "topics/marketplace_topics.jsonl", _ => ""))
            .Concat(Examples.Rows(data, "neardup/stream.jsonl", r => (string?)r["label"] == "solicitation" ? null : ""))
            .Concat(Examples.Rows(data, "topics/bitext.jsonl", _ => "", 0.3).Where((_, i) => i % 5 == 0))
            .Concat(Examples.Rows(data, "topics/banking77.jsonl", _ => "", 0.3).Where((_, i) => i % 10 == 0));

    static string[] Parts(string text) => text.Split(" /// ");
}
