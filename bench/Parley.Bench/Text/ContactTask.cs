using System.Text.Json.Nodes;
using Parley.Text.Contacts;
using Parley.Text.Normal;

namespace Parley.Bench.Text;

/// <summary>A line holds one text (<c>text</c>) or consecutive ones of one sender (<c>messages</c>); nothing else of it is read.</summary>
static class ContactTask
{
    /// <summary>The host that is the marketplace's own in the sets.</summary>
    static readonly ContactSettings Market = new(["market.example"], []);

    public static JsonObject Leak(JsonObject row)
    {
        var messages = Messages(row);
        var report = ContactFinder.Find(messages, Market);
        return new JsonObject
        {
            ["score"] = Math.Round(report.Score, 4),
            ["flag"] = report.Leak,
            ["found"] = new JsonArray([.. report.Findings.Select(f => new JsonObject { ["kind"] = f.Kind.ToString(), ["why"] = f.Reason, ["sure"] = f.Confidence, ["text"] = string.Join(" | ", f.Spans.Select(s => Piece(messages, s))) })]),
        };
    }

    /// <summary>The pieces of text that are telephone numbers, hints included.</summary>
    public static JsonObject Phone(JsonObject row) => Matches(row, f => f.Kind == ContactKind.Phone && f.Confidence >= 0.25 && f.Reason is not ("phone.asked" or "phone.call" or "phone.mine" or "phone.refused" or Worded.Reason));

    /// <summary>The pieces of text that are web or mail addresses or names; a name without its at sign.</summary>
    public static JsonObject Links(JsonObject row) => Matches(row, f => f.Kind is ContactKind.Link or ContactKind.Mail or ContactKind.Handle && f.Confidence >= 0.5 && f.Reason != Worded.Reason);

    static JsonObject Matches(JsonObject row, Func<ContactFinding, bool> counts)
    {
        var messages = Messages(row);
        var found = ContactFinder.Find(messages).Findings.Where(counts).Select(f => Piece(messages, f.Spans[0]).TrimStart('@'));
        return new JsonObject { ["matches"] = new JsonArray([.. found.Select(f => (JsonNode)f)]) };
    }

    static string[] Messages(JsonObject row) => row["messages"] is JsonArray messages ? [.. messages.Select(m => (string?)m ?? "")] : [(string?)row["text"] ?? ""];

    static string Piece(string[] messages, TextSpan span) => messages[span.Message][span.Start..span.End];
}
