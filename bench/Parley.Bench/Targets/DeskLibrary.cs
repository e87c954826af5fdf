using System.Net;
using System.Text;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Encryption;

namespace Parley.Bench.Targets;

/// <summary>What is read of a desk: an address of the API, and bare SQL that reads the same rows from the same tables.</summary>
/// <param name="Sql">With <c>@party</c> for the large vendor's and <c>@me</c> for its owner.</param>
/// <param name="Growth">How much the 99th percentile may grow from the small store to the large.</param>
sealed record DeskRead(string Name, string Path, string Sql, double Growth = 1.2);

/// <summary>A server whose large vendor has so many conversations, to read its desk from: over HTTP as its owner, and by bare SQL.</summary>
sealed class DeskLibrary : IAsyncDisposable
{
    readonly ParleyServer server;
    readonly HttpLane lane;
    readonly NpgsqlConnection connection;
    readonly long party;
    readonly string token = Token.For(DeskWorld.Owner, ParleyServer.Secret, TimeSpan.FromHours(4));
    readonly Dictionary<string, NpgsqlCommand> commands = [];

    DeskLibrary(ParleyServer server, DeskWorld world, NpgsqlConnection connection, long party)
    {
        this.server = server;
        this.connection = connection;
        this.party = party;
        World = world;
        lane = new HttpLane(new IPEndPoint(IPAddress.Loopback, server.Port));
    }

    public DeskWorld World { get; }

    public Uri Address => server.Address;

    public static async Task<DeskLibrary> OpenAsync(Stage stage, DeskWorld world, CancellationToken ct, string? origin = null)
    {
        var name = $"desk-{world.Conversations}";
        var filled = await stage.ServerAsync(name, "pg", origin, Path.Combine(stage.Options.Keep ?? stage.Folder, name));
        var opened = new NpgsqlConnection($"{filled.Connection};Options=-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"); // as the server has it
        var isFilled = Path.Combine(Path.GetDirectoryName(filled.KeyFile)!, "filled");
        if (!File.Exists(isFilled)) await FillAsync(filled, world, ct);
        await opened.OpenAsync(ct);
        await using var find = new NpgsqlCommand("select id from parties where key = 'v:v0'", opened);
        var vendor = (long)(await find.ExecuteScalarAsync(ct))!;
        if (!await IsIndexedAsync(opened, vendor, ct)) await IndexAsync(filled, opened, vendor, ct);
        await File.WriteAllTextAsync(isFilled, "", ct);
        await stage.SettleAsync(opened.Database);
        await filled.StartAsync(TimeSpan.FromMilliseconds(50));
        return new DeskLibrary(filled, world, opened, vendor);
    }

    static async Task FillAsync(ParleyServer filled, DeskWorld world, CancellationToken ct)
    {
        var key = await filled.CreateKeyAsync("market:write,market:read,history:import");
        await filled.StartAsync(TimeSpan.FromMilliseconds(50));
        await new DeskMarket(filled, key, world).FillAsync(ct);
        await filled.StopAsync();
        await using var source = NpgsqlDataSource.Create(filled.Connection);
        await new DeskFill(source, world, new Wrapping(new FileKeys(filled.KeyFile))).RunAsync(ct);
        // The news of people and subjects is from before their threads: nobody works it off while pages are read.
        await using var known = source.CreateCommand("update fact_workers set position = (select max(id) from outbox) where name not like 'turn:%'");
        await known.ExecuteNonQueryAsync(ct);
    }

    static async Task<bool> IsIndexedAsync(NpgsqlConnection opened, long vendor, CancellationToken ct)
    {
        await using var blocks = new NpgsqlCommand("select exists (select from search_blocks where party_id = @vendor)", opened);
        blocks.Parameters.AddWithValue("vendor", vendor);
        return (bool)(await blocks.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The large vendor's threads into the index of search. The walk begins with them; the others' are left out, and no walk disturbs the reading.</summary>
    static async Task IndexAsync(ParleyServer filled, NpgsqlConnection opened, long vendor, CancellationToken ct)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        // A server that met the store while it was empty has done its walk.
        await using (var anew = new NpgsqlCommand("update search_walk set party_id = 0, activity = 0, node = null, done_at = null", opened)) await anew.ExecuteNonQueryAsync(ct);
        await using (filled.Begin("search", "index"))
        {
            await using var at = new NpgsqlCommand("select count(*) from search_walk where party_id > @vendor or done_at is not null", opened);
            at.Parameters.AddWithValue("vendor", vendor);
            while ((long)(await at.ExecuteScalarAsync(ct))! == 0) await Task.Delay(200, ct);
        }
        await using var done = new NpgsqlCommand("update search_walk set party_id = 0, activity = 0, node = null, done_at = @now", opened);
        done.Parameters.AddWithValue("now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000);
        await done.ExecuteNonQueryAsync(ct);
        await using var size = new NpgsqlCommand("select pg_size_pretty(pg_total_relation_size('search_tokens') + pg_total_relation_size('search_pages') + pg_total_relation_size('search_fresh'))", opened);
        Console.Error.WriteLine($"The large vendor's index took {started.Elapsed.TotalSeconds:0} s and {await size.ExecuteScalarAsync(ct)}.");
    }

    /// <summary>Through the database's own client, prepared, every column read. Returns how many rows came.</summary>
    public async ValueTask<int> BareAsync(DeskRead what, CancellationToken ct)
    {
        if (!commands.TryGetValue(what.Name, out var command))
        {
            commands[what.Name] = command = new NpgsqlCommand(what.Sql, connection);
            command.Parameters.AddWithValue("party", party);
            command.Parameters.AddWithValue("me", DeskWorld.Owner);
            await command.PrepareAsync(ct);
        }
        await using var rows = await command.ExecuteReaderAsync(ct);
        var count = 0;
        do
        {
            var values = new object[rows.FieldCount];
            for (; await rows.ReadAsync(ct); count++) rows.GetValues(values);
        }
        while (await rows.NextResultAsync(ct));
        return count;
    }

    /// <summary>Over HTTP, the answer read to its end.</summary>
    public async ValueTask<string> HttpAsync(DeskRead what, CancellationToken ct)
    {
        var request = $"GET {what.Path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAuthorization: Bearer {token}\r\n\r\n";
        var answer = await lane.ExchangeAsync(Encoding.ASCII.GetBytes(request), ct);
        return answer.Status == 200 ? Encoding.UTF8.GetString(answer.Body.Span) : throw new IOException($"{what.Path} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
    }

    public async ValueTask DisposeAsync()
    {
        lane.Dispose();
        foreach (var command in commands.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }
}
