using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Notices by mail: one mail a parcel, to one recipient.</summary>
public sealed class MailChannel(ComposeMail compose, SendMail send, IOptions<MailOptions> options) : INoticeChannel
{
    public Channel Channel => Channel.Mail;
    public bool IsConfigured => options.Value.Enabled;
    public TimeSpan TimeLimit => send.TimeLimit;
    public int Wide => options.Value.Connections;

    public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(address is not null && MailAddresses.IsPlain(address));

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        // The host's addresses are checked when they come; what was stored before, or by others, is checked where it could do harm.
        if (parcel.To.Address is not { } address || MailAddresses.Normal(address) is null) return new Handed.Gone("no-address");
        if (parcel.Threads.Count == 0) return new Handed.Refused("empty");
        Letter letter;
        try
        {
            letter = await compose.RunAsync(parcel, address, ct);
        }
        catch (Exception e) when (e is OperationCanceledException || StorageTrouble.Explain(e) is not null)
        {
            return new Handed.Later(e is OperationCanceledException ? "stopped" : "unavailable");
        }
        return await send.RunAsync(parcel.Id, letter, ct);
    }
}
