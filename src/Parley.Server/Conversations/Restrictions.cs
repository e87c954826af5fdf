using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What the marketplace's own systems do to a thread is on record for both of its sides. Another folder has the records.</summary>
public interface IHostFreezes
{
    /// <summary>Freezes it, with a statement of reasons for each side; again changes nothing.</summary>
    Task FreezeAsync(Door door, Access.Host host, FreezeBody body, CancellationToken ct);

    /// <summary>Thaws it, whoever froze it; what froze it holds no more.</summary>
    Task ThawAsync(Door door, Access.Host host, CancellationToken ct);
}

/// <summary>Whether one of a thread's two sides takes no messages of the other, as one of them sees it.</summary>
public enum Blocking : byte
{
    None = 0,
    ByYou = 1,
    ByOther = 2,
}

/// <summary>
/// Knows who may not write for now, because the platform decided so or one of the two does not want it. Asked whenever somebody comes through a door and before a thread is
/// opened; answers from memory and never waits. What it answers holds on every node within seconds.
/// </summary>
public interface IRestrictions
{
    /// <summary>Why this person may not write to the other side; null when they may.</summary>
    Refusal? OnWriting(string person, PartyKind side, string vendor, string buyer);

    /// <summary>Why this person is told nothing of what the other side writes: they are suspended, or the two are kept apart; null when they are told.</summary>
    Refusal? OnTelling(string person, PartyKind side, string vendor, string buyer);

    /// <summary>Why this person may not open a thread; null when they may.</summary>
    Refusal? OnOpening(string person, PartyKind side, string vendor, string buyer);

    /// <summary>Whether one of the two blocks the other: part of what the others answer, but not of <see cref="OnTelling"/>.</summary>
    Blocking Between(PartyKind side, string vendor, string buyer);

    /// <summary>Why neither side may open this closed thread again; null when they may. Asks the store: it is asked seldom.</summary>
    ValueTask<Refusal?> OnReopeningAsync(Guid conversation, CancellationToken ct);
}
