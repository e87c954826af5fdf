using System.Diagnostics;
using Parley.Tests.Text;
using Parley.Text.Mail;

namespace Parley.Bench.Text;

/// <summary>
/// Mails of a million characters, made to take long: how many milliseconds each takes, of the processor and on the clock, each as the median of
/// three. Others who use the machine lengthen the clock's; so it fails by the processor's, collector's threads included.
/// </summary>
static class HostileTask
{
    const int Length = 1_000_000;
    const double Most = 100;

    public static int Run()
    {
        var slow = 0;
        var all = new List<(string Name, double Used, double Took)>();
        foreach (var (name, (make, html)) in HostileMails.All)
        {
            var (small, large) = (make(2_000), make(Length));
            Parse(small, html); // compiles what it needs
            var runs = Enumerable.Range(0, 3).Select(_ => Parse(large, html)).ToList();
            var (used, took) = (runs.Select(r => r.Used).Order().ElementAt(1), runs.Select(r => r.Took).Order().ElementAt(1));
            all.Add((name, used, took));
            if (used > Most) slow++;
        }
        Console.WriteLine("    used     took");
        foreach (var (name, used, took) in all.OrderByDescending(a => a.Used)) Console.WriteLine($"{used,8:0.0} {took,8:0.0} ms  {name}");
        return slow == 0 ? 0 : 1;
    }

    static (double Used, double Took) Parse(string mail, bool html)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        ReplyParser.Parse(html ? null : mail, html ? mail : null, ReplyParts.Usual | ReplyParts.Closings);
        return ((Environment.CpuUsage.TotalTime - used).TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
