using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Bench.Machine;

/// <summary>A headless Chromium with one page, driven over its own debugging protocol: no driver between, nothing to install but the browser.</summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Child process;
    readonly ClientWebSocket socket;
    readonly string profile;
    int last;

    Chromium(Child process, ClientWebSocket socket, string profile)
    {
        this.process = process;
        this.socket = socket;
        this.profile = profile;
    }

    public static async Task<Chromium> StartAsync(string log)
    {
        var folder = Directory.CreateTempSubdirectory("parley-bench-chromium-").FullName;
        var browser = Child.Start("chromium",
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-port=0", "--window-size=1440,900", $"--user-data-dir={folder}", "about:blank",
        ], log);
        var told = Path.Combine(folder, "DevToolsActivePort");
        await browser.UntilAsync(() => Task.FromResult(File.Exists(told) && File.ReadAllLines(told) is { Length: > 1 }), Patience, TimeSpan.FromMilliseconds(50));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{File.ReadAllLines(told)[0]}") };
        var pages = JsonNode.Parse(await http.GetStringAsync(new Uri("/json/list", UriKind.Relative)))!.AsArray();
        var page = pages.First(p => (string?)p!["type"] == "page")!;
        var opened = new ClientWebSocket();
        await opened.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), CancellationToken.None);
        return new Chromium(browser, opened, folder);
    }

    /// <summary>One command; what the page reports meanwhile is passed over.</summary>
    public async Task<JsonNode> AskAsync(string method, object parameters, CancellationToken ct)
    {
        var id = ++last;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, true, ct);
        while (true)
        {
            var answer = JsonNode.Parse(await ReceiveAsync(ct))!;
            if ((int?)answer["id"] != id) continue;
            return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"]!;
        }
    }

    /// <summary>The value of an expression, which may be a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken ct)
    {
        var result = await AskAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true }, ct);
        return result["exceptionDetails"] is { } thrown ? throw new InvalidOperationException(thrown.ToJsonString()) : result["result"]!["value"];
    }

    async Task<byte[]> ReceiveAsync(CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(part, ct);
            whole.Write(part, 0, received.Count);
            if (received.EndOfMessage) return whole.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await process.DisposeAsync();
        Directory.Delete(profile, recursive: true);
    }
}
