using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Client;

/// <summary>Carries one call to Parley and its answer back, again and again within bounds.</summary>
sealed class Courier(HttpClient http, TimeProvider clock)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public async Task PutAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Put, path, () => Content(body), ct);
        await RefuseAsync(answer, ct);
    }

    /// <returns>False when there is nothing at the path.</returns>
    public async Task<bool> TryPutAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Put, path, () => Content(body), ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return false;
        await RefuseAsync(answer, ct);
        return true;
    }

    public async Task<JsonNode?> PostAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, () => Content(body), ct);
        await RefuseAsync(answer, ct);
        return await answer.Content.ReadFromJsonAsync(Wire.Default.JsonNode, ct);
    }

    public async Task DeleteAsync(string path, JsonObject? body, CancellationToken ct)
    {
        using var answer = await SendAsync(
            HttpMethod.Delete, path, () => body is null ? null : Content(body), ct);
        if (answer.StatusCode != HttpStatusCode.NotFound)
            await RefuseAsync(answer, ct);
    }

    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, path, () => null, ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        await RefuseAsync(answer, ct);
        return await answer.Content.ReadFromJsonAsync(type, ct);
    }

    public async Task<SyncProgress> SyncAsync(RowBatch batch, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, "v1/sync", batch.ToContent, ct);
        await RefuseAsync(answer, ct);

        long done = 0, failed = 0;
        var failures = new List<SyncFailure>();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } text)
        {
            if (text.Length == 0)
                continue;
            var line = JsonSerializer.Deserialize(text, Wire.Default.SyncLine)!;
            if (line.Problem is { } problem)
                failures.Add(new SyncFailure(line.Line ?? 0, problem));
            else
                (done, failed) = (line.Done ?? done, line.Failed ?? failed);
        }

        return new SyncProgress(done, failed, failures);
    }

    async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, Func<HttpContent?> content, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var last = attempt == ParleyHost.Attempts;
            var wait = TimeSpan.FromMilliseconds(200 * Math.Pow(2, attempt - 1));
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = content() };
                var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                if (last || !Busy(answer))
                    return answer;
                wait = RetryAfter(answer) ?? wait;
                answer.Dispose();
            }
            catch (Exception e) when (!last && !ct.IsCancellationRequested && (e is HttpRequestException or TaskCanceledException))
            {
                // Out of reach for a moment, or too slow; every call may be repeated.
            }

            await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, ct);
        }
    }

    static StringContent Content(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    static bool Busy(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => null,
        };

    async Task RefuseAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var problem = await ReadProblemAsync(answer, ct);
        throw new ParleyException(problem with
        {
            Status = (int)answer.StatusCode,
            RetryAfter = problem.RetryAfter ?? RetryAfter(answer)?.TotalSeconds,
        });
    }

    static async Task<Problem> ReadProblemAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(Wire.Default.Problem, ct) ?? new Problem();
        }
        catch (JsonException)
        {
            // A proxy in between answered in its own words.
            return new Problem { Title = answer.ReasonPhrase };
        }
    }
}
