using System.Net.Http.Headers;
using Parley.Access;
using Parley.Client;

namespace Parley.Tests.Rig;

/// <summary>
/// A running server on one store, with the host's key and the means to make people. Limits are out of the way unless a test
/// asks for them. Every test makes vendors and buyers of its own, so tests do not meet.
/// </summary>
public class World : IAsyncLifetime
{
    public const string Secret = "a secret for tests, long enough for HS256";
    static int people;
    readonly Dictionary<string, string> options;
    readonly List<HttpClient> clients = [];

    public World(string kind, IReadOnlyDictionary<string, string>? options = null) : this(TestStore.Of(kind), options) { }

    protected World(TestStore store, IReadOnlyDictionary<string, string>? options = null)
    {
        Store = store;
        this.options = options is null ? [] : new(options);
    }

    /// <summary>Options that are known only when the world is made.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> More => [];

    public TestStore Store { get; }
    public ServerProcess Server { get; private set; } = null!;
    public ParleyHost Host { get; private set; } = null!;
    public string HostKey { get; private set; } = "";
    public ParleyTokens Tokens { get; } = new(Secret);

    /// <summary>Completes when its server takes requests.</summary>
    public virtual Task StartedAsync() => Task.CompletedTask;

    public virtual async ValueTask InitializeAsync()
    {
        await Store.CreateAsync();
        HostKey = await NewKeyAsync("market:write,market:read,history:import,threads:moderate,webhooks:manage,notices:read,notices:send,policy:manage");
        Server = new ServerProcess(Environment());
        await Server.StartAsync();
        Host = ParleyHost.Connect(Server.Address, HostKey);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await Server.DisposeAsync();
        (Store.Store as IDisposable)?.Dispose();
        if (Store.Store is IAsyncDisposable later) await later.DisposeAsync();
        Directory.Delete(Store.Folder, recursive: true);
    }

    public Dictionary<string, string> Environment()
    {
        var all = new Dictionary<string, string>(Store.Environment())
        {
            ["Parley__Limits__RequestsPerMinute"] = "1000000",
            ["Parley__Limits__SendsPerMinute"] = "1000000",
            ["Parley__Limits__HostRequestsPerMinute"] = "10000000",
            ["Parley__Safety__NewThreadsPerHour"] = "100000",
            ["Parley__Safety__MessagesPerTenMinutes"] = "0",
            ["Parley__Hosts__0"] = "example.com", // the marketplace's own, so that links may be sent
            ["Parley__Moderation__NoticesPerDay"] = "100000",
            ["Parley__Moderation__SecondOpinionPercent"] = "0", // a queue that holds what a test put there
        };
        if (!options.ContainsKey("Parley__Tokens__Jwks")) all["Parley__Tokens__Secret"] = Secret;
        foreach (var (name, value) in options.Concat(More)) all[name] = value;
        return all;
    }

    /// <summary>A second process on the same store and keys.</summary>
    public async Task<ServerProcess> SecondNodeAsync()
    {
        var node = new ServerProcess(Environment());
        await node.StartAsync();
        return node;
    }

    /// <summary>As <c>parley key create</c> does, without a process of its own; that command has its own tests. Leaves no connection to a database that a test may stop.</summary>
    public async Task<string> NewKeyAsync(string scopes)
    {
        var store = Store.OpenAnother();
        try
        {
            return await new HostKeys(store, TimeProvider.System).CreateAsync("tests", scopes.Split(','), CancellationToken.None);
        }
        finally
        {
            (store as IDisposable)?.Dispose();
            if (store is IAsyncDisposable later) await later.DisposeAsync();
        }
    }

    public Client Anyone(string? bearer = null, ServerProcess? node = null) => new(Http(node), bearer);

    public Client HostClient => Anyone(HostKey);

    /// <summary>The person at this node, on this side, with a fresh token.</summary>
    public Actor Person(string id, string name, string role, ServerProcess? node = null) =>
        new(Http(node), (node ?? Server).Address, id, name, role, Tokens.For(id));

