using System.Net;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>What a provider answered, or why there is no answer.</summary>
/// <param name="Status">Null when none came, or not all of it.</param>
/// <param name="Trouble">Then: <c>timed-out</c>, <c>stopped</c> (this server goes down), <c>unreachable</c>, <c>unknown-host</c>, <c>tls-failed</c>, <c>forbidden-destination</c>, <c>broken-off</c>.</param>
/// <param name="After">How long it asks to be left alone.</param>
/// <param name="Body">At most what was asked for; the rest is not read.</param>
sealed record Asked(int? Status, string? Trouble, TimeSpan? After, byte[] Body)
{
    public bool Took => Status is >= 200 and < 300;

    /// <summary>It did not take it now, and says or shows that it may later.</summary>
    public bool IsPassing => Status is null or 408 or 429 or >= 500;

    /// <summary>By name: the trouble, <c>redirected</c>, or <c>answered-503</c>.</summary>
    public string Outcome => Trouble ?? (Status is >= 300 and < 400 ? "redirected" : $"answered-{Status}");

    /// <summary>Whether not a byte of the request can have arrived.</summary>
    public bool NeverSent => Trouble is "unreachable" or "unknown-host" or "tls-failed" or "forbidden-destination";
}

/// <summary>One question to a provider. Whatever happens on the way is an answer, never an exception.</summary>
static class Asking
{
    /// <param name="ct">When it fires, this server goes down.</param>
    /// <param name="limit">When it fires, the provider took too long.</param>
    /// <param name="most">How much of the answer's body is read, in bytes.</param>
    public static async Task<Asked> AskAsync(this HttpClient http, HttpRequestMessage request, int most, TimeProvider clock, CancellationToken limit, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit, ct);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var body = most == 0 ? [] : await ReadAsync(answer, most, both.Token);
            return new Asked((int)answer.StatusCode, null, OutsideHttp.WaitOf(answer, clock.GetUtcNow()), body);
        }
        catch (OperationCanceledException)
        {
            return new Asked(null, ct.IsCancellationRequested ? "stopped" : "timed-out", null, []);
        }
        catch (HttpRequestException e)
        {
            return new Asked(null, OutsideHttp.Name(e), null, []);
        }
        catch (IOException)
        {
            return new Asked(null, "broken-off", null, []);
        }
    }

    static async Task<byte[]> ReadAsync(HttpResponseMessage answer, int most, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var body = new byte[most];
        return body[..await stream.ReadAtLeastAsync(body, most, throwOnEndOfStream: false, ct)];
    }
}
