using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>What became of a try.</summary>
/// <param name="Uncounted">How many tries are not counted.</param>
public sealed record Settled(WebhookDelivery Delivery, DeliveryState State, DateTimeOffset? Due, Tried Tried, int Uncounted);

/// <summary>Writes down what became of tries. Those that end while a commit runs go into the next one together: one wait for the disk. Nothing waits for company.</summary>
public sealed class SettleDeliveries(Store store)
{
    const int Most = 64;
    readonly Queue<(Settled One, TaskCompletionSource Done)> waiting = new();
    readonly Lock gate = new();
    bool writing;

    /// <summary>Completes when it is durable; throws what kept it from being so.</summary>
    /// <param name="ct">Ends the waiting only.</param>
    public Task RunAsync(Settled one, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((one, done));
            if (!writing) _ = WriteAllAsync();
            writing = true;
        }
        return done.Task.WaitAsync(ct);
    }

    async Task WriteAllAsync()
    {
        await Task.Yield();
        var batch = new List<(Settled One, TaskCompletionSource Done)>();
        while (true)
        {
            batch.Clear();
            lock (gate)
            {
                while (batch.Count < Most && waiting.TryDequeue(out var next)) batch.Add(next);
                if (batch.Count == 0)
                {
                    writing = false;
                    return;
                }
            }
            try
            {
                await store.WriteAsync(async db =>
                {
                    foreach (var (one, _) in batch) await WriteAsync(db, one);
                }, CancellationToken.None);
                foreach (var (_, done) in batch) done.TrySetResult();
            }
            catch (Exception e)
            {
                foreach (var (_, done) in batch) done.TrySetException(e); // their holds end by themselves
            }
        }
    }

    /// <summary>Only while the try is still ours: one that took too long may have been given to another node.</summary>
    static Task<int> WriteAsync(ParleyDb db, Settled one)
    {
        var (delivery, state, due, tried, uncounted) = one;
        return db.Set<WebhookDelivery>().Where(d => d.Id == delivery.Id && d.Attempts == delivery.Attempts).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.State, state).SetProperty(d => d.DueAt, due).SetProperty(d => d.Outcome, tried.Outcome).SetProperty(d => d.Status, tried.Status).SetProperty(d => d.Milliseconds, tried.Milliseconds)
            .SetProperty(d => d.Attempts, d => d.Attempts - uncounted));
    }
}
