using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Client;

namespace Parley.Tests.Notifications;

/// <summary>What a channel was handed.</summary>
public sealed record Got(string Channel, JsonNode Parcel)
{
    public Guid Id => Parcel.Get<Guid>("id");
    public string To => Parcel.Get<string>("to.personId");
    public int Attempt => Parcel.Get<int>("attempt");

    public JsonNode[] Threads => Parcel.Items("threads");

    public bool IsFor(Actor person) => To == person.Id;

    public bool Tells(Guid thread, params int[] messages) => Threads.Any(t => t.Get<Guid>("conversation") == thread && (messages.Length == 0 || messages.SequenceEqual(t.Items("messages").Select(m => m.Get<int>("seq")))));
}

/// <summary>The receiver behind every channel of a server under test: keeps what it is handed and answers as it is told.</summary>
public sealed class ChannelSite : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Got> handed = new();

    ChannelSite(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Got> All => handed;
    public string Address { get; private set; } = "";

    /// <summary>What it answers; by default that it was delivered.</summary>
    public Func<Got, HttpContext, Task<object>> Answer { get; set; } = (_, _) => Task.FromResult<object>(new { kind = "delivered" });

    public void AnswerWith(object answer, Func<Got, bool>? to = null)
    {
        var before = Answer;
        Answer = (one, http) => to is null || to(one) ? Task.FromResult(answer) : before(one, http);
    }

    public static async Task<ChannelSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var site = new ChannelSite(app);
        app.MapPost("/hand/{channel}", async (string channel, HttpContext http) =>
        {
            var one = new Got(channel.ToLowerInvariant(), (await JsonNode.ParseAsync(http.Request.Body))!);
            site.handed.Enqueue(one);
            return Results.Json(await site.Answer(one, http));
        });
        await app.StartAsync();
        site.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return site;
    }

    public IEnumerable<Got> To(Actor person, string channel = "mail") => handed.Where(h => h.Channel == channel && h.IsFor(person));

    public async Task<Got> HearAsync(Func<Got, bool> fits, string what, TimeSpan? within = null)
    {
        await Eventually.TrueAsync(() => handed.Any(fits), what, within);
        return handed.First(fits);
    }

    public Task<Got> MailAsync(Actor person, Guid thread, params int[] messages) => HearAsync(h => h.Channel == "mail" && h.IsFor(person) && h.Tells(thread, messages), $"{person.Name} is mailed of {string.Join(", ", messages)}");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>A server that hands its notices to the test, mails what was not seen for a second, and lives by a clock that the test sets.</summary>
public abstract class NoticeWorld(string kind) : World(kind, new Dictionary<string, string>
{
    ["Parley__Notices__MomentSeconds"] = "1", ["Parley__Notices__PausesSeconds__0"] = "1", ["Parley__Notices__PausesSeconds__1"] = "1", ["Parley__Notices__PausesSeconds__2"] = "1", ["Parley__Notices__PausesSeconds__3"] = "1",
    ["Parley__Notices__Defaults__0"] = "any any mail instant", ["Parley__Notices__Defaults__1"] = "any any browser off", ["Parley__Notices__Defaults__2"] = "any any mobile off",
})
{
    readonly string clock = Path.Combine(Places.NewFolder("clock"), "ahead");

    public ChannelSite Site { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> More => Site is null ? [] :
    [
        new("DOTNET_STARTUP_HOOKS", Places.ProbeDll), new("PARLEY_PROBE_SITE", Site.Address), new("PARLEY_PROBE_CLOCK", clock),
    ];

    public override async ValueTask InitializeAsync()
    {
        await SetAsync(TimeSpan.Zero);
        Site = await ChannelSite.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <summary>Sets the servers' clock so far ahead of the real one.</summary>
    public async Task SetAsync(TimeSpan ahead)
    {
        await File.WriteAllTextAsync(clock + ".new", ((long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(clock + ".new", clock, overwrite: true);
    }

    /// <summary>With a mail address of their own.</summary>
    public async Task<Actor> NewReaderAsync(string name = "Rosa Reader", string? timeZone = null)
    {
        var buyer = await NewBuyerAsync(name);
        await Host.PutUserAsync(new User(buyer.Id, name) { Email = $"{buyer.Id}@readers.example", TimeZone = timeZone });
        return buyer;
    }

    /// <summary>A thread in which the buyer can be mailed.</summary>
    public async Task<Talk> NewReadersTalkAsync(string first = "Is it still there?") => await (await NewShopAsync()).OpenAsync(await NewReaderAsync(), first);

    public async Task<JsonNode[]> LogAsync(Actor person, Guid? thread = null) => (await person.GetAsync($"v1/notices?as={person.As}{(thread is { } id ? $"&conversation={id}" : "")}&limit=100")).Must(200).Json.Items();

    public async Task<JsonNode> LoggedAsync(Actor person, Guid thread, Func<JsonNode, bool> fits, string what)
    {
        JsonNode? found = null;
        await Eventually.TrueAsync(async () => (found = (await LogAsync(person, thread)).FirstOrDefault(fits)) is not null, what);
        return found!;
    }
}

public sealed class NoticeSqlite() : NoticeWorld("sqlite");

public sealed class NoticePostgres() : NoticeWorld("postgres");
