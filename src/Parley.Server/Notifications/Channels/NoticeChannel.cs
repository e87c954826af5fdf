using Parley.Access;

namespace Parley.Notifications;

/// <summary>Whom a parcel is for. Their address is looked up at the moment of delivery, by the core, and given along.</summary>
/// <param name="Address">A mail address or a phone number as the host told it; null for channels that keep addresses of their own.</param>
/// <param name="Locale">BCP 47, as the host told it; null for the marketplace's.</param>
/// <param name="ShowText">Whether words of messages may leave the house by this channel.</param>
public sealed record ParcelTo(string PersonId, string Name, Role Role, string? Address, string? Locale, string TimeZone, bool ShowText);

/// <summary>A message in a parcel.</summary>
/// <param name="From">Its author's name as the recipient sees it in the thread.</param>
/// <param name="Text">As it reads now, at most 1,000 characters (a decision of the platform's is told whole, at most 3,000); null when it is not to be shown, was unsent, or cannot be opened.</param>
/// <param name="Files">Names of files that are ready.</param>
public sealed record ParcelMessage(int Seq, string From, string? Text, IReadOnlyList<string> Files, DateTimeOffset At);

/// <summary>One thread of which the parcel tells.</summary>
/// <param name="About">The subject's title or the topic; null for a general conversation.</param>
/// <param name="Counterpart">The other side's name.</param>
/// <param name="Unread">How many messages are unread in it; <see cref="Messages"/> holds the oldest of them, at most ten.</param>
/// <param name="Note">For kinds other than messages: one sentence in the recipient's language.</param>
public sealed record ParcelThread(Guid Conversation, NoticeKind Kind, string Counterpart, string? About, string? ImageUrl, int Unread, IReadOnlyList<ParcelMessage> Messages, string? Note);

/// <summary>What is handed to a channel: everything that one person is to be told by it now.</summary>
/// <param name="Id">The same at every try, so that a receiver that can tell knows a repeat.</param>
/// <param name="Attempt">1 for the first; from 2 on it may have arrived before.</param>
/// <param name="Badge">All unread messages of this role.</param>
public sealed record Parcel(Guid Id, int Attempt, ParcelTo To, bool Urgent, int Badge, IReadOnlyList<ParcelThread> Threads);

/// <summary>What became of it.</summary>
public abstract record Handed
{
    /// <param name="Reference">The provider's name for it, by which later news of it are told.</param>
    public sealed record Delivered(string? Reference = null) : Handed;

    /// <summary>Not now. <paramref name="After"/> is what the receiver asks for; null: the usual pause.</summary>
    /// <param name="MayHaveArrived">The connection broke when it was nearly done: it is tried again as it was, under the same id, and with nothing more in it.</param>
    public sealed record Later(string Outcome, TimeSpan? After = null, bool MayHaveArrived = false) : Handed;

    /// <summary>The address does not exist any more; it is switched off.</summary>
    public sealed record Gone(string Outcome) : Handed;

    /// <summary>Never, whatever one does: the receiver refuses this parcel, and another may be taken.</summary>
    public sealed record Refused(string Outcome) : Handed;

    /// <summary>It may have arrived, and asking again could cost money or tell twice: not repeated.</summary>
    public sealed record Unsure(string Outcome) : Handed;
}

/// <summary>
/// A channel. One contract test holds for all: handing over is safe to repeat where the receiver can tell; every failure of the network or
/// the receiver is one of the outcomes of <see cref="Handed"/>, within <see cref="TimeLimit"/>, never an exception; nothing of the
/// address or the texts is logged.
/// </summary>
public interface INoticeChannel
{
    Channel Channel { get; }

    /// <summary>Whether the operator has set it up.</summary>
    bool IsConfigured { get; }

    /// <summary>The longest that <see cref="HandAsync"/> takes.</summary>
    TimeSpan TimeLimit { get; }

    /// <summary>How many parcels may be on their way at once.</summary>
    int Wide { get; }

    /// <summary>Whether it can reach the person, as far as it knows without asking anybody. <paramref name="address"/> is the host's; channels with addresses of their own look there.</summary>
    ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct);

    /// <summary>Those of them whom it can reach, for many at once. Channels that keep addresses in the store answer with one query.</summary>
    /// <param name="people">Ids and the host's addresses of them.</param>
    async ValueTask<IReadOnlySet<string>> ReachableAsync(IReadOnlyDictionary<string, string?> people, CancellationToken ct)
    {
        var reachable = new HashSet<string>();
        foreach (var (person, address) in people)
            if (await HasAddressAsync(person, address, ct)) reachable.Add(person);
        return reachable;
    }

    Task<Handed> HandAsync(Parcel parcel, CancellationToken ct);
}
