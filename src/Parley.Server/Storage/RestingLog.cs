using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// The store's message log, but a store that hangs does not keep one batch of senders waiting after the other: when an append has
/// waited and failed, what was written meanwhile and comes next fails with it, and may be repeated. What is written later asks the
/// store again.
/// </summary>
public sealed class RestingLog(IMessageLog log, TimeProvider clock) : IMessageLog
{
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(1), Rest = TimeSpan.FromSeconds(1);
    DateTimeOffset failedAt;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        if (clock.GetUtcNow() < failedAt + Rest && sends.Any(s => Instants.FromMicros(s.At) < failedAt)) throw Refuse.Unavailable("The store");
        var started = clock.GetTimestamp();
        using var committing = Node.Committing();
        try
        {
            return log.Append(sends);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            Node.TakeNewName();
            if (clock.GetElapsedTime(started) >= Wait) failedAt = clock.GetUtcNow();
            throw;
        }
    }
}
