using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Bench.Machine;

/// <summary>Endpoints on this machine, one for each path, that hear events, count them and answer as they are told.</summary>
sealed class HookSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, Heard> paths = new(StringComparer.Ordinal);

    HookSink(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>What one path heard: how many requests were taken, by the id of their event, and when.</summary>
    public sealed class Heard
    {
        readonly Lock gate = new();
        readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
        long first, last;
        int asked;

        /// <summary>Says the answer's status; 204 when it is none.</summary>
        public Func<HttpContext, Task<int>>? Answer { get; set; }

        /// <summary>The body of the last one.</summary>
        public byte[] Body { get; private set; } = [];

        /// <summary>How often something was asked of it, whatever it said.</summary>
        public int Asked => Volatile.Read(ref asked);

        public IReadOnlyCollection<string> Ids
        {
            get
            {
                lock (gate) return [.. ids.Keys];
            }
        }

        public void Ask() => Interlocked.Increment(ref asked);

        public int Distinct
        {
            get
            {
                lock (gate) return ids.Count;
            }
        }

        /// <summary>How many came more often than once.</summary>
        public int Doubled
        {
            get
            {
                lock (gate) return ids.Values.Sum(times => times - 1);
            }
        }

        /// <summary>How many events came more often than so many times.</summary>
        public int MoreThan(int times)
        {
            lock (gate) return ids.Values.Count(came => came > times);
        }

        public TimeSpan Took
        {
            get
            {
                lock (gate) return Stopwatch.GetElapsedTime(first, last);
            }
        }

        public void Forget()
        {
            lock (gate)
            {
                ids.Clear();
                first = 0;
            }
        }

        public void Note(string id, byte[] body)
        {
            lock (gate)
            {
                last = Stopwatch.GetTimestamp();
                if (first == 0) first = last;
                ids[id] = ids.GetValueOrDefault(id) + 1;
                Body = body;
            }
        }
    }

    public static async Task<HookSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var made = builder.Build();
        var sink = new HookSink(made);
        made.MapPost("/{path}", sink.TakeAsync);
        await made.StartAsync();
        sink.Address = made.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return sink;
    }

    public Heard At(string path) => paths.GetOrAdd(path, _ => new Heard());

    async Task TakeAsync(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var heard = At(path);
        heard.Ask();
        var status = heard.Answer is { } answer ? await answer(http) : 204;
        if (status is >= 200 and < 300) heard.Note($"{http.Request.Headers["webhook-id"]}{http.Request.Query["b"]}{http.Request.Headers["topic"]}", body.ToArray());
        http.Response.StatusCode = status;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
