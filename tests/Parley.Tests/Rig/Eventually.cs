using System.Diagnostics;

namespace Parley.Tests.Rig;

/// <summary>Waits for what must come true, asking often, and fails at a deadline. Nothing here sleeps for a fixed time.</summary>
public static class Eventually
{
    /// <summary>As long as recovery may take: after a clock that was set back, too.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Step = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> holds, string what, TimeSpan? within = null) => TrueAsync(() => Task.FromResult(holds()), what, within);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > (within ?? Patience)) Assert.Fail($"Within {(within ?? Patience).TotalSeconds} s it did not come true that {what}.");
            await Task.Delay(Step);
        }
    }
}
