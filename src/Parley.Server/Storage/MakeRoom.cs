using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// A statement that PostgreSQL's driver gives up blocks a thread for as long as its attempt to cancel takes. When the store hangs that
/// happens to all of them at once, and nothing else would get a thread for many seconds, not even a sign of life. So the store is
/// asked for a word every second, and while it says none, there is a thread for everyone who may be waiting.
/// </summary>
public sealed partial class MakeRoom(Store store, TimeProvider clock, ILogger<MakeRoom> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2);
    const int Room = 256;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ThreadPool.GetMinThreads(out var usual, out var ports);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var word = WordAsync(stoppingToken);
            if (await Task.WhenAny(word, Task.Delay(Patience, clock, stoppingToken)) == word) continue;
            Silent(logger);
            ThreadPool.SetMinThreads(Math.Max(Room, usual), ports);
            while (!await word)
            {
                await Task.Delay(Every, clock, stoppingToken);
                word = WordAsync(stoppingToken);
            }
            ThreadPool.SetMinThreads(usual, ports);
        }
    }

    /// <summary>Whether it answered.</summary>
    async Task<bool> WordAsync(CancellationToken ct)
    {
        try
        {
            await store.PingAsync(ct);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException || StorageTrouble.Explain(e) is not null)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The store is silent; requests are answered with 503 until it speaks")]
    static partial void Silent(ILogger logger);
}
