using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>For development: what browsers and phones were told lies in the mailbox, too, as they show it.</summary>
sealed class ShownInMailbox(INoticeChannel channel, DevMailbox mailbox, NotificationOptions notices) : INoticeChannel
{
    /// <summary>The channel as it is, unless a developer wants to see what goes out.</summary>
    public static INoticeChannel Around(INoticeChannel channel, IServiceProvider services) =>
        services.GetService<IOptions<MailOptions>>()?.Value is { Mailbox: true, HasServer: false } ? new ShownInMailbox(channel, services.GetRequiredService<DevMailbox>(), services.GetRequiredService<IOptions<NotificationOptions>>().Value) : channel;

    public Channel Channel => channel.Channel;
    public bool IsConfigured => channel.IsConfigured;
    public TimeSpan TimeLimit => channel.TimeLimit;
    public int Wide => channel.Wide;

    public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => channel.HasAddressAsync(personId, address, ct);

    public ValueTask<IReadOnlySet<string>> ReachableAsync(IReadOnlyDictionary<string, string?> people, CancellationToken ct) => channel.ReachableAsync(people, ct);

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        var handed = await channel.HandAsync(parcel, ct);
        if (handed is not Handed.Delivered) return handed;
        var notice = ShortNotice.Of(parcel, notices, parcel.To.ShowText);
        try
        {
            await mailbox.KeepAsync(parcel.Id, Channel, parcel.To.Name, notice.Title, $"{notice.Body}\n{notice.Url}", CancellationToken.None);
        }
        catch (IOException)
        {
            // it was pushed, which is what counts
        }
        return handed;
    }
}
