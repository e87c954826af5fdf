using System.Text.Json.Nodes;
using Parley.Text.Abuse;
using Parley.Text.Models;
using Parley.Text.Spam;

namespace Parley.Bench.Text;

/// <summary>
/// Teaches a shipped model from the operators' decisions, which <c>parley labels export</c> writes: <c>text teach spam|abuse --decisions FILE --out FOLDER</c>.
/// It needs none of the data of the first training, and the rest is not forgotten.
/// </summary>
static class TeachTask
{
    public static int Run(string what, string decisions, string to)
    {
        var rows = File.ReadLines(decisions).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        switch (what)
        {
            case "spam":
                var spam = rows.Select(r => Sample(r, Says(r, "spam", "repeated", "scam", "unwanted") ? SpamModel.Spam : null, SpamModel.Ham)).OfType<Sample>().ToList();
                return Write(spam.Count, to, "spam-market.bin", () => SpamModel.For(SpamKind.Market).Taught(spam).Write());
            case "abuse":
                var abuse = rows.Select(r => Sample(r, AbuseModel.Labels.FirstOrDefault(l => Says(r, l)) ?? (Says(r, "threatening") ? "threat" : Says(r, "abuse", "offensive") ? "harassment" : null), AbuseModel.Clean)).OfType<Sample>().ToList();
                return Write(abuse.Count, to, "abuse.bin", () => AbuseModel.Shipped.Taught(abuse).Write());
            default:
                Console.Error.WriteLine("text teach spam|abuse --decisions FILE --out FOLDER");
                return 2;
        }
    }

    /// <summary>Null for a decision that is about something else than this model.</summary>
    static Sample? Sample(JsonObject row, string? violation, string fine) =>
        violation is null ? null : new((string)row["text"]!, (string?)row["label"] == "violation" ? violation : fine, (string?)row["group"]);

    static bool Says(JsonObject row, params string[] words) => words.Contains((string?)row["kind"]) || (row["found"] as JsonArray ?? []).Any(f => words.Contains((string?)f));

    static int Write(int samples, string to, string name, Func<byte[]> teach)
    {
        if (samples == 0)
        {
            Console.Error.WriteLine("None of these decisions is about this.");
            return 1;
        }
        var bytes = teach();
        Directory.CreateDirectory(to);
        File.WriteAllBytes(Path.Combine(to, name), bytes);
        Console.WriteLine($"{name}: taught by {samples} decisions, {bytes.Length / 1024} kB");
        return 0;
    }
}
