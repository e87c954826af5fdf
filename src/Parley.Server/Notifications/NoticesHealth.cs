using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>How notices are, in words for the health page.</summary>
public sealed class NoticesHealth
{
    const int Most = 100_000;
    static readonly TimeSpan Late = TimeSpan.FromMinutes(5);
    readonly Store store;
    readonly Reaches reaches;
    readonly ChannelHealth lanes;
    readonly TimeProvider clock;

    internal NoticesHealth(Store store, Reaches reaches, ChannelHealth lanes, TimeProvider clock) => (this.store, this.reaches, this.lanes, this.clock) = (store, reaches, lanes, clock);

    public async Task<(bool Healthy, string Says)> AskAsync(CancellationToken ct)
    {
        var configured = reaches.Configured.Select(c => c.Channel).Order().ToList();
        if (configured.Count == 0) return (true, "No way by which notices leave the house is set up.");
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        var waiting = await db.Set<Notice>().Where(n => n.DueAt != null).Take(Most + 1).CountAsync(ct);
        var oldest = await db.Set<Notice>().Where(n => n.DueAt != null && n.DueAt <= now).MinAsync(n => n.DueAt, ct);
        var says = $"Notices go out by {string.Join(", ", configured.Select(NoticeWord.Of))}. {(waiting > Most ? $"More than {Most}" : $"{waiting}")} wait.";
        var late = oldest is { } due && now - due > Late;
        if (late) says += $" The oldest was due {(int)(now - oldest!.Value).TotalMinutes} minutes ago.";
        var down = lanes.Down.Select(NoticeWord.Of).ToList();
        if (down.Count > 0) says += $" This fails at the moment and is tried again: {string.Join(", ", down)}. Nothing is lost.";
        return (!late && down.Count == 0, says);
    }
}
