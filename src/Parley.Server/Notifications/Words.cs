namespace Parley.Notifications;

/// <summary>A way by which a notice leaves the house. What a page shows while it is open is no channel: it is pushed at once, to everybody.</summary>
public enum Channel : byte
{
    /// <summary>To browsers that asked for it (Web Push).</summary>
    Browser = 1,

    /// <summary>To the host's own app (FCM, APNs).</summary>
    Mobile = 2,
    Mail = 3,
    Sms = 4,
}

/// <summary>What a notice is about.</summary>
public enum NoticeKind : byte
{
    /// <summary>The other side wrote.</summary>
    Message = 1,

    /// <summary>A colleague named them in a note.</summary>
    Mention = 2,

    /// <summary>A rule of the team's asks for their attention.</summary>
    Rule = 3,

    /// <summary>An answer is due soon, or was due and is owed still.</summary>
    Answer = 4,

    /// <summary>A thread is to be done with soon, or was to be and is not.</summary>
    Resolution = 5,

    /// <summary>An order or booking is at risk. Critical.</summary>
    OrderAtRisk = 6,

    /// <summary>A dispute waits for them until a certain time. Critical.</summary>
    Dispute = 7,

    /// <summary>An appointment is soon. Critical.</summary>
    Appointment = 8,

    /// <summary>What they must know: a decision about them, an address that no longer works. Cannot be turned off.</summary>
    Essential = 9,
}

public static class NoticeKinds
{
    /// <summary>Worth a text message, and a second way when the first fails.</summary>
    public static bool IsCritical(this NoticeKind kind) => kind is NoticeKind.OrderAtRisk or NoticeKind.Dispute or NoticeKind.Appointment;
}
