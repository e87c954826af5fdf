using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>Connections to the mail server: made when they are needed, used again, closed when nothing was to do for a while.</summary>
public sealed class SmtpPool(IOptions<MailOptions> options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Servers close connections that carried very many mails.</summary>
    const int MailsEach = 100;

    readonly ConcurrentStack<Connection> resting = new();
    readonly SemaphoreSlim room = new(options.Value.Connections);
    ITimer? ending;

    /// <summary>A connection and what it has done; give it back, or let it go when something went wrong.</summary>
    public sealed record Connection(SmtpClient Client)
    {
        public int Mails { get; set; }
        public DateTimeOffset RestsSince { get; set; }
    }

    /// <summary>Waits for one of at most <see cref="MailOptions.Connections"/>.</summary>
    public async Task<Connection> TakeAsync(CancellationToken ct)
    {
        await room.WaitAsync(ct);
        try
        {
            while (resting.TryPop(out var old))
            {
                if (await IsAliveAsync(old, ct)) return old;
                old.Client.Dispose();
            }
            return await OpenAsync(ct);
        }
        catch
        {
            room.Release();
            throw;
        }
    }

    public void GiveBack(Connection connection)
    {
        if (connection.Client.IsConnected && ++connection.Mails < MailsEach)
        {
            connection.RestsSince = clock.GetUtcNow();
            resting.Push(connection);
            EnsureTimer();
        }
        else connection.Client.Dispose();
        room.Release();
    }

    /// <summary>Without a word to the server: what came from it cannot be trusted to be in order.</summary>
    public void LetGo(Connection connection)
    {
        connection.Client.Dispose();
        room.Release();
    }

    public async ValueTask DisposeAsync()
    {
        if (ending is not null) await ending.DisposeAsync();
        while (resting.TryPop(out var one)) one.Client.Dispose();
        room.Dispose();
    }

    async Task<Connection> OpenAsync(CancellationToken ct)
    {
        var o = options.Value;
        var client = new SmtpClient { LocalDomain = o.Domain, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(await DialAsync(o.Host, o.Port, ct), o.Host, o.Port, Servers.SecurityOf(o.Security, o.Host), ct);
            if (o.User.Length > 0) await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(o.User, o.Password), ct);
            return new Connection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Without Nagle's rule. The library writes the end of a mail apart from its text, and would wait for the server's acknowledgement of the text, which
    /// servers hold back for 40 ms because they have nothing to say yet.
    /// </summary>
    static async Task<Socket> DialAsync(string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task<bool> IsAliveAsync(Connection connection, CancellationToken ct)
    {
        if (clock.GetUtcNow() - connection.RestsSince < TimeSpan.FromSeconds(1)) return connection.Client.IsConnected;
        try
        {
            await connection.Client.NoOpAsync(ct);
            return true;
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException or ServiceNotConnectedException)
        {
            return false; // the server had closed it
        }
    }

    void EnsureTimer()
    {
        if (ending is not null) return;
        var idle = TimeSpan.FromSeconds(options.Value.IdleSeconds);
        var timer = clock.CreateTimer(_ => EndIdle(), null, idle, idle / 2);
        if (Interlocked.CompareExchange(ref ending, timer, null) is not null) timer.Dispose();
    }

    void EndIdle()
    {
        var since = clock.GetUtcNow().AddSeconds(-options.Value.IdleSeconds);
        var all = new Connection[options.Value.Connections];
        foreach (var one in all.Take(resting.TryPopRange(all)))
        {
            if (one.RestsSince > since) resting.Push(one);
            else one.Client.Dispose();
        }
    }
}
