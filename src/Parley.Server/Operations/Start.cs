using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
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
        if (mistakes.Count == 0 && FindTakenPort(app) is { } taken) mistakes.Add(taken);
        if (mistakes.Count == 0)
        {
            try
            {
                _ = app.Services.GetRequiredService<IKeyProvider>().Current;
                var store = app.Services.GetRequiredService<Store>();
                await app.Services.StoreForLongWork().MigrateAsync(CancellationToken.None);
                if (await store.FindUnsafeSettingAsync(CancellationToken.None) is { } unsafeSetting) mistakes.Add(unsafeSetting);
            }
            catch (DbException e)
            {
                mistakes.Add($"The server cannot start: {Configuration.Explain(e, app.Services)}");
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or ArgumentException)
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

    /// <summary>Serves until it is told to end; returns the exit code.</summary>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(FindTakenPort(app) ?? e.Message); // somebody took it since we looked
            return 1;
        }
    }

    /// <summary>Looked at before anything else is touched. Null when the server can listen where it should.</summary>
    static string? FindTakenPort(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ParleyOptions>>().Value;
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(options.Address), options.Port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Parley:Port (PARLEY_PORT): port {options.Port} is in use; write another, or end what listens there.",
                SocketError.AccessDenied => $"Parley:Port (PARLEY_PORT): this user may not listen on port {options.Port}; write one above 1023.",
                _ => $"Parley:Address: this machine cannot listen on '{options.Address}'; write one of its own addresses, such as 127.0.0.1 or 0.0.0.0.",
            };
        }
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
