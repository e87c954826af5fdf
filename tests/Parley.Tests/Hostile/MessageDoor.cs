using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Tests.Hostile;

/// <summary>Messages, as body, as bytes, as an object, and repeated.</summary>
public sealed class MessageDoor(Talk talk, Talk strangers)
{
    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    public async Task<Outcome> SayAsync(object body, string type = "application/json")
    {
        var answer = await Me.SendAsync(HttpMethod.Post, Messages, body, type);
        if (answer.Problem == "coached" && body is string json) answer = await InsistAsync(JsonNode.Parse(json)!.AsObject());
        if (answer.Status == 202) await ReleaseAsync();
        return answer.Status is not (201 or 202) ? Outcome.Of(answer) : Outcome.Of(answer) with { StoredText = (await talk.Vendor.ReadThreadAsync(talk.Id, "limit=1")).Must(200).Get<string>("items.0.text") };
    }

    /// <summary>Whoever was coached may send it all the same: what is looked at here is what becomes of it then.</summary>
    Task<Answer> InsistAsync(JsonObject body)
    {
        body["appeal"] = new JsonObject { ["as"] = "other" };
        return Me.PostAsync(Messages, body);
    }

    /// <summary>What people are to look at first is let through, or everything after it would wait.</summary>
    async Task ReleaseAsync()
    {
        var host = talk.Shop.World.HostClient;
        foreach (var held in (await host.GetAsync("v1/held")).Must(200).Json.Items().Where(h => h.Get<Guid>("conversationId") == talk.Id)) (await host.PutAsync($"v1/held/{held.Get<Guid>("id")}/release")).Must(204);
    }

    /// <summary>The bytes as they are, but for the name of our field and the client's id, without which nothing gets as far as the text.</summary>
    public async Task<Outcome> SayRawAsync(Case c)
    {
        var bytes = c.Bytes;
        var (from, to) = ("{\"body\""u8.ToArray(), Encoding.UTF8.GetBytes($"{{\"clientMessageId\":\"{Guid.NewGuid()}\",\"text\""));
        if (bytes.AsSpan().StartsWith(from)) bytes = [.. to, .. bytes[from.Length..]];
        if (c.Id == "json-dup-body") bytes = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\"body\"", "\"text\"", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in Headers(c)) request.Content.Headers.TryAddWithoutValidation(name, value);
        try
        {
            return Outcome.Of(await Me.SendAsync(request));
        }
        catch (HttpRequestException) when (bytes.Length > 1 << 20)
        {
            return new Outcome([]); // an early refusal followed by a close, while we were still sending
        }
    }

    public async Task<Outcome> SayObjectAsync(Case c)
    {
        var body = c.Inline!.DeepClone().AsObject();
        var text = body["body"]!.DeepClone();
        body.Remove("body");
        (body["clientMessageId"], body["text"]) = (Guid.NewGuid().ToString(), text);
        var json = body.ToJsonString().Replace("$VICTIM", strangers.Buyer.Id, StringComparison.Ordinal).Replace("$OTHER_CONVERSATION", $"{strangers.Id}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        var headers = Headers(c);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", headers.GetValueOrDefault("Content-Type", "application/json"));
        if (headers.TryGetValue("Accept", out var accept)) request.Headers.TryAddWithoutValidation("Accept", accept);
        return Outcome.Of(await Me.SendAsync(request));
    }

    public async Task<Outcome> RepeatAsync(string scenario)
    {
        var id = Guid.NewGuid();
        var before = (await Me.ViewAsync(talk.Id)).Get<int>("lastSeq");
        Answer[] answers = scenario switch
        {
            "same-key-other-body" => [await Me.SayAsync(talk.Id, "one", id), await Me.SayAsync(talk.Id, "two", id)],
            "same-key-in-flight" => await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Me.SayAsync(talk.Id, "one", id))),
            "key-4k" => [await Me.PostAsync(Messages, new { clientMessageId = new string('k', 4096), text = "x" })],
            "key-expired" => [await Me.SayAsync(talk.Id, "one", id), await Me.SayAsync(talk.Id, "one", id)],
            _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
        };
        var more = (await Me.ViewAsync(talk.Id)).Get<int>("lastSeq") - before;
        return new Outcome(answers, Flaw: more > 1 ? $"{more} messages were stored" : null);
    }

    static Dictionary<string, string> Headers(Case c) => c.Row["params"]?["headers"]?.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!) ?? [];
}
