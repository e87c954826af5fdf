using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Group commit for SQLite: prepared statements on one connection, one transaction a batch. What the batch depends on is
/// remembered, and written on condition that it still stands; where it does not, the transaction starts anew with the rows as they are.
/// </summary>
public sealed class SqliteMessageLog(SqliteStore store) : IMessageLog, IDisposable
{
    SqliteStatements? statements;

    public Appended[] Append(IReadOnlyList<Send> sends)
    {
        using var turn = store.EnterWrite();
        try
        {
            statements ??= new SqliteStatements(store.ConnectAlone());
            var plan = AppendRemembered(statements, sends) ?? AppendRead(statements, sends);
            Heads.Keep(sends, plan);
            return plan.Outcomes;
        }
        catch
        {
            Heads.Forget(sends);
            statements?.Dispose(); // which also takes back what was not committed
            statements = null;
            throw;
        }
    }

    /// <summary>Null, and nothing changed, when the batch cannot be decided from memory or memory was wrong.</summary>
    static AppendPlan? AppendRemembered(SqliteStatements sql, IReadOnlyList<Send> sends)
    {
        if (Heads.Plan(sends) is not { } plan) return null;
        sql.Begin();
        if (Save(sql, plan))
        {
            sql.Commit();
            return plan;
        }
        sql.Rollback();
        return null;
    }

    static AppendPlan AppendRead(SqliteStatements sql, IReadOnlyList<Send> sends)
    {
        sql.Begin();
        var heads = new Dictionary<Guid, Head>();
        var known = new Dictionary<(Guid, Guid), int>();
        foreach (var send in sends)
        {
            if (!heads.ContainsKey(send.ConversationId) && sql.FindHead(send.ConversationId) is { } found) heads[send.ConversationId] = found;
            if (sql.FindSent(send.ConversationId, send.ClientId) is { } seq) known[(send.ConversationId, send.ClientId)] = seq;
        }
        var plan = new AppendPlan(sends, heads, known);
        if (!Save(sql, plan)) throw new InvalidOperationException("A conversation changed under the writer's lock.");
        sql.Commit();
        return plan;
    }

    /// <summary>False when a head moved on, or a client id is stored already.</summary>
    static bool Save(SqliteStatements sql, AppendPlan plan)
    {
        foreach (var conversation in plan.Conversations)
            if (conversation.Changed && !sql.MoveHead(conversation)) return false;
        try
        {
            foreach (var message in plan.Messages) sql.InsertMessage(message);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_UNIQUE)
        {
            return false;
        }
        foreach (var message in plan.Messages) sql.InsertFact(message);
        var feeds = plan.Changes.ToDictionary(c => c.Key, c => sql.MoveFeed(c.Key, c.Value));
        foreach (var seat in plan.Seats)
        {
            var activity = feeds[seat.PartyId] - plan.Changes[seat.PartyId] + seat.LastChange;
            plan.Numbered(seat.ConversationId, seat.Party, activity, sql.MoveSeat(seat, activity));
        }
        foreach (var closing in plan.Closings) sql.InsertClosing(closing);
        return true;
    }

    public void Dispose() => statements?.Dispose();
}
