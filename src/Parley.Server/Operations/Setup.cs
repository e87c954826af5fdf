using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Live;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Operations;

/// <summary>What each folder adds to the process, in one line each.</summary>
public static class Setup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<TokenReader>();
        services.AddSingleton<HostKeys>();
        services.AddSingleton<Limits>();
    }

    public static void AddMarket(this IServiceCollection services)
    {
        services.AddSingleton<Register>();
        services.AddSingleton<IPeople>(provider => provider.GetRequiredService<Register>());
        services.AddSingleton<KeepMarket>();
        services.AddSingleton<HostCall>();
        services.AddSingleton<FreshSubjects>();
        services.AddSingleton<VendorHours>();
        services.AddSingleton<Tiers>();
        services.AddSingleton<PublishHours>();
        services.AddSingleton<Outages>();
        services.AddHostedService<Beat>();
    }

    public static void AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<InboxPages>();
        services.AddSingleton<FolderCounts>();
        services.AddSingleton<FilterChoices>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<Changes>();
        services.AddSingleton<Counts>();
        services.AddHostedService<TellCounts>();
        services.AddSingleton<Notes>();
        services.AddSingleton<NoteViews>();
        services.AddSingleton<Figures>();
        services.AddSingleton<Resolutions>();
        services.AddSingleton<WriteNote>();
        services.AddSingleton<IActNotes, HandOverNotes>();
        services.AddSingleton<Mentions>();
        services.AddSingleton<IInvitations, Invitations>();
        services.AddSingleton<INamings, Namings>();
        services.AddSingleton<TellNotes>();
        services.AddSingleton<IFactTeller>(provider => provider.GetRequiredService<TellNotes>());
        services.AddSearch();
    }

    public static void AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Sync>();
        services.AddSingleton(new Elements());
        services.AddTelemetry(configuration);
        services.AddOpenApi(ApiDocument.Configure);
        services.AddCors();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void ConfigureParley(this ConfigureWebHostBuilder host)
    {
        host.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Limits.MaxRequestLineSize = 128 * 1024; // a search of 10,000 letters is refused in words, not by the line's length
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            var options = kestrel.ApplicationServices.GetRequiredService<IOptions<ParleyOptions>>().Value;
            // A mistaken address or port is told by name before the server listens (Start).
            if (options.Port is > 0 and <= 65535 && System.Net.IPAddress.TryParse(options.Address, out var address)) kestrel.Listen(address, options.Port);
        });
    }

    public static void ConfigureParley(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // Refusals are answers, not events; a defect is logged once, in Problems.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
    }

    /// <summary>Pages of which sites may call: browsers' cross-origin rules, and the hub's handshake, which those rules do not cover.</summary>
    public static void UseOrigins(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<ParleyOptions>>().Value.Origins;
        app.UseCors(cors => cors.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("RateLimit", "RateLimit-Policy", "Retry-After", "Location", "Upload-Offset", "Upload-Length", "Upload-Expires", "Tus-Resumable", "Content-Disposition").SetPreflightMaxAge(TimeSpan.FromHours(1)));
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/realtime") || http.Request.Headers.Origin is not [{ } origin]) return next(http);
            var same = $"{http.Request.Scheme}://{http.Request.Host}";
            return origin == same || origins.Contains(origin) ? next(http) : throw Refuse.Forbidden("Pages of this origin may not connect. The operator lists origins in Parley:Origins.");
        });
    }

    /// <summary>Headers that every answer carries.</summary>
    public static void UseRequestShape(this WebApplication app) =>
        app.Use((http, next) =>
        {
            KeptHeaders.Set(http, "X-Content-Type-Options", "nosniff");
            KeptHeaders.Set(http, "Referrer-Policy", "no-referrer");
            KeptHeaders.Set(http, "Cross-Origin-Resource-Policy", "cross-origin");
            return next(http);
        });
}
