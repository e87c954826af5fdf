using System.Globalization;
using System.Runtime.InteropServices;

namespace Parley.Bench.Machine;

/// <summary>What the kernel says about processes: CPU of a tree, resident memory, how busy the machine is. Linux only.</summary>
static class Proc
{
    /// <summary>One clock tick of /proc in microseconds (USER_HZ is 100 on every Linux that .NET runs on).</summary>
    public const double TickMicros = 10_000;

    public const int SigInt = 2;
    public const int SigTerm = 15;
    public const int SigKill = 9;

    /// <summary>CPU ticks used so far by a process, its living descendants and its children that already ended.</summary>
    public static long TreeTicks(int root)
    {
        var stats = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? Read(pid) : null)
            .OfType<Stat>()
            .ToDictionary(stat => stat.Pid);
        return stats.Values.Where(stat => Descends(stat, root, stats)).Sum(stat => stat.Ticks);
    }

    /// <summary>CPU ticks in which any core did anything (user, nice, system, irq, softirq).</summary>
    public static long BusyTicks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7]);
    }

    public static long ResidentBytes(int pid) => StatusBytes(pid, "VmRSS:");

    /// <summary>The most that was ever resident.</summary>
    public static long PeakBytes(int pid) => StatusBytes(pid, "VmHWM:");

    static long StatusBytes(int pid, string name)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(text => text.StartsWith(name, StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    public static bool Alive(int pid) => Directory.Exists($"/proc/{pid}") && Read(pid) is { State: not 'Z' };

    public static void Signal(int pid, int signal) => _ = kill(pid, signal);

    /// <summary>Sleeps on the calling thread without the millisecond rounding of <see cref="Thread.Sleep(int)"/>.</summary>
    public static void SleepMicros(long micros)
    {
        var span = new TimeSpec(micros / 1_000_000, micros % 1_000_000 * 1000);
        _ = nanosleep(in span, IntPtr.Zero);
    }

    /// <summary>Raises the soft limit of open files of this process (children inherit it); returns what it now is.</summary>
    public static long AllowFiles(long wanted)
    {
        const int openFiles = 7;
        _ = getrlimit(openFiles, out var limit);
        if ((long)limit.Soft >= wanted) return (long)limit.Soft;
        var raised = new Limit((ulong)wanted, Math.Max(limit.Hard, (ulong)wanted));
        if (setrlimit(openFiles, in raised) != 0)
        {
            raised = limit with { Soft = limit.Hard };
            _ = setrlimit(openFiles, in raised);
        }
        _ = getrlimit(openFiles, out limit);
        return (long)limit.Soft;
    }

    static bool Descends(Stat stat, int root, Dictionary<int, Stat> all)
    {
        for (var depth = 0; depth < 64; depth++)
        {
            if (stat.Pid == root) return true;
            if (!all.TryGetValue(stat.Parent, out var parent)) return false;
            stat = parent;
        }
        return false;
    }

    static Stat? Read(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var rest = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            // utime, stime, cutime, cstime are fields 14 to 17; rest begins with field 3.
            var ticks = Number(rest[11]) + Number(rest[12]) + Number(rest[13]) + Number(rest[14]);
            return new Stat(pid, (int)Number(rest[1]), rest[0][0], ticks);
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    sealed record Stat(int Pid, int Parent, char State, long Ticks);

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct TimeSpec(long Seconds, long Nanos);

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct Limit(ulong Soft, ulong Hard);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int kill(int pid, int signal);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int nanosleep(in TimeSpec span, IntPtr rest);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int getrlimit(int what, out Limit limit);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int setrlimit(int what, in Limit limit);
}
