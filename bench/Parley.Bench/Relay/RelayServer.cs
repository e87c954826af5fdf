using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Bench.Driver;

namespace Parley.Bench.Relay;

/// <summary>
/// The limit a messaging server on this stack is compared to: authenticated WebSockets, a send by hub invocation, a store
/// with group commit (or none), the push and then the acknowledgement after the commit, in commit order. No validation, no
/// entitlement, no sealing, no limits. A process of its own: <c>relay --port N --store none|pg|sqlite [--connection C] [--writers N]</c>.
/// </summary>
static class RelayServer
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(given["--port"])));
        builder.Services.AddSignalR(hub => hub.MaximumParallelInvocationsPerClient = 8);
        builder.Services.AddSingleton<RelayPeople>();
        builder.Services.AddSingleton(services => new RelayPost(
            Enumerable.Range(0, int.Parse(given.GetValueOrDefault("--writers", "1"))).Select(_ => Store(given)).ToList(),
            services.GetRequiredService<RelayPeople>(),
            services.GetRequiredService<IHubContext<RelayHub>>(),
            Enum.Parse<RelayFault>(given["--fault"])));

        await using var app = builder.Build();
        var secret = given["--secret"];
        app.Use(async (context, next) =>
        {
            if (context.Request.Path == "/relay")
            {
                if (Token.Read(context.Request.Query["access_token"], secret) is not { } person)
                {
                    context.Response.StatusCode = 401;
                    return;
                }
                context.User = person;
            }
            await next(context);
        });
        app.MapHub<RelayHub>("/relay");
        app.MapGet("/ready", () => "ready");
        app.Services.GetRequiredService<RelayPost>();
        await app.RunAsync();
        return 0;
    }

    static IRelayStore Store(Dictionary<string, string> given) => given["--store"] switch
    {
        "none" => new MemoryStore(),
        "pg" => new PostgresStore(given["--connection"]),
        "sqlite" => new SqliteStore(given["--connection"]),
        var other => throw new ArgumentException($"Unknown relay store {other}.", nameof(given)),
    };
}
