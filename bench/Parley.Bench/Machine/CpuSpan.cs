using System.Diagnostics;

namespace Parley.Bench.Machine;

/// <summary>CPU of the server tree, the database tree, this driver and everybody else over one span of a run.</summary>
sealed class CpuSpan(int server, int? database)
{
    readonly long serverStart = Proc.TreeTicks(server);
    readonly long databaseStart = database is { } pid ? Proc.TreeTicks(pid) : 0;
    readonly TimeSpan driverStart = Process.GetCurrentProcess().TotalProcessorTime;
    readonly long busyStart = Proc.BusyTicks();
    readonly long clockStart = Stopwatch.GetTimestamp();

    public CpuUse Stop()
    {
        var wall = Stopwatch.GetElapsedTime(clockStart).TotalMicroseconds;
        var busy = (Proc.BusyTicks() - busyStart) * Proc.TickMicros;
        var used = (Proc.TreeTicks(server) - serverStart) * Proc.TickMicros;
        var stored = database is { } pid ? (Proc.TreeTicks(pid) - databaseStart) * Proc.TickMicros : 0;
        var driver = (Process.GetCurrentProcess().TotalProcessorTime - driverStart).TotalMicroseconds;
        return new CpuUse(used, stored, driver, Math.Max(0, busy - used - stored - driver) / wall);
    }
}

/// <summary>Microseconds of CPU by owner; <see cref="ForeignCores"/> is what others kept busy, in cores.</summary>
sealed record CpuUse(double Server, double Database, double Driver, double ForeignCores);
