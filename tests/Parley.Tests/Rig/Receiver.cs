using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Rig;

/// <summary>What a webhook's endpoint got.</summary>
public sealed record Heard(string Id, string Timestamp, string Signature, string? Attempt, byte[] Body)
{
    public JsonNode Json { get; } = JsonNode.Parse(Body)!;
    public string Type => $"{Json["type"]}";
}

/// <summary>A webhook's endpoint on this machine that keeps what it hears and answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Heard> heard = new();

    Receiver(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Heard> All => heard;
    public string Address { get; private set; } = "";

    /// <summary>What it answers to the next; by default 204.</summary>
    public Func<Heard, HttpContext, Task> Answer { get; set; } = (_, http) =>
    {
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public void AnswerWith(int status) => Answer = (_, http) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/{**path}", receiver.TakeAsync);
        await app.StartAsync();
        receiver.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return receiver;
    }

    async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        var one = new Heard($"{headers["webhook-id"]}", $"{headers["webhook-timestamp"]}", $"{headers["webhook-signature"]}", headers["webhook-attempt"] is [{ } attempt] ? attempt : null, body.ToArray());
        heard.Enqueue(one);
        await Answer(one, http);
    }

    public async Task<Heard> HearAsync(Func<Heard, bool> fits, string what, TimeSpan? within = null)
    {
        await Eventually.TrueAsync(() => heard.Any(fits), what, within);
        return heard.First(fits);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
