using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Tests.Hostile;

/// <summary>One hostile or odd input, or a control that must succeed.</summary>
public sealed record Case(string Id, string Area, string Target, JsonNode Row, byte[] Bytes)
{
    public JsonNode? Inline => Row["inline"];
    public JsonNode? Forge => Row["forge"];
    public bool IsControl => Area == "control";
    public int[]? Statuses => Row["expect"]!["status"]?.AsArray().Select(s => s!.GetValue<int>()).ToArray();
    public string? Problem => (string?)Row["expect"]!["problem"];
    public string State => (string?)Row["expect"]!["state"] ?? "";
    public string[] Never => Row["expect"]!["never"]?.AsArray().Select(n => (string)n!).ToArray() ?? [];
    public bool MustRoundtrip => (string?)Row["expect"]!["roundtrip"] == "exact";

    /// <summary>The input as text, wherever it comes from.</summary>
    public string Text => Inline is JsonValue value && value.TryGetValue<string>(out var text) ? text : Encoding.UTF8.GetString(Bytes);
}

/// <summary>
/// The corpus of inputs lies beside the repository, not in it: the texts are not ours. Without it the tests fail and say so,
/// unless PARLEY_NO_CORPUS=1 says that this is meant.
/// </summary>
public static class Corpus
{
    static string Folder => Environment.GetEnvironmentVariable("PARLEY_BADINPUTS") ?? Path.Combine(Places.Repository, "..", "shared", "badinputs");

    public static bool IsMeantToBeAbsent => Environment.GetEnvironmentVariable("PARLEY_NO_CORPUS") == "1";

    public static List<Case> Read()
    {
        var manifest = Path.Combine(Folder, "manifest.jsonl");
        if (!File.Exists(manifest))
            throw new FileNotFoundException("The corpus of hostile inputs is not there. Put it beside the repository as ../shared/badinputs, name its folder in PARLEY_BADINPUTS, or set PARLEY_NO_CORPUS=1 to go without it.");
        return [.. File.ReadLines(manifest).Where(l => l.Length > 0).Select(l => Parse(JsonNode.Parse(l)!))];
    }

    static Case Parse(JsonNode row) => new((string)row["id"]!, (string)row["area"]!, (string)row["target"]!, row, BytesOf(row));

    static byte[] BytesOf(JsonNode row)
    {
        if ((string?)row["file"] is { } file)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
            return (string?)row["encoding"] == "base64" ? Convert.FromBase64String(Encoding.ASCII.GetString(bytes)) : bytes;
        }
        if (row["gen"] is { } gen) return Encoding.UTF8.GetBytes(Generate(gen));
        return row["inline"] is JsonValue value && value.TryGetValue<string>(out var text) ? Encoding.UTF8.GetBytes(text) : Encoding.UTF8.GetBytes(row["inline"]?.ToJsonString() ?? "");
    }

    static string Generate(JsonNode gen) => (string)gen["kind"]! switch
    {
        "repeat" => Repeat(gen),
        "template" => ((string)gen["template"]!).Replace("%s", Repeat(gen), StringComparison.Ordinal),
        "json-keys" => "{" + string.Join(',', gen["with"]!.AsObject().Select(p => $"\"{p.Key}\":{p.Value!.ToJsonString()}").Concat(Enumerable.Range(0, (int)gen["count"]!).Select(i => $"\"k{i}\":{i}"))) + "}",
        var kind => throw new NotSupportedException($"The corpus asks for a generator '{kind}' that the runner does not know."),
    };

    static string Repeat(JsonNode gen) => new StringBuilder().Insert(0, (string)gen["unit"]!, (int)gen["count"]!).ToString();
}
