using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Takes mails from an IMAP mailbox, on one node at a time. What lies in the folder is to be looked at, and what was looked at lies in another:
/// so nothing is remembered of the mailbox, it may be numbered anew, and a connection that breaks after a mail was read and before it was moved brings
/// it again, where it is known by its id. A mail is counted before it is begun with; one that fails three times goes to the quarantine.
/// </summary>
public sealed partial class FetchMails(TakeMail take, Store store, Turns turns, MailHealth health, IOptions<ReplyOptions> options, TimeProvider clock, ILogger<FetchMails> logger) : BackgroundService
{
    const int AtOnce = 20, MostTries = 3;
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(60), ShortRest = TimeSpan.FromSeconds(2), LongRest = TimeSpan.FromMinutes(1);

    /// <summary>Mails that cannot be taken now, and until when they are passed by.</summary>
    readonly Dictionary<uint, DateTimeOffset> held = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.HasMailbox) return;
        var rest = ShortRest;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await turns.TakeAsync("fetch-mails", Turn, stoppingToken)) await ServeAsync(() => rest = ShortRest, stoppingToken);
                else await Task.Delay(ShortRest, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!IsTrouble(e)) Odd(logger, e);
                Broken(logger, e.GetType().Name);
                health.NoteFetching(e.GetType().Name);
                await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                rest = rest * 2 < LongRest ? rest * 2 : LongRest;
            }
        }
        await EndTurnAsync();
    }

    /// <summary>On the way down: another node goes on at once.</summary>
    async Task EndTurnAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(ShortRest);
            await turns.EndAsync("fetch-mails", soon.Token);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // it ends by itself
        }
    }

    static bool IsTrouble(Exception e) => StorageTrouble.Explain(e) is not null
        || e is IOException or SocketException or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or FolderNotFoundException or NotSupportedException or OperationCanceledException or TimeoutException;

    async Task ServeAsync(Action connected, CancellationToken ct)
    {
        var o = options.Value;
        using var client = new ImapClient { CheckCertificateRevocation = false, Timeout = 60_000 };
        await client.ConnectAsync(o.Host, o.Port, Servers.SecurityOf(o.Security, o.Host), ct);
        await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(o.User, o.Password), ct);
        var (done, quarantine) = (await FolderAsync(client, o.DoneFolder, ct), await FolderAsync(client, o.QuarantineFolder, ct));
        var inbox = o.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(o.Folder, ct);
        await inbox.OpenAsync(FolderAccess.ReadWrite, ct);
        connected();
        health.NoteFetching(null);
        var news = false;
        CancellationTokenSource? idling = null;
        inbox.CountChanged += (_, _) =>
        {
            news = true;
            idling?.Cancel();
        };
        while (await turns.TakeAsync("fetch-mails", Turn, ct))
        {
            news = false;
            if (await TakeAllAsync(inbox, done, quarantine, ct)) continue;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(o.PollSeconds), clock);
            idling = limit;
            if (!news) await WaitAsync(client, limit, ct);
            idling = null;
        }
        await client.DisconnectAsync(true, ct);
    }

    static async Task<IMailFolder> FolderAsync(ImapClient client, string name, CancellationToken ct)
    {
        try
        {
            return await client.GetFolderAsync(name, ct);
        }
        catch (FolderNotFoundException)
        {
            var top = client.GetFolder(client.PersonalNamespaces[0]);
            return await top.CreateAsync(name, isMessageFolder: true, ct) ?? throw new FolderNotFoundException(name);
        }
    }

    async Task WaitAsync(ImapClient client, CancellationTokenSource until, CancellationToken ct)
    {
        if (client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await client.IdleAsync(until.Token, ct);
            return;
        }
        using var both = CancellationTokenSource.CreateLinkedTokenSource(until.Token, ct);
        await Task.Delay(Timeout.InfiniteTimeSpan, both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        await client.NoOpAsync(ct);
    }

    /// <returns>Whether there may be more to do at once.</returns>
    async Task<bool> TakeAllAsync(IMailFolder inbox, IMailFolder done, IMailFolder quarantine, CancellationToken ct)
    {
        var all = await inbox.SearchAsync(SearchQuery.NotDeleted, ct);
        if (all.Count == 0) return false;
        var (moved, now, rest) = (0, clock.GetUtcNow(), TimeSpan.FromSeconds(options.Value.PollSeconds));
        foreach (var over in held.Where(h => h.Value <= now || h.Value - now > rest).Select(h => h.Key).ToList()) held.Remove(over);
        var ripe = all.Where(u => !held.ContainsKey(u.Id)).Take(AtOnce).ToList();
        if (ripe.Count == 0) return false;
        foreach (var one in await inbox.FetchAsync(ripe, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, ct))
        {
            if (!await turns.TakeAsync("fetch-mails", Turn, ct)) return true;
            var fate = await TakeOneAsync(inbox, one.UniqueId, one.Size ?? 0, ct);
            if (fate is Fate.Later)
            {
                held[one.UniqueId.Id] = now + rest; // it stays where it is, and those after it do not wait for it
                continue;
            }
            if (fate is null) continue; // those after it do not wait for it
            await inbox.MoveToAsync(one.UniqueId, fate == Fate.Quarantined ? quarantine : done, ct);
            moved++;
        }
        return moved > 0;
    }

    /// <returns>Null when it failed, for whatever reason lies in it.</returns>
    async Task<Fate?> TakeOneAsync(IMailFolder inbox, UniqueId uid, uint size, CancellationToken ct)
    {
        var id = IdOf(options.Value.Host, options.Value.User, inbox.FullName, inbox.UidValidity, uid.Id);
        if (await CountAsync(id, ct) > MostTries)
        {
            Poison(logger, uid.Id);
            await ForgetAsync(id, ct);
            return Fate.Quarantined;
        }
        try
        {
            var received = size > options.Value.MailBytes ? await take.RunAsync(await inbox.GetHeadersAsync(uid, ct), ct) : await take.RunAsync(await ReadAsync(inbox, uid, ct), [], null, hasResults: true, ct);
            await ForgetAsync(id, ct);
            return received.Fate;
        }
        catch (Exception e) when (!IsTrouble(e))
        {
            Failed(logger, e, uid.Id);
            return null;
        }
    }

    static async Task<byte[]> ReadAsync(IMailFolder inbox, UniqueId uid, CancellationToken ct)
    {
        await using var stream = await inbox.GetStreamAsync(uid, ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    /// <summary>By where it lies, because a mail that kills whoever reads it must be known before it is read.</summary>
    internal static Guid IdOf(string host, string user, string folder, uint validity, uint uid) => ReceiveReply.IdOf(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{host} {user} {folder} {validity} {uid}"))));

    Task<int> CountAsync(Guid id, CancellationToken ct) => store.WriteAsync(async db =>
    {
        var now = clock.GetUtcNow();
        await db.InsertMissingAsync("mail_tries", "id, attempts, at", [[store.IdOf(id), 0, now.ToMicros()]], ct);
        await db.Set<MailTry>().Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Attempts, t => t.Attempts + 1).SetProperty(t => t.At, now), ct);
        return await db.Set<MailTry>().Where(t => t.Id == id).Select(t => t.Attempts).SingleAsync(ct);
    }, ct);

    Task<int> ForgetAsync(Guid id, CancellationToken ct) => store.WriteAsync(db => db.Set<MailTry>().Where(t => t.Id == id).ExecuteDeleteAsync(ct), ct);

    [LoggerMessage(1, LogLevel.Warning, "The mailbox for answers cannot be reached ({Error}); it is tried again")]
    static partial void Broken(ILogger logger, string error);

    [LoggerMessage(4, LogLevel.Error, "The mailbox for answers gave an error that is not known")]
    static partial void Odd(ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Error, "Mail {Uid} of the mailbox for answers could not be worked off; it is tried three times")]
    static partial void Failed(ILogger logger, Exception error, uint uid);

    [LoggerMessage(3, LogLevel.Error, "Mail {Uid} of the mailbox for answers failed three times and goes to the quarantine")]
    static partial void Poison(ILogger logger, uint uid);
}
