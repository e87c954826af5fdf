using System.Text;
using Npgsql;
using NpgsqlTypes;
using Parley.Bench.Limits;

namespace Parley.Bench.Relay;

/// <summary>The row changes of <see cref="AnchorSchema"/> for a whole batch in one prepared statement with arrays.</summary>
sealed class PostgresStore(string connection) : IRelayStore
{
    NpgsqlCommand? command;

    public async Task AppendAsync(IReadOnlyList<RelaySend> batch)
    {
        command ??= await PrepareAsync();
        command.Parameters[0].Value = batch.Select(send => AnchorSchema.Id("c", send.Conversation)).ToArray();
        command.Parameters[1].Value = batch.Select(send => AnchorSchema.Id("p", send.Sender)).ToArray();
        command.Parameters[2].Value = batch.Select(send => send.Id).ToArray();
        command.Parameters[3].Value = batch.Select(send => Encoding.UTF8.GetBytes(send.Text)).ToArray();
        await using var rows = await command.ExecuteReaderAsync();
        var stored = 0;
        for (; await rows.ReadAsync(); stored++) batch[rows.GetInt32(0) - 1].Seq = rows.GetInt64(1);
        if (stored != batch.Count) throw new InvalidOperationException($"{stored} of {batch.Count} sends were stored.");
    }

    async Task<NpgsqlCommand> PrepareAsync()
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        var prepared = new NpgsqlCommand(Append, opened);
        foreach (var type in new[] { NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Bytea })
            prepared.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        await prepared.PrepareAsync();
        return prepared;
    }

    const string Append =
        """
        with sent as materialized (
            select conversation_id, sender_id, id, body, n::int,
                   row_number() over w as k, count(*) over (partition by conversation_id) as total
            from unnest($1, $2, $3, $4) with ordinality as t (conversation_id, sender_id, id, body, n)
            window w as (partition by conversation_id order by n)),
        bumped as (
            update anchor.conversations c
            set last_seq = c.last_seq + s.total, last_sender = s.sender_id, last_text = substring(s.body for 100), last_at = now()
            from sent s where s.k = s.total and c.id = s.conversation_id
            returning c.id, c.last_seq - s.total as base),
        stored as (
            insert into anchor.messages (id, conversation_id, seq, sender_id, key, body, created_at)
            select s.id, s.conversation_id, b.base + s.k, s.sender_id, s.id, s.body, now()
            from sent s join bumped b on b.id = s.conversation_id),
        seats as (
            update anchor.participants p
            set unread = p.unread + g.total - g.own, last_activity = now()
            from (select distinct s.conversation_id, q.user_id, s.total,
                         (select count(*) from sent o where o.conversation_id = s.conversation_id and o.sender_id = q.user_id) as own
                  from sent s join anchor.participants q on q.conversation_id = s.conversation_id where s.k = s.total) g
            where p.conversation_id = g.conversation_id and p.user_id = g.user_id),
        told as (insert into anchor.outbox (message_id, at) select id, now() from sent)
        select s.n, b.base + s.k from sent s join bumped b on b.id = s.conversation_id
        """;
}
