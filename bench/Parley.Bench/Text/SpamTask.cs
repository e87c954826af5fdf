using System.Text.Json.Nodes;
using Parley.Text.Spam;

namespace Parley.Bench.Text;

/// <summary>A line holds a <c>text</c>; the answer is a score and the model's own decision.</summary>
static class SpamTask
{
    public static Func<JsonObject, JsonObject> Predict(SpamKind kind) => row =>
    {
        var model = SpamModel.For(kind);
        var score = model.Score((string?)row["text"] ?? "");
        return new JsonObject { ["score"] = score, ["flag"] = model.IsSpam(score) };
    };
}