    public Actor At(Actor actor, ServerProcess node) => Person(actor.Id, actor.Name, actor.As, node);

    public static string NewId(string kind) => $"{kind}-{Interlocked.Increment(ref people)}";

    public async Task<Actor> NewBuyerAsync(string name = "Bea Buyer")
    {
        var id = NewId("buyer");
        await Host.PutUserAsync(new User(id, name));
        return Person(id, name, "buyer");
    }

    public async Task<Actor> NewAgentAsync(string vendor, AgentRole role = AgentRole.Agent, string name = "Adam Agent")
    {
        var id = NewId("agent");
        await Host.PutUserAsync(new User(id, name));
        await Host.PutAgentAsync(new Agent(vendor, id, role));
        return Person(id, name, $"vendor:{vendor}");
    }

    /// <summary>A vendor with one agent and one listing.</summary>
    public async Task<Shop> NewShopAsync(string name = "Clay & Co")
    {
        var vendor = NewId("vendor");
        await Host.PutVendorAsync(new Vendor(vendor, name));
        var agent = await NewAgentAsync(vendor, AgentRole.Owner);
        var listing = NewId("listing");
        await Host.PutSubjectAsync(new Subject(SubjectKind.Listing, listing, vendor, "A green bowl"));
        return new Shop(this, vendor, name, listing, agent);
    }

    /// <summary>A buyer and a vendor's agent in a thread about a listing, with its first message.</summary>
    public async Task<Talk> NewTalkAsync(string firstText = "Is it still there?")
    {
        var shop = await NewShopAsync();
        return await shop.OpenAsync(await NewBuyerAsync(), firstText);
    }

    HttpClient Http(ServerProcess? node)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = (node ?? Server).Address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        lock (clients) clients.Add(http);
        return http;
    }
}

public sealed record Shop(World World, string VendorId, string Name, string ListingId, Actor Agent)
{
    /// <summary>What a buyer sends to start the thread about the listing.</summary>
    public object Opening(string text, Guid? id = null) => new { vendor = VendorId, subject = new { kind = "listing", id = ListingId }, message = Actor.Message(text, id) };

    public async Task<Talk> OpenAsync(Actor buyer, string text)
    {
        var opened = (await buyer.PostAsync("v1/conversations", Opening(text))).Must(201);
        return new Talk(this, buyer, Agent, opened.Get<Guid>("conversation.id"));
    }

    /// <summary>A thread with a new buyer from a former system, in which buyer and agent took turns at these moments.</summary>
    public async Task ImportAsync(params DateTimeOffset[] at)
    {
        var buyer = await World.NewBuyerAsync();
        var line = System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "conversation",
            vendor = VendorId,
            buyer = buyer.Id,
            topic = "question",
            messages = at.Select((when, i) => i % 2 == 0
                ? (object)new { clientMessageId = Guid.NewGuid(), from = "buyer", text = "words", at = when }
                : new { clientMessageId = Guid.NewGuid(), from = "vendor", text = "words", at = when, agent = Agent.Id }),
        });
        Assert.Contains("\"failed\":0", (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", line + "\n", "application/x-ndjson")).Must(200).Body, StringComparison.Ordinal);
    }

    /// <summary>An order of the buyer's, placed some days ago.</summary>
    public async Task<string> NewOrderAsync(Actor buyer, double daysAgo = 1, string state = "paid")
    {
        var id = Rig.World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, id, VendorId, "Two bowls")
        {
            BuyerId = buyer.Id,
            State = state,
            PlacedAt = DateTimeOffset.UtcNow.AddDays(-daysAgo),
            Amount = new Money(4200, "EUR"),
        });
        return id;
    }
}

public sealed record Talk(Shop Shop, Actor Buyer, Actor Vendor, Guid Id);

/// <summary>A world of one class of tests: its server is killed, started anew or watched, or something of the marketplace itself is changed.</summary>
public sealed class SqliteWorld() : World("sqlite");

/// <inheritdoc cref="SqliteWorld"/>
public sealed class PostgresWorld() : World("postgres");
