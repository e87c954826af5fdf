using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Parley.Bench.Machine;

namespace Parley.Bench.Relay;

/// <summary>
/// Group commit: sends that arrive while a commit is running go into the next one together. Conversations are dealt to the
/// writers by number, so two writers never want the same row. Pushes leave from the writer, hence in commit order.
/// </summary>
sealed class RelayPost
{
    const int LargestBatch = 256;

    readonly Channel<RelaySend>[] queues;
    readonly RelayPeople people;
    readonly IHubContext<RelayHub> hub;
    readonly RelayFault fault;
    int sends;

    public RelayPost(IReadOnlyList<IRelayStore> stores, RelayPeople people, IHubContext<RelayHub> hub, RelayFault fault)
    {
        this.fault = fault;
        this.people = people;
        this.hub = hub;
        queues = [.. stores.Select(_ => Channel.CreateUnbounded<RelaySend>(new UnboundedChannelOptions { SingleReader = true }))];
        for (var writer = 0; writer < stores.Count; writer++)
        {
            var (queue, store) = (queues[writer].Reader, stores[writer]);
            _ = Task.Run(() => WriteAsync(queue, store));
        }
    }

    public Task<long> SendAsync(RelaySend send)
    {
        queues[send.Conversation % queues.Length].Writer.TryWrite(send);
        return send.Stored.Task;
    }

    async Task WriteAsync(ChannelReader<RelaySend> queue, IRelayStore store)
    {
        var batch = new List<RelaySend>(LargestBatch);
        while (await queue.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && queue.TryRead(out var send))
            {
                send.Faulty = fault != RelayFault.None && Interlocked.Increment(ref sends) % 97 == 0;
                if (send.Faulty && fault == RelayFault.Unstored) await DeliverAsync(send);
                else batch.Add(send);
            }
            try
            {
                await store.AppendAsync(batch);
            }
            catch (Exception failure)
            {
                await Console.Error.WriteLineAsync(failure.ToString());
                foreach (var send in batch) send.Stored.TrySetException(failure);
                continue;
            }
            foreach (var send in batch) await DeliverAsync(send);
        }
    }

    async Task DeliverAsync(RelaySend send)
    {
        if (!send.Faulty || fault == RelayFault.Unstored) await PushAsync(send);
        else if (fault == RelayFault.Twice) await Task.WhenAll(PushAsync(send), PushAsync(send));
        else if (fault == RelayFault.Late) _ = Task.Delay(300).ContinueWith(_ => PushAsync(send), TaskScheduler.Default);
        send.Stored.TrySetResult(send.Seq > 0 ? send.Seq : 1);
    }

    Task PushAsync(RelaySend send)
    {
        var buyer = World.Person(send.Conversation, 0);
        var reader = send.Sender == buyer ? World.Person(send.Conversation, 1) : buyer;
        return people.Connections.TryGetValue(reader, out var connection)
            ? hub.Clients.Client(connection).SendAsync("message", new RelayPush(send.Conversation, send.Seq, send.Id, send.Text))
            : Task.CompletedTask;
    }
}

/// <summary>What the reader gets.</summary>
sealed record RelayPush(int Conversation, long Seq, Guid Id, string Text);
