using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>So many flags are decided in one transaction at the most, so that nobody waits for the store. What is left over lies in a new open case, as old as the first.</summary>
public static class SplitCase
{
    public const int Most = 5_000;

    /// <summary>In the transaction that decides the case, before anything else of it. What people told stays: they learn what was decided.</summary>
    /// <returns>How many flags are left over.</returns>
    public static async Task<int> RunAsync(ParleyDb db, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        if (@case.Flags <= Most) return 0;
        var last = await db.Set<Flag>().Where(f => f.CaseId == @case.Id).OrderBy(f => f.Id).Skip(Most - 1).Select(f => f.Id).FirstOrDefaultAsync(ct);
        var left = db.Set<Flag>().Where(f => f.CaseId == @case.Id && f.Id > last && f.Kind != TakeReport.Kind && f.Kind != TakeNotice.Kind);
        var (count, worst) = (await left.CountAsync(ct), await left.AsNoTracking().OrderByDescending(f => f.Harm).ThenBy(f => f.Id).FirstOrDefaultAsync(ct));
        if (last == Guid.Empty || worst is null) return 0;
        var rest = @case.Rest(Guid.CreateVersion7(now), count, worst);
        @case.Decide(now); // there is one open case a group
        await db.SaveChangesAsync(ct);
        db.Add(rest);
        await db.SaveChangesAsync(ct);
        await left.ExecuteUpdateAsync(s => s.SetProperty(f => f.CaseId, rest.Id), ct);
        return count;
    }
}
