namespace Parley.Tests.Operations;

/// <summary>Starting, stopping, looking, copying: what an operator does.</summary>
public abstract class Running(World world) : Facts(world)
{
    [Fact]
    public async Task A_backup_restored_elsewhere_reads_as_it_did()
    {
        var talk = await World.NewTalkAsync("worth keeping");
        var file = Path.Combine(World.Store.Folder, $"{Guid.NewGuid():N}.backup");
        (await Tool.ParleyAsync(World.Environment(), "backup", file)).Done();
        (await talk.Vendor.SayAsync(talk.Id, "after the backup")).Must(201);
        Assert.NotEqual(0, (await Tool.ParleyAsync(World.Environment(), "backup", file)).Code); // never over another file

        var other = TestStore.Of(World.Store.Kind);
        await other.CreateAsync();
        var environment = new Dictionary<string, string>(World.Environment());
        foreach (var (name, value) in other.Environment()) environment[name] = value;
        File.Copy(Path.Combine(World.Store.Folder, "keys.json"), Path.Combine(other.Folder, "keys.json")); // kept apart from the database, as the manual says
        (await Tool.ParleyAsync(environment, "restore", file)).Done();
        await using var copy = new ServerProcess(environment);
        await copy.StartAsync();
        var vendor = World.At(talk.Vendor, copy);
        Assert.Equal(["worth keeping"], (await vendor.WholeThreadAsync(talk.Id)).Select(m => m.Text));
        Assert.Equal(1, (await vendor.CountsAsync()).Get<int>("messages"));
        (await vendor.SayAsync(talk.Id, "in the copy")).Must(201);
        await Ledger.MustBalanceAsync(other);
    }

