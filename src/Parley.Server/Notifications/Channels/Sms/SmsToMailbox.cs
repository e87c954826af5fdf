using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>For development, while there is no gateway: what would have been sent lies in the mailbox beside the mails.</summary>
sealed class SmsToMailbox(DevMailbox mailbox, IOptions<NotificationOptions> notices, IOptions<SmsOptions> options) : INoticeChannel
{
    public Channel Channel => Channel.Sms;
    public bool IsConfigured => true;
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(10);
    public int Wide => 1;

    public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(address is not null && Numbers.Normal(address) is not null);

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        if (parcel.To.Address is not { } address || Numbers.Normal(address) is not { } number) return new Handed.Refused("no-number");
        var notice = ShortNotice.Of(parcel, notices.Value, showText: false);
        await mailbox.KeepAsync(parcel.Id, Channel.Sms, number, notices.Value.Marketplace, SmsText.Of(notices.Value.Marketplace, notice.Body, notice.Url, options.Value.MostSegments).Text, ct);
        return new Handed.Delivered();
    }
}
