using Parley.Encryption;
using Parley.Live;
using Parley.Storage;

namespace Parley.Operations;

/// <summary>What must be right before the first request: options, keys, the store's schema and its safety.</summary>
public static class Start
{
    /// <summary>Null when the server may start; otherwise the exit code, after saying what is wrong.</summary>
    public static async Task<int?> PrepareAsync(WebApplication app)
    {
        var mistakes = Configuration.FindMistakesSafely(app.Configuration, app.Services);
        if (mistakes.Count == 0)
        {
            try
            {
                _ = app.Services.GetRequiredService<IKeyProvider>().Current;
                var store = app.Services.GetRequiredService<Store>();
                await store.MigrateAsync(CancellationToken.None);
                if (await store.FindUnsafeSettingAsync(CancellationToken.None) is { } unsafeSetting) mistakes.Add(unsafeSetting);
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException or ArgumentException)
            {
                mistakes.Add($"The server cannot start: {e.Message}");
            }
        }
        foreach (var mistake in mistakes) await Console.Error.WriteLineAsync(mistake);
        if (mistakes.Count > 0) return 1;
        _ = WarmAsync(app.Services.GetRequiredService<Store>());
        Telemetry.Watch(app.Services.GetRequiredService<Switchboard>());
        return null;
    }

    /// <summary>Beside the rest of the start; whoever asks before it is done waits as long as they would have anyway.</summary>
    static async Task WarmAsync(Store store)
    {
        try
        {
            await Task.Run(() => store.WarmAsync(CancellationToken.None));
        }
        catch (Exception e) when (Plumbing.StorageTrouble.Explain(e) is not null)
        {
            // readiness tells
        }
    }
}