    [Fact]
    public async Task A_backup_takes_files_along_and_a_later_one_only_what_is_new()
    {
        var talk = await World.NewTalkAsync();
        var (small, large) = (Letter(5_000), Letter(1_500_000));
        var files = new List<(Guid Id, byte[] Bytes)> { (await talk.Buyer.UploadReadyAsync(talk.Id, "small.txt", small), small), (await talk.Buyer.UploadReadyAsync(talk.Id, "large.txt", large), large) };
        (await talk.Buyer.SendFilesAsync(talk.Id, "two files", [.. files.Select(f => f.Id)])).Must(201);
        var folder = Path.Combine(Places.NewFolder("backup"), "files");
        (await Tool.ParleyAsync(World.Environment(), "backup", folder + ".1", folder)).Done();
        var before = Lengths();
        var late = Letter(7_000);
        files.Add((await talk.Buyer.UploadReadyAsync(talk.Id, "late.txt", late), late));
        (await talk.Buyer.SendFilesAsync(talk.Id, "and one more", files[^1].Id)).Must(201);
        (await Tool.ParleyAsync(World.Environment(), "backup", folder + ".2", folder)).Done();
        Assert.InRange(Lengths().Sum(f => f.Value) - before.Sum(f => f.Value), 7_000, 1_000_000);
        Assert.All(before, f => Assert.InRange(Lengths()[f.Key], f.Value, long.MaxValue));

        var other = TestStore.Of(World.Store.Kind);
        await other.CreateAsync();
        var environment = new Dictionary<string, string>(World.Environment());
        foreach (var (name, value) in other.Environment()) environment[name] = value;
        File.Copy(Path.Combine(World.Store.Folder, "keys.json"), Path.Combine(other.Folder, "keys.json"));
        (await Tool.ParleyAsync(environment, "restore", folder + ".2", folder)).Done();
        await using var copy = new ServerProcess(environment);
        await copy.StartAsync();
        var vendor = World.At(talk.Vendor, copy);
        foreach (var (id, bytes) in files)
        {
            using var http = new HttpClient { BaseAddress = copy.Address };
            http.DefaultRequestHeaders.Add("Authorization", "Bearer " + vendor.Bearer);
            Assert.Equal(bytes, await http.GetByteArrayAsync(await vendor.LinkAsync(talk.Id, id)));
        }
        Assert.NotEqual(0, (await Tool.ParleyAsync(environment, "restore", folder + ".2", folder + "-elsewhere")).Code);

        Dictionary<string, long> Lengths() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => f, f => new FileInfo(f).Length);
        static byte[] Letter(int length) => System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length / 37 + 1).Select(_ => $"{Guid.NewGuid()}\n"))[..length]);
    }

    [Fact]
    public async Task Health_speaks_in_plain_words_and_its_details_are_for_operators()
    {
        (await World.Anyone().GetAsync("health/live")).Must(200);
        var ready = (await World.Anyone().GetAsync("health/ready")).Must(200);
        Assert.True(ready.Get<bool>("ready"));
        Assert.Contains("answers", ready.Body, StringComparison.Ordinal);
        (await World.Anyone().GetAsync("health/detail")).MustRefuse(401, "unauthenticated");
        (await (await World.NewBuyerAsync()).GetAsync("health/detail")).MustRefuse(403, "forbidden");
        var staff = World.Anyone(World.Tokens.For("staff", operatorRole: "moderator"));
        Assert.Contains("conversations with", (await staff.GetAsync("health/detail")).Must(200).Body, StringComparison.Ordinal);
        await World.NewTalkAsync();
        Assert.Contains("parley_messages_committed", (await staff.GetAsync("metrics")).Must(200).Body, StringComparison.Ordinal);
        (await World.Anyone().GetAsync("metrics")).MustRefuse(401, "unauthenticated");
    }

    [Fact]
    public async Task A_polite_stop_and_start_loses_nothing_that_was_under_way()
    {
        var talk = await World.NewTalkAsync();
        var sends = Enumerable.Range(0, 100).Select(async i =>
        {
            try
            {
                return await talk.Buyer.SayAsync(talk.Id, $"This is letter number {i}");
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }).ToArray();
        await Task.WhenAny(sends);
        Assert.Equal(0, await World.Server.StopAsync());
        var acknowledged = (await Task.WhenAll(sends)).Where(a => a?.Status == 201).Select(a => a!.Get<int>("seq")).ToHashSet();
        await World.Server.StartAsync();
        var thread = await talk.Buyer.WholeThreadAsync(talk.Id);
        Assert.Equal(Enumerable.Range(1, thread.Count), thread.Select(m => m.Seq));
        Assert.Subset(thread.Select(m => m.Seq).ToHashSet(), acknowledged);
    }

    [Fact]
    public async Task What_cannot_be_found_or_understood_is_a_problem_with_a_sentence()
    {
        var buyer = await World.NewBuyerAsync();
        (await buyer.GetAsync("v1/no-such-thing")).MustRefuse(404, "not-found");
        (await buyer.GetAsync("v1/conversations/not-a-uuid")).MustRefuse(404, "not-found");
        (await buyer.DeleteAsync("v1/inbox")).MustRefuse(405, "method-not-allowed");
        (await buyer.SendAsync(HttpMethod.Put, "v1/inbox/received?as=buyer", "feed=1", "application/x-www-form-urlencoded")).MustRefuse(415, "unsupported-media-type");
        (await buyer.PutAsync("v1/inbox/received?as=buyer", "")).MustRefuse(400, "malformed-json");
        (await buyer.PutAsync("v1/inbox/received?as=buyer", "{\"feed\":1,\"feed\":2}")).MustRefuse(400, "duplicate-property");
        (await buyer.PutAsync("v1/inbox/received?as=buyer", "{\"feed\":\"1\"}")).MustRefuse(400, "validation");
        (await buyer.PutAsync("v1/inbox/received?as=buyer", new string(' ', 70_000))).MustRefuse(413, "payload-too-large");
    }
}

