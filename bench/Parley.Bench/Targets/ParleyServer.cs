using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>
/// The real server as its own process, from a copy of its Release build (somebody may build again meanwhile), configured by
/// environment variables only, with everything on; just the rate limits are raised, because 400 people send for thousands.
/// </summary>
sealed partial class ParleyServer : IAsyncDisposable
{
    public const string Secret = "a secret for the bench only, never for people";

    readonly Dictionary<string, string> environment;
    readonly string binary, log;
    Child? process;

    ParleyServer(string binary, string log, int port, Dictionary<string, string> environment)
    {
        this.binary = binary;
        this.log = log;
        Port = port;
        this.environment = environment;
    }

    public int Port { get; }

    /// <summary>The store's connection string.</summary>
    public string Connection => environment["Parley__Store__Connection"];

    public string KeyFile => environment["Parley__Keys__File"];

    public int Pid => process?.Pid ?? throw new InvalidOperationException("The server is not running.");

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Writes the configuration; nothing runs yet.</summary>
    public static ParleyServer Prepare(string binaries, string folder, string store, string connection, string? origin = null, IReadOnlyDictionary<string, string>? options = null)
    {
        Directory.CreateDirectory(folder);
        var port = Ports.Free();
        var all = new Dictionary<string, string>
        {
            ["PARLEY_PORT"] = $"{port}",
            ["PARLEY_DATA"] = folder,
            ["Parley__Store__Kind"] = store == "pg" ? "postgres" : "sqlite",
            ["Parley__Store__Connection"] = connection,
            ["Parley__Tokens__Secret"] = Secret,
            ["Parley__Keys__File"] = Path.Combine(folder, "keys.json"),
            ["Parley__Limits__SendsPerMinute"] = "1000000",
            ["Parley__Limits__RequestsPerMinute"] = "1000000",
            ["Parley__Safety__MessagesPerTenMinutes"] = "0",
            ["Parley__Limits__HostRequestsPerMinute"] = "10000000",
            ["Logging__LogLevel__Default"] = "Warning",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Parley__Origins__0"] = origin ?? "http://127.0.0.1:1",
        };
        foreach (var (name, value) in options ?? new Dictionary<string, string>()) all[name] = value;
        return new ParleyServer(Path.Combine(binaries, "parley.dll"), Path.Combine(folder, "log"), port, all);
    }

    /// <summary>Waits until the workers have had every fact of the outbox.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        await using DbConnection opened = environment["Parley__Store__Kind"] == "postgres" ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await opened.OpenAsync(ct);
        await using var behind = opened.CreateCommand();
        behind.CommandText = "select (select coalesce(max(id), 0) from outbox) - (select coalesce(min(position), 0) from fact_workers where name not like 'turn:%' and name not like 'sweep-%' and name <> 'fetch-mails')";
        async Task<long> LeftAsync() => Convert.ToInt64(await behind.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        var (least, clock) = (long.MaxValue, Stopwatch.StartNew());
        for (var left = await LeftAsync(); left > 0; left = await LeftAsync())
        {
            if (left < least) (least, clock) = (left, Stopwatch.StartNew());
            if (clock.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"The workers do not come to an end; {left} facts are left.");
            await Task.Delay(200, ct);
        }
    }

    public Task<string> CommandAsync(params string[] arguments) => Child.RunAsync("dotnet", [binary, .. arguments], TimeSpan.FromMinutes(2), environment);

    /// <summary>A command that is ended when it is disposed.</summary>
    public Child Begin(params string[] arguments) => Child.Start("dotnet", [binary, .. arguments], log, environment);

    /// <summary>A key of the host, as the command line makes it.</summary>
    public async Task<string> CreateKeyAsync(string scopes) =>
        Key().Match(await CommandAsync("key", "create", "--name", "bench", "--scopes", scopes)).Value is { Length: > 0 } key
            ? key
            : throw new InvalidOperationException("The command printed no key.");

    /// <summary>Rows of NDJSON as a host sends them; throws when one is refused.</summary>
    public async Task SyncAsync(string key, IEnumerable<string> rows, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key);
        using var body = new StringContent(string.Join('\n', rows) + "\n", System.Text.Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/v1/sync", UriKind.Relative), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        answer.EnsureSuccessStatusCode();
        var refused = text.Split('\n').FirstOrDefault(line => line.Contains("\"problem\"", StringComparison.Ordinal));
        if (refused is not null) throw new InvalidOperationException($"The server refused a row: {refused}");
    }

    /// <summary>Says where the host hears of messages sent; returns the secret that signs.</summary>
    public async Task<string> AddWebhookAsync(string key, Guid id, string url, bool ordered, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key);
        using var body = new StringContent($$"""{"id":"{{id}}","url":"{{url}}","types":["message.sent"],"ordered":{{(ordered ? "true" : "false")}}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/v1/webhooks", UriKind.Relative), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        using var made = System.Text.Json.JsonDocument.Parse(text);
        return made.RootElement.GetProperty("secret").GetString()!;
    }

    public async Task StartAsync(TimeSpan pollEvery)
    {
        process = Child.Start("dotnet", [binary, "serve"], log, environment);
        using var lane = new Driver.HttpLane(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, Port));
        var request = System.Text.Encoding.ASCII.GetBytes($"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n\r\n");
        await process.UntilAsync(async () =>
        {
            try
            {
                return (await lane.ExchangeAsync(request, CancellationToken.None)).Status == 200;
            }
            catch (Exception notYet) when (notYet is System.Net.Sockets.SocketException or IOException)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(60), pollEvery);
    }

    public async Task StopAsync()
    {
        if (process is not null) await process.DisposeAsync();
        process = null;
    }

    /// <summary>At once, with whatever it was about to do.</summary>
    public async Task KillAsync()
    {
        Proc.Signal(Pid, Proc.SigKill);
        await StopAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    [GeneratedRegex("pk_[a-z]+_[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
