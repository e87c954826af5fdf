using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using MimeKit;

namespace Parley.Tests.Rig;

/// <summary>What a mail server was given. <paramref name="Raw"/> as it came over the wire, without the dots.</summary>
public sealed record TakenMail(string From, IReadOnlyList<string> To, byte[] Raw)
{
    public MimeMessage Read() => MimeMessage.Load(new MemoryStream(Raw));
}

/// <summary>A real mail server (npm's smtp-server) that can be told to fail in each of the ways in which servers do.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    readonly ConcurrentQueue<JsonNode> heard = new();
    readonly Process process;
    bool ended;

    SmtpPeer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public IReadOnlyList<TakenMail> Taken => [.. heard.Where(e => (string?)e["event"] == "taken").Select(e => new TakenMail((string)e["from"]!, [.. e["to"]!.AsArray().Select(t => (string)t!)], Convert.FromBase64String((string)e["raw"]!)))];

    public int Count(string what) => heard.Count(e => (string?)e["event"] == what);

    public JsonNode? Last(string what) => heard.LastOrDefault(e => (string?)e["event"] == what);

    public static async Task<SmtpPeer> StartAsync(params (string Name, string Value)[] settings)
    {
        var port = Ports.Take();
        var start = new ProcessStartInfo("node", [Path.Combine(Places.Repository, "tests", "Parley.Tests", "Rig", "smtp-peer.cjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LIBRARY"] = Path.Combine(Places.Repository, "web", "node_modules", "smtp-server");
        start.Environment["PORT"] = $"{port}";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var peer = new SmtpPeer(Process.Start(start)!, port);
        peer.process.OutputDataReceived += (_, line) => peer.Keep(line.Data);
        peer.process.ErrorDataReceived += static (_, _) => { };
        peer.process.BeginOutputReadLine();
        peer.process.BeginErrorReadLine();
        await Eventually.TrueAsync(() => peer.Count("listening") > 0 || peer.process.HasExited, "the mail server listens");
        return peer;
    }

    /// <summary><c>take</c>, or one of the failures that stand in the script.</summary>
    public async Task DoAsync(string mode)
    {
        var before = Count("mode");
        await process.StandardInput.WriteLineAsync(new JsonObject { ["mode"] = mode }.ToJsonString());
        await process.StandardInput.FlushAsync();
        await Eventually.TrueAsync(() => Count("mode") > before, $"the mail server does '{mode}'");
    }

    public async Task<TakenMail> TakeAsync(Func<TakenMail, bool> fits, string what)
    {
        await Eventually.TrueAsync(() => Taken.Any(fits), what, TimeSpan.FromSeconds(60));
        return Taken.First(fits);
    }

    public async ValueTask DisposeAsync()
    {
        if (ended) return;
        ended = true;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Keep(string? line)
    {
        if (line is not null) heard.Enqueue(JsonNode.Parse(line)!);
    }
}
