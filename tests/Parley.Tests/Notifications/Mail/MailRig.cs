using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Notifications;
using Parley.Tests.Seams.Channels;

namespace Parley.Tests.Notifications.Mail;

/// <summary>The mail channel as the server has it, on a store of its own.</summary>
public sealed class MailRig : IAsyncDisposable
{
    readonly TestStore store;
    readonly SmtpPool pool;

    MailRig(TestStore store, MailOptions mail, NotificationOptions notices, Notes log)
    {
        (this.store, Mail) = (store, mail);
        if (mail.Folder.Length == 0) mail.Folder = Path.Combine(store.Folder, "mail");
        (Log, Notices) = (log, notices);
        var options = Options.Create(mail);
        Secret = new MailSecret(new HouseSecrets(store.Store, new Wrapping(new FileKeys(Path.Combine(store.Folder, "keys.json")))));
        Bounces = new BounceTokens(Secret, options);
        Unsubscribing = new UnsubscribeTokens(Secret);
        Compose = new ComposeMail(options, Options.Create(notices), Unsubscribing, Bounces, TimeProvider.System);
        pool = new SmtpPool(options, TimeProvider.System);
        Folder = new DevMailbox(options, TimeProvider.System);
        Send = new SendMail(pool, Folder, new MailHealth(options, Options.Create(new ReplyOptions())), options, TimeProvider.System, log.For<SendMail>());
        Channel = new MailChannel(Compose, Send, options);
    }

    public MailOptions Mail { get; }
    public NotificationOptions Notices { get; }
    public Notes Log { get; }
    public MailSecret Secret { get; }
    public BounceTokens Bounces { get; }
    public UnsubscribeTokens Unsubscribing { get; }
    public ComposeMail Compose { get; }
    public DevMailbox Folder { get; }
    public SendMail Send { get; }
    public MailChannel Channel { get; }

    public static async Task<MailRig> StartAsync(MailOptions mail, Notes? log = null, NotificationOptions? notices = null)
    {
        var store = TestStore.Of("sqlite");
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
        notices ??= new NotificationOptions { Marketplace = "Bazaar", ThreadUrl = "https://shop.example/messages/{thread}?as={as}", PreferencesUrl = "https://shop.example/settings?as={as}", PublicUrl = "https://parley.example" };
        return new MailRig(store, mail, notices, log ?? new Notes());
    }

    public static MailOptions To(SmtpPeer peer, string security = "auto") => new() { Host = "127.0.0.1", Port = peer.Port, Security = security, From = "messages@shop.example", TimeoutSeconds = 3 };

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        (store.Store as IDisposable)?.Dispose();
        Directory.Delete(store.Folder, recursive: true);
    }
}
