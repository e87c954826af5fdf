using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// ClamAV's daemon over TCP, by its stream protocol (clamd(8): <c>zINSTREAM</c>, chunks with a 4-byte big-endian length, an empty one at
/// the end). After three failures in a row it is left alone for ten seconds, so that a scanner that is down costs nobody their time.
/// </summary>
public sealed class Clamd(IOptions<AttachmentOptions> options, TimeProvider clock) : IFileScanner
{
    const int Chunk = 64 * 1024, FailuresToOpen = 3, LongestAnswer = 4096;
    static readonly TimeSpan Connecting = TimeSpan.FromSeconds(2), Open = TimeSpan.FromSeconds(10);
    readonly (string Host, int Port) place = Parse(options.Value.Clamd) ?? ("127.0.0.1", 3310);
    readonly Lock gate = new();
    int failures;
    DateTimeOffset openUntil;

    /// <summary>Null when it is no host and port.</summary>
    public static (string Host, int Port)? Parse(string address)
    {
        var end = address.LastIndexOf(':');
        return end > 0 && int.TryParse(address.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? (address[..end], port) : null;
    }

    public async Task<ScanResult> ScanAsync(Stream bytes, CancellationToken ct)
    {
        if (IsOpen) return new ScanResult(ScanVerdict.Unavailable, "resting");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.ScanSeconds));
        try
        {
            using var client = await ConnectAsync(limit.Token);
            var answer = await AskAsync(client.GetStream(), bytes, limit.Token);
            Note(true);
            return Read(answer);
        }
        catch (Exception e) when (!IsOurs(e) && (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested)))
        {
            if (limit.IsCancellationRequested && await AnswersAsync(ct)) return new ScanResult(ScanVerdict.TooSlow, $"longer than {options.Value.ScanSeconds} s"); // it is this file's doing
            Note(false);
            return new ScanResult(ScanVerdict.Unavailable, e.Message);
        }
    }

    public async ValueTask<(bool Healthy, string Says)> HealthAsync(CancellationToken ct) =>
        await AnswersAsync(ct) ? (true, "clamd answers; files are scanned for malware.") : (false, "clamd does not answer. New files wait until it does; messages flow.");

    async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(2 * Connecting);
        try
        {
            using var client = await ConnectAsync(limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("zPING\0"u8.ToArray(), limit.Token);
            return await AnswerAsync(stream, limit.Token) == "PONG";
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    async Task<TcpClient> ConnectAsync(CancellationToken ct)
    {
        var client = new TcpClient();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Connecting);
            await client.ConnectAsync(place.Host, place.Port, limit.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    static async Task<string> AskAsync(NetworkStream stream, Stream bytes, CancellationToken ct)
    {
        try
        {
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
            var buffer = new byte[4 + Chunk];
            while (await bytes.ReadAtLeastAsync(buffer.AsMemory(4), Chunk, throwOnEndOfStream: false, ct) is > 0 and var read)
            {
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await stream.WriteAsync(buffer.AsMemory(0, 4 + read), ct);
            }
            await stream.WriteAsync(new byte[4], ct);
        }
        catch (IOException e) when (!IsOurs(e) && (stream.Socket.Connected || stream.DataAvailable))
        {
            // it has said what it had to say before the end: too large for it
        }
        return await AnswerAsync(stream, ct);
    }

    /// <summary>The file cannot be read, for which clamd can do nothing.</summary>
    static bool IsOurs(Exception e) => e is FileNotFoundException or FileStoreException;

    static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (answer[length - 1] == 0) break;
        }
        if (length == 0) throw new IOException("clamd closed without an answer.");
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    static ScanResult Read(string answer)
    {
        if (answer.EndsWith(" FOUND", StringComparison.Ordinal)) return new(ScanVerdict.Infected, answer["stream: ".Length..^" FOUND".Length]);
        return answer.EndsWith(" OK", StringComparison.Ordinal) ? new(ScanVerdict.Clean) : new(ScanVerdict.Unscannable, answer);
    }

    bool IsOpen
    {
        get
        {
            lock (gate) return clock.GetUtcNow() < openUntil;
        }
    }

    void Note(bool well)
    {
        lock (gate)
        {
            failures = well ? 0 : failures + 1;
            if (failures >= FailuresToOpen) openUntil = clock.GetUtcNow() + Open;
        }
    }
}
