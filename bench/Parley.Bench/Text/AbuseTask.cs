using System.Text.Json.Nodes;
using Parley.Text.Abuse;

namespace Parley.Bench.Text;

/// <summary>A line holds a <c>text</c>; the answer is a score and the model's own decision.</summary>
static class AbuseTask
{
    public static JsonObject Predict(JsonObject row)
    {
        var (model, text) = (AbuseModel.Shipped, (string?)row["text"] ?? "");
        var score = model.Score(text);
        return new JsonObject { ["score"] = score, ["flag"] = model.IsAbuse(score) };
    }
}
