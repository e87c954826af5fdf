using Parley.Market;

namespace Parley.Automation;

/// <summary>How a vendor stands at some moment.</summary>
public enum Standing
{
    Open,
    Closed,
    Away,
}

/// <summary>A vendor's hours and calendar.</summary>
public sealed class VendorClock(Register register)
{
    public async ValueTask<(Standing Standing, DateOnly Day)> AtAsync(string vendorId, DateTimeOffset at, CancellationToken ct)
    {
        var zone = Formats.Zone((await register.FindVendorAsync(vendorId, ct))?.TimeZone) ?? TimeZoneInfo.Utc;
        return (Standing.Open, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));
    }
}
