using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Hostile;

/// <summary>Bytes on a bare socket, for what no client library would send.</summary>
public sealed class SocketDoor(World world, Talk talk)
{
    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    /// <summary>The bytes on a socket, with a real route and credentials, each POST with and without a content type.</summary>
    public async Task<Outcome> TryAsync(byte[] bytes)
    {
        var raw = Encoding.Latin1.GetString(bytes).Replace("/v1/x", "/" + Messages, StringComparison.Ordinal);
        var line = raw.IndexOf('\n', StringComparison.Ordinal) + 1;
        var end = line > 1 && raw[line - 2] == '\r' ? "\r\n" : "\n";
        var answers = new StringBuilder();
        foreach (var type in raw.StartsWith("POST", StringComparison.Ordinal) ? new[] { "", $"Content-Type: application/json{end}" } : [""])
            answers.Append(await TextAsync(Encoding.Latin1.GetBytes(raw.Insert(line, $"Authorization: Bearer {Me.Bearer}{end}{type}")))).Append('\n');
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: answers.ToString());
    }

    /// <summary>One exchange by hand, for headers that no client library would send.</summary>
    public async Task<Answer> RawAsync(string request)
    {
        var raw = await TextAsync(Encoding.UTF8.GetBytes(request));
        var split = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(split > 0, $"No answer to {request}");
        var headers = raw[..split].Split("\r\n").Skip(1).Select(h => h.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = raw[(split + 4)..];
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked" && body.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open) body = body[open..(body.LastIndexOf('}') + 1)];
        return new Answer((System.Net.HttpStatusCode)int.Parse(raw.Split(' ')[1]), body, headers);
    }

    public async Task<string> TextAsync(byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", world.Server.Port);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var heard = new MemoryStream();
        var stream = client.GetStream();
        var buffer = new byte[16 * 1024];
        try
        {
            await stream.WriteAsync(bytes, deadline.Token);
            while (true)
            {
                // Until the server closes, or has said something and falls silent.
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
                silence.CancelAfter(heard.Length > 0 ? 300 : 2000);
                var got = await stream.ReadAsync(buffer, silence.Token);
                if (got == 0) break;
                heard.Write(buffer, 0, got);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // cut off, or kept open without a word
        }
        return Encoding.UTF8.GetString(heard.ToArray());
    }
}
