using System.Text.Json.Nodes;
using Parley.Text.Repeats;
using Parley.Text.Spam;

namespace Parley.Bench.Text;

/// <summary>A line holds who (<c>sender</c>), to whom (<c>recipient</c>), when (<c>t</c>, seconds), <c>has_order</c> and <c>text</c>; lines come in the order of their times.</summary>
static class RepeatTask
{
    public static Func<JsonObject, JsonObject> Predict()
    {
        RepeatWindow? window = null;
        return row =>
        {
            if (row["text"] is null) return [];
            window ??= new RepeatWindow(new RepeatOptions(), SpamModel.For(SpamKind.Market).Score);
            var answer = window.Add(new((string?)row["sender"] ?? "", (string?)row["recipient"] ?? "", DateTimeOffset.UnixEpoch.AddSeconds((double?)row["t"] ?? 0), (string?)row["text"] ?? "", (bool?)row["has_order"] ?? false));
            return new JsonObject { ["cluster"] = answer.Cluster?.ToString(), ["flag"] = answer.IsSolicitation, ["why"] = answer.Why.ToString() };
        };
    }
}
