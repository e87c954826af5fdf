using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Parley.BrowserTests.Rig;

/// <summary>The person API, for setting a scene and for asking the server what really happened.</summary>
public sealed class Api
{
    static readonly HttpClient Http = new();
    readonly string server, token;

    /// <summary>As whoever the token names.</summary>
    public Api(string server, string token) => (this.server, this.token) = (server, token);

    /// <summary>As the shop's pages do it: the shop says who one is.</summary>
    public static async Task<Api> AsAsync(string shop, string server, string person)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{shop}/parley-token");
        ask.Headers.Add("Cookie", $"bazaar-person={person}");
        using var answer = await Http.SendAsync(ask);
        return new Api(server, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await CallAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"GET {path} answered {(int)status}: {body}");
        return body!;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, object? content = null)
    {
        using var ask = new HttpRequestMessage(method, server + path) { Content = content is null ? null : JsonContent.Create(content) };
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Opens a thread about <c>kind:id</c>, or finds it, and posts; returns its id.</summary>
    public async Task<string> OpenAsync(string vendor, string subject, string text, string? buyer = null)
    {
        var about = subject.Split(':');
        var (status, body) = await CallAsync(HttpMethod.Post, "/v1/conversations", new
        {
            vendor,
            buyer,
            subject = new { kind = about[0], id = about[1] },
            message = new { clientMessageId = Guid.NewGuid(), text },
        });
        Assert.True(status is HttpStatusCode.Created or HttpStatusCode.OK, $"Opening {subject} answered {(int)status}: {body}");
        return $"{body!["conversation"]!["id"]}";
    }

    /// <summary>Posts one after the other; when asked to wait, it waits and repeats, as a client should.</summary>
    public async Task SayAsync(string conversation, params string[] texts)
    {
        foreach (var text in texts)
        {
            var message = new { clientMessageId = Guid.NewGuid(), text };
            var (status, body) = await CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/messages", message);
            while (status == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds((int)body!["retryAfter"]!));
                (status, body) = await CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/messages", message);
            }
            Assert.True(status == HttpStatusCode.Created, $"Sending answered {(int)status}: {body}");
        }
    }

    /// <summary>The texts of a thread as the server has them, in its order.</summary>
    public async Task<List<string>> TextsAsync(string conversation)
    {
        var page = await GetAsync($"/v1/conversations/{conversation}/messages?limit=100");
        return [.. page["items"]!.AsArray().Where(item => $"{item!["kind"]}" == "text").Select(item => $"{item!["text"]}")];
    }

    /// <summary>Everything in the inbox about one subject.</summary>
    public async Task<List<string>> ThreadsAboutAsync(string subjectId, string role = "buyer")
    {
        var page = await GetAsync($"/v1/inbox?as={role}&folder=all&limit=100");
        return [.. page["items"]!.AsArray().Where(row => $"{row!["subject"]?["id"]}" == subjectId).Select(row => $"{row!["id"]}")];
    }
}
