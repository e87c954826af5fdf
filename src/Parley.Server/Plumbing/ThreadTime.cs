using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parley.Plumbing;

/// <summary>How long the calling thread has had the processor: whoever else takes it meanwhile does not count. Where the system does not say (only Linux does), the time that passed.</summary>
static class ThreadTime
{
    const int OfThread = 3; // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)

    public static TimeSpan Now => OperatingSystem.IsLinux() && clock_gettime(OfThread, out var at) == 0 ? new TimeSpan((long)at.Seconds * TimeSpan.TicksPerSecond + at.Nanoseconds / TimeSpan.NanosecondsPerTick) : Stopwatch.GetElapsedTime(0);

    struct Timespec
    {
        public nint Seconds, Nanoseconds;
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int clock_gettime(int clock, out Timespec at);
}
