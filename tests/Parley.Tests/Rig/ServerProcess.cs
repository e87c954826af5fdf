using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parley.Tests.Rig;

/// <summary>The real server in a process of its own. It can be ended politely, killed, and started again on the same data.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly ConcurrentQueue<string> log = new();
    readonly IReadOnlyDictionary<string, string> environment;
    Process? process;

    public ServerProcess(IReadOnlyDictionary<string, string> environment)
    {
        Port = Ports.Take();
        this.environment = new Dictionary<string, string>(environment) { ["PARLEY_PORT"] = $"{Port}" };
    }

    public int Port { get; }
    public Uri Address => new($"http://127.0.0.1:{Port}/");
    public IReadOnlyCollection<string> Log => log;
    public int ProcessId => process?.Id ?? 0;

    /// <summary>Requests that met a defect (answered with 500) so far, as the log tells.</summary>
    public int Defects => log.Count(line => line.Contains("A defect answered", StringComparison.Ordinal));

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Places.ServerDll, "serve"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>As a power cut would: no word, no last write.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Stops it where it stands: its connections stay open, and it says nothing.</summary>
    public async Task FreezeAsync() => (await Tool.RunAsync("kill", "-STOP", $"{process!.Id}")).Done();

    /// <summary>Lets it go on from where it stood.</summary>
    public async Task ThawAsync() => (await Tool.RunAsync("kill", "-CONT", $"{process!.Id}")).Done();

    /// <summary>As an operator would (SIGTERM); returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        (await Tool.RunAsync("kill", "-TERM", $"{process!.Id}")).Done();
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Completes when the log has not grown for a moment.</summary>
    public async Task SilenceAsync()
    {
        for (var before = -1; before != log.Count; await Task.Delay(250)) before = log.Count;
    }

    public string Tail(int lines = 60) => string.Join('\n', log.TakeLast(lines));

    public ValueTask DisposeAsync() => new(KillAsync());

    async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException)
            {
                // not listening yet
            }
            if (process!.HasExited) throw new InvalidOperationException($"The server ended with code {process.ExitCode}:\n{Tail()}");
            if (watch.Elapsed > Patience) throw new TimeoutException($"The server was not ready within {Patience.TotalSeconds} s:\n{Tail()}");
            await Task.Delay(25);
        }
    }

    void Keep(string? line)
    {
        if (line is not null) log.Enqueue(line);
    }
}
