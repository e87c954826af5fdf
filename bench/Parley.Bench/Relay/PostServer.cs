using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Parley.Plumbing;

namespace Parley.Bench.Relay;

/// <summary>
/// What webhooks are compared to: the same signed bodies to the same receiver by a bare HttpClient, from no store. A process of its own:
/// <c>post --url U --count N --wide W --body FILE</c>; prints seconds and microseconds of CPU, of the second half.
/// </summary>
static class PostServer
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var (url, count, wide) = (new Uri(given["--url"]), int.Parse(given["--count"]), int.Parse(given["--wide"]));
        var body = await File.ReadAllBytesAsync(given["--body"]);
        byte[][] secrets = [new byte[32]];
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxConnectionsPerServer = wide });
        await SendAsync("warm");
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await SendAsync("bare");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds} {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds}"));
        return 0;

        Task SendAsync(string prefix) => Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = wide }, async (number, ct) =>
        {
            var (id, now) = ($"msg_{prefix}{number}", DateTimeOffset.UtcNow);
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", Signature.Of(secrets, id, now, body));
            using var answer = await http.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
        });
    }
}
