using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Bench.Driver;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>A host's page with nothing on it but a vendor's desk.</summary>
sealed class DeskPage(WebApplication site, Uri address) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public static async Task<DeskPage> ServeAsync(int port, Uri parley)
    {
        var token = Token.For(DeskWorld.Owner, ParleyServer.Secret, TimeSpan.FromHours(4));
        var html = $$"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Desk</title>
            <style>html, body { margin: 0; height: 100%; } parley-inbox { display: block; height: 100vh; }</style>
            <script type="module" src="{{parley}}elements/parley.js"></script>
            <script type="module">Parley.configure({ server: "{{parley.GetLeftPart(UriPartial.Authority)}}", token: async () => "{{token}}" });</script>
            <parley-inbox as="vendor:v0"></parley-inbox></html>
            """;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add($"http://127.0.0.1:{port}");
        site.MapGet("/", () => TypedResults.Content(html, "text/html; charset=utf-8"));
        await site.StartAsync();
        return new DeskPage(site, new Uri($"http://127.0.0.1:{port}/"));
    }

    public async ValueTask DisposeAsync() => await site.DisposeAsync();
}
