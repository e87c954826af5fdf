using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>
/// What the vendors' teams have made of their desks before anybody looks: templates, macros, rules, hours, labels, and threads
/// that are assigned, snoozed, starred or talked over. Each is a call of the API by one of their agents, read from
/// <c>Seed/desks.json</c>; ids come from names, so that doing it again changes nothing.
/// </summary>
/// <remarks>
/// In a call, <c>label:NAME</c> and <c>template:NAME</c> are ids of what an earlier call made, <c>thread:ABOUT BUYER</c> is a conversation,
/// <c>in:HOURS</c> a moment ahead, <c>rules:standard</c> the rules that every vendor begins with.
/// </remarks>
public sealed class Furnishing(Settings settings, ParleyTokens tokens, Catalogue catalogue, TimeProvider clock)
{
    const int Attempts = 5;

    /// <summary>Returns what was refused, a line each; one refusal keeps nothing else from being done.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = settings.ParleyUrl, Timeout = TimeSpan.FromSeconds(100) };
        var refused = new List<string>();
        foreach (var team in JsonNode.Parse(Seed.Text("desks.json"))!.AsArray().GroupBy(call => StallOf($"{call!["by"]}")))
        {
            var threads = await ThreadsAsync(http, team.Key, ct);
            foreach (var call in team)
            {
                var path = $"{call!["path"]}".Replace("{vendor}", team.Key.Id, StringComparison.Ordinal);
                if (path.Split('/').FirstOrDefault(part => part.StartsWith("thread:", StringComparison.Ordinal)) is { } thread)
                    path = path.Replace(thread, threads.GetValueOrDefault(thread[7..]), StringComparison.Ordinal);
                var body = await FilledAsync(http, call["body"]!, team.Key, threads, $"{call["by"]}", ct);
                var (status, answer) = await CallAsync(http, new HttpMethod($"{call["do"]}"), $"{path}?as=vendor:{team.Key.Id}", $"{call["by"]}", body, ct);
                if ((int)status >= 400) refused.Add($"{call["do"]} {path}: {answer?["detail"]}");
            }
        }

        return refused;
    }

    Stall StallOf(string agent) => catalogue.Stalls.Single(stall => stall.Agents.Any(one => one.Id == agent));

    /// <summary>A team's conversations, named by what they are about and the buyer: <c>order:NK-2115 tom</c>.</summary>
    async Task<Dictionary<string, string>> ThreadsAsync(HttpClient http, Stall stall, CancellationToken ct)
    {
        var threads = new Dictionary<string, string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var (_, page) = await CallAsync(http, HttpMethod.Get, $"/v1/inbox?as=vendor:{stall.Id}&folder=all&limit=100&cursor={cursor}", stall.Agents[0].Id, null, ct);
            foreach (var row in page!["items"]!.AsArray())
            {
                var about = row!["subject"] is { } subject ? $"{subject["kind"]}:{subject["id"]}" : $"general:{stall.Id}";
                threads[$"{about} {row["with"]!["id"]}"] = $"{row["id"]}";
            }

            cursor = page["cursor"]?.GetValue<string>();
        }

        return threads;
    }

    async Task<JsonNode> FilledAsync(HttpClient http, JsonNode body, Stall stall, Dictionary<string, string> threads, string by, CancellationToken ct)
    {
        if (body["rules"] is JsonArray own && $"{own[0]}" == "rules:standard")
        {
            var (_, now) = await CallAsync(http, HttpMethod.Get, $"/v1/rules?as=vendor:{stall.Id}", by, null, ct);
            var standard = now!["rules"]!.AsArray().Where(rule => rule!["standard"] is not null).Select(rule => rule!.DeepClone());
            body = new JsonObject { ["version"] = now["version"]!.DeepClone(), ["rules"] = new JsonArray([.. standard, .. own.Skip(1).Select(rule => rule!.DeepClone())]) };
        }

        return Filled(body, text => text.Split(':', 2) switch
        {
            ["label" or "template" or "id", _] => Seed.Id($"{stall.Id}/{text}").ToString(),
            ["thread", var thread] => threads.GetValueOrDefault(thread) ?? text,
            ["in", var hours] => clock.GetUtcNow().AddHours(int.Parse(hours, CultureInfo.InvariantCulture)).ToString("O", CultureInfo.InvariantCulture),
            _ => text,
        });
    }

    static JsonNode Filled(JsonNode node, Func<string, string> fill) => node switch
    {
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, part.Value is null ? null : Filled(part.Value, fill)))),
        JsonArray items => new JsonArray([.. items.Select(item => Filled(item!, fill))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(fill(text)),
        _ => node.DeepClone(),
    };

    /// <summary>As an agent's browser would; when asked to wait, it waits and repeats.</summary>
    async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(HttpClient http, HttpMethod method, string path, string agent, JsonNode? body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var call = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(agent));
            using var answer = await http.SendAsync(call, ct);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && attempt < Attempts)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), ct);
                continue;
            }

            var text = await answer.Content.ReadAsStringAsync(ct);
            return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
    }
}
