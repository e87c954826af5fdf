using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>How often a template was used lately in threads about the same sort of thing, and how often of those when it stood in the same state.</summary>
public sealed record Uses(int Alike, int SameState);

/// <summary>Which sort of thread this is, for counting.</summary>
public sealed record Sort(string About, string State)
{
    public static Sort Of(ThreadValues thread) => new(thread.Subject?.Kind.Word() ?? $"topic:{thread.Topic}", thread.Subject?.State ?? "");
}

/// <summary>Reads the rollup of uses: one range of rows for a sort of threads.</summary>
public sealed class UseCounts(Store store, TimeProvider clock)
{
    /// <summary>How many days back uses count.</summary>
    public const int Days = 90;

    public static int DayOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 86_400);

    public async Task<Dictionary<Guid, Uses>> InThreadsLikeAsync(string vendorId, ThreadValues thread, CancellationToken ct)
    {
        var (about, state) = Sort.Of(thread);
        var since = DayOf(clock.GetUtcNow()) - Days;
        await using var db = store.Open();
        var rows = await db.Set<TemplateUse>().Where(u => u.VendorId == vendorId && u.About == about && u.Day >= since).GroupBy(u => new { u.TemplateId, Same = u.State == state })
            .Select(g => new { g.Key.TemplateId, g.Key.Same, Uses = g.Sum(u => u.Uses) }).ToListAsync(ct);
        return rows.GroupBy(r => r.TemplateId).ToDictionary(g => g.Key, g => new Uses(g.Sum(r => r.Uses), g.Where(r => r.Same).Sum(r => r.Uses)));
    }
}
