using System.Diagnostics;

namespace Parley.Tests.Rig;

public sealed record Ran(int Code, string Out, string Errors)
{
    public string Done() => Code == 0 ? Out.Trim() : throw new InvalidOperationException($"Exit code {Code}: {Errors}{Out}");
}

/// <summary>Runs a program to its end.</summary>
public static class Tool
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<Ran> RunAsync(string program, params string[] words) => RunAsync(program, words, new Dictionary<string, string>());

    public static async Task<Ran> RunAsync(string program, string[] words, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', words)} did not end within {Patience.TotalSeconds} s.");
        }
        return new Ran(process.ExitCode, await output, await errors);
    }

    /// <summary>The server's own command line.</summary>
    public static Task<Ran> ParleyAsync(IReadOnlyDictionary<string, string> environment, params string[] words) =>
        RunAsync("dotnet", [Places.ServerDll, .. words], environment);
}
