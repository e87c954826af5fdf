using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Parley.Bench.Driver;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>The product as a target: sends over HTTP/1.1, live messages over the hub's WebSockets to both parties.</summary>
sealed class ParleyTarget : ITarget
{
    const int MostLanes = 4096;

    readonly ParleyServer server;
    readonly Guid[] ids;
    readonly Dictionary<Guid, int> conversations = [];
    readonly string[] tokens = [.. Enumerable.Range(0, World.People).Select(ParleyMarket.TokenOf)];
    readonly SignalRSocket?[] sockets = new SignalRSocket?[World.People];
    readonly ConcurrentStack<Lane> idle = new();
    readonly SemaphoreSlim lanes = new(MostLanes, MostLanes);

    public ParleyTarget(ParleyServer server, int? databasePid, Guid[] ids, long[] lastSeq)
    {
        this.server = server;
        this.ids = ids;
        for (var conversation = 0; conversation < ids.Length; conversation++) conversations[ids[conversation]] = conversation;
        DatabasePid = databasePid;
        LastSeq = lastSeq;
    }

    public string Name => "parley";

    public int ServerPid => server.Pid;

    public int? DatabasePid { get; }

    public bool EchoesToSender => true;

    public long[] LastSeq { get; }

    public Uri AddressOf(int person)
    {
        var (_, side) = ParleyMarket.Seat(person);
        return new Uri($"ws://127.0.0.1:{server.Port}/realtime?as={side}&access_token={tokens[person]}");
    }

    public async Task ConnectAsync(Ledger ledger, CancellationToken ct)
    {
        for (var person = 0; person < World.People; person++)
        {
            var me = person;
            var socket = sockets[me] = new SignalRSocket();
            await socket.ConnectAsync(AddressOf(me), frame => Take(frame, me, ledger), 8192, ct);
        }
    }

    public Task SettleAsync(CancellationToken ct) => server.SettleAsync(ct);

    public async Task DisconnectAsync()
    {
        foreach (var socket in sockets.OfType<SignalRSocket>()) await socket.DisposeAsync();
        Array.Clear(sockets);
    }

    public async ValueTask<SendAnswer> SendAsync(int conversation, int side, Guid id, string text, CancellationToken ct)
    {
        await lanes.WaitAsync(ct);
        try
        {
            if (!idle.TryPop(out var lane)) lane = new Lane(server.Port);
            var answer = await lane.PostAsync(ids[conversation], tokens[World.Person(conversation, side)], id, text, ct);
            idle.Push(lane); // a broken lane is dropped: the exception passed this line
            return answer;
        }
        finally
        {
            lanes.Release();
        }
    }

    public async Task<IReadOnlyList<Stored>> ReadAfterAsync(int conversation, long seq, CancellationToken ct)
    {
        if (!idle.TryPop(out var lane)) lane = new Lane(server.Port);
        var found = new List<Stored>();
        for (var more = true; more;)
        {
            using var page = JsonDocument.Parse(await lane.GetAsync($"/v1/conversations/{ids[conversation]}/messages?after={seq}&limit=100", tokens[World.Person(conversation, 0)], ct));
            foreach (var message in page.RootElement.GetProperty("items").EnumerateArray())
            {
                seq = message.GetProperty("seq").GetInt64();
                found.Add(new Stored(seq, message.GetProperty("clientMessageId").GetGuid()));
            }
            more = page.RootElement.GetProperty("hasAfter").GetBoolean();
        }
        idle.Push(lane);
        return found;
    }

    /// <summary>Only new messages count; presence, counts and receipts pass by.</summary>
    void Take(ReadOnlySpan<byte> frame, int person, Ledger ledger)
    {
        if (frame.IndexOf("\"target\":\"message\""u8) < 0) return;
        var reader = new Utf8JsonReader(frame);
        var (conversation, id, seq) = (Guid.Empty, Guid.Empty, 0L);
        while ((seq == 0 || id == Guid.Empty || conversation == Guid.Empty) && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            // Depth 3 is the event, 4 its message.
            if (reader.CurrentDepth == 3 && reader.ValueTextEquals("conversationId"u8) && reader.Read()) conversation = reader.GetGuid();
            else if (reader.CurrentDepth == 4 && reader.ValueTextEquals("seq"u8) && reader.Read()) seq = reader.GetInt64();
            else if (reader.CurrentDepth == 4 && reader.ValueTextEquals("clientMessageId"u8) && reader.Read()) id = reader.GetGuid();
        }
        ledger.Receive(person, conversations.GetValueOrDefault(conversation, int.MaxValue), id, seq);
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        foreach (var lane in idle) lane.Dispose();
        lanes.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>One keep-alive connection with its own request buffer.</summary>
    sealed class Lane(int port) : IDisposable
    {
        readonly HttpLane http = new(new IPEndPoint(IPAddress.Loopback, port));
        readonly byte[] request = new byte[4096];

        public async ValueTask<SendAnswer> PostAsync(Guid conversation, string token, Guid id, string text, CancellationToken ct)
        {
            var length = 68 + text.Length; // the JSON around the text is 68 bytes; the text is ASCII
            Utf8.TryWrite(
                request,
                $"POST /v1/conversations/{conversation}/messages HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{{\"clientMessageId\":\"{id}\",\"text\":\"{text}\"}}",
                out var written);
            var answer = await http.ExchangeAsync(request.AsMemory(0, written), ct);
            return new SendAnswer(answer.Status, answer.Status is 200 or 201 ? Seq(answer.Body.Span) : 0, answer.RetryAfter);
        }

        public async ValueTask<ReadOnlyMemory<byte>> GetAsync(string path, string token, CancellationToken ct)
        {
            var answer = await http.ExchangeAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"), ct);
            return answer.Status == 200 ? answer.Body : throw new IOException($"GET {path} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
        }

        static long Seq(ReadOnlySpan<byte> message)
        {
            var reader = new Utf8JsonReader(message);
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("seq"u8) && reader.Read()) return reader.GetInt64();
            }
            return 0;
        }

        public void Dispose() => http.Dispose();
    }
}
