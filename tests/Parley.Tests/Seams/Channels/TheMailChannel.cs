using Parley.Notifications;
using Parley.Tests.Notifications.Mail;

namespace Parley.Tests.Seams.Channels;

/// <inheritdoc cref="ChannelContract"/>
public sealed class The_mail_channel : ChannelContract
{
    SmtpPeer peer = null!;
    MailRig rig = null!;

    protected override INoticeChannel Subject => rig.Channel;
    protected override string Address => "bea.secret@example.com";
    protected override IEnumerable<string> Secrets => [Address, "bea.secret"];
    protected override IReadOnlyList<string> Arrived => [.. peer.Taken.Select(m => m.Read().MessageId!)];

    public override async ValueTask InitializeAsync()
    {
        peer = await SmtpPeer.StartAsync();
        rig = await MailRig.StartAsync(MailRig.To(peer), Log);
    }

    public override async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        await peer.DisposeAsync();
    }

    protected override async Task MakeAsync(Peer what)
    {
        if (what == Peer.Down) await peer.DisposeAsync();
        else
        {
            await peer.DoAsync(what switch
            {
                Peer.NotNow => "rcpt-451",
                Peer.Refuse => "data-554",
                Peer.Gone => "rcpt-nobody",
                Peer.Hang => "hang",
                Peer.BreakOff => "close",
                _ => "take",
            });
        }
    }
}
