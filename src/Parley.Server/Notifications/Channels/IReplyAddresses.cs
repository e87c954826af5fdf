using Parley.Access;

namespace Parley.Notifications;

/// <summary>Where a mail about a thread can be answered to. Null where replies by mail are not set up.</summary>
public interface IReplyAddresses
{
    /// <returns>An address that stands for this person, in this role, in this thread; the same while it is valid.</returns>
    ValueTask<string?> ForAsync(string personId, Role role, Guid conversation, CancellationToken ct);
}
