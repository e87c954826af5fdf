using System.Globalization;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Conversations;

/// <summary>An entry of a vendor's ledger.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Since">When the buyer wrote.</param>
/// <param name="ClosedSeq">The message that ended it, or the last one when an act did; null while it is owed.</param>
/// <param name="First">Whether it was the vendor's first answer in this thread.</param>
/// <param name="OpenSeconds">How long the clock ran.</param>
/// <param name="Because">Why it is in no figure, when it is not.</param>
public sealed record ObligationView(
    string Id, Guid ConversationId, int OpenedSeq, DateTimeOffset Since, int? ClosedSeq, DateTimeOffset? ClosedAt, PersonView? ClosedBy, Ending? How,
    bool First, int OpenSeconds, int TargetSeconds, Verdict Verdict, LeftOut Because, ContestView? Contest);

/// <param name="Reason">Null in lists, and when its author's words were erased.</param>
/// <param name="Outcome">Null while the marketplace has not decided: until then the entry counts.</param>
public sealed record ContestView(DateTimeOffset At, PersonView By, string? Reason, ContestOutcome? Outcome, DateTimeOffset? DecidedAt);

/// <param name="Name">The holiday's.</param>
public sealed record PauseView(DateTimeOffset From, DateTimeOffset Until, PauseReason Reason, string? Name);

/// <summary>An entry with its proof: when its clock began, stood still and ended.</summary>
/// <param name="Start">With the message, or with the end of the outage it was written in.</param>
/// <param name="Pauses">In order, at most 500.</param>
/// <param name="End">Now, while it is owed.</param>
public sealed record ObligationEntry(ObligationView Obligation, DateTimeOffset Start, IReadOnlyList<PauseView> Pauses, bool MorePauses, DateTimeOffset End);

public sealed record ObligationPage(IReadOnlyList<ObligationView> Items, string? Cursor);

/// <param name="Reason">1 to 1,000 characters.</param>
public sealed record ContestBody(string Reason);

public sealed record OutcomeBody(ContestOutcome Outcome);

/// <summary>What names an entry: <c>CONVERSATION-SEQ-MICROSECONDS</c>.</summary>
public readonly record struct EntryId(Guid ConversationId, int OpenedSeq, DateTimeOffset Since)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ConversationId:N}-{OpenedSeq}-{Since.ToMicros()}");

    /// <summary>What is no such name names nothing.</summary>
    public static EntryId Parse(string text) =>
        text.Length < 80 && text.Split('-') is [var thread, var seq, var since] && Guid.TryParseExact(thread, "N", out var id)
        && int.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < DateTimeOffset.MaxValue.ToMicros()
            ? new EntryId(id, number, Instants.FromMicros(micros))
            : throw Refuse.NotFound();
}
