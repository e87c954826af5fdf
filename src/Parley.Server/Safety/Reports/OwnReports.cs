using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Outcome"><c>received</c> until it is decided, then <c>acted</c> or <c>no-violation</c>.</param>
public sealed record ReportView(string Receipt, Guid Conversation, int? Seq, ReportReason Reason, DateTimeOffset At, ReportOutcome Outcome, DateTimeOffset? DecidedAt);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record ReportPage(IReadOnlyList<ReportView> Items, string? Cursor);

/// <summary>What a person has reported, newest first, and what became of it.</summary>
public sealed class OwnReports(Store store)
{
    public async Task<ReportPage> PageAsync(string person, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"reports {person}";
        var before = Cursor.Read(list, cursor) is { } at ? Guid.Parse(at) : Guid.AllBitsSet;
        await using var db = store.Open();
        var found = await db.Set<Report>().Where(r => r.ReporterId == person && r.Id < before).OrderByDescending(r => r.Id).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        return new ReportPage(items.ConvertAll(r => new ReportView(r.Receipt, r.ConversationId, r.Seq, r.Reason, r.At, r.Outcome, r.DecidedAt)), found.Count > limit ? Cursor.Write(list, $"{items[^1].Id:N}") : null);
    }
}
