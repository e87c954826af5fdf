using Microsoft.EntityFrameworkCore;

namespace Parley.Storage;

/// <summary>
/// Reads the outbox once for all workers of this process: they go in step, so what one has read the next mostly finds here. Who is far
/// behind the others reads for itself.
/// </summary>
sealed class FactPages(Store store) : IDisposable
{
    const int Page = 2000;
    readonly SemaphoreSlim one = new(1, 1);
    List<Fact> page = [];
    long after = -1, until = -1; // the page has all that was there after the one and up to the other

    /// <summary>At most <paramref name="most"/> facts after <paramref name="position"/>, in their order, and up to which number that is all there was of them.</summary>
    public async Task<(List<Fact> Facts, long UpTo)> ReadAsync(long position, long end, int most, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (position < after) return Cut(await QueryAsync(position, end, most, ct), position, end, most);
            if (position >= until)
            {
                page = await QueryAsync(position, end, Page, ct);
                (after, until) = (position, page.Count < Page ? end : page[^1].Id);
            }
            return Cut(page, position, Math.Min(end, until), most);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    static (List<Fact> Facts, long UpTo) Cut(List<Fact> from, long position, long end, int most)
    {
        var facts = from.Where(f => f.Id > position && f.Id <= end).Take(most).ToList();
        return (facts, facts.Count < most ? end : facts[^1].Id);
    }

    async Task<List<Fact>> QueryAsync(long position, long end, int most, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Fact>().Where(f => f.Id > position && f.Id <= end).OrderBy(f => f.Id).Take(most).ToListAsync(ct);
    }
}
