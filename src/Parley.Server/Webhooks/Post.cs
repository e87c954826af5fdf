using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Plumbing;

namespace Parley.Webhooks;

/// <summary>How one try ended.</summary>
/// <param name="Outcome"><c>delivered</c>, <c>refused</c> (an answer that is no 2xx), <c>redirected</c>, <c>gone</c> (410), <c>timed-out</c>, <c>unreachable</c>, <c>unknown-host</c>, <c>tls-failed</c>, <c>forbidden-destination</c>, <c>broken-off</c>; <c>broken</c> when we failed before anybody was asked.</param>
/// <param name="After">How long the endpoint asks to be left alone.</param>
public sealed record Tried(string Outcome, int? Status, int Milliseconds, TimeSpan? After)
{
    public bool Delivered => Outcome == "delivered";
}

/// <summary>
/// Sends one signed event to one endpoint: no redirects, no proxy, a time limit over all, and no connection to an address that is not
/// public. Of the answer only the status counts.
/// </summary>
public sealed class Post : IDisposable
{
    readonly HttpClient http;
    readonly Wrapping wrapping;
    readonly WebhookOptions options;
    readonly TimeProvider clock;

    public Post(Wrapping wrapping, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (this.wrapping, this.options, this.clock) = (wrapping, options.Value, clock);
        http = OutsideHttp.Client(options.Value.AllowPrivate);
    }

    public void Dispose() => http.Dispose();

    public async Task<Tried> SendAsync(WebhookEndpoint endpoint, Guid id, int attempt, byte[] body, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = RequestOf(endpoint, id, attempt, body);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return End(Name(answer.StatusCode), (int)answer.StatusCode, answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? OutsideHttp.WaitOf(answer, clock.GetUtcNow()) : null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return End("timed-out");
        }
        catch (HttpRequestException e)
        {
            return End(OutsideHttp.Name(e));
        }

        Tried End(string outcome, int? status = null, TimeSpan? after = null) => new(outcome, status, (int)clock.GetElapsedTime(began).TotalMilliseconds, after);
    }

    HttpRequestMessage RequestOf(WebhookEndpoint endpoint, Guid id, int attempt, byte[] body)
    {
        var (now, name) = (clock.GetUtcNow(), $"msg_{id:N}");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley-Webhooks", "1.0"));
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signature.Of(SecretsOf(endpoint, now), name, now, body));
        if (attempt > 1) request.Headers.Add("webhook-attempt", attempt.ToString(CultureInfo.InvariantCulture)); // what may have come before
        return request;
    }

    IEnumerable<byte[]> SecretsOf(WebhookEndpoint endpoint, DateTimeOffset now)
    {
        var purpose = WebhookEndpoint.Purpose(endpoint.Id);
        yield return wrapping.Unwrap(endpoint.Secret, endpoint.SecretWrappedBy, purpose);
        if (endpoint.FormerSecret is { } former && endpoint.FormerUntil > now) yield return wrapping.Unwrap(former, endpoint.FormerSecretWrappedBy!, purpose);
    }

    static string Name(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => "delivered",
        >= 300 and < 400 => "redirected",
        410 => "gone",
        _ => "refused",
    };
}
