namespace Parley.Conversations;

/// <summary>What acts make of a vendor's seat. They decide and touch nothing else.</summary>
public static class SeatActs
{
    /// <summary>False when the act's condition does not hold: another has the thread.</summary>
    public static bool Apply(this Seat seat, Act act, By by)
    {
        switch (act.Type)
        {
            case "archive": seat.Move(Place.Archived, null); break;
            case "restore": seat.Move(Place.Inbox, null); break;
            case "spam": seat.Move(Place.Spam, null); break;
            case "snooze": seat.Move(Place.Snoozed, act.Until); break;
            case "assign" when act.IsConditional && seat.Assignee != (act.IfAssignee ?? ""): return false;
            case "assign" when seat.Assignee != (act.Agent ?? ""): (seat.Assignee, seat.AssignReason) = (act.Agent ?? "", act.Agent is not null && by.Id.Length == 0 ? by.Name : null); break;
            case "priority" when seat.Priority != act.Level: (seat.Priority, seat.PriorityReason) = (act.Level!.Value, act.Level == Priority.Normal ? null : by.Name); break;
        }
        return true;
    }

    public static void Move(this Seat seat, Place place, DateTimeOffset? until) => (seat.Place, seat.SnoozedUntil, seat.Woken) = (place, until, Woken.No);

    /// <summary>What the act changed goes back to how it was.</summary>
    public static void TakeBack(this Seat seat, Act act, FiledState before)
    {
        if (act.Moves) seat.Move(before.Place, before.Until);
        else if (act.Type == "assign") (seat.Assignee, seat.AssignReason) = (before.Assignee, before.AssignReason);
        else if (act.Type == "priority") (seat.Priority, seat.PriorityReason) = (before.Priority, before.Reason);
    }
}
