using Microsoft.AspNetCore.SignalR;

namespace Parley.Live;

/// <summary>One live connection of one person in one role.</summary>
public sealed class Line(HubConnectionContext connection, string key, string personId, DateTimeOffset expires)
{
    /// <summary>Writes that may wait for a slow reader before the connection is cut; it comes back and catches up.</summary>
    const int Patience = 256;
    int waiting;

    public string Key { get; } = key;
    public string PersonId { get; } = personId;
    public DateTimeOffset Expires { get; } = expires;

    public void Write(SerializedHubMessage message)
    {
        var write = connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully) return;
        if (Interlocked.Increment(ref waiting) > Patience) connection.Abort();
        _ = FinishAsync(write);
    }

    public void Abort() => connection.Abort();

    async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            connection.Abort(); // the reader is gone; what it missed waits in the feed
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}

/// <summary>Ends connections whose token has expired; the page comes back with a fresh one.</summary>
sealed class CloseExpired(Switchboard switchboard, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            foreach (var line in switchboard.All)
                if (line.Expires < now) line.Abort();
        }
    }
}
