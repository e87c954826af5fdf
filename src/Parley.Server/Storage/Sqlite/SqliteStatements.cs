using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>The prepared statements of a group commit on one connection.</summary>
sealed class SqliteStatements : IDisposable
{
    readonly List<SqliteCommand> all = [];
    readonly SqliteCommand findHead, findSent, insertMessage, insertFact, updateHead, updateSeat, moveFeed, insertAnswer;

    public SqliteConnection Connection { get; }

    public SqliteStatements(SqliteConnection connection)
    {
        Connection = connection;
        findHead = Prepare("select state, last_seq, chain_length, chain_head, owes_since from conversations where id = @0", 1);
        findSent = Prepare("select seq from messages where conversation_id = @0 and client_id = @1", 2);
        insertMessage = Prepare(
            "insert into messages (conversation_id, seq, client_id, party, author_id, kind, sealed, reply_to, at, chain_no, hash, version, revision) "
            + "values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, 0, 0)", 11);
        insertFact = Prepare("insert into outbox (kind, conversation_id, seq, node, at) values (1, @0, @1, @2, @3)", 4);
        updateHead = Prepare("update conversations set last_seq = @1, chain_length = @2, chain_head = @3, owes_since = @4 where id = @0", 5);
        updateSeat = Prepare("update seats set activity = @2, incoming = incoming + @3 where conversation_id = @0 and party = @1 returning incoming - incoming_read", 4);
        moveFeed = Prepare("update parties set number = number + @1 where id = @0 returning number", 2);
        insertAnswer = Prepare("insert or ignore into answers (party_id, at, conversation_id, seconds) values (@0, @1, @2, @3)", 4);
    }

    public void Join(SqliteTransaction transaction)
    {
        foreach (var command in all) command.Transaction = transaction;
    }

    public Head? FindHead(Guid id)
    {
        using var row = Bind(findHead, Key(id)).ExecuteReader();
        return !row.Read() ? null : new Head((ConversationState)row.GetByte(0), row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.IsDBNull(4) ? null : row.GetInt64(4));
    }

    public int? FindSent(Guid conversationId, Guid clientId) => Bind(findSent, Key(conversationId), Key(clientId)).ExecuteScalar() is long seq ? (int)seq : null;

    public void InsertMessage(PlannedMessage m) =>
        Bind(insertMessage, Key(m.Send.ConversationId), m.Seq, Key(m.Send.ClientId), (byte)m.Send.Party, m.Send.AuthorId, (byte)m.Send.Kind,
            m.Send.Sealed, m.Send.ReplyTo, m.Send.At, m.ChainNo, m.Hash).ExecuteNonQuery();

    public void InsertFact(PlannedMessage m) => Bind(insertFact, Key(m.Send.ConversationId), m.Seq, Key(Node.Id), m.Send.At).ExecuteNonQuery();

    public void UpdateHead(PlannedConversation c) => Bind(updateHead, Key(c.Id), c.Now.LastSeq, c.Now.ChainLength, c.Now.ChainHead, c.Now.OwesSince).ExecuteNonQuery();

    public int UpdateSeat(PlannedSeat s, long activity) => Convert.ToInt32(Bind(updateSeat, Key(s.ConversationId), (byte)s.Party, activity, s.Incoming).ExecuteScalar(), null);

    /// <summary>The party's feed number after these changes.</summary>
    public long MoveFeed(long party, int changes) => (long)(Bind(moveFeed, party, changes).ExecuteScalar() ?? throw new InvalidOperationException("A conversation names a party that does not exist."));

    public void InsertAnswer(PlannedAnswer a) => Bind(insertAnswer, a.PartyId, a.At, Key(a.ConversationId), a.Seconds).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in all) command.Dispose();
        Connection.Dispose();
    }

    static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    SqliteCommand Prepare(string sql, int parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter($"@{i}", null));
        command.Prepare();
        all.Add(command);
        return command;
    }

    static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
