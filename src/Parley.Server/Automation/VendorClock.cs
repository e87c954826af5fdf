using Parley.Market;

namespace Parley.Automation;

/// <summary>How a vendor stands at some moment.</summary>
public enum Standing
{
    Open,
    Closed,
    Away,
}

/// <summary>A vendor's published hours and its calendar, as machines answer by them.</summary>
public sealed class VendorClock(VendorHours hours, Register register)
{
    /// <summary>How it stood then. While the platform itself was down nobody is shown as closed.</summary>
    public async ValueTask<Standing> StandingAsync(string vendorId, DateTimeOffset at, CancellationToken ct) =>
        (await hours.OfAsync(vendorId, ct)).PausesBetween(at, at.AddSeconds(1)) switch
        {
            [{ Reason: PauseReason.Away }, ..] => Standing.Away,
            [{ Reason: PauseReason.Closed or PauseReason.Holiday } pause, ..] when pause.Span.From <= at.UtcTicks => Standing.Closed,
            _ => Standing.Open,
        };

    /// <summary>The day there: by the time zone of its published hours, otherwise by the one the host told us of.</summary>
    public async ValueTask<DateOnly> DayAsync(string vendorId, DateTimeOffset at, CancellationToken ct)
    {
        if ((await hours.OfAsync(vendorId, ct)).Now is var now && now != OpeningHours.Always) return now.DayOf(at);
        var zone = Formats.Zone((await register.FindVendorAsync(vendorId, ct))?.TimeZone) ?? TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }
}
