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
        var conversations = new Dictionary<Guid, LockedConversation>();
        var feeds = new Dictionary<long, long>();
        var known = new Dictionary<(Guid, Guid), int>();
        foreach (var send in sends)
        {
            if (!conversations.ContainsKey(send.ConversationId) && sql.FindConversation(send.ConversationId) is { } found) conversations[found.Id] = found;
            if (!feeds.ContainsKey(send.BuyerParty)) feeds[send.BuyerParty] = sql.FindFeed(send.BuyerParty);
            if (!feeds.ContainsKey(send.VendorParty)) feeds[send.VendorParty] = sql.FindFeed(send.VendorParty);
            if (sql.FindSent(send.ConversationId, send.ClientId) is { } seq) known[(send.ConversationId, send.ClientId)] = seq;
        }
        return AppendPlan.Make(sends, conversations, feeds, known);
    }

    static void Save(SqliteStatements sql, AppendPlan plan)
    {
        var changed = new HashSet<long>();
        foreach (var message in plan.Messages)
        {
            sql.InsertMessage(message);
            sql.InsertFact(message);
            changed.Add(message.Send.BuyerParty);
            changed.Add(message.Send.VendorParty);
        }
        foreach (var conversation in plan.Conversations.Values)
            if (conversation.Changed) sql.UpdateConversation(conversation);
        foreach (var seat in plan.Seats) plan.SetUnread(seat.ConversationId, seat.Party, sql.UpdateSeat(seat));
        foreach (var party in changed) sql.UpdateFeed(party, plan.Feeds[party]);
        foreach (var answer in plan.Answers) sql.InsertAnswer(answer);
    }

    public void Dispose() => statements?.Dispose();
}
