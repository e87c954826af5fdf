using Npgsql;
using NpgsqlTypes;
using Parley.Plumbing;

namespace Parley.Storage.Postgres;

/// <summary>
/// Group commit for PostgreSQL: one round trip locks and loads, one writes everything with set-based statements and commits.
/// Rows are locked conversations first, then parties, each in the order of their ids, so batches of several nodes
/// cannot deadlock.
/// </summary>
public sealed class PostgresMessageLog(NpgsqlDataSource source) : IMessageLog, IAsyncDisposable
{
    NpgsqlConnection? connection;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        connection ??= source.OpenConnection();
        try
        {
            var plan = Load(connection, sends);
            Save(connection, plan);
            return plan.Outcomes;
        }
        catch
        {
            connection.Dispose();
            connection = null;
            throw;
        }
    }

    static AppendPlan Load(NpgsqlConnection connection, IReadOnlyList<Send> sends)
    {
        var conversations = new Dictionary<Guid, LockedConversation>();
        var feeds = new Dictionary<long, long>();
        var known = new Dictionary<(Guid, Guid), int>();
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("begin"),
                Command("select id, state, last_seq, chain_length, chain_head, owes_since from conversations where id = any($1) order by id for update",
                    Array(sends.Select(s => s.ConversationId).Distinct(), NpgsqlDbType.Uuid)),
                Command("select id, number from parties where id = any($1) order by id for update",
                    Array(sends.SelectMany(s => new[] { s.BuyerParty, s.VendorParty }).Distinct(), NpgsqlDbType.Bigint)),
                Command("select m.conversation_id, m.client_id, m.seq from unnest($1, $2) as s(c, k) join messages m on m.conversation_id = s.c and m.client_id = s.k",
                    Array(sends.Select(s => s.ConversationId), NpgsqlDbType.Uuid), Array(sends.Select(s => s.ClientId), NpgsqlDbType.Uuid)),
            },
        };
        using var rows = batch.ExecuteReader();
        while (rows.Read())
            conversations[rows.GetGuid(0)] = new LockedConversation
            {
                Id = rows.GetGuid(0),
                State = (ConversationState)rows.GetInt16(1),
                LastSeq = rows.GetInt32(2),
                ChainLength = rows.GetInt32(3),
                ChainHead = rows.GetFieldValue<byte[]>(4),
                OwesSince = rows.IsDBNull(5) ? null : rows.GetInt64(5),
            };
        rows.NextResult();
        while (rows.Read()) feeds[rows.GetInt64(0)] = rows.GetInt64(1);
        rows.NextResult();
        while (rows.Read()) known[(rows.GetGuid(0), rows.GetGuid(1))] = rows.GetInt32(2);
        return AppendPlan.Make(sends, conversations, feeds, known);
    }

    static void Save(NpgsqlConnection connection, AppendPlan plan)
    {
        using var batch = new NpgsqlBatch(connection);
        var messages = plan.Messages;
        if (messages.Count > 0)
        {
            var parties = messages.SelectMany(m => new[] { m.Send.BuyerParty, m.Send.VendorParty }).Distinct().ToArray();
            var changed = plan.Conversations.Values.Where(c => c.Changed).ToArray();
            batch.BatchCommands.Add(UpdateSeats(plan.Seats));
            batch.BatchCommands.Add(InsertMessages(messages));
            batch.BatchCommands.Add(UpdateConversations(changed));
            batch.BatchCommands.Add(Command("update parties p set number = d.n from unnest($1, $2) as d(id, n) where p.id = d.id",
                Array(parties, NpgsqlDbType.Bigint), Array(parties.Select(p => plan.Feeds[p]), NpgsqlDbType.Bigint)));
            batch.BatchCommands.Add(Command("insert into outbox (kind, conversation_id, seq, node, at) select 1, d.c, d.s, $1, d.a from unnest($2, $3, $4) as d(c, s, a)",
                new NpgsqlParameter { Value = Node.Id, NpgsqlDbType = NpgsqlDbType.Uuid },
                Array(messages.Select(m => m.Send.ConversationId), NpgsqlDbType.Uuid),
                Array(messages.Select(m => m.Seq), NpgsqlDbType.Integer),
                Array(messages.Select(m => m.Send.At), NpgsqlDbType.Bigint)));
            if (plan.Answers.Count > 0) batch.BatchCommands.Add(InsertAnswers(plan.Answers));
        }
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        using var rows = batch.ExecuteReader();
        while (rows.Read()) plan.SetUnread(rows.GetGuid(0), (PartyKind)rows.GetInt16(1), rows.GetInt32(2));
        while (rows.NextResult()) { }
    }

    static NpgsqlBatchCommand UpdateSeats(IReadOnlyCollection<PlannedSeat> seats) =>
        Command(
            "update seats s set activity = d.a, incoming = s.incoming + d.i from unnest($1, $2, $3, $4) as d(c, p, a, i) "
            + "where s.conversation_id = d.c and s.party = d.p returning s.conversation_id, s.party, s.incoming - s.incoming_read",
            Array(seats.Select(s => s.ConversationId), NpgsqlDbType.Uuid),
            Array(seats.Select(s => (short)s.Party), NpgsqlDbType.Smallint),
            Array(seats.Select(s => s.Activity), NpgsqlDbType.Bigint),
            Array(seats.Select(s => s.Incoming), NpgsqlDbType.Integer));

    static NpgsqlBatchCommand InsertMessages(List<PlannedMessage> messages) =>
        Command(
            "insert into messages (conversation_id, seq, client_id, party, author_id, kind, sealed, reply_to, at, chain_no, hash, version, revision) "
            + "select *, 0, 0 from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            Array(messages.Select(m => m.Send.ConversationId), NpgsqlDbType.Uuid),
            Array(messages.Select(m => m.Seq), NpgsqlDbType.Integer),
            Array(messages.Select(m => m.Send.ClientId), NpgsqlDbType.Uuid),
            Array(messages.Select(m => (short)m.Send.Party), NpgsqlDbType.Smallint),
            Array(messages.Select(m => m.Send.AuthorId), NpgsqlDbType.Text),
            Array(messages.Select(m => (short)m.Send.Kind), NpgsqlDbType.Smallint),
            Array(messages.Select(m => m.Send.Sealed), NpgsqlDbType.Bytea),
            Array(messages.Select(m => m.Send.ReplyTo), NpgsqlDbType.Integer),
            Array(messages.Select(m => m.Send.At), NpgsqlDbType.Bigint),
            Array(messages.Select(m => m.ChainNo), NpgsqlDbType.Integer),
            Array(messages.Select(m => m.Hash), NpgsqlDbType.Bytea));

    static NpgsqlBatchCommand UpdateConversations(LockedConversation[] changed) =>
        Command(
            "update conversations c set last_seq = d.s, chain_length = d.l, chain_head = d.h, owes_since = d.o from unnest($1, $2, $3, $4, $5) as d(id, s, l, h, o) where c.id = d.id",
            Array(changed.Select(c => c.Id), NpgsqlDbType.Uuid),
            Array(changed.Select(c => c.LastSeq), NpgsqlDbType.Integer),
            Array(changed.Select(c => c.ChainLength), NpgsqlDbType.Integer),
            Array(changed.Select(c => c.ChainHead), NpgsqlDbType.Bytea),
            Array(changed.Select(c => c.OwesSince), NpgsqlDbType.Bigint));

    static NpgsqlBatchCommand InsertAnswers(List<PlannedAnswer> answers) =>
        Command("insert into answers (party_id, at, conversation_id, seconds) select * from unnest($1, $2, $3, $4) on conflict do nothing",
            Array(answers.Select(a => a.PartyId), NpgsqlDbType.Bigint),
            Array(answers.Select(a => a.At), NpgsqlDbType.Bigint),
            Array(answers.Select(a => a.ConversationId), NpgsqlDbType.Uuid),
            Array(answers.Select(a => a.Seconds), NpgsqlDbType.Integer));

    static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    static NpgsqlParameter Array<T>(IEnumerable<T> values, NpgsqlDbType type) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
    }
}
