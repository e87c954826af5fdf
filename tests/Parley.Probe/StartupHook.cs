using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Parley.Notifications;
using Parley.Probe;

#pragma warning disable MA0047 // the runtime looks for it in no namespace

/// <summary>
/// Runs in the server's process before its own first line (<c>DOTNET_STARTUP_HOOKS</c>): the real server, but with channels that hand parcels to
/// the tests and a clock that the tests can set. Two seams and nothing else.
/// </summary>
static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Hosting());

    sealed class Hosting : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder builder }) builder.ConfigureServices((_, services) => Replace(services));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    static void Replace(IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable("PARLEY_PROBE_CLOCK") is { Length: > 0 } file) services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new SetClock(file)));
        if (Environment.GetEnvironmentVariable("PARLEY_PROBE_SITE") is not { Length: > 0 } site) return;
        services.RemoveAll<INoticeChannel>();
        var http = new HttpClient { BaseAddress = new Uri(site), Timeout = Timeout.InfiniteTimeSpan };
        foreach (var channel in Enum.GetValues<Channel>()) services.AddSingleton<INoticeChannel>(new RecordedChannel(channel, http));
    }
}
