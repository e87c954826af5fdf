using System.Diagnostics;
using Parley.Bench.Machine;
using Parley.Bench.Targets;

namespace Parley.Bench.Driver;

/// <summary>How a run offers its messages.</summary>
abstract class Load
{
    public const string Words = "Good morning, is this still available and could you send it before the weekend? I would also like to know whether the colour is closer to the first picture or to the last one. Thank you ";

    /// <summary>Conversations 0 to this are used.</summary>
    public required int Conversations { get; init; }

    public required int Seconds { get; init; }

    /// <summary>Offers messages until the time is over; returns when each was acknowledged, refused or given up.</summary>
    public abstract Task OfferAsync(ITarget target, Ledger ledger, int seconds, CancellationToken ct);

    /// <summary>One message from due to acknowledged.</summary>
    protected async Task SendAsync(ITarget target, Ledger ledger, long due, CancellationToken ct)
    {
        var conversation = Random.Shared.Next(Conversations);
        var side = Random.Shared.Next(2);
        var index = ledger.Begin(conversation, side, due);
        if (index < 0) return;
        try
        {
            var answer = await target.SendAsync(conversation, side, ledger.Id(index), $"{Words}{index:D9}", ct);
            if (answer.Status is 200 or 201) ledger.Acknowledge(index, answer.Seq);
            else ledger.Refuse(index, answer.Status, answer.RetryAfter);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException)
        {
            ledger.Refuse(index, -1, 0); // broken: neither acknowledged nor refused
        }
    }
}

/// <summary>So many sends outstanding all the time.</summary>
sealed class ClosedLoad : Load
{
    public required int Window { get; init; }

    public override Task OfferAsync(ITarget target, Ledger ledger, int seconds, CancellationToken ct)
    {
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        return Task.WhenAll(Enumerable.Range(0, Window).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end && !ledger.Full && !ct.IsCancellationRequested) await SendAsync(target, ledger, Stopwatch.GetTimestamp(), ct);
        })));
    }
}

/// <summary>
/// Poisson arrivals at a rate, whatever the server does; times count from when a message was due, so queueing counts.
/// The clock thread sleeps with microsecond timers and starts each send itself.
/// </summary>
sealed class OpenLoad : Load
{
    public required double PerSecond { get; init; }

    public override async Task OfferAsync(ITarget target, Ledger ledger, int seconds, CancellationToken ct)
    {
        var sends = new List<Task>((int)(PerSecond * seconds * 1.2));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var due = Stopwatch.GetTimestamp();
            var end = due + (seconds * Stopwatch.Frequency);
            while (due < end && !ledger.Full && !ct.IsCancellationRequested)
            {
                due += (long)(-Math.Log(1 - Random.Shared.NextDouble()) / PerSecond * Stopwatch.Frequency);
                while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait) Proc.SleepMicros((long)wait.TotalMicroseconds + 1);
                sends.Add(SendAsync(target, ledger, due, ct));
            }
            done.SetResult();
        }) { IsBackground = true }.Start();
        await done.Task;
        await Task.WhenAll(sends).WaitAsync(TimeSpan.FromSeconds(60), ct);
    }
}
