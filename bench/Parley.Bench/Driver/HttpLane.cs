using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Parley.Bench.Driver;

/// <summary>
/// One keep-alive HTTP/1.1 connection, one request at a time, on a bare socket: about a third of the CPU of a pooled
/// HttpClient, which matters on shared cores. Understands Content-Length and chunked bodies, nothing else.
/// </summary>
sealed class HttpLane(IPEndPoint server) : IDisposable
{
    Socket? socket;
    byte[] buffer = new byte[16 * 1024];
    int held;

    /// <summary>Sends one complete request. The answer's body is valid until the next call.</summary>
    public async ValueTask<HttpAnswer> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        try
        {
            socket ??= await ConnectAsync(ct);
            for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request[sent..], ct);
            held = 0;
            int headEnd;
            while ((headEnd = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync(ct);
            var head = Head.Read(buffer.AsSpan(0, headEnd + 2));
            var bodyStart = headEnd + 4;
            if (!head.Chunked)
            {
                while (held < bodyStart + head.Length) await FillAsync(ct);
                return Done(head, bodyStart, head.Length);
            }
            int bodyLength;
            while ((bodyLength = Chunks.Join(buffer, bodyStart, held)) < 0) await FillAsync(ct);
            return Done(head, bodyStart, bodyLength);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    HttpAnswer Done(Head head, int start, int length)
    {
        if (head.Close) Dispose();
        return new HttpAnswer(head.Status, head.RetryAfter, buffer.AsMemory(start, length));
    }

    async ValueTask FillAsync(CancellationToken ct)
    {
        if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var got = await socket!.ReceiveAsync(buffer.AsMemory(held), ct);
        if (got == 0) throw new IOException("The server closed the connection.");
        held += got;
    }

    async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await made.ConnectAsync(server, ct);
        return made;
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    /// <summary>The few header lines that matter.</summary>
    readonly record struct Head(int Status, int Length, bool Chunked, bool Close, int RetryAfter)
    {
        public static Head Read(ReadOnlySpan<byte> text)
        {
            var head = new Head(Number(text[9..]), 0, false, false, 0);
            for (var end = text.IndexOf("\r\n"u8); end >= 0; end = text.IndexOf("\r\n"u8))
            {
                var line = text[..end];
                text = text[(end + 2)..];
                if (Is(line, "Content-Length:"u8)) head = head with { Length = Number(line[15..]) };
                else if (Is(line, "Transfer-Encoding:"u8)) head = head with { Chunked = true };
                else if (Is(line, "Retry-After:"u8)) head = head with { RetryAfter = Number(line[12..]) };
                else if (Is(line, "Connection: close"u8)) head = head with { Close = true };
            }
            return head;
        }

        static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
            line.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name);

        static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text.TrimStart((byte)' '), out int number, out _) ? number : 0;
    }

    /// <summary>The chunked transfer coding.</summary>
    static class Chunks
    {
        /// <summary>
        /// Joins the chunks in place once all are there and returns the body's length; -1 while some are missing. A look
        /// before the join makes it safe to call again after more bytes came.
        /// </summary>
        public static int Join(byte[] buffer, int start, int end)
        {
            if (!Whole(buffer.AsSpan(start, end - start))) return -1;
            var (read, written) = (start, start);
            while (true)
            {
                var (size, digits) = Size(buffer.AsSpan(read, end - read));
                read += digits + 2;
                if (size == 0) return written - start;
                buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(written));
                read += size + 2;
                written += size;
            }
        }

        static bool Whole(ReadOnlySpan<byte> text)
        {
            while (text.IndexOf("\r\n"u8) >= 0)
            {
                var (size, digits) = Size(text);
                var needed = digits + 2 + size + 2;
                if (text.Length < needed) return false;
                if (size == 0) return true;
                text = text[needed..];
            }
            return false;
        }

        static (int Size, int Digits) Size(ReadOnlySpan<byte> text)
        {
            if (!Utf8Parser.TryParse(text, out int size, out var digits, 'x')) throw new IOException("A chunk without a size.");
            return (size, digits);
        }
    }
}

/// <summary>Status, seconds to wait (0 when not said) and the body, valid until the lane's next exchange.</summary>
readonly record struct HttpAnswer(int Status, int RetryAfter, ReadOnlyMemory<byte> Body);
