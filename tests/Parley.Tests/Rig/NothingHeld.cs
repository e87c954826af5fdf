using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Rig;

/// <summary>Where no message is in review.</summary>
sealed class NothingHeld : IHeldMessages
{
    public Task HoldAsync(Letter letter, CancellationToken ct) => Task.CompletedTask;

    public IQueryable<Guid> ClientIds(ParleyDb db) => db.Set<Message>().Where(m => m.Seq < 0).Select(m => m.ClientId);
}
