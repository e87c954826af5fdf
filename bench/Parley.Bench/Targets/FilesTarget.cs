using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>Somewhere to send files to: the bare endpoint, or a buyer's thread of the product.</summary>
sealed class FilesTarget(HttpClient client, int pid, Func<byte[], string, HttpRequestMessage> request, IAsyncDisposable process) : IAsyncDisposable
{
    /// <summary>As many as share the day's uploads, so that nobody has more than anybody would.</summary>
    const int Buyers = 40;

    sealed record Buyer(AuthenticationHeaderValue Token, Guid Thread);

    public int Pid => pid;

    /// <param name="path"><c>/files</c>, or <c>/durable</c>, which waits for the disk.</param>
    public static async Task<FilesTarget> BareAsync(Stage stage, string path)
    {
        var (port, folder) = (Ports.Free(), Directory.CreateDirectory(Path.Combine(stage.Folder, "received")).FullName);
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TieredPGO"] = "1" };
        var child = Child.Start("dotnet", [typeof(FilesTarget).Assembly.Location, "receive", "--port", $"{port}", "--folder", folder], Path.Combine(stage.Folder, "receive.log"), environment);
        var client = NewClient(new Uri($"http://127.0.0.1:{port}"));
        await child.UntilAsync(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri("/ready", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        }, TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(50));
        return new FilesTarget(client, child.Pid, (bytes, _) => new HttpRequestMessage(HttpMethod.Post, path) { Content = Content(bytes) }, child);
    }

    /// <param name="options">What is set otherwise than usual.</param>
    public static async Task<FilesTarget> ParleyAsync(Stage stage, IReadOnlyDictionary<string, string> options, CancellationToken ct)
    {
        var server = await stage.ServerAsync($"files-{Guid.NewGuid():N}", "sqlite", options: options);
        var key = await server.CreateKeyAsync("market:write");
        await server.StartAsync(TimeSpan.FromMilliseconds(50));
        await server.SyncAsync(key,
        [
            .. Enumerable.Range(0, Buyers).Select(n => $$"""{"type":"user","id":"b{{n}}","name":"Buyer {{n}}"}"""), """{"type":"user","id":"a","name":"Agent"}""",
            """{"type":"vendor","id":"v","name":"Vendor"}""", """{"type":"agent","vendor":"v","user":"a","role":"owner"}""",
        ], ct);
        var client = NewClient(server.Address);
        var buyers = new List<Buyer>();
        for (var number = 0; number < Buyers; number++) buyers.Add(await OpenAsync(client, $"b{number}", ct));
        var next = -1;
        return new FilesTarget(client, server.Pid, (bytes, name) =>
        {
            var buyer = buyers[Interlocked.Increment(ref next) % Buyers];
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/conversations/{buyer.Thread}/attachments") { Content = Content(bytes), Headers = { Authorization = buyer.Token } };
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Length", bytes.Length.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name))}");
            return request;
        }, server);
    }

    static async Task<Buyer> OpenAsync(HttpClient client, string name, CancellationToken ct)
    {
        var token = new AuthenticationHeaderValue("Bearer", Driver.Token.For(name, ParleyServer.Secret, TimeSpan.FromHours(4)));
        using var opening = new HttpRequestMessage(HttpMethod.Post, "/v1/conversations")
        {
            Content = new StringContent($$$"""{"vendor":"v","message":{"clientMessageId":"{{{Guid.NewGuid()}}}","text":"Files follow"}}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { Authorization = token },
        };
        using var opened = await client.SendAsync(opening, ct);
        opened.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await opened.Content.ReadAsStringAsync(ct));
        return new Buyer(token, answer.RootElement.GetProperty("conversation").GetProperty("id").GetGuid());
    }

    /// <summary>One file in one request; returns where it lies and whose it is, if the target says so.</summary>
    async Task<(Uri? Place, AuthenticationHeaderValue? Who)> SendAsync(byte[] bytes, string name, CancellationToken ct)
    {
        using var message = request(bytes, name);
        using var answer = await client.SendAsync(message, ct);
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.NoContent)) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        return (answer.Headers.Location, message.Headers.Authorization);
    }

    /// <summary>All files, so many at once; returns megabytes a second, and microseconds of the server's CPU for each file.</summary>
    public async Task<(double Megabytes, double Micros)> SendAllAsync(IReadOnlyList<byte[]> files, string name, int atOnce, CancellationToken ct)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), new CpuSpan(pid, null));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, async (file, stop) => await SendAsync(file, name, stop));
        return (files.Sum(file => (long)file.Length) / 1e6 / clock.Elapsed.TotalSeconds, cpu.Stop().Server / files.Count);
    }

    /// <summary>Sends a file; milliseconds from the answer to its last byte until it is ready.</summary>
    public async Task<double> UntilReadyAsync(byte[] bytes, string name, CancellationToken ct)
    {
        var (place, who) = await SendAsync(bytes, name, ct);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, place) { Headers = { Authorization = who } };
            using var answer = await client.SendAsync(asking, ct);
            using var state = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            switch (state.RootElement.GetProperty("state").GetString())
            {
                case "ready": return clock.Elapsed.TotalMilliseconds;
                case "refused": throw new InvalidOperationException($"Refused: {state.RootElement.GetProperty("reason")}");
            }
            await Task.Delay(2, ct);
        }
    }

    static HttpClient NewClient(Uri address) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    static ByteArrayContent Content(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await process.DisposeAsync();
    }
}
