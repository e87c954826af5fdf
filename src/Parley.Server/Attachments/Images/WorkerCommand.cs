using System.Diagnostics;

namespace Parley.Attachments.Images;

/// <summary>How the worker is started: this very program, with an environment that tells it nothing of the server's.</summary>
static class WorkerCommand
{
    /// <summary>What the runtime may need to be found; all else (secrets among it) stays here.</summary>
    static readonly string[] Passed = ["DOTNET_ROOT", "DOTNET_ROOT_X64", "LD_LIBRARY_PATH", "PATH", "SystemRoot"];

    static readonly (string Name, string Value)[] Own =
    [
        ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_gcConcurrent", "0"),
        ("MALLOC_ARENA_MAX", "2"),
        ("VIPS_BLOCK_UNTRUSTED", "1"),
        ("VIPS_CONCURRENCY", "1"),
        ("VIPS_DISC_THRESHOLD", "1000g"), // large pictures go to memory, and past their limit nowhere; never to a file
        ("TMPDIR", "/nonexistent"),
        ("MAGICK_TEMPORARY_PATH", "/nonexistent"),
    ];

    public static ProcessStartInfo Start()
    {
        var (program, words) = Find();
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var name in Passed)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) start.Environment[name] = value;
        foreach (var (name, value) in Own) start.Environment[name] = value;
        return start;
    }

    static (string Program, string[] Words) Find()
    {
        var library = Path.Combine(AppContext.BaseDirectory, $"{typeof(WorkerCommand).Assembly.GetName().Name}.dll");
        var running = Environment.ProcessPath ?? "dotnet";
        if (Path.GetFileNameWithoutExtension(running) == "dotnet") return (running, [library, WorkerLoop.Command]);
        var program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? "exe" : null);
        return File.Exists(program) ? (program, [WorkerLoop.Command]) : ("dotnet", [library, WorkerLoop.Command]);
    }
}
