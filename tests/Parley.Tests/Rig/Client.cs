using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Parley.Tests.Rig;

/// <summary>Somebody who asks over HTTP: nobody in particular, a person with a token, or the host with a key.</summary>
public class Client(HttpClient http, string? bearer)
{
    public string? Bearer { get; } = bearer;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> DeleteAsync(string path, object? body = null) => SendAsync(HttpMethod.Delete, path, body);

    /// <summary>Sends a body given as text or bytes as it is, anything else as JSON.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = ContentOf(body, type);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        if (Bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Bearer);
        using var response = await http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    static HttpContent ContentOf(object body, string type)
    {
        var content = new ByteArrayContent(body switch
        {
            byte[] bytes => bytes,
            string text => Encoding.UTF8.GetBytes(text),
            _ => JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web),
        });
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}

/// <summary>A person of the marketplace, and the side they act on.</summary>
public sealed class Actor(HttpClient http, Uri server, string id, string name, string role, string token) : Client(http, token)
{
    public string Id { get; } = id;
    public string Name { get; } = name;

    /// <summary><c>buyer</c> or <c>vendor:ID</c>.</summary>
    public string As { get; } = role;

    public static object Message(string text, Guid? id = null) => new { clientMessageId = id ?? Guid.NewGuid(), text };

    public Task<Answer> SayAsync(Guid conversation, string text, Guid? id = null) => PostAsync($"v1/conversations/{conversation}/messages", Message(text, id));

    public Task<Answer> ReplyAsync(Guid conversation, string text, int replyTo) =>
        PostAsync($"v1/conversations/{conversation}/messages", new { clientMessageId = Guid.NewGuid(), text, replyTo });

    /// <summary>Answers from a screen on which this was the last message.</summary>
    public Task<Answer> AnswerAsync(Guid conversation, string text, int seenSeq, Guid? id = null) =>
        PostAsync($"v1/conversations/{conversation}/messages", new { clientMessageId = id ?? Guid.NewGuid(), text, seenSeq });

    public static object Note(string text, Guid? id = null, params string[] mentions) => new { clientNoteId = id ?? Guid.CreateVersion7(), text, mentions };

    public Task<Answer> NoteAsync(Guid conversation, string text, Guid? id = null, params string[] mentions) => PostAsync($"v1/conversations/{conversation}/notes", Note(text, id, mentions));

    public Task<Answer> NotesAsync(Guid conversation, string query = "") => GetAsync($"v1/conversations/{conversation}/notes?{query}");

    public Task<Answer> HereAsync(Guid conversation, string doing) => PostAsync($"v1/conversations/{conversation}/presence", new { doing });

    public Task<Answer> ReadThreadAsync(Guid conversation, string query = "limit=100") => GetAsync($"v1/conversations/{conversation}/messages?{query}");

    public Task<Answer> ViewAsync(Guid conversation) => GetAsync($"v1/conversations/{conversation}");

    public Task<Answer> MarkReadAsync(Guid conversation, int seq) => PutAsync($"v1/conversations/{conversation}/read", new { seq });

    public Task<Answer> EditAsync(Guid conversation, int seq, string text) => PutAsync($"v1/conversations/{conversation}/messages/{seq}/text", new { text });

    public Task<Answer> UnsendAsync(Guid conversation, int seq) => DeleteAsync($"v1/conversations/{conversation}/messages/{seq}");

    /// <summary>Everything, unless the query names a folder.</summary>
    public Task<Answer> InboxAsync(string query = "") => GetAsync($"v1/inbox?as={As}&{(query.Contains("folder=", StringComparison.Ordinal) ? "" : "folder=all&")}{query}");

    public Task<Answer> ChangesAsync(long since) => GetAsync($"v1/inbox/changes?as={As}&since={since}");

    public Task<Answer> CountsAsync() => GetAsync($"v1/inbox/counts?as={As}");

    public Task<Answer> ReceivedAsync(long feed) => PutAsync($"v1/inbox/received?as={As}", new { feed });

    /// <summary>The whole thread, page by page, in order.</summary>
    public async Task<List<(int Seq, string? Text, Guid ClientId)>> WholeThreadAsync(Guid conversation)
    {
        var all = new List<(int, string?, Guid)>();
        for (var after = 0; ;)
        {
            var page = (await ReadThreadAsync(conversation, $"after={after}&limit=100")).Must(200);
            foreach (var item in page.Json.Items()) all.Add((item.Get<int>("seq"), (string?)item["text"], item.Get<Guid>("clientMessageId")));
            if (!page.Get<bool>("hasAfter")) return all;
            after = all[^1].Item1;
        }
    }

    public Task<Listener> ListenAsync() => Listener.ConnectAsync(server, As, Bearer!);
}
