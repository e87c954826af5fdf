using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Bench.Machine;

/// <summary>An SMTP server on this machine that takes every mail, and counts (RFC 5321; PIPELINING and 8BITMIME, no TLS).</summary>
sealed class MailSink : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly HashSet<string> people = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    readonly Task accepting;
    long first, last, bytes;
    int mails;

    public MailSink()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public int Mails
    {
        get
        {
            lock (gate) return mails;
        }
    }

    /// <summary>How many came, to how many people, how many bytes each, and how long it took from the first to the last.</summary>
    public (int Mails, int People, double Bytes, TimeSpan Took) Sum()
    {
        lock (gate) return (mails, people.Count, bytes / (double)Math.Max(1, mails), Stopwatch.GetElapsedTime(first, last));
    }

    public void Forget()
    {
        lock (gate)
        {
            (mails, bytes, first, last) = (0, 0, 0, 0);
            people.Clear();
        }
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // it stops
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, false, 64 * 1024);
                await TalkAsync(reader, stream);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // it hung up
            }
        }
    }

    async Task TalkAsync(StreamReader reader, NetworkStream stream)
    {
        var to = "";
        await SayAsync(stream, "220 sink");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Length < 4 ? line : line[..4].ToUpperInvariant();
            if (verb == "RCPT") to = line;
            if (verb == "EHLO") await SayAsync(stream, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 50000000");
            else if (verb == "DATA")
            {
                await SayAsync(stream, "354 go on");
                var length = 0L;
                while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".") length += text.Length + 2;
                Note(to, length);
                await SayAsync(stream, "250 taken");
            }
            else await SayAsync(stream, verb == "QUIT" ? "221 bye" : "250 fine");
            if (verb == "QUIT") return;
        }
    }

    Task SayAsync(NetworkStream stream, string words) => stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), stop.Token).AsTask();

    void Note(string to, long length)
    {
        lock (gate)
        {
            last = Stopwatch.GetTimestamp();
            if (mails++ == 0) first = last;
            bytes += length;
            people.Add(to);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }
}
