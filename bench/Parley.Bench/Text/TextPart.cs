using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Tests.Text;
using Parley.Text.Spam;
using Parley.Text.Topics;

namespace Parley.Bench.Text;

/// <summary>
/// Runs an analysis of Parley.Text over a file of JSON lines and writes one prediction a line: <c>text TASK --in FILE --out FILE</c>. Needs
/// no server and no store. Says how long the slowest line took.
/// </summary>
static class TextPart
{
    static readonly Dictionary<string, Func<JsonObject, JsonObject>> Tasks = new(StringComparer.Ordinal)
    {
        ["reply-fixtures"] = ReplyTask.Predict,
        ["reply-marketplace"] = ReplyTask.Predict,
        ["spam-sms"] = SpamTask.Predict(SpamKind.TextMessage),
        ["spam-youtube"] = SpamTask.Predict(SpamKind.Comment),
        ["spam-market"] = SpamTask.Predict(SpamKind.Market),
        ["neardup"] = RepeatTask.Predict(),
        ["leak"] = ContactTask.Leak,
        ["phone"] = ContactTask.Phone,
        ["links"] = ContactTask.Links,
        ["abuse-marketplace"] = AbuseTask.Predict,
        ["abuse-hatecheck"] = AbuseTask.Predict,
        ["abuse-civil"] = AbuseTask.Predict,
        ["topics"] = row => new JsonObject { ["label"] = TopicModel.Labels[(int)TopicModel.Shipped.Of((string?)row["text"] ?? "")] },
    };

    /// <summary>Those that remember the lines before: made anew once everything is compiled.</summary>
    static readonly Dictionary<string, Func<Func<JsonObject, JsonObject>>> Remembering = new(StringComparer.Ordinal) { ["neardup"] = RepeatTask.Predict };

    public static int Run(string[] arguments)
    {
        if (arguments is ["reply-hostile"]) return HostileTask.Run();
        if (arguments is ["chain", "--in", var texts]) return ChainTask.Run(texts);
        if (arguments is ["teach", var model, "--decisions", var decisions, "--out", var taught]) return TeachTask.Run(model, decisions, taught);
        if (arguments is ["train", var what, "--data", var data, "--out", var to]) return TrainTask.Run(what, data, to);
        if (arguments is not [var task, "--in", var input, "--out", var output] || !Tasks.TryGetValue(task, out var predict))
        {
            Console.Error.WriteLine($"text {string.Join('|', Tasks.Keys)} --in FILE.jsonl --out FILE.jsonl, or text chain --in FILE.jsonl, or text reply-hostile, or text train spam|topics|abuse|contacts --data FOLDER --out FOLDER, or text teach spam|abuse --decisions FILE --out FOLDER");
            return 2;
        }
        var rows = File.ReadLines(input).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        foreach (var first in task.StartsWith("reply", StringComparison.Ordinal) ? rows.DistinctBy(r => ((string?)r["kind"], (string?)r["task"])) : rows.Take(200)) predict(first); // what is compiled on first use is no line's time
        foreach (var (make, html) in HostileMails.All.Values) predict(new JsonObject { ["input"] = make(2_000), ["kind"] = html ? "html" : "plain" });
        if (Remembering.TryGetValue(task, out var anew)) predict = anew();
        var (slowest, id, all) = (TimeSpan.Zero, "", TimeSpan.Zero);
        using var file = new StreamWriter(output);
        foreach (var row in rows)
        {
            var start = Stopwatch.GetTimestamp();
            var prediction = predict(row);
            var took = Stopwatch.GetElapsedTime(start);
            all += took;
            if (took > slowest) (slowest, id) = (took, (string?)row["id"] ?? "");
            prediction["id"] = row["id"]?.DeepClone();
            prediction["ms"] = Math.Round(took.TotalMilliseconds, 3);
            file.WriteLine(prediction.ToJsonString(Written));
        }
        Console.WriteLine($"{task}: {rows.Count} lines in {all.TotalMilliseconds:0} ms ({rows.Count / all.TotalSeconds:0} a second), the slowest ({id}) in {slowest.TotalMilliseconds:0.0} ms");
        return 0;
    }

    static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
