namespace Parley.Bench.Relay;

/// <summary>One message on its way through a writer.</summary>
sealed record RelaySend(int Conversation, int Sender, Guid Id, string Text)
{
    public long Seq { get; set; }

    public bool Faulty { get; set; }

    public TaskCompletionSource<long> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Stores a batch in one commit and gives each message its number within its conversation, in the order given.</summary>
interface IRelayStore
{
    Task AppendAsync(IReadOnlyList<RelaySend> batch);
}

/// <summary>Counts only: what SignalR alone costs.</summary>
sealed class MemoryStore : IRelayStore
{
    readonly Dictionary<int, long> last = [];

    public Task AppendAsync(IReadOnlyList<RelaySend> batch)
    {
        foreach (var send in batch) send.Seq = last[send.Conversation] = last.GetValueOrDefault(send.Conversation) + 1;
        return Task.CompletedTask;
    }
}
