using Npgsql;
using NpgsqlTypes;
using Parley.Plumbing;

namespace Parley.Storage.Postgres;

/// <summary>
/// Group commit for PostgreSQL, in one round trip: what the batch depends on is remembered, and everything is written with
/// set-based statements on condition that it still stands. Where something is not remembered, or did not stand, one round trip
/// locks and loads first. Rows are locked conversations first, then parties, each in the order of their ids, so batches of
/// several nodes cannot deadlock.
/// </summary>
public sealed class PostgresMessageLog(NpgsqlDataSource source) : IMessageLog, IAsyncDisposable
{
    NpgsqlConnection? connection;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        connection ??= Open();
        try
        {
            var plan = AppendRemembered(connection, sends) ?? AppendLocked(connection, sends);
            Heads.Keep(sends, plan);
            return plan.Outcomes;
        }
        catch
        {
            Heads.Forget(sends);
            connection.Dispose();
            connection = null;
            throw;
        }
    }

    /// <summary>Every statement here goes by key, however many rows it gets and however little the planner knows of a new table: planned once, never by a scan.</summary>
    NpgsqlConnection Open()
    {
        var opened = source.OpenConnection();
        using var settings = new NpgsqlCommand("set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off", opened);
        settings.ExecuteNonQuery();
        return opened;
    }

    /// <summary>Null, and nothing changed, when the batch cannot be decided from memory or memory was wrong.</summary>
    static AppendPlan? AppendRemembered(NpgsqlConnection connection, IReadOnlyList<Send> sends)
    {
        if (Heads.Plan(sends) is not { } plan) return null;
        try
        {
            using var batch = new NpgsqlBatch(connection); // one implicit transaction
            Save(batch, plan);
            return plan;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.UniqueViolation) // a head moved on; a client id is stored already
        {
            return null;
        }
    }

    static AppendPlan AppendLocked(NpgsqlConnection connection, IReadOnlyList<Send> sends)
    {
        var heads = new Dictionary<Guid, Head>();
        var known = new Dictionary<(Guid, Guid), int>();
        using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("begin"),
                Command("select id, state, last_seq, chain_length, chain_head, owes_since, answer_seq, answer_by, owes_seq from conversations where id = any($1) order by id for update",
                    Array(sends.Select(s => s.ConversationId).Distinct(), NpgsqlDbType.Uuid)),
                Command("select m.conversation_id, m.client_id, m.seq from unnest($1, $2) as s(c, k) join messages m on m.conversation_id = s.c and m.client_id = s.k",
                    Array(sends.Select(s => s.ConversationId), NpgsqlDbType.Uuid), Array(sends.Select(s => s.ClientId), NpgsqlDbType.Uuid)),
            },
        })
        {
            using var rows = batch.ExecuteReader();
            while (rows.Read())
                heads[rows.GetGuid(0)] = new Head((ConversationState)rows.GetInt16(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetFieldValue<byte[]>(4),
                    rows.IsDBNull(5) ? null : new Debt(rows.GetInt64(5), rows.IsDBNull(8) ? 0 : rows.GetInt32(8)), rows.IsDBNull(6) ? null : new LastAnswer(rows.GetInt32(6), rows.GetString(7)));
            rows.NextResult();
            while (rows.Read()) known[(rows.GetGuid(0), rows.GetGuid(1))] = rows.GetInt32(2);
        }
        var plan = new AppendPlan(sends, heads, known);
        using var save = new NpgsqlBatch(connection);
        Save(save, plan, new NpgsqlBatchCommand("commit"));
        return plan;
    }

    static void Save(NpgsqlBatch batch, AppendPlan plan, params ReadOnlySpan<NpgsqlBatchCommand> last)
    {
        if (plan.Messages.Count > 0)
        {
            batch.BatchCommands.Add(UpdateConversations([.. plan.Conversations.Where(c => c.Changed)]));
            batch.BatchCommands.Add(UpdateSeats(plan));
            batch.BatchCommands.Add(InsertMessages(plan.Messages));
            if (plan.Closings.Count > 0) batch.BatchCommands.Add(InsertClosings(plan.Closings));
        }
        foreach (var command in last) batch.BatchCommands.Add(command);
        using var rows = batch.ExecuteReader();
        do
        {
            while (rows.FieldCount == 4 && rows.Read()) plan.Numbered(rows.GetGuid(0), (PartyKind)rows.GetInt16(1), rows.GetInt64(2), rows.GetInt32(3));
        }
        while (rows.NextResult());
    }

    /// <summary>
    /// Locks the conversations in the order of their ids and moves every head on, or fails with a division by zero: a row that is
    /// not as it was decided on stops the whole batch.
    /// </summary>
    static NpgsqlBatchCommand UpdateConversations(PlannedConversation[] changed) =>
        Command(
            "with held as materialized (select 1 from conversations where id = any($1) order by id for update), "
            + "moved as (update conversations c set last_seq = d.s, chain_length = d.l, chain_head = d.h, owes_since = d.o, owes_seq = d.q, state = d.t, answer_seq = d.a, answer_by = d.b "
            + "from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $11, $12, $13) as d(id, s, l, h, o, t, was_head, was_state, was_owing, a, b, q) "
            + "where (select count(*) from held) > 0 and c.id = d.id and c.chain_head = d.was_head and c.state = d.was_state and c.owes_since is not distinct from d.was_owing returning 1) "
            + "select 1 / (count(*) = $10)::int from moved",
            Array(changed.Select(c => c.Id), NpgsqlDbType.Uuid),
            Array(changed.Select(c => c.Now.LastSeq), NpgsqlDbType.Integer),
            Array(changed.Select(c => c.Now.ChainLength), NpgsqlDbType.Integer),
            Array(changed.Select(c => c.Now.ChainHead), NpgsqlDbType.Bytea),
            Array(changed.Select(c => c.Now.OwesSince), NpgsqlDbType.Bigint),
            Array(changed.Select(c => (short)c.Now.State), NpgsqlDbType.Smallint),
            Array(changed.Select(c => c.Before.ChainHead), NpgsqlDbType.Bytea),
            Array(changed.Select(c => (short)c.Before.State), NpgsqlDbType.Smallint),
            Array(changed.Select(c => c.Before.OwesSince), NpgsqlDbType.Bigint),
            new NpgsqlParameter { Value = (long)changed.Length, NpgsqlDbType = NpgsqlDbType.Bigint },
            Array(changed.Select(c => c.Now.Answer?.Seq), NpgsqlDbType.Integer),
            Array(changed.Select(c => c.Now.Answer?.By), NpgsqlDbType.Text),
            Array(changed.Select(c => c.Now.Owes?.Seq), NpgsqlDbType.Integer));

    /// <summary>
    /// Locks the parties in the order of their ids, moves their feeds, and with them the seats, whose activity is the feed number
    /// of their last change. A seat finds its party's number by where it stands among the ids, because a join of batch with batch has
    /// no index. Places 1 and 2, snoozed and archived, end with a buyer's text; 2 is why a snoozed one is back.
    /// </summary>
    static NpgsqlBatchCommand UpdateSeats(AppendPlan plan)
    {
        var parties = plan.Changes.Keys.Order().ToArray();
        return Command(
            "with held as materialized (select 1 from parties where id = any($1) order by id for update), "
            + "feeds as (update parties p set number = p.number + d.n from unnest($1, $2) as d(id, n) where (select count(*) from held) > 0 and p.id = d.id returning p.id, p.number), "
            + "numbers as (select array_agg(number order by id) as of from feeds) "
            + "update seats s set activity = numbers.of[d.at] - d.later, incoming = s.incoming + d.i, owes_since = d.o, "
            + "place = case when d.w and s.place in (1, 2) then 0 else s.place end, snoozed_until = case when d.w then null else s.snoozed_until end, woken = case when not d.w then 0 when s.place = 1 then 2 else s.woken end "
            + "from numbers, unnest($3, $4, $5, $6, $7, $8, $9) as d(c, p, at, later, i, o, w) "
            + "where s.conversation_id = d.c and s.party = d.p returning s.conversation_id, s.party, s.activity, s.incoming - s.incoming_read",
            Array(parties, NpgsqlDbType.Bigint),
            Array(parties.Select(p => plan.Changes[p]), NpgsqlDbType.Integer),
            Array(plan.Seats.Select(s => s.ConversationId), NpgsqlDbType.Uuid),
            Array(plan.Seats.Select(s => (short)s.Party), NpgsqlDbType.Smallint),
            Array(plan.Seats.Select(s => System.Array.BinarySearch(parties, s.PartyId) + 1), NpgsqlDbType.Integer),
            Array(plan.Seats.Select(s => plan.Changes[s.PartyId] - s.LastChange), NpgsqlDbType.Integer),
            Array(plan.Seats.Select(s => s.Incoming), NpgsqlDbType.Integer),
            Array(plan.Seats.Select(s => s.OwesSince), NpgsqlDbType.Bigint),
            Array(plan.Seats.Select(s => s.Wakes), NpgsqlDbType.Boolean));
    }

    /// <summary>The messages, and for each its fact in the outbox, in the batch's order.</summary>
    static NpgsqlBatchCommand InsertMessages(List<PlannedMessage> messages) =>
        Command(
            "with stored as (insert into messages (conversation_id, seq, client_id, party, author_id, kind, sealed, reply_to, at, chain_no, hash, version, revision) "
            + "select *, 0, 0 from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)) "
            + "insert into outbox (kind, conversation_id, seq, subject, at, node) select 1, d.*, $12 from unnest($1, $2, $13, $9) as d",
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
            Array(messages.Select(m => m.Hash), NpgsqlDbType.Bytea),
            new NpgsqlParameter { Value = Node.Id, NpgsqlDbType = NpgsqlDbType.Uuid },
            Array(messages.Select(m => m.Send.Speaker), NpgsqlDbType.Text));

    static NpgsqlBatchCommand InsertClosings(List<PlannedClosing> closings) =>
        Command(
            "insert into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day) "
            + "select *, 0, 0, false, 0, 0, 0 from unnest($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            Array(closings.Select(c => c.ConversationId), NpgsqlDbType.Uuid),
            Array(closings.Select(c => c.Debt.Seq), NpgsqlDbType.Integer),
            Array(closings.Select(c => c.Debt.Since), NpgsqlDbType.Bigint),
            Array(closings.Select(c => c.PartyId), NpgsqlDbType.Bigint),
            Array(closings.Select(c => c.Seq), NpgsqlDbType.Integer),
            Array(closings.Select(c => c.At), NpgsqlDbType.Bigint),
            Array(closings.Select(c => c.By), NpgsqlDbType.Text),
            Array(closings.Select(c => c.How), NpgsqlDbType.Smallint));

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
