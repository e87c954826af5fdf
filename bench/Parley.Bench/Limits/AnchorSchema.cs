using Npgsql;
using Parley.Bench.Machine;

namespace Parley.Bench.Limits;

/// <summary>
/// The tables that pgbench and the bare relay write: a conversation with its last message, two participants with unread
/// counts and two inbox indexes, messages with a unique (conversation, seq) and a unique client id, an outbox.
/// </summary>
static class AnchorSchema
{
    /// <summary>Turns a conversation's or person's number into its id, the same way in SQL and here.</summary>
    public static Guid Id(string kind, int number)
    {
#pragma warning disable CA5351, MA0210 // a spread of ids, not a secret
        var hash = System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes($"{kind}{number}"));
#pragma warning restore CA5351, MA0210
        return new Guid(hash, bigEndian: true);
    }

    public static async Task CreateAsync(NpgsqlDataSource source, int conversations, int messagesEach)
    {
        await using var create = source.CreateCommand(Tables);
        await create.ExecuteNonQueryAsync();
        foreach (var statement in Fill(conversations, messagesEach))
        {
            await using var fill = source.CreateCommand(statement);
            fill.CommandTimeout = 1200;
            await fill.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The counters agree with the rows: as many messages as the last numbers say, and no gap.</summary>
    public static async Task<bool> IsConsistentAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select (select sum(last_seq) from anchor.conversations) = (select count(*) from anchor.messages)
               and not exists (select 1 from anchor.messages group by conversation_id having max(seq) <> count(*))
            """);
        return await command.ExecuteScalarAsync() is true;
    }

    const string Tables =
        """
        create schema anchor;
        create table anchor.conversations (
            id uuid primary key, last_seq bigint not null, last_sender uuid not null, last_text bytea not null, last_at timestamptz not null);
        create table anchor.participants (
            conversation_id uuid not null, user_id uuid not null, unread int not null, last_activity timestamptz not null,
            primary key (conversation_id, user_id));
        create table anchor.messages (
            id uuid primary key, conversation_id uuid not null, seq bigint not null, sender_id uuid not null, key uuid not null,
            body bytea not null, created_at timestamptz not null);
        create table anchor.outbox (id bigint generated always as identity primary key, message_id uuid not null, at timestamptz not null);
        """;

    static IEnumerable<string> Fill(int conversations, int messagesEach)
    {
        var person = $"md5('p' || case when side = 0 then c % {World.Buyers} else {World.Buyers} + c / {World.Buyers} % {World.Vendors} end)::uuid";
        yield return
            $"""
            insert into anchor.conversations
            select md5('c' || c)::uuid, {messagesEach}, md5('p' || c % {World.Buyers})::uuid, repeat('x', 100)::bytea, now() - interval '1 day' * random() * 300
            from generate_series(0, {conversations - 1}) c
            """;
        yield return
            $"""
            insert into anchor.participants
            select md5('c' || c)::uuid, {person}, 0, now() - interval '1 day' * random() * 300
            from generate_series(0, {conversations - 1}) c, generate_series(0, 1) side
            """;
        yield return
            $"""
            insert into anchor.messages
            select gen_random_uuid(), md5('c' || c)::uuid, s, md5('p' || c % {World.Buyers})::uuid, gen_random_uuid(), repeat('x', 200)::bytea, now()
            from generate_series(1, {messagesEach}) s, generate_series(0, {conversations - 1}) c
            """;
        yield return "create unique index on anchor.messages (conversation_id, seq)";
        yield return "create unique index on anchor.messages (sender_id, key)";
        yield return "create index on anchor.participants (user_id, last_activity, conversation_id)";
        yield return "create index on anchor.participants (user_id, last_activity, conversation_id) where unread > 0";
    }
}
