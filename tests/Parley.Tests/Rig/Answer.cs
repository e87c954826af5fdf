using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Parley.Tests.Rig;

/// <summary>What the server answered. Values are taken by path: <c>answer.Get&lt;int&gt;("message.seq")</c>.</summary>
public sealed record Answer(HttpStatusCode Code, string Body, IReadOnlyDictionary<string, string> Headers)
{
    JsonNode? json;

    public int Status => (int)Code;

    public JsonNode Json => json ??= JsonNode.Parse(Body) ?? throw new InvalidOperationException("The answer has no body.");

    public T Get<T>(string path) => Json.Get<T>(path);

    /// <summary>The last segment of the problem's type.</summary>
    public string? Problem => Body.StartsWith('{') && Json["type"] is JsonValue type && type.TryGetValue<string>(out var text) ? text[(text.LastIndexOf('/') + 1)..] : null;

    /// <summary>The body without what is new in every answer.</summary>
    public string Bare => System.Text.RegularExpressions.Regex.Replace(Body, "\"traceId\":\"[^\"]*\"", "\"traceId\":\"\"");

    /// <summary>This answer, after making sure of its status.</summary>
    public Answer Must(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body}");
        return this;
    }

    /// <summary>This answer, after making sure that it is this problem, told well.</summary>
    public Answer MustRefuse(int status, string problem)
    {
        Must(status);
        Assert.Equal(problem, Problem);
        Assert.Equal("application/problem+json", Headers["Content-Type"]);
        Assert.Equal(status, Get<int>("status"));
        Assert.False(string.IsNullOrWhiteSpace(Get<string>("detail")));
        Assert.False(string.IsNullOrWhiteSpace(Get<string>("traceId")));
        return this;
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}

public static class JsonPaths
{
    public static T Get<T>(this JsonNode node, string path)
    {
        var found = node.At(path) ?? throw new InvalidOperationException($"'{path}' is missing or null in {node.ToJsonString()}");
        return found is T same ? same : found.GetValue<T>();
    }

    public static JsonNode? At(this JsonNode node, string path)
    {
        JsonNode? here = node;
        foreach (var step in path.Split('.'))
            here = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? here?[index] : here?[step];
        return here;
    }

    public static JsonNode[] Items(this JsonNode node, string path = "items") => [.. node.At(path)!.AsArray().Select(n => n!)];
}
