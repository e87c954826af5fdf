using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Market;

/// <summary>What the host answered.</summary>
/// <param name="Outcome"><c>answered</c>, or why there is no answer: <c>timed-out</c>, <c>refused</c> (a status of neither success nor 410), <c>too-large</c>, <c>resting</c> (it failed too often lately), and those of <see cref="OutsideHttp.Name"/>.</param>
/// <param name="Status">Of the answer; 410 says that what was asked for is no more.</param>
public sealed record HostAnswer(string Outcome, int? Status, byte[] Body)
{
    public bool Answered => Outcome == "answered";
}

/// <summary>
/// Asks the marketplace something and waits for its answer: one signed POST (Standard Webhooks 1.0.0) within a time limit. Five failures in a
/// row, and an address is left alone for ten seconds; then one question at a time finds out whether it is back. Never throws for what
/// the other side does.
/// </summary>
public sealed class HostCall(IOptions<CallbackOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>The longest answer that is read, in bytes.</summary>
    const int MostAnswer = Bodies.Limit;
    const int Doubtful = 5;
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new InstantJson() } };
    readonly HttpClient http = OutsideHttp.Client(options.Value.AllowPrivate);
    readonly byte[] secret = Signature.Read(options.Value.Secret) ?? [];
    readonly Dictionary<string, Line> lines = [];
    readonly Lock gate = new();

    sealed class Line
    {
        public int Failures;
        public DateTimeOffset RestUntil;
        public string? Last;
    }

    sealed record Question<T>(string Type, DateTimeOffset Timestamp, T Data);

    public void Dispose() => http.Dispose();

    /// <param name="type">What is asked, as the body's <c>type</c> says it.</param>
    public async Task<HostAnswer> AskAsync<T>(string url, string type, T data, TimeSpan limit, CancellationToken ct)
    {
        if (!Admit(url)) return new HostAnswer("resting", null, []);
        using var timer = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        var answer = new HostAnswer("broken-off", null, []);
        try
        {
            using var request = RequestOf(url, JsonSerializer.SerializeToUtf8Bytes(new Question<T>(type, clock.GetUtcNow(), data), Shape));
            using var got = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            answer = await ReadAsync(got, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            answer = new HostAnswer("timed-out", null, []);
        }
        catch (HttpRequestException e)
        {
            answer = new HostAnswer(OutsideHttp.Name(e), null, []);
        }
        catch (IOException)
        {
            // it broke off within its answer
        }
        finally
        {
            if (!ct.IsCancellationRequested) Note(url, answer);
        }
        return answer;
    }

    HttpRequestMessage RequestOf(string url, byte[] body)
    {
        var (now, name) = (clock.GetUtcNow(), $"ask_{Guid.CreateVersion7(clock.GetUtcNow()):N}");
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley-Callbacks", "1.0"));
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signature.Of([secret], name, now, body));
        return request;
    }

    static async Task<HostAnswer> ReadAsync(HttpResponseMessage got, CancellationToken ct)
    {
        var status = (int)got.StatusCode;
        if (status is not (>= 200 and < 300 or 410)) return new HostAnswer("refused", status, []);
        await using var stream = await got.Content.ReadAsStreamAsync(ct);
        var buffer = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(buffer.GetMemory(4096), ct) is > 0 and var read)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > MostAnswer) return new HostAnswer("too-large", status, []);
        }
        return new HostAnswer("answered", status, buffer.WrittenSpan.ToArray());
    }

    /// <summary>While an address is doubtful, one question in ten seconds goes out.</summary>
    bool Admit(string url)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var line = LineOf(url);
            if (line.Failures < Doubtful) return true;
            if (line.RestUntil - now > Rest) line.RestUntil = now; // the clock was set back
            if (now < line.RestUntil) return false;
            line.RestUntil = now + Rest;
            return true;
        }
    }

    void Note(string url, HostAnswer answer)
    {
        lock (gate)
        {
            var line = LineOf(url);
            (line.Failures, line.Last) = answer.Answered ? (0, null) : (line.Failures + 1, answer.Outcome);
            if (line.Failures == Doubtful) line.RestUntil = clock.GetUtcNow() + Rest;
        }
    }

    Line LineOf(string url) => lines.TryGetValue(url, out var line) ? line : lines[url] = new Line();

    /// <summary>How the addresses are, in words for the health page.</summary>
    public (bool Healthy, string Says) Health()
    {
        var o = options.Value;
        var names = new[] { (Name: "before a message is sent", Url: o.SignOffUrl), (Name: "to classify a message", Url: o.ClassifierUrl), (Name: "for present data of subjects", Url: o.SubjectUrl) }.Where(n => n.Url.Length > 0).ToList();
        if (names.Count == 0) return (true, "The marketplace is asked nothing.");
        lock (gate)
        {
            var failing = names.Where(n => LineOf(n.Url).Failures >= Doubtful).Select(n => $"The marketplace does not answer when it is asked {n.Name} ({LineOf(n.Url).Last}){What(n.Url)}").ToList();
            return failing.Count == 0 ? (true, $"The marketplace answers when it is asked {string.Join(" and ", names.Select(n => n.Name))}.") : (false, string.Join(' ', failing));
        }

        string What(string url) => url == o.ClassifierUrl ? o.ClassifierOnFailure == "allow" ? "; messages are sent without." : "; each message counts as a match." : url != o.SignOffUrl ? "; what it told last is shown." : o.SignOffOnFailure == "allow" ? "; messages are sent without." : "; nobody can send.";
    }
}
