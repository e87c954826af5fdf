using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Bench.Relay;

/// <summary>
/// What uploads are compared to: a bare endpoint that writes each body into a file. No token, no sealing, no look at the bytes, no waiting
/// for the disk, unless they come to <c>/durable</c>. A process of its own: <c>receive --port N --folder F</c>.
/// </summary>
static class ReceiveServer
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(int.Parse(given["--port"]));
            kestrel.Limits.MaxRequestBodySize = null;
        });
        await using var app = builder.Build();
        var folder = given["--folder"];
        app.MapGet("/ready", () => "ready");
        app.MapPost("/files", async (HttpContext http) =>
        {
            await using var file = File.Create(Path.Combine(folder, Guid.NewGuid().ToString("N")));
            await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            return TypedResults.NoContent();
        });
        app.MapPost("/durable", async (HttpContext http) =>
        {
            await using var file = File.Create(Path.Combine(folder, Guid.NewGuid().ToString("N")));
            await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            file.Flush(flushToDisk: true);
            return TypedResults.NoContent();
        });
        await app.RunAsync();
        return 0;
    }
}
