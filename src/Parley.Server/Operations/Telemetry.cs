using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Parley.Storage;

namespace Parley.Operations;

/// <summary>Figures and traces (OpenTelemetry). Numbers and ids only; never a text or a person's name.</summary>
public static class Telemetry
{
    static readonly Meter Meter = new(CommitFigures.Meter);

    /// <summary>Shows how many live connections there are.</summary>
    public static void Watch(Live.Switchboard switchboard) =>
        Meter.CreateObservableGauge("parley.live.connections", () => switchboard.Count, "{connection}", "Live connections on this node");

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exported = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(CommitFigures.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddRuntimeInstrumentation().AddPrometheusExporter();
                if (exported) metrics.AddOtlpExporter();
            });
        // Traces cost on every request, so they are made only where somebody collects them.
        if (exported) services.AddOpenTelemetry().WithTracing(traces => traces.AddSource("Npgsql").AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
