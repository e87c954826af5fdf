using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Parley.Operations;

/// <summary>Figures and traces (OpenTelemetry). Numbers and ids only; never a text or a person's name.</summary>
public static class Telemetry
{
    public const string Name = "Parley";
    static readonly Meter Meter = new(Name);
    static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("parley.commit.messages", "{message}", "Messages that shared one commit");
    static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("parley.commit.duration", "ms", "How long a commit took");
    static readonly Counter<long> Stored = Meter.CreateCounter<long>("parley.messages.committed", "{message}", "Messages handed to a commit");

    public static void Committed(int messages, TimeSpan took)
    {
        BatchSize.Record(messages);
        CommitTime.Record(took.TotalMilliseconds);
        Stored.Add(messages);
    }

    /// <summary>Shows how many live connections there are.</summary>
    public static void Watch(Live.Switchboard switchboard) =>
        Meter.CreateObservableGauge("parley.live.connections", () => switchboard.Count, "{connection}", "Live connections on this node");

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exported = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddRuntimeInstrumentation().AddPrometheusExporter();
                if (exported) metrics.AddOtlpExporter();
            });
        // Traces cost on every request, so they are made only where somebody collects them.
        if (exported) services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(Name, "Npgsql").AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
