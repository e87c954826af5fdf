using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.Text.Abuse;
using Parley.Text.Contacts;
using Parley.Text.Repeats;
using Parley.Text.Spam;
using Parley.Text.Topics;

namespace Parley.Bench.Text;

/// <summary>
/// <c>text chain --in FILE</c>: all that is asked of a message, one after another on one thread: ways of contact, spam, abuse, topic, repeats. Messages are
/// the file's texts as they are, then texts cut together to 500 characters. Says how many a second, and the times of single ones, collector included.
/// </summary>
static class ChainTask
{
    const int Long = 500, Least = 20_000;

    static readonly ContactSettings Market = new(["market.example"], []);

    public static int Run(string input)
    {
        var texts = File.ReadLines(input).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!)
            .Select(r => (string?)r["text"] ?? string.Join('\n', r["messages"]!.AsArray().Select(m => (string?)m))).Where(t => t.Length > 0).ToList();
        Measure("as they are", texts);
        Measure($"{Long} characters", [.. Cut(texts)]);
        return 0;
    }

    /// <summary>Every text with those behind it, until it is long enough.</summary>
    static IEnumerable<string> Cut(List<string> texts)
    {
        for (var first = 0; first < texts.Count; first++)
        {
            var text = texts[first];
            for (var next = first + 1; text.Length < Long; next++) text += " " + texts[next % texts.Count];
            yield return text[..Long];
        }
    }

    static readonly (string Name, Action<string> Ask)[] Parts =
    [
        ("contacts", t => ContactFinder.Find([t], Market)), ("spam", t => SpamModel.For(SpamKind.Market).Score(t)), ("abuse", t => AbuseModel.Shipped.Score(t)), ("topic", t => TopicModel.Shipped.Of(t)),
    ];

    static void Measure(string name, List<string> texts)
    {
        var rounds = Math.Max(1, Least / texts.Count);
        var took = new double[rounds * texts.Count];
        var window = new RepeatWindow(new RepeatOptions(), SpamModel.For(SpamKind.Market).Score);
        Ask(texts, 1, window, new double[texts.Count]); // compiles and fills
        var start = Stopwatch.GetTimestamp();
        Ask(texts, rounds, window, took);
        var all = Stopwatch.GetElapsedTime(start);
        Array.Sort(took);
        Console.WriteLine($"chain, {name}: {took.Length / all.TotalSeconds:0} messages a second of {texts.Average(t => t.Length):0} characters; p50 {took[took.Length / 2]:0.000} ms, p99 {took[took.Length * 99 / 100]:0.000} ms, the slowest {took[^1]:0.0} ms");
        Console.WriteLine("  of it, on average: " + string.Join(", ", Parts.Select(p => $"{p.Name} {Alone(p.Ask, texts):0.000} ms")));
    }

    static double Alone(Action<string> ask, List<string> texts)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var text in texts) ask(text);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / texts.Count;
    }

    static void Ask(List<string> texts, int rounds, RepeatWindow window, double[] took)
    {
        for (var at = 0; at < rounds * texts.Count; at++)
        {
            var text = texts[at % texts.Count];
            var start = Stopwatch.GetTimestamp();
            foreach (var (_, ask) in Parts) ask(text);
            window.Add(new RepeatMessage($"s{at % 997}", $"r{at % 1009}", DateTimeOffset.UnixEpoch.AddSeconds(at * 3), text, HasOrder: false));
            took[at] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
