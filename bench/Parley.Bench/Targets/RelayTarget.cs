using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Limits;
using Parley.Bench.Machine;
using Parley.Bench.Relay;

namespace Parley.Bench.Targets;

/// <summary>The bare relay as a target: sends by hub invocation over the sender's own WebSocket.</summary>
sealed class RelayTarget : ITarget
{
    const string Secret = "a secret for the bench only, never for people";

    readonly Child process;
    readonly int port;
    readonly string store, connection;
    readonly SignalRSocket?[] sockets = new SignalRSocket?[World.People];
    readonly ConcurrentDictionary<int, TaskCompletionSource<long>> waiting = new();
    int invocation;

    RelayTarget(Child process, int port, string store, string connection, int? databasePid, long[] lastSeq)
    {
        this.process = process;
        this.port = port;
        this.store = store;
        this.connection = connection;
        DatabasePid = databasePid;
        LastSeq = lastSeq;
    }

    public string Name => store switch { "pg" => "relay, group commit", "sqlite" => "relay, SQLite", _ => "bare relay" };

    public int ServerPid => process.Pid;

    public int? DatabasePid { get; }

    public bool EchoesToSender => false;

    public long[] LastSeq { get; }

    public static async Task<RelayTarget> StartAsync(string store, string connection, int? databasePid, World world, long lastSeq, int writers, string logFile, RelayFault fault = RelayFault.None)
    {
        var free = Ports.Free();
        // As the product runs: tiered, with profile-guided optimisation. This process' own settings are for the driver.
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TieredPGO"] = "1" };
        var child = Child.Start(
            "dotnet",
            [typeof(RelayTarget).Assembly.Location, "relay", "--port", $"{free}", "--store", store, "--connection", connection, "--writers", $"{writers}", "--secret", Secret, "--fault", $"{fault}"],
            logFile,
            environment);
        using var client = new HttpClient();
        await child.UntilAsync(() => AnswersAsync(client, new Uri($"http://127.0.0.1:{free}/ready")), TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(50));
        var seqs = new long[world.Conversations];
        Array.Fill(seqs, lastSeq);
        return new RelayTarget(child, free, store, connection, databasePid, seqs);
    }

    public static Uri Address(int port, int person) =>
        new($"ws://127.0.0.1:{port}/relay?access_token={Token.For($"{person}", Secret, TimeSpan.FromHours(4))}");

    public Uri AddressOf(int person) => Address(port, person);

    public async Task ConnectAsync(Ledger ledger, CancellationToken ct)
    {
        for (var person = 0; person < World.People; person++)
        {
            var me = person;
            var socket = sockets[me] = new SignalRSocket();
            await socket.ConnectAsync(Address(port, me), frame => Take(frame, me, ledger), 8192, ct);
        }
    }

    public async Task DisconnectAsync()
    {
        foreach (var socket in sockets.OfType<SignalRSocket>()) await socket.DisposeAsync();
        Array.Clear(sockets);
    }

    public async ValueTask<SendAnswer> SendAsync(int conversation, int side, Guid id, string text, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref invocation);
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[number] = answer;
        var frame = $$"""{"type":1,"invocationId":"{{number}}","target":"Send","arguments":[{{conversation}},"{{id}}","{{text}}"]}""" + "\u001e";
        await sockets[World.Person(conversation, side)]!.SendAsync(Encoding.UTF8.GetBytes(frame), ct);
        var seq = await answer.Task.WaitAsync(ct);
        return seq > 0 ? new SendAnswer(201, seq, 0) : new SendAnswer(500, 0, 0);
    }

    void Take(ReadOnlySpan<byte> frame, int person, Ledger ledger)
    {
        var reader = new Utf8JsonReader(frame);
        long type = 0, seq = 0;
        var (number, conversation, id, failed) = (0, -1, Guid.Empty, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("type"u8)) type = Value(ref reader);
            else if (reader.ValueTextEquals("invocationId"u8) && reader.Read() && Utf8Parser.TryParse(reader.ValueSpan, out int said, out _)) number = said;
            else if (reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("seq"u8)) seq = Value(ref reader);
            else if (reader.ValueTextEquals("error"u8)) failed = true;
            else if (reader.ValueTextEquals("conversation"u8)) conversation = (int)Value(ref reader);
            else if (reader.ValueTextEquals("id"u8) && reader.Read()) id = reader.GetGuid();
        }
        if (type == 3 && waiting.TryRemove(number, out var answer)) answer.TrySetResult(failed ? 0 : seq);
        else if (type == 1) ledger.Receive(person, conversation, id, seq);
    }

    static long Value(ref Utf8JsonReader reader) => reader.Read() ? reader.GetInt64() : 0;

    public async Task<IReadOnlyList<Stored>> ReadAfterAsync(int conversation, long seq, CancellationToken ct) => store switch
    {
        "pg" => await ReadPostgresAsync(conversation, seq, ct),
        "sqlite" => ReadSqlite(conversation, seq),
        _ => [],
    };

    async Task<IReadOnlyList<Stored>> ReadPostgresAsync(int conversation, long seq, CancellationToken ct)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select seq, id from anchor.messages where conversation_id = $1 and seq > $2 order by seq", opened);
        command.Parameters.AddWithValue(AnchorSchema.Id("c", conversation));
        command.Parameters.AddWithValue(seq);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Stored>();
        while (await rows.ReadAsync(ct)) found.Add(new Stored(rows.GetInt64(0), rows.GetGuid(1)));
        return found;
    }

    List<Stored> ReadSqlite(int conversation, long seq)
    {
        using var opened = new SqliteConnection($"Data Source={connection}");
        opened.Open();
        using var command = opened.CreateCommand();
        command.CommandText = "select seq, id from messages where conversation_id = $1 and seq > $2 order by seq";
        command.Parameters.AddWithValue("$1", conversation);
        command.Parameters.AddWithValue("$2", seq);
        using var rows = command.ExecuteReader();
        var found = new List<Stored>();
        while (rows.Read()) found.Add(new Stored(rows.GetInt64(0), new Guid((byte[])rows[1], bigEndian: true)));
        return found;
    }

    static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await process.DisposeAsync();
    }
}
