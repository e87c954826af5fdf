using System.Collections.Concurrent;
using System.Diagnostics;

namespace Parley.BrowserTests.Rig;

/// <summary>A program in a process of its own; what it says is kept.</summary>
public sealed class Child : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly ConcurrentQueue<string> words = new();
    readonly Process process;

    public Child(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    public string Words => string.Join('\n', words);

    public string Tail(int lines = 80) => string.Join('\n', words.TakeLast(lines));

    public async Task<bool> SaidAsync(string text, TimeSpan? within = null)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(HasEnded || words.Any(line => line.Contains(text, StringComparison.Ordinal))), $"a program said “{text}”; it said:\n{Tail()}", within ?? Patience);
        return words.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>As a power cut would: no word, no last write.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>As an operator would (SIGTERM); returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        return await EndedAsync();
    }

    public async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    void Keep(string? line)
    {
        if (line is not null) words.Enqueue(line);
    }
}
