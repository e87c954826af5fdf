using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parley.Attachments.Images;

/// <summary>What the worker's process gives up for itself before it sees a picture.</summary>
static class Confinement
{
    const short Hangup = 0x10;
    const int CoreSize = 4;

    public static void Begin()
    {
        if (!OperatingSystem.IsLinux()) return;
        StepBack();
        _ = setrlimit(CoreSize, new Limit()); // a dump would hold a person's picture
        new Thread(EndWithParent) { IsBackground = true, Name = "parent" }.Start();
    }

    /// <summary>After all that is opened once, and before the first picture.</summary>
    public static void Close()
    {
        if (!CallFilter.Install()) Console.Error.WriteLine("System calls are not filtered here.");
    }

    /// <summary>To the system what a picture needed; the next may be small.</summary>
    public static void GiveBackMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux()) _ = malloc_trim(0);
    }

    /// <summary>The server goes first when cores are scarce, and the worker when memory is.</summary>
    static void StepBack()
    {
        try
        {
            using var self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine(e.Message);
        }
    }

    /// <summary>The parent holds the other end of standard input; when it is gone, a decoder in the midst of a picture must not go on.</summary>
    static void EndWithParent()
    {
        var input = new Poll { Descriptor = 0 };
        while ((input.Happened & Hangup) == 0) _ = poll(ref input, 1, -1);
        _exit(0);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Poll
    {
        public int Descriptor;
        public short Asked;
        public short Happened;
    }

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct Limit(nuint Soft, nuint Hard);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int setrlimit(int what, in Limit limit);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int poll(ref Poll descriptors, nuint count, int milliseconds);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern void _exit(int code);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int malloc_trim(nuint keep);
}
