using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// The store's message log, but a store that hangs does not keep one batch of senders waiting after the other: when an append has
/// waited and failed, those behind it fail at once, for a second, and may be repeated. Then the store is asked again.
/// </summary>
public sealed class RestingLog(IMessageLog log, TimeProvider clock) : IMessageLog
{
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(1), Rest = TimeSpan.FromSeconds(1);
    DateTimeOffset restsUntil;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        if (clock.GetUtcNow() < restsUntil) throw Refuse.Unavailable("The store");
        var started = clock.GetTimestamp();
        using var committing = Node.Committing();
        try
        {
            return log.Append(sends);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            Node.TakeNewName();
            if (clock.GetElapsedTime(started) >= Wait) restsUntil = clock.GetUtcNow() + Rest;
            throw;
        }
    }
}
