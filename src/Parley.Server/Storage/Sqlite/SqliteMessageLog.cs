using Microsoft.Data.Sqlite;
using Parley.Plumbing;

namespace Parley.Storage.Sqlite;

/// <summary>Group commit for SQLite: prepared statements on one connection, one transaction a batch.</summary>
public sealed class SqliteMessageLog(SqliteStore store) : IMessageLog, IDisposable
{
    SqliteStatements? statements;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        using var turn = store.EnterWrite();
        try
        {
            statements ??= new SqliteStatements(store.Connect());
            return Append(statements, sends);
        }
        catch
        {
            statements?.Dispose();
            statements = null;
            throw;
        }
    }

    static Appended[] Append(SqliteStatements sql, IReadOnlyList<Send> sends)
    {
        using var transaction = sql.Connection.BeginTransaction();
        sql.Join(transaction);
        var plan = Load(sql, sends);
        Save(sql, plan);
        transaction.Commit();
        return plan.Outcomes;
    }

    static AppendPlan Load(SqliteStatements sql, IReadOnlyList<Send> sends)
    {
        var heads = new Dictionary<Guid, Head>();
        var known = new Dictionary<(Guid, Guid), int>();
        foreach (var send in sends)
        {
            if (!heads.ContainsKey(send.ConversationId) && sql.FindHead(send.ConversationId) is { } found) heads[send.ConversationId] = found;
            if (sql.FindSent(send.ConversationId, send.ClientId) is { } seq) known[(send.ConversationId, send.ClientId)] = seq;
        }
        return new AppendPlan(sends, heads, known);
    }

    static void Save(SqliteStatements sql, AppendPlan plan)
    {
        foreach (var message in plan.Messages)
        {
            sql.InsertMessage(message);
            sql.InsertFact(message);
        }
        foreach (var conversation in plan.Conversations)
            if (conversation.Changed) sql.UpdateHead(conversation);
        var feeds = plan.Changes.ToDictionary(c => c.Key, c => sql.MoveFeed(c.Key, c.Value));
        foreach (var seat in plan.Seats)
        {
            var activity = feeds[seat.PartyId] - plan.Changes[seat.PartyId] + seat.LastChange;
            plan.Numbered(seat.ConversationId, seat.Party, activity, sql.UpdateSeat(seat, activity));
        }
        foreach (var answer in plan.Answers) sql.InsertAnswer(answer);
    }

    public void Dispose() => statements?.Dispose();
}
