using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Bench.Driver;

namespace Parley.Bench.Targets;

/// <summary>Buyers with mail addresses, each in a thread with each of a few vendors, and agents who write to them while they are away.</summary>
sealed class NoticeMarket(ParleyServer server, string key, int buyers) : IDisposable
{
    public const int Vendors = 4;

    /// <summary>A vendor's inbox in this many requests at once.</summary>
    const int AtOnce = 32;

    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };

    readonly List<(string Token, Guid Thread)> threads = [];

    /// <summary>Everybody, and every thread with one message of the buyer's from long ago.</summary>
    public Task FillAsync(CancellationToken ct) => server.SyncAsync(key, Rows(), ct);

    IEnumerable<string> Rows()
    {
        for (var buyer = 0; buyer < buyers; buyer++) yield return $$"""{"type":"user","id":"b{{buyer}}","name":"Buyer {{buyer}}","email":"b{{buyer}}@people.example","locale":"en","timeZone":"Europe/Berlin"}""";
        for (var vendor = 0; vendor < Vendors; vendor++)
        {
            yield return $$"""{"type":"user","id":"a{{vendor}}","name":"Agent {{vendor}}"}""";
            yield return $$"""{"type":"vendor","id":"v{{vendor}}","name":"Vendor {{vendor}}"}""";
            yield return $$"""{"type":"agent","vendor":"v{{vendor}}","user":"a{{vendor}}","role":"owner"}""";
            yield return $$"""{"type":"subject","kind":"listing","id":"l{{vendor}}","vendor":"v{{vendor}}","title":"Listing of vendor {{vendor}}"}""";
        }
        var at = DateTimeOffset.UtcNow.AddDays(-3).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        for (var vendor = 0; vendor < Vendors; vendor++)
            for (var buyer = 0; buyer < buyers; buyer++)
                yield return $$"""{"type":"conversation","subject":{"kind":"listing","id":"l{{vendor}}"},"vendor":"v{{vendor}}","buyer":"b{{buyer}}","messages":[{"clientMessageId":"{{Guid.CreateVersion7()}}","from":"buyer","text":"{{Load.Words}}","at":"{{at}}"}]}""";
    }

    /// <summary>Sends so many messages of 200 bytes to all buyers in turn, through the vendors in turn; each begins with its number.</summary>
    public async Task WriteAsync(int messages, CancellationToken ct, int first = 0)
    {
        if (threads.Count == 0) for (var vendor = 0; vendor < Vendors; vendor++) threads.AddRange(await ThreadsAsync(vendor, ct)); // what was answered leaves that folder
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (number, stop) =>
        {
            var (token, thread) = threads[number % threads.Count];
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/conversations/{thread}/messages") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            request.Content = new StringContent($$"""{"clientMessageId":"{{Guid.CreateVersion7()}}","text":"{{first + number:D9}} {{Load.Words}}"}""", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, stop);
            answer.EnsureSuccessStatusCode();
        });
    }

    /// <summary>Each buyer's browser takes pushes at this address.</summary>
    public async Task SubscribeAsync(string endpoint, CancellationToken ct)
    {
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var point = pair.ExportParameters(false).Q;
            var (open, auth) = (Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
            using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/push/subscriptions") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token.For($"b{buyer}", ParleyServer.Secret, TimeSpan.FromHours(4))) } };
            request.Content = new StringContent($$$"""{"endpoint":"{{{endpoint}}}?b={{{buyer}}}","keys":{"p256dh":"{{{open}}}","auth":"{{{auth}}}"}}""", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
        }
    }

    async Task<List<(string Token, Guid Thread)>> ThreadsAsync(int vendor, CancellationToken ct)
    {
        var token = Token.For($"a{vendor}", ParleyServer.Secret, TimeSpan.FromHours(4));
        var found = new List<(string, Guid)>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/inbox?as=vendor:v{vendor}&limit=100{cursor}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var answer = await http.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
            using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            foreach (var row in page.RootElement.GetProperty("items").EnumerateArray()) found.Add((token, row.GetProperty("id").GetGuid()));
            cursor = page.RootElement.GetProperty("cursor").GetString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }
        return found;
    }

    public void Dispose() => http.Dispose();
}
