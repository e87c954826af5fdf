using System.Globalization;

namespace Parley.Probe;

/// <summary>The system's clock, so many seconds ahead as a file says; timers and time stamps are the system's.</summary>
sealed class SetClock(string file) : TimeProvider
{
    const int KeptMilliseconds = 20;
    long readAt = -KeptMilliseconds, ahead;

    public override DateTimeOffset GetUtcNow()
    {
        var now = Environment.TickCount64;
        if (now - Interlocked.Read(ref readAt) >= KeptMilliseconds)
        {
            Interlocked.Exchange(ref ahead, Read());
            Interlocked.Exchange(ref readAt, now);
        }
        return base.GetUtcNow().AddSeconds(Interlocked.Read(ref ahead));
    }

    long Read()
    {
        try
        {
            return long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return Interlocked.Read(ref ahead); // it is being written
        }
    }
}
