using Parley.Market;

namespace Parley.Conversations;

/// <summary>Within how much open time a vendor is to answer, and within how many opening days it is to be done with a thread.</summary>
public sealed record Target(TimeSpan First, TimeSpan Next, int ResolutionDays = 5)
{
    public TimeSpan For(bool first) => first ? First : Next;
}

/// <summary>What is asked of each vendor, by its tier.</summary>
public sealed class Targets(Register register, Tiers tiers, VendorHours hours)
{
    public static readonly Target Standard = new(TimeSpan.FromHours(24), TimeSpan.FromHours(24));

    public async ValueTask<Target> OfAsync(string vendorId, CancellationToken ct) =>
        await register.FindVendorAsync(vendorId, ct) is { Tier: { } name } && await tiers.FindAsync(name, ct) is { } tier
            ? new Target(TimeSpan.FromMinutes(tier.FirstMinutes), TimeSpan.FromMinutes(tier.NextMinutes), tier.ResolutionDays)
            : Standard;

    /// <summary>When an answer owed is due and when to warn of it, at three quarters of the target; null when that is not within ten years.</summary>
    /// <param name="first">Whether it will be the vendor's first in the thread.</param>
    public async ValueTask<(DateTimeOffset Warn, DateTimeOffset Due)?> DueAsync(string vendorId, DateTimeOffset since, bool first, CancellationToken ct)
    {
        var (timetable, target) = (await hours.OfAsync(vendorId, ct), (await OfAsync(vendorId, ct)).For(first));
        return Due(timetable, since, target);
    }

    /// <summary>How long a thread may be open, in open time: the tier's days, each as long as the vendor's usual opening day.</summary>
    public async ValueTask<TimeSpan> ResolutionAsync(string vendorId, CancellationToken ct) =>
        (await OfAsync(vendorId, ct)).ResolutionDays * (await hours.OfAsync(vendorId, ct)).Now.UsualDay;

    /// <summary>When a thread that is open since then is to be done with, and when to warn of it.</summary>
    public async ValueTask<(DateTimeOffset Warn, DateTimeOffset Due)?> ResolvedByAsync(string vendorId, DateTimeOffset since, CancellationToken ct) =>
        Due(await hours.OfAsync(vendorId, ct), since, await ResolutionAsync(vendorId, ct));

    static (DateTimeOffset Warn, DateTimeOffset Due)? Due(Timetable timetable, DateTimeOffset since, TimeSpan target)
    {
        var start = timetable.Delivered(since);
        return timetable.After(start, target) is { } due && timetable.After(start, target * 0.75) is { } warn ? (warn, due) : null;
    }
}
