using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>
/// A server with so many messages in it, to read pages from: over HTTP as a vendor's agent, and the bare SQL of the same page
/// on the same tables through one prepared command. Which conversation or vendor is drawn evenly each time.
/// </summary>
sealed class PageLibrary : IAsyncDisposable
{
    const string Thread =
        "select seq, client_id, party, author_id, kind, sealed, sealed_now, reply_to, at, version, revision, edited_at, unsent_at "
        + "from messages where conversation_id = @id order by seq desc limit 50";

    const string Inbox =
        """
        select seat.activity, seat.read_seq, seat.incoming, seat.incoming_read, other.read_seq, other.delivered_seq,
               c.id, c.state, c.last_seq, c.revision, c.owes_since, c.buyer_id, c.vendor_id, last.author_id, last.sealed, last.at, subject.title, subject.card
        from seats seat
        join seats other on other.conversation_id = seat.conversation_id and other.party <> seat.party
        join conversations c on c.id = seat.conversation_id
        left join messages last on last.conversation_id = c.id and last.seq = c.last_seq
        left join subjects subject on subject.kind = c.subject_kind and subject.id = c.subject_id
        where seat.party_id = @id order by seat.activity desc limit 30
        """;

    readonly ParleyServer server;
    readonly World world;
    readonly Guid[] ids;
    readonly HttpLane lane;
    readonly DbConnection connection;
    readonly DbCommand thread, inbox;
    readonly List<object> rawConversations, rawParties;

    PageLibrary(ParleyServer server, World world, Guid[] ids, DbConnection connection)
    {
        this.server = server;
        this.world = world;
        this.ids = ids;
        this.connection = connection;
        lane = new HttpLane(new IPEndPoint(IPAddress.Loopback, server.Port));
        rawConversations = Read("select id from conversations");
        // The full inboxes only: see World for how conversations fall on vendors.
        rawParties = Read("select party_id from seats group by party_id having count(*) >= 100");
        thread = Command(Thread, rawConversations[0]);
        inbox = Command(Inbox, rawParties[0]);
    }

    public static async Task<PageLibrary> OpenAsync(Stage stage, string store, World world, int messagesEach, CancellationToken ct)
    {
        var (server, connection) = await stage.LibraryAsync(store, world, messagesEach, ct);
        var (ids, _) = await new ParleyMarket(server, "", world).ReadConversationsAsync(ct);
        DbConnection opened = store == "pg" ? new NpgsqlConnection(connection) : new SqliteConnection(connection);
        await opened.OpenAsync(ct);
        return new PageLibrary(server, world, ids, opened);
    }

    /// <summary>One page through the database's own client, every column read.</summary>
    public async ValueTask BareAsync(string page, CancellationToken ct)
    {
        var (command, keys) = page.StartsWith("thread", StringComparison.Ordinal) ? (thread, rawConversations) : (inbox, rawParties);
        command.Parameters[0].Value = keys[Random.Shared.Next(keys.Count)];
        await using var rows = await command.ExecuteReaderAsync(ct);
        var values = new object[rows.FieldCount];
        while (await rows.ReadAsync(ct)) rows.GetValues(values);
    }

    /// <summary>One page over HTTP, the answer read to its end.</summary>
    public async ValueTask HttpAsync(string page, CancellationToken ct)
    {
        var conversation = Random.Shared.Next(world.Conversations);
        var person = World.Person(conversation, 1);
        var path = page.StartsWith("thread", StringComparison.Ordinal)
            ? $"/v1/conversations/{ids[conversation]}/messages?limit=50"
            : $"/v1/inbox?as={ParleyMarket.Seat(person).As}&folder=all&limit=30";
        var request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAuthorization: Bearer {Tokens.Value[person]}\r\n\r\n";
        var answer = await lane.ExchangeAsync(Encoding.ASCII.GetBytes(request), ct);
        if (answer.Status != 200) throw new IOException($"{path} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
    }

    static readonly Lazy<string[]> Tokens = new(() => [.. Enumerable.Range(0, World.People).Select(ParleyMarket.TokenOf)]);

    DbCommand Command(string text, object key)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "id";
        parameter.Value = key;
        command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }

    List<object> Read(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var rows = command.ExecuteReader();
        var found = new List<object>();
        while (rows.Read()) found.Add(rows.GetValue(0));
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        lane.Dispose();
        await thread.DisposeAsync();
        await inbox.DisposeAsync();
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }
}
