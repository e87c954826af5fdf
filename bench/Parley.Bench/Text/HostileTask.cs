using System.Diagnostics;
using Parley.Tests.Text;
using Parley.Text.Mail;

namespace Parley.Bench.Text;

/// <summary>Mails of a million characters, made to take long: how many milliseconds each takes, as the median of three.</summary>
static class HostileTask
{
    const int Length = 1_000_000;
    const double Most = 100;

    public static int Run()
    {
        var slow = 0;
        var all = new List<(string Name, double Took)>();
        foreach (var (name, (make, html)) in HostileMails.All)
        {
            var (small, large) = (make(2_000), make(Length));
            Parse(small, html); // compiles what it needs
            var took = Enumerable.Range(0, 3).Select(_ => Parse(large, html)).Order().ElementAt(1);
            all.Add((name, took));
            if (took > Most) slow++;
        }
        foreach (var (name, took) in all.OrderByDescending(a => a.Took)) Console.WriteLine($"{took,8:0.0} ms  {name}");
        return slow == 0 ? 0 : 1;
    }

    static double Parse(string mail, bool html)
    {
        var start = Stopwatch.GetTimestamp();
        ReplyParser.Parse(html ? null : mail, html ? mail : null, ReplyParts.Usual | ReplyParts.Closings);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
