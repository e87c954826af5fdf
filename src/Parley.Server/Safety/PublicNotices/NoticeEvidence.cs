using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A public notice, for whoever has the case. What it says is its author's word; nothing of it was checked.</summary>
/// <param name="About">Where it is said to be. Null, with all other words, when they were kept long enough.</param>
/// <param name="Conversation">As its author wrote it. A notice opens no conversation: that takes a grant.</param>
public sealed record NoticeEvidence(NoticeCategory Category, string? About, string? Why, string? Conversation, int? Message, string? Person, string? Name, string? Mail, DateTimeOffset At);

/// <summary>Unseals the notices of a case.</summary>
public sealed class ReadNotices(NoticeSecrets secrets)
{
    const int Most = 50;

    public async Task<IReadOnlyList<NoticeEvidence>> OfAsync(ParleyDb db, Guid caseId, CancellationToken ct)
    {
        var views = new List<NoticeEvidence>();
        foreach (var notice in await db.Set<PublicNotice>().AsNoTracking().Where(n => n.CaseId == caseId).OrderBy(n => n.At).Take(Most).ToListAsync(ct))
        {
            var words = await secrets.OpenAsync(notice, ct);
            views.Add(new NoticeEvidence(notice.Category, words?.About, words?.Why, words?.Conversation, words?.Message, words?.Person, words?.Name, words?.Mail, notice.At));
        }
        return views;
    }
}
