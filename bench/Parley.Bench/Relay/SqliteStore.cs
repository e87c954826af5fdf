using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Bench.Machine;

namespace Parley.Bench.Relay;

/// <summary>
/// The lean shape for one file: integer keys, messages clustered by conversation and number, one inbox index. WAL with
/// synchronous=FULL; checkpoints on a connection of their own, so that no commit waits for one.
/// </summary>
sealed class SqliteStore : IRelayStore
{
    readonly SqliteConnection connection;
    readonly SqliteCommand bump, store, seat, tell;

    public SqliteStore(string file)
    {
        connection = Open(file);
        bump = Command("update conversations set last_seq = last_seq + 1, last_sender = $1, last_text = $2, last_at = $3 where id = $4 returning last_seq");
        store = Command("insert into messages (conversation_id, seq, id, sender_id, body, at) values ($1, $2, $3, $4, $5, $6)");
        seat = Command("update participants set unread = unread + $1, last_activity = $2 where conversation_id = $3 and user_id = $4");
        tell = Command("insert into outbox (message_id, at) values ($1, $2)");
        new Thread(() => Checkpoint(file)) { IsBackground = true }.Start();
    }

    public Task AppendAsync(IReadOnlyList<RelaySend> batch)
    {
        using var commit = connection.BeginTransaction(deferred: false);
        bump.Transaction = store.Transaction = seat.Transaction = tell.Transaction = commit;
        var now = DateTime.UtcNow.Ticks;
        foreach (var send in batch) Append(send, now);
        commit.Commit();
        return Task.CompletedTask;
    }

    void Append(RelaySend send, long now)
    {
        var body = Encoding.UTF8.GetBytes(send.Text);
        var id = send.Id.ToByteArray(bigEndian: true);
        send.Seq = (long)With(bump, send.Sender, body.AsSpan(0, Math.Min(100, body.Length)).ToArray(), now, send.Conversation).ExecuteScalar()!;
        With(store, send.Conversation, send.Seq, id, send.Sender, body, now).ExecuteNonQuery();
        for (var side = 0; side < 2; side++)
        {
            var person = World.Person(send.Conversation, side);
            With(seat, person == send.Sender ? 0 : 1, now, send.Conversation, person).ExecuteNonQuery();
        }
        With(tell, id, now).ExecuteNonQuery();
    }

    SqliteCommand Command(string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var number = 1; text.Contains($"${number}", StringComparison.Ordinal); number++) command.Parameters.Add(new SqliteParameter($"${number}", null));
        return command;
    }

    static SqliteCommand With(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index];
        return command;
    }

    static SqliteConnection Open(string file)
    {
        var opened = new SqliteConnection($"Data Source={file};Pooling=False");
        opened.Open();
        Run(opened, "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma cache_size=-262144; pragma busy_timeout=5000");
        return opened;
    }

    static void Checkpoint(string file)
    {
        using var apart = Open(file);
        while (true)
        {
            Thread.Sleep(500);
            Run(apart, "pragma wal_checkpoint(passive)");
        }
    }

    static void Run(SqliteConnection on, string text)
    {
        using var command = on.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Makes the file with its conversations and some messages in each.</summary>
    public static void Create(string file, int conversations, int messagesEach)
    {
        using var made = Open(file);
        Run(made,
            $"""
            create table conversations (id integer primary key, last_seq int not null, last_sender int not null, last_text blob not null, last_at int not null);
            create table participants (conversation_id int not null, user_id int not null, unread int not null, last_activity int not null,
                primary key (conversation_id, user_id)) without rowid;
            create index inbox on participants (user_id, last_activity, conversation_id);
            create table messages (conversation_id int not null, seq int not null, id blob not null, sender_id int not null, body blob not null, at int not null,
                primary key (conversation_id, seq)) without rowid;
            create unique index message_ids on messages (id);
            create table outbox (id integer primary key, message_id blob not null, at int not null);
            begin;
            insert into conversations
                with recursive n(c) as (select 0 union all select c + 1 from n where c < {conversations - 1})
                select c, {messagesEach}, c % {World.Buyers}, zeroblob(100), 0 from n;
            insert into participants select id, id % {World.Buyers}, 0, 0 from conversations;
            insert into participants select id, {World.Buyers} + id / {World.Buyers} % {World.Vendors}, 0, 0 from conversations;
            insert into messages
                with recursive n(s) as (select 1 union all select s + 1 from n where s < {messagesEach})
                select id, s, randomblob(16), last_sender, zeroblob(200), 0 from conversations, n order by id, s;
            commit;
            analyze;
            pragma wal_checkpoint(truncate);
            """);
    }
}
