using System.Collections.Concurrent;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Rings when a notice waits to be delivered: a bell for each channel.</summary>
public sealed class NoticeQueue
{
    readonly ConcurrentDictionary<Channel, ChannelBell> bells = new();

    public Bell Of(Channel channel) => bells.GetOrAdd(channel, _ => new ChannelBell());

    public void Wake()
    {
        foreach (var bell in bells.Values) bell.Wake();
    }

    sealed class ChannelBell : Bell;
}
