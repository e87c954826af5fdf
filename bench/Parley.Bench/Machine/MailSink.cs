using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Bench.Machine;

/// <summary>How a mail server behaves.</summary>
enum MailMood
{
    Takes,

    /// <summary>It hangs up on whoever calls.</summary>
    Down,

    /// <summary>It answers 451 to each recipient.</summary>
    Busy,

    /// <summary>It reads the mail, throws it away and never answers.</summary>
    Hangs,

    /// <summary>It hangs up in the middle of the mail.</summary>
    Breaks,

    /// <summary>It takes the mail and never says so.</summary>
    TakesInSilence,
}

/// <summary>An SMTP server on this machine that takes every mail, and counts (RFC 5321; PIPELINING and 8BITMIME, no TLS).</summary>
/// <param name="keep">Whether the mails are kept.</param>
sealed class MailSink(bool keep = false) : IAsyncDisposable
{
    readonly TcpListener listener = Listen();
    readonly List<string> kept = [];
    readonly CancellationTokenSource stop = new();
    readonly HashSet<string> people = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    Task? accepting;
    long first, last, bytes;
    int mails;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public MailMood Mood { get; set; }

    static TcpListener Listen()
    {
        var made = new TcpListener(IPAddress.Loopback, 0);
        made.Start();
        return made;
    }

    public MailSink Start()
    {
        accepting = AcceptAsync();
        return this;
    }

    /// <summary>All that was taken, as it came.</summary>
    public IReadOnlyList<string> Kept
    {
        get
        {
            lock (gate) return [.. kept];
        }
    }

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
                if (Mood == MailMood.Down) return;
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
            if (Mood == MailMood.Down) return;
            var verb = line.Length < 4 ? line : line[..4].ToUpperInvariant();
            if (verb == "RCPT") to = line;
            if (verb == "EHLO") await SayAsync(stream, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 50000000");
            else if (verb == "RCPT" && Mood == MailMood.Busy) await SayAsync(stream, "451 not now");
            else if (verb == "DATA" && !await TakeAsync(reader, stream, to)) return;
            else if (verb == "DATA") await SayAsync(stream, "250 taken");
            else await SayAsync(stream, verb == "QUIT" ? "221 bye" : "250 fine");
            if (verb == "QUIT") return;
        }
    }

    /// <summary>False when it hangs up after that.</summary>
    async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream, string to)
    {
        await SayAsync(stream, "354 go on");
        var (length, text, mood) = (0L, new StringBuilder(), Mood);
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            length += line.Length + 2;
            if (keep) text.Append(line).Append("\r\n");
            if (mood == MailMood.Breaks && length > 500) return false;
        }
        if (mood != MailMood.Hangs) Note(to, length, text.ToString());
        if (mood is MailMood.Hangs or MailMood.TakesInSilence) await Task.Delay(Timeout.Infinite, stop.Token);
        return true;
    }

    Task SayAsync(NetworkStream stream, string words) => stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), stop.Token).AsTask();

    void Note(string to, long length, string text)
    {
        lock (gate)
        {
            last = Stopwatch.GetTimestamp();
            if (mails++ == 0) first = last;
            bytes += length;
            people.Add(to);
            if (keep) kept.Add(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        if (accepting is not null) await accepting;
        stop.Dispose();
    }
}
