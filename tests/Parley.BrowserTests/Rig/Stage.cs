using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Parley.Client;

namespace Parley.BrowserTests.Rig;

/// <summary>The real server and the sample marketplace, moved in, on ports and data of their own. One for the whole run; a test that kills the server opens another.</summary>
public sealed class Stage : IAsyncLifetime
{
    readonly string folder = Places.NewFolder();
    readonly int serverPort = Ports.Take(), shopPort = Ports.Take();
    readonly string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(36));
    readonly ConcurrentDictionary<string, string> made = [];
    int buyers = -1, askers;
    Child? server, bazaar;
    string hostKey = "";

    /// <summary>Where the server's mails go.</summary>
    public Letterbox Mail { get; } = new();

    public string Shop => $"http://localhost:{shopPort}";

    public string Server => $"http://localhost:{serverPort}";

    public string Logs => $"--- Parley\n{server?.Tail()}\n--- Bazaar\n{bazaar?.Tail()}\n";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(Places.ParleyDll)!, "wwwroot", "elements", "parley.js")))
            throw new InvalidOperationException("The server was built without the elements. ./test.sh builds both in order; ./run.sh does too.");
        hostKey = await MakeHostKeyAsync();
        await StartServerAsync();
        bazaar = new Child("dotnet", [Places.BazaarDll], new Dictionary<string, string>
        {
            ["BAZAAR_PORT"] = $"{shopPort}",
            ["PARLEY_DATA"] = folder,
            ["Bazaar__ParleyUrl"] = Server,
            ["Bazaar__TokenSecret"] = secret,
            ["Bazaar__HostKey"] = hostKey,
        });
        Assert.True(await bazaar.SaidAsync("Bazaar is ready"), $"The shop did not move in:\n{Logs}");
    }

    /// <summary>Starts the server, also again after it was killed, on the same data and the same port.</summary>
    public async Task StartServerAsync()
    {
        server = new Child("dotnet", [Places.ParleyDll, "serve"], ServerSettings());
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        await Eventually.TrueAsync(
            async () =>
            {
                if (server.HasEnded) Assert.Fail($"The server ended:\n{server.Tail()}");
                try
                {
                    using var answer = await http.GetAsync($"{Server}/health/ready");
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
                {
                    return false;
                }
            },
            "the server is ready",
            TimeSpan.FromSeconds(60));
    }

    public Task KillServerAsync() => server!.KillAsync();

    public Task<Api> AsAsync(string person) => TokenOf(person) is { } token ? Task.FromResult(new Api(Server, token)) : Api.AsAsync(Shop, Server, person);

    /// <summary>Of somebody whom <see cref="MeetNewAsync"/> made; null for the shop's own people, whom the shop says who they are.</summary>
    public string? TokenOf(string person) => made.GetValueOrDefault(person);

    /// <summary>A buyer whom no other test has, as long as there are any, and a listing about which they have not yet written.</summary>
    public async Task<Meeting> MeetAsync(string vendor = "nordlicht")
    {
        while (true)
        {
            var buyer = Cast.Buyers[Interlocked.Increment(ref buyers) % Cast.Buyers.Length];
            var api = await AsAsync(buyer);
            foreach (var listing in Cast.Listings(vendor))
            {
                var contact = await api.GetAsync($"/v1/contact?subject=listing:{listing}");
                if (contact["conversationId"] is not null) continue;
                var me = await api.GetAsync("/v1/me");
                return new Meeting(this, buyer, $"{me["name"]}", Cast.Agent(vendor), vendor, $"{contact["vendor"]!["name"]}", listing, $"{contact["subject"]!["title"]}");
            }
        }
    }

    /// <summary>
    /// A buyer made for this test: nobody else reports, mutes or finds them, whatever it leaves behind. The shop has no page about them, but they
    /// read and write there like everybody.
    /// </summary>
    public async Task<Meeting> MeetNewAsync(string vendor = "nordlicht", string? name = null)
    {
        var n = Interlocked.Increment(ref askers);
        var buyer = $"nova-{n:D4}";
        made[buyer] = await TokenAsync(buyer, name ??= $"Nova Newman {n:D4}");
        var listing = Cast.Listings(vendor)[n % Cast.Listings(vendor).Length];
        var contact = await (await AsAsync(buyer)).GetAsync($"/v1/contact?subject=listing:{listing}");
        return new Meeting(this, buyer, name, Cast.Agent(vendor), vendor, $"{contact["vendor"]!["name"]}", listing, $"{contact["subject"]!["title"]}");
    }

    /// <summary>
    /// A conversation that one of the vendor's buyers has begun just now; returns its id. For tests that look at it from the vendor's side alone:
    /// whoever asks was made for it, so the cast lasts for those that need somebody of the shop.
    /// </summary>
    public async Task<string> AskAsync(string words = "Good morning, is it still available?", string vendor = "nordlicht", string? listing = null) =>
        await (await AskerAsync()).OpenAsync(vendor, $"listing:{listing ?? Cast.Listings(vendor)[0]}", words);

    /// <summary>A buyer made just now.</summary>
    public async Task<Api> AskerAsync()
    {
        var n = Interlocked.Increment(ref askers);
        return new Api(Server, await TokenAsync($"asker-{n}", $"Ada Asker {n}"));
    }

    /// <summary>The shop's own way in.</summary>
    public ParleyHost Host => ParleyHost.Connect(new Uri(Server), hostKey);

    /// <summary>A token of one of the platform's own people.</summary>
    public string OperatorToken(string id, string role = "moderator") => new ParleyTokens(secret).For(id, TimeSpan.FromHours(1), role);

    /// <summary>A token of somebody who has an account in the shop and nothing else yet.</summary>
    public Task<string> NewcomersTokenAsync() => TokenAsync("newcomer", "Nell Newcomer");

    /// <summary>A token of somebody of this name, who has an account in the shop from now on.</summary>
    public async Task<string> TokenAsync(string id, string name, string? email = null)
    {
        await TellAsync(HttpMethod.Put, $"/v1/users/{id}", email is null ? new { name } : new { name, email });
        return new ParleyTokens(secret).For(id, TimeSpan.FromHours(1));
    }

    /// <summary>As the shop tells the server who its people are.</summary>
    public async Task TellAsync(HttpMethod method, string path, object? content = null)
    {
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(method, Server + path) { Content = content is null ? null : JsonContent.Create(content) };
        ask.Headers.Authorization = new("Bearer", hostKey);
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// A shop of its own, with an owner (<c>{vendor}-owner</c>), an agent, one listing (<c>{vendor}-listing</c>) and conversations of the time before;
    /// the last guest wrote last.
    /// </summary>
    public async Task FoundAsync(string vendor, int conversations = 0, string visibility = "all")
    {
        var ownerId = $"{vendor}-owner";
        var owner = new Api(Server, await TokenAsync(ownerId, "Olga Owner"));
        await TokenAsync($"{vendor}-agent", "Lena Agent");
        var began = DateTimeOffset.UtcNow.AddDays(-2);
        SyncRow[] rows =
        [
            new Vendor(vendor, "The " + vendor), new Agent(vendor, ownerId, AgentRole.Owner), new Agent(vendor, $"{vendor}-agent", AgentRole.Agent),
            new Subject(SubjectKind.Listing, $"{vendor}-listing", vendor, $"The {vendor}'s own"),
            .. Enumerable.Range(1, conversations).Select(n => new User($"{vendor}-guest-{n}", $"Guest {n:D4}")),
            .. Enumerable.Range(1, conversations).Select(n => new PastConversation(vendor, $"{vendor}-guest-{n}", [new PastMessage(Guid.NewGuid(), Side.Buyer, "Is it free?", began.AddMinutes(n))]) { Topic = "question" }),
        ];
        await foreach (var progress in Host.SyncAsync(rows.ToAsyncEnumerable())) Assert.Empty(progress.Failures);
        var (status, body) = await owner.CallAsync(HttpMethod.Put, $"/v1/vendors/{vendor}/team/settings", new { visibility });
        Assert.True(status == HttpStatusCode.OK, $"{body}");
    }

    public async ValueTask DisposeAsync()
    {
        if (bazaar is not null) await bazaar.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        Mail.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<string> MakeHostKeyAsync()
    {
        await using var making = new Child(
            "dotnet", [Places.ParleyDll, "key", "create", "--name", "bazaar", "--scopes", "market:write,market:read,history:import,threads:moderate"], ServerSettings());
        await making.EndedAsync();
        await making.SaidAsync("pk_live_");
        return Regex.Match(making.Words, @"pk_live_\S+").Value;
    }

    Dictionary<string, string> ServerSettings() => new(Mail.Settings)
    {
        ["PARLEY_PORT"] = $"{serverPort}",
        ["PARLEY_DATA"] = folder,
        ["Parley__Tokens__Secret"] = secret,
        ["Parley__Store__Kind"] = "sqlite",
        ["Parley__Origins__0"] = Shop,
        ["Parley__Safety__NewThreadsPerHour"] = "100000",
        ["Parley__Safety__MessagesPerTenMinutes"] = "0",
        ["Parley__Moderation__SecondOpinionPercent"] = "0", // a queue that holds what a test put there
        ["Parley__Hosts__0"] = "example.com", // the marketplace's own, so that people may send links
        ["Parley__Hosts__1"] = "example.org",
        ["Parley__Hosts__2"] = "glaze.example",
        ["Parley__Push__Contact"] = "mailto:shop@example.com",
    };
}
