using System.Diagnostics;

namespace Parley.Bench.Machine;

/// <summary>A process this run started: its output goes to a log file, and it ends with the run, by its id.</summary>
sealed class Child : IAsyncDisposable
{
    readonly Process process;
    readonly TextWriter log;

    Child(Process process, TextWriter log, string logFile)
    {
        this.process = process;
        this.log = log;
        LogFile = logFile;
    }

    public int Pid => process.Id;

    public string LogFile { get; }

    public bool Running => !process.HasExited;

    /// <summary>Starts a server and leaves it running.</summary>
    public static Child Start(string file, IEnumerable<string> arguments, string logFile, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Info(file, arguments, environment);
        var output = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, line) => output.WriteLine(line.Data);
        started.ErrorDataReceived += (_, line) => output.WriteLine(line.Data);
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new Child(started, output, logFile);
    }

    /// <summary>Runs a command to its end and returns what it printed. Throws when it fails or takes longer than allowed.</summary>
    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, TimeSpan allowed, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var command = Process.Start(Info(file, arguments, environment)) ?? throw new InvalidOperationException($"{file} did not start.");
        using var timeout = new CancellationTokenSource(allowed);
        try
        {
            var output = command.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = command.StandardError.ReadToEndAsync(timeout.Token);
            await command.WaitForExitAsync(timeout.Token);
            if (command.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {command.ExitCode}: {await errors} {await output}");
            return await output;
        }
        finally
        {
            if (!command.HasExited) Proc.Signal(command.Id, Proc.SigKill);
        }
    }

    /// <summary>Polls until the probe succeeds; throws when the process ends first or the time is over.</summary>
    public async Task UntilAsync(Func<Task<bool>> probe, TimeSpan allowed, TimeSpan every)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < allowed)
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}; see its log {LogFile}.");
            if (await probe()) return;
            await Task.Delay(every);
        }
        throw new TimeoutException($"The server was not ready after {allowed.TotalSeconds:0} s; see its log {LogFile}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) Proc.Signal(process.Id, Proc.SigTerm);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Proc.Signal(process.Id, Proc.SigKill);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        await log.DisposeAsync();
    }

    static ProcessStartInfo Info(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return start;
    }
}
