using Parley.Market;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What happened in a thread, as far as an answer that is owed is concerned, in the thread's order.</summary>
/// <param name="By">The author.</param>
/// <param name="Act">What ends an obligation without a message; null for a message.</param>
public sealed record Happening(int Seq, PartyKind Party, MessageKind Kind, DateTimeOffset At, string By, Ending? Act = null);

/// <summary>An answer owed, and what ended it; not ended when <paramref name="How"/> is null.</summary>
public sealed record Owed(int OpenedSeq, DateTimeOffset Since, int ClosedSeq, DateTimeOffset ClosedAt, string ClosedBy, Ending? How)
{
    /// <summary>
    /// The whole ledger of a thread, from what happened in it: a buyer's text opens an obligation unless one is open, a text of a person of
    /// the vendor's or an act ends it. What a machine wrote and what the platform says does neither.
    /// </summary>
    public static List<Owed> In(IEnumerable<Happening> thread)
    {
        var ledger = new List<Owed>();
        Happening? open = null;
        foreach (var happening in thread)
        {
            if (happening is { Act: null, Party: PartyKind.Buyer, Kind: MessageKind.Text }) open ??= happening;
            var how = happening.Act ?? (happening is { Party: PartyKind.Vendor, Kind: MessageKind.Text } ? Ending.Answer : null);
            if (how is null || open is null) continue;
            ledger.Add(new Owed(open.Seq, open.At, happening.Seq, happening.At, happening.By, how));
            open = null;
        }
        if (open is not null) ledger.Add(new Owed(open.Seq, open.At, 0, default, "", null));
        return ledger;
    }
}

/// <summary>What an obligation comes to.</summary>
/// <param name="Start">When the clock began: with the message, or with the end of the outage in which it was written.</param>
/// <param name="OpenTime">How long the clock ran: from start to end, without the pauses.</param>
public sealed record Judgement(DateTimeOffset Start, IReadOnlyList<Pause> Pauses, DateTimeOffset End, TimeSpan OpenTime, Verdict Verdict, LeftOut Because)
{
    /// <summary>Judges by the hours as they were. Pure: the same happened in the same hours, the same comes out.</summary>
    /// <param name="end">When it was ended; now, when it was not.</param>
    /// <param name="outcome">Of a contest.</param>
    public static Judgement Of(DateTimeOffset since, DateTimeOffset end, Ending? how, Timetable hours, TimeSpan target, bool spam, ContestOutcome? outcome)
    {
        var (start, open, verdict, because) = Brief(since, end, how, hours, target, spam, outcome);
        return new Judgement(start, hours.PausesBetween(start, end), end, open, verdict, because);
    }

    /// <summary>The same without the pauses one by one, which is much cheaper.</summary>
    public static Judgement WithoutPauses(DateTimeOffset since, DateTimeOffset end, Ending? how, Timetable hours, TimeSpan target, bool spam, ContestOutcome? outcome)
    {
        var (start, open, verdict, because) = Brief(since, end, how, hours, target, spam, outcome);
        return new Judgement(start, [], end, open, verdict, because);
    }

    static (DateTimeOffset, TimeSpan, Verdict, LeftOut) Brief(DateTimeOffset since, DateTimeOffset end, Ending? how, Timetable hours, TimeSpan target, bool spam, ContestOutcome? outcome)
    {
        var start = hours.Delivered(since);
        var open = start < end ? hours.OpenBetween(start, end) : TimeSpan.Zero;
        var because = how == Ending.NoAnswerNeeded ? LeftOut.NoAnswerNeeded
            : spam || how == Ending.Spam ? LeftOut.Spam
            : outcome == ContestOutcome.Excluded ? LeftOut.Contested
            : LeftOut.No;
        return (start, open, because != LeftOut.No ? Verdict.LeftOut : open <= target ? Verdict.Within : Verdict.Missed, because);
    }
}
