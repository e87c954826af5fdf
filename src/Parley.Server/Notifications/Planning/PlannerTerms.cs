using NodaTime;

namespace Parley.Notifications;

/// <summary>Something happened of which one person, in one role, is to hear.</summary>
/// <param name="Urgent">The thread presses (its priority, or the kind is critical).</param>
/// <param name="At">When it happened.</param>
public sealed record NoticeEvent(NoticeKind Kind, bool Urgent, Guid Conversation, DateTimeOffset At);

/// <summary>One choice of a person's, or a default of the operator's. Null means any; a thread is more specific than a kind, a kind than neither.</summary>
public sealed record Choice(NoticeKind? Kind, Guid? Conversation, Channel Channel, Cadence Cadence);

/// <summary>What holds for one person in one role: the most specific of their own choices, then the most specific default; locked ones come first.</summary>
public sealed record Preferences(IReadOnlyList<Choice> Own, IReadOnlyList<Choice> Defaults, IReadOnlyList<Choice> Locked);

/// <summary>
/// From when to when, by the person's wall clock, on which days (of the beginning). One that ends when it begins, or earlier, ends on the
/// next day. The end is not part of it.
/// </summary>
public sealed record QuietSpan(IReadOnlySet<DayOfWeek> Days, LocalTime From, LocalTime To);

/// <param name="Zone">One of <see cref="DateTimeZoneProviders.Tzdb"/>, which remember what they looked up; a name that is none is the caller's to settle.</param>
/// <param name="UrgentMayPass">What is urgent is sent in quiet hours, too.</param>
public sealed record Schedule(DateTimeZone Zone, IReadOnlyList<QuietSpan> Quiet, bool UrgentMayPass)
{
    /// <summary>How long what is sent at once waits to be seen instead: <see cref="NotificationOptions.MomentSeconds"/>.</summary>
    public TimeSpan Moment { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>Where the person is.</summary>
/// <param name="Looking">Has the thread open now.</param>
public sealed record Whereabouts(bool Looking);

/// <summary>Whether a channel can reach the person at all.</summary>
public enum Reach : byte
{
    Yes = 0,

    /// <summary>The operator has not set the channel up.</summary>
    NotConfigured = 1,

    /// <summary>There is no address, subscription or device.</summary>
    NoAddress = 2,

    /// <summary>There is one, and it was switched off: it bounced, complained, or said stop.</summary>
    AddressOff = 3,
}

/// <summary>Why a notice is sent when it is, or is not sent. The log shows it by name.</summary>
public enum Because : byte
{
    /// <summary>Chosen: as soon as it was not seen for a moment.</summary>
    Instant = 1,
    Unread = 2,
    Digest = 3,

    /// <summary>It was due in the person's quiet hours and waits for their end.</summary>
    QuietHours = 4,

    /// <summary>It is urgent and may pass quiet hours.</summary>
    UrgentPassed = 5,

    /// <summary>Another channel failed, and it is critical.</summary>
    FellThrough = 6,

    /// <summary>The operator's choice, which cannot be changed; or it is essential, and the person had turned it off.</summary>
    Locked = 7,

    // From here on it is not sent.
    Off = 20,
    NotConfigured = 21,
    NoAddress = 22,
    AddressOff = 23,
    Looking = 24,

    /// <summary>The channel is for critical kinds only.</summary>
    NotCritical = 25,
}

/// <param name="Due">When it is to be delivered; null when it is not.</param>
public readonly record struct Planned(Channel Channel, DateTimeOffset? Due, Because Because);
