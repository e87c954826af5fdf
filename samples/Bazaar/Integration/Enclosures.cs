using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>
/// Messages with files, sent as people's browsers would: the file is uploaded (tus 1.0, in one request) and its message names it. Read
/// from <c>Seed/enclosures.json</c>; a message has the same id each time, so that it is there once.
/// </summary>
public sealed class Enclosures(Settings settings, ParleyTokens tokens, Catalogue catalogue)
{
    /// <summary>Returns what was refused, a line each.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = settings.ParleyUrl, Timeout = TimeSpan.FromSeconds(100) };
        var refused = new List<string>();
        foreach (var one in JsonNode.Parse(Seed.Text("enclosures.json"))!.AsArray())
        {
            try
            {
                await SendAsync(http, one!, ct);
            }
            catch (HttpRequestException e)
            {
                refused.Add($"{one!["file"]}: {e.Message}");
            }
        }

        return refused;
    }

    async Task SendAsync(HttpClient http, JsonNode one, CancellationToken ct)
    {
        var (by, about) = ($"{one["by"]}", $"{one["thread"]}");
        var thread = await ThreadAsync(http, by, about, ct);
        using var upload = Call(HttpMethod.Post, $"/v1/conversations/{thread}/attachments", by);
        var bytes = Seed.Bytes($"files/{one["file"]}");
        upload.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        upload.Headers.Add("Tus-Resumable", "1.0.0");
        upload.Headers.Add("Upload-Length", $"{bytes.Length}");
        upload.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{one["file"]}"))}");
        using var uploaded = (await http.SendAsync(upload, ct)).EnsureSuccessStatusCode();
        var file = uploaded.Headers.Location!.ToString().Split('/')[^1];
        using var message = Call(HttpMethod.Post, $"/v1/conversations/{thread}/messages", by);
        message.Content = JsonContent.Create(new { clientMessageId = Seed.Id($"enclosure/{about}/{one["file"]}"), text = $"{one["text"]}", attachments = new[] { file } });
        using var sent = (await http.SendAsync(message, ct)).EnsureSuccessStatusCode();
    }

    /// <summary>The thread about this (<c>order:NK-2101 maya</c>) in the inbox of who writes: a vendor's team's, else their own.</summary>
    async Task<string> ThreadAsync(HttpClient http, string by, string about, CancellationToken ct)
    {
        var team = catalogue.Stalls.FirstOrDefault(stall => stall.Agents.Any(agent => agent.Id == by));
        var inbox = team is null ? "/v1/inbox?as=buyer" : $"/v1/inbox?as=vendor:{team.Id}&folder=all";
        for (string? cursor = ""; cursor is not null;)
        {
            using var asked = Call(HttpMethod.Get, $"{inbox}&limit=100&cursor={cursor}", by);
            using var answer = (await http.SendAsync(asked, ct)).EnsureSuccessStatusCode();
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!;
            foreach (var row in page["items"]!.AsArray())
                if (row!["subject"] is { } subject && about == $"{subject["kind"]}:{subject["id"]} {(team is null ? by : row["with"]!["id"])}") return $"{row["id"]}";
            cursor = page["cursor"]?.GetValue<string>();
        }

        throw new HttpRequestException($"There is no thread '{about}'.");
    }

    HttpRequestMessage Call(HttpMethod method, string path, string by) =>
        new(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(by)) } };
}
