using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Rig;

/// <summary>What a provider was asked.</summary>
public sealed record ProviderAsked(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, string Protocol)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Of a form's body.</summary>
    public IReadOnlyDictionary<string, string> Form => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Text).ToDictionary(f => f.Key, f => $"{f.Value}");
}

/// <summary>A provider on this machine that keeps what it is asked and answers as it is told.</summary>
public sealed class Provider : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<ProviderAsked> asked = new();

    Provider(WebApplication app) => this.app = app;

    public IReadOnlyList<ProviderAsked> All => [.. asked];
    public string Address { get; private set; } = "";

    /// <summary>By default 200 and nothing.</summary>
    public Func<ProviderAsked, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public void AnswerWith(int status, string body = "", params (string Name, string Value)[] headers) => Answer = (_, http) => SayAsync(http, status, body, headers);

    public static async Task SayAsync(HttpContext http, int status, string body = "", params (string Name, string Value)[] headers)
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        if (body.Length > 0) await http.Response.WriteAsync(body);
    }

    /// <summary>Takes the question and never answers, until the asker gives up.</summary>
    public void Hang() => Answer = async (_, http) =>
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // the asker gave up
        }
    };

    /// <summary>Hangs up without a word.</summary>
    public void HangUp() => Answer = (_, http) =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Begins to answer, promises more, and hangs up.</summary>
    public void BreakOff() => Answer = async (_, http) =>
    {
        if (http.Request.Protocol == "HTTP/1.1") http.Response.ContentLength = 1000;
        await http.Response.Body.WriteAsync("{\"be"u8.ToArray());
        await http.Response.Body.FlushAsync();
        http.Abort();
    };

    public static async Task<Provider> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        var provider = new Provider(app);
        app.Run(provider.TakeAsync);
        await app.StartAsync();
        provider.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var one = new ProviderAsked(http.Request.Method, $"{http.Request.Path}", $"{http.Request.QueryString}", http.Request.Headers.ToDictionary(h => h.Key, h => $"{h.Value}", StringComparer.OrdinalIgnoreCase), body.ToArray(), http.Request.Protocol);
        asked.Enqueue(one);
        await Answer(one, http);
    }

    public async Task<ProviderAsked> HearAsync(Func<ProviderAsked, bool> fits, string what)
    {
        await Eventually.TrueAsync(() => All.Any(fits), what);
        return All.First(fits);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
