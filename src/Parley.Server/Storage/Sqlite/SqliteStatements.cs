using Microsoft.Data.Sqlite;
using Parley.Plumbing;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>The prepared statements of a group commit, on a connection of their own.</summary>
sealed class SqliteStatements : IDisposable
{
    readonly SqliteConnection connection;
    readonly List<SqliteStatement> all = [];
    readonly SqliteStatement begin, commit, rollback, findHead, findSent, insertMessage, insertFact, moveHead, moveSeat, moveFeed, insertClosing;

    public SqliteStatements(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare("begin immediate");
        commit = Prepare("commit");
        rollback = Prepare("rollback");
        findHead = Prepare("select state, last_seq, chain_length, chain_head, owes_since, answer_seq, answer_by, owes_seq from conversations where id = ?");
        findSent = Prepare("select seq from messages where conversation_id = ? and client_id = ?");
        insertMessage = Prepare(
            "insert into messages (conversation_id, seq, client_id, party, author_id, kind, sealed, reply_to, at, chain_no, hash, version, revision) "
            + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)");
        insertFact = Prepare("insert into outbox (kind, conversation_id, seq, subject, node, at) values (1, ?, ?, ?, ?, ?)");
        moveHead = Prepare(
            "update conversations set last_seq = ?, chain_length = ?, chain_head = ?, owes_since = ?, owes_seq = ?, state = ?, answer_seq = ?, answer_by = ? "
            + "where id = ? and chain_head = ? and state = ? and owes_since is ?");
        moveSeat = Prepare(
            "update seats set activity = ?, incoming = incoming + ?, owes_since = ?, place = case when ? and place in (1, 2) then 0 else place end, "
            + "snoozed_until = case when ? then null else snoozed_until end, woken = case when not ? then 0 when place = 1 then 2 else woken end where conversation_id = ? and party = ? returning incoming - incoming_read");
        moveFeed = Prepare("update parties set number = number + ? where id = ? returning number");
        insertClosing = Prepare(
            "insert or ignore into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day) "
            + "values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)");
    }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    public void Rollback() => rollback.Run();

    public Head? FindHead(Guid id) => findHead.With(id).Read(static row => new Head(
        (ConversationState)raw.sqlite3_column_int(row, 0), raw.sqlite3_column_int(row, 1), raw.sqlite3_column_int(row, 2), raw.sqlite3_column_blob(row, 3).ToArray(),
        raw.sqlite3_column_type(row, 4) == raw.SQLITE_NULL ? null : new Debt(raw.sqlite3_column_int64(row, 4), raw.sqlite3_column_int(row, 7)),
        raw.sqlite3_column_type(row, 5) == raw.SQLITE_NULL ? null : new LastAnswer(raw.sqlite3_column_int(row, 5), raw.sqlite3_column_text(row, 6).utf8_to_string())));

    public int? FindSent(Guid conversationId, Guid clientId) => (int?)findSent.With(conversationId).With(clientId).Number();

    public void InsertMessage(PlannedMessage m) =>
        insertMessage.With(m.Send.ConversationId).With(m.Seq).With(m.Send.ClientId).With((long)m.Send.Party).With(m.Send.AuthorId).With((long)m.Send.Kind)
            .With(m.Send.Sealed).With((long?)m.Send.ReplyTo).With(m.Send.At).With(m.ChainNo).With(m.Hash).Run();

    public void InsertFact(PlannedMessage m) => insertFact.With(m.Send.ConversationId).With(m.Seq).With(m.Send.Speaker).With(Node.Id).With(m.Send.At).Run();

    /// <summary>False, and nothing changed, when the row is not as it was decided on.</summary>
    public bool MoveHead(PlannedConversation c) =>
        moveHead.With(c.Now.LastSeq).With(c.Now.ChainLength).With(c.Now.ChainHead).With(c.Now.OwesSince).With((long?)c.Now.Owes?.Seq).With((long)c.Now.State).With((long?)c.Now.Answer?.Seq).With(c.Now.Answer?.By)
            .With(c.Id).With(c.Before.ChainHead).With((long)c.Before.State).With(c.Before.OwesSince).Run() == 1;

    /// <summary>The seat's unread count afterwards.</summary>
    public int MoveSeat(PlannedSeat s, long activity) =>
        (int)(moveSeat.With(activity).With(s.Incoming).With(s.OwesSince).With(s.Wakes ? 1 : 0).With(s.Wakes ? 1 : 0).With(s.Wakes ? 1 : 0).With(s.ConversationId).With((long)s.Party).Number() ?? throw new InvalidOperationException("A conversation lacks a seat."));

    /// <summary>The party's feed number afterwards.</summary>
    public long MoveFeed(long party, int changes) => moveFeed.With(changes).With(party).Number() ?? throw new InvalidOperationException("A conversation names a party that does not exist.");

    public void InsertClosing(PlannedClosing c) =>
        insertClosing.With(c.ConversationId).With(c.Debt.Seq).With(c.Debt.Since).With(c.PartyId).With(c.Seq).With(c.At).With(c.By).With((long)c.How).Run();

    public void Dispose()
    {
        foreach (var statement in all) statement.Dispose();
        connection.Dispose();
    }

    SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        all.Add(statement);
        return statement;
    }
}
