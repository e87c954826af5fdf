using Parley.Market;

namespace Parley.Notifications;

/// <summary>The channels there are, and whom each can reach.</summary>
public sealed class Reaches(IEnumerable<INoticeChannel> channels, AddressBook addresses)
{
    readonly Dictionary<Channel, INoticeChannel> all = channels.ToDictionary(c => c.Channel);

    public IEnumerable<INoticeChannel> Configured => all.Values.Where(c => c.IsConfigured);

    public INoticeChannel? Find(Channel channel) => all.GetValueOrDefault(channel);

    /// <summary>The address that the host told; null for channels with addresses of their own.</summary>
    public static string? AddressOf(MarketPerson person, Channel channel) => channel switch { Channel.Mail => person.Email, Channel.Sms => person.Phone, _ => null };

    /// <summary>For many people at once, with few questions to the store.</summary>
    /// <param name="only">This channel alone; null for all.</param>
    public async Task<Dictionary<string, Dictionary<Channel, Reach>>> OfAsync(IReadOnlyCollection<MarketPerson> people, CancellationToken ct, Channel? only = null)
    {
        var result = people.DistinctBy(p => p.Id).ToDictionary(p => p.Id, _ => new Dictionary<Channel, Reach>());
        foreach (var channel in Configured.Where(c => only is null || c.Channel == only))
        {
            var told = people.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => AddressOf(p, channel.Channel));
            var reachable = await channel.ReachableAsync(told, ct);
            var closed = await addresses.ClosedAmongAsync(channel.Channel, [.. told.Values.OfType<string>()], ct);
            foreach (var (person, address) in told)
                result[person][channel.Channel] = !reachable.Contains(person) ? Reach.NoAddress : address is not null && closed.Contains(address) ? Reach.AddressOff : Reach.Yes;
        }
        return result;
    }
}
