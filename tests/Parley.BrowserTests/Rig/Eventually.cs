using System.Diagnostics;

namespace Parley.BrowserTests.Rig;

/// <summary>Waits for what must come true, asking often, and fails at a deadline. Nothing here sleeps for a fixed time.</summary>
public static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Step = TimeSpan.FromMilliseconds(50);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > (within ?? Patience)) Assert.Fail($"Within {(within ?? Patience).TotalSeconds} s it did not come true that {what}.");
            await Task.Delay(Step);
        }
    }

    /// <summary>Waits until the value is the expected one; says what it was instead.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var actual = await ask();
            if (watch.Elapsed > (within ?? Patience))
            {
                Assert.Equal(expected, actual);
                return;
            }
            if (expected is System.Collections.IEnumerable one and not string && actual is System.Collections.IEnumerable other
                ? one.Cast<object>().SequenceEqual(other.Cast<object>()) : Equals(expected, actual)) return;
            await Task.Delay(Step);
        }
    }
}
