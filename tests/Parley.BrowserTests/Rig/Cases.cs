using System.Net;
using System.Text.Json.Nodes;

namespace Parley.BrowserTests.Rig;

/// <summary>What the platform's people do about a conversation, without a screen.</summary>
public static class Cases
{
    /// <summary>The open case about a conversation, once it is there; the queue may be long.</summary>
    public static async Task<string> OfAsync(this Stage stage, string conversation, string? kind = null)
    {
        string? found = null;
        await Eventually.TrueAsync(async () => (found = await FindAsync(stage, conversation, kind)) is not null, $"a case is about the conversation {conversation}");
        return found!;
    }

    /// <summary>Claims the case about a conversation and decides it, for a reason where one is asked for.</summary>
    public static async Task DecideAsync(this Stage stage, string conversation, string act, string facts, string by = "marek", int? hours = null)
    {
        var id = await stage.OfAsync(conversation);
        var moderator = new Api(stage.Server, stage.OperatorToken(by));
        Assert.Equal(HttpStatusCode.NoContent, (await moderator.CallAsync(HttpMethod.Put, $"/v1/cases/{id}/claim")).Status);
        var (status, body) = await moderator.CallAsync(HttpMethod.Post, $"/v1/cases/{id}/decision", act is "release" or "no-violation" ? new { act }
            : hours is null ? new { act, facts, ground = "rule", reference = "Rule 7: payments" } : new { act, facts, ground = "rule", reference = "Rule 7: payments", hours });
        Assert.True(status == HttpStatusCode.OK, $"Deciding answered {(int)status}: {body}");
    }

    /// <summary>One side reports the other.</summary>
    public static async Task ReportAsync(this Stage stage, string by, string conversation, string reason = "scam", string? words = null)
    {
        var (status, body) = await (await stage.AsAsync(by)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/reports", words is null ? new { reason, seq = 1 } : new { reason, seq = 1, words });
        Assert.True(status == HttpStatusCode.Created, $"Reporting answered {(int)status}: {body}");
    }

    /// <summary>The newest open case of a kind.</summary>
    public static async Task<string> NewestAsync(this Stage stage, string kind)
    {
        JsonNode? newest = null;
        await foreach (var one in AllAsync(stage))
            if ($"{one["kind"]}" == kind && (newest is null || (DateTimeOffset)one["openedAt"]! > (DateTimeOffset)newest["openedAt"]!)) newest = one;
        return $"{newest?["id"] ?? throw new InvalidOperationException($"No open case is a {kind}.")}";
    }

    static async Task<string?> FindAsync(Stage stage, string conversation, string? kind)
    {
        await foreach (var one in AllAsync(stage))
            if ($"{one["conversation"]}" == conversation && (kind is null || $"{one["kind"]}" == kind)) return $"{one["id"]}";
        return null;
    }

    static async IAsyncEnumerable<JsonNode> AllAsync(Stage stage)
    {
        var moderator = new Api(stage.Server, stage.OperatorToken("marek"));
        for (var cursor = ""; ;)
        {
            var page = await moderator.GetAsync($"/v1/cases?limit=100{cursor}");
            foreach (var one in page["items"]!.AsArray()) yield return one!;
            if (page["cursor"] is not { } next) yield break;
            cursor = $"&cursor={next}";
        }
    }
}
