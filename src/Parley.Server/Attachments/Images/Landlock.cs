using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Parley.Attachments.Images;

/// <summary>
/// Starts a process that may open nothing but what it is given (Landlock, Linux 5.13 or later): read and run, from its first instruction on, with
/// all that it starts. Writing is not its matter; a worker gives that up itself (<see cref="CallFilter"/>).
/// </summary>
static class Landlock
{
    const int CreateRules = 444, AddRule = 445, Restrict = 446, AskVersion = 1, BeneathPath = 1; // asm-generic/unistd.h, linux/landlock.h
    const int SetNoNewPrivileges = 38, ToName = 0x20_0000, CloseOnExec = 0x8_0000;
    const ulong Run = 1, ReadFile = 1 << 2, ReadFolder = 1 << 3;

    /// <summary>Whether this system knows it.</summary>
    public static bool IsKnown { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 && syscall(CreateRules, 0, 0, AskVersion) >= 1;

    /// <summary>
    /// What this very program needs to run: libraries, the runtime, its assemblies, and what the system tells of itself. Of its own folder single
    /// files only: settings and data may lie there, too.
    /// </summary>
    public static IReadOnlyList<string> OfWorkers { get; } = [.. Program(), .. Runtime(), "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/proc", "/sys", "/dev/null", "/dev/urandom", "/dev/random"];

    /// <summary>Where the system knows no such thing it starts as any other.</summary>
    /// <param name="readable">Folders with all beneath them, and files. What does not exist is passed over.</param>
    /// <param name="offline">Whether it may have no network either (seccomp, on x64), for programs that cannot give it up themselves.</param>
    public static Process Start(ProcessStartInfo start, IReadOnlyList<string> readable, bool offline = false)
    {
        if (!IsKnown && !offline) return Process.Start(start)!;
        Process? started = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() => // it ends with its restriction, which no other thread shares
        {
            try
            {
                if (IsKnown) GiveUpAllBut(readable);
                if (offline) CallFilter.ForbidNetworkHere();
                started = Process.Start(start);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        { IsBackground = true, Name = "confined start" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return started!;
    }

    static IEnumerable<string> Program() =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory).Where(IsOfProgram),
        Path.Combine(AppContext.BaseDirectory, "runtimes"), .. Environment.ProcessPath is { } program ? [program] : Array.Empty<string>(),
        Path.ChangeExtension(typeof(Landlock).Assembly.Location, null), .. (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Also a library that ends in its version, as <c>libvips.so.42</c>: published, native parts lie beside the others.</summary>
    static bool IsOfProgram(string file) =>
        Path.GetExtension(file) is ".dll" || Path.GetFileName(file) is var name && (name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal)
            || name.EndsWith(".deps.json", StringComparison.Ordinal) || name.EndsWith(".runtimeconfig.json", StringComparison.Ordinal));

    /// <summary>The shared one, where the program does not bring its own.</summary>
    static IEnumerable<string> Runtime() =>
        new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent?.Parent is { Name: "shared", Parent: { } root } shared ? [shared.FullName, Path.Combine(root.FullName, "host"), Path.Combine(root.FullName, "dotnet")] : [];

    static void GiveUpAllBut(IReadOnlyList<string> readable)
    {
        var handled = Run | ReadFile | ReadFolder;
        var rules = (int)syscall(CreateRules, ref handled, sizeof(ulong), 0);
        if (rules < 0) throw new IOException($"The system made no rules (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            foreach (var path in readable) Allow(rules, path);
            if (prctl(SetNoNewPrivileges, 1, 0, 0, 0) != 0 || syscall(Restrict, rules, 0, 0) != 0) throw new IOException($"The system took no rules (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = close(rules);
        }
    }

    static void Allow(int rules, string path)
    {
        var place = open(path, ToName | CloseOnExec);
        if (place < 0) return;
        try
        {
            var rule = new Rule { Allowed = Directory.Exists(path) ? Run | ReadFile | ReadFolder : Run | ReadFile, Place = place };
            if (syscall(AddRule, rules, BeneathPath, ref rule, 0) != 0) throw new IOException($"The system took no rule for {path} (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = close(place);
        }
    }

    /// <summary>struct landlock_path_beneath_attr</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    struct Rule
    {
        public ulong Allowed;
        public int Place;
    }

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint syscall(nint number, nint first, nint second, nint third);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint syscall(nint number, ref ulong handled, nint size, nint flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint syscall(nint number, nint rules, nint kind, ref Rule rule, nint flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int prctl(int what, nuint second, nuint third, nuint fourth, nuint fifth);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int close(int descriptor);
}
