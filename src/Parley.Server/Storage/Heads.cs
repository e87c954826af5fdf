namespace Parley.Storage;

/// <summary>What the next message of a conversation depends on. The chain's head stands for all of its history.</summary>
/// <param name="Answer">The vendor's last text, which comes and goes with the chain's head.</param>
public sealed record Head(ConversationState State, int LastSeq, int ChainLength, byte[] ChainHead, Debt? Owes, LastAnswer? Answer)
{
    public long? OwesSince => Owes?.Since;
}

/// <summary>An answer that the vendor owes: since when (microseconds since 1970), and to which message of the buyer's.</summary>
public sealed record Debt(long Since, int Seq);

/// <summary>Number and author of a vendor's text.</summary>
public sealed record LastAnswer(int Seq, string By);

/// <summary>
/// The head of a conversation as this node last saw it, or nothing. It may be out of date: whoever writes by it does so on
/// condition that it still stands.
/// </summary>
public sealed class RememberedHead(Head? head)
{
    Head? head = head;

    public Head? Value
    {
        get => Volatile.Read(ref head);
        set => Volatile.Write(ref head, value);
    }

    public void Forget() => Value = null;
}

/// <summary>What a batch's conversations are remembered as.</summary>
static class Heads
{
    /// <summary>The batch decided from memory; null when something is not remembered, or a refusal needs the rows as they are.</summary>
    public static AppendPlan? Plan(IReadOnlyList<Send> sends)
    {
        var heads = new Dictionary<Guid, Head>();
        foreach (var send in sends)
        {
            if (heads.ContainsKey(send.ConversationId)) continue;
            if (send.Head.Value is not { } head) return null;
            heads.Add(send.ConversationId, head);
        }
        var plan = new AppendPlan(sends, heads, []);
        return Array.TrueForAll(plan.Outcomes, o => o.Status is AppendStatus.Stored or AppendStatus.Repeated) ? plan : null;
    }

    /// <summary>After the commit: how the conversations stand now.</summary>
    public static void Keep(IReadOnlyList<Send> sends, AppendPlan plan)
    {
        var now = plan.Conversations.ToDictionary(c => c.Id, c => c.Now);
        foreach (var send in sends) send.Head.Value = now.GetValueOrDefault(send.ConversationId);
    }

    public static void Forget(IReadOnlyList<Send> sends)
    {
        foreach (var send in sends) send.Head.Forget();
    }
}
