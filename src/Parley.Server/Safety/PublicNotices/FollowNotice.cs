using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Receipt">Asks after the notice; it is told this once.</param>
public sealed record NoticeReceipt(string Receipt);

/// <param name="State"><c>received</c>, <c>acted</c> or <c>no-violation</c>.</param>
/// <param name="Redress">Where whoever does not agree can turn: <c>out-of-court</c>, <c>court</c>. Empty until it is decided.</param>
public sealed record NoticeState(NoticeCategory Category, DateTimeOffset At, ReportOutcome State, DateTimeOffset? DecidedAt, bool DecidedByMachine, IReadOnlyList<string> Redress);

/// <param name="Receipt">The code that the notice was answered with.</param>
public sealed record NoticeQuestion(string Receipt);

/// <summary>How a notice stands, for whoever has its code. Who was restricted, and how, is theirs to know, not the notifier's.</summary>
public sealed class FollowNotice(Store store)
{
    public const string Unknown = "unknown-receipt";

    public async Task<NoticeState> RunAsync(string? code, CancellationToken ct)
    {
        if (NoticeSecrets.DigestOf(code) is { } digest)
        {
            await using var db = store.Open();
            if (await db.Set<PublicNotice>().SingleOrDefaultAsync(n => n.CodeDigest == digest, ct) is { } notice)
                return new NoticeState(notice.Category, notice.At, notice.Outcome, notice.DecidedAt, DecidedByMachine: false, notice.DecidedAt is null ? [] : ["out-of-court", "court"]);
        }
        throw Refuse.UnknownReceipt();
    }
}
