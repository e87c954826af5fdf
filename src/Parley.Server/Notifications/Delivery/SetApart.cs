using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Finds what of a parcel is broken when we fail on it: a row that cannot be read must not keep back what goes with it.</summary>
sealed class SetApart(Judge judge, Pack pack, TimeProvider clock)
{
    /// <summary>Those on which we fail also when they are alone; none when it was together only.</summary>
    public async Task<List<Notice>> BrokenAsync(Taken taken, CancellationToken ct)
    {
        var broken = new List<Notice>();
        foreach (var notice in taken.Notices)
            if (await IsBrokenAsync(taken.Parcel, notice, ct)) broken.Add(notice);
        return broken;
    }

    async Task<bool> IsBrokenAsync(Guid parcel, Notice notice, CancellationToken ct)
    {
        try
        {
            if (await judge.OfAsync([notice], clock.GetUtcNow(), ct) is [Verdict.Send send]) await pack.RunAsync(parcel, notice.Attempts, [(notice, send.What)], ct);
            return false;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
        {
            return true;
        }
    }
}
