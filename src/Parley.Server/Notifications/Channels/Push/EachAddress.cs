namespace Parley.Notifications;

/// <summary>A person has several browsers, or several phones: one parcel goes to each, and they end together.</summary>
static class EachAddress
{
    /// <summary>From this try on it counts as delivered when one of them took it: another that is off for days is no reason to say that nothing arrived.</summary>
    const int Enough = 3;

    /// <param name="takenBefore">Whether some took it at an earlier try, and were left out now.</param>
    public static Handed Sum(IReadOnlyCollection<Handed> each, bool takenBefore, int attempt)
    {
        var taken = takenBefore || each.Any(h => h is Handed.Delivered);
        var later = each.OfType<Handed.Later>().ToList();
        if (later.Count > 0 && !(taken && attempt >= Enough)) return later.MaxBy(l => l.After ?? TimeSpan.Zero)! is var last && taken ? last with { MayHaveArrived = true } : last;
        if (taken) return new Handed.Delivered();
        return each.FirstOrDefault(h => h is Handed.Refused) ?? new Handed.Gone("no-address");
    }
}