/// <summary>What only a file can: its permissions, and being replaced by another.</summary>
public sealed class The_sqlite_file(SqliteWorld world) : Facts(world), IClassFixture<SqliteWorld>
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_store_its_companions_and_its_backups_are_for_their_owner_only()
    {
        await World.NewTalkAsync();
        var file = Path.Combine(World.Store.Folder, $"{Guid.NewGuid():N}.backup");
        (await Tool.ParleyAsync(World.Environment(), "backup", file)).Done();
        foreach (var made in Directory.GetFiles(World.Store.Folder)) Assert.Equal((made, Owner), (made, File.GetUnixFileMode(made)));
        Assert.NotEmpty(Directory.GetFiles(World.Store.Folder, "parley.db-wal"));
        var environment = new Dictionary<string, string>(World.Environment()) { ["PARLEY_DATA"] = Path.Combine(World.Store.Folder, "new", "data") };
        environment.Remove("Parley__Store__Connection");
        (await Tool.ParleyAsync(environment, "migrate")).Done();
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(environment["PARLEY_DATA"]));
    }

    [Fact]
    public async Task Only_a_backup_of_Parley_is_restored_and_what_it_replaces_is_kept()
    {
        var talk = await World.NewTalkAsync("in the backup");
        var backup = Path.Combine(World.Store.Folder, $"{Guid.NewGuid():N}.backup");
        (await Tool.ParleyAsync(World.Environment(), "backup", backup)).Done();
        (await talk.Vendor.SayAsync(talk.Id, "after it")).Must(201);
        await World.Server.StopAsync();
        var before = await CountAsync(World.Store.Connection);

        var folder = Places.NewFolder("restore");
        foreach (var (name, sql) in new[]
        {
            ("a.db", "create table a (b)"), ("history.db", "create table \"__EFMigrationsHistory\" (migration_id text); insert into \"__EFMigrationsHistory\" values ('20200101000000_Other')"), ("empty.db", "select 1"),
        })
        {
            var stranger = Path.Combine(folder, name);
            await DoAsync($"Data Source={stranger};Pooling=False", sql);
            await MustRefuseAsync(stranger, "no backup of Parley");
        }
        var text = Path.Combine(folder, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 5000));
        await MustRefuseAsync(text, "no backup of Parley");
        var newer = Path.Combine(folder, "newer.db");
        File.Copy(backup, newer);
        await DoAsync($"Data Source={newer};Pooling=False", "insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '99')");
        await MustRefuseAsync(newer, "newer version");
        Assert.Equal(before, await CountAsync(World.Store.Connection));
        Assert.Empty(Directory.GetFiles(World.Store.Folder, "*.replaced-*"));

        var said = (await Tool.ParleyAsync(World.Environment(), "restore", backup)).Done();
        var kept = Directory.GetFiles(World.Store.Folder, "*.replaced-*").Single();
        Assert.Contains(kept, said, StringComparison.Ordinal);
        Assert.Equal((before, before - 1, Owner), (await CountAsync($"Data Source={kept};Pooling=False"), await CountAsync(World.Store.Connection), File.GetUnixFileMode(kept)));
        await World.Server.StartAsync();
        Assert.Equal(["in the backup"], (await talk.Buyer.WholeThreadAsync(talk.Id)).Select(m => m.Text));
    }

    async Task MustRefuseAsync(string file, string told)
    {
        var ran = await Tool.ParleyAsync(World.Environment(), "restore", file);
        Assert.True(ran.Code == 1 && ran.Errors.Contains(told, StringComparison.Ordinal), $"{ran.Code}: {ran.Errors}{ran.Out}");
    }

    static async Task<int> CountAsync(string connection)
    {
        await using var db = new Microsoft.Data.Sqlite.SqliteConnection(connection);
        await db.OpenAsync();
        await using var count = db.CreateCommand();
        count.CommandText = "select count(*) from messages";
        return Convert.ToInt32(await count.ExecuteScalarAsync());
    }

    static async Task DoAsync(string connection, string sql)
    {
        await using var db = new Microsoft.Data.Sqlite.SqliteConnection(connection);
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class Running_on_sqlite(SqliteWorld world) : Running(world), IClassFixture<SqliteWorld>;

public sealed class Running_on_postgres(PostgresWorld world) : Running(world), IClassFixture<PostgresWorld>;

/// <summary>Offered more than it can carry, the server refuses early and keeps what it took.</summary>
public abstract class Overload(World world) : Facts(world)
{
    protected static readonly Dictionary<string, string> Narrow = new() { ["Parley__Store__QueueLimit"] = "16", ["Parley__Store__BatchSize"] = "1" };

    [Fact]
    public async Task A_full_queue_refuses_with_503_and_what_was_taken_is_whole()
    {
        var talk = await World.NewTalkAsync();
        var answers = new List<Answer>();
        for (var wave = 0; wave < 10 && !answers.Exists(a => a.Status == 503); wave++)
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 400).Select(i => talk.Buyer.SayAsync(talk.Id, $"In wave {wave} comes letter {i}"))));
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 503 }));
        var refused = answers.First(a => a.Status == 503).MustRefuse(503, "overloaded");
        Assert.Equal("1", refused.Headers["Retry-After"]);
        var thread = await talk.Vendor.WholeThreadAsync(talk.Id);
        Assert.Equal(Enumerable.Range(1, 1 + answers.Count(a => a.Status == 201)), thread.Select(m => m.Seq));
        await Ledger.MustBalanceAsync(World.Store);
    }
}

public sealed class Overload_on_sqlite(Overload_on_sqlite.Fixture world) : Overload(world), IClassFixture<Overload_on_sqlite.Fixture>
{
    public sealed class Fixture() : World("sqlite", Narrow);
}

public sealed class Overload_on_postgres(Overload_on_postgres.Fixture world) : Overload(world), IClassFixture<Overload_on_postgres.Fixture>
{
    public sealed class Fixture() : World("postgres", Narrow);
}
