using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Parley.Tests.House;

/// <summary>Use goes downwards only. The dictionary says which folder may use which; the sources are held against it.</summary>
public sealed partial class The_house
{
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Plumbing"] = [],
        ["Storage"] = ["Plumbing"],
        ["Encryption"] = ["Storage", "Plumbing"],
        ["Access"] = ["Storage", "Plumbing"],
        ["Live"] = ["Access", "Plumbing"],
        ["Market"] = ["Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Conversations"] = ["Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Inbox"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Attachments"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Automation"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Webhooks"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Notifications"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Safety"] = ["Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
        ["Operations"] = ["Safety", "Notifications", "Webhooks", "Attachments", "Automation", "Inbox", "Conversations", "Market", "Live", "Access", "Encryption", "Storage", "Plumbing"],
    };

    static readonly string Server = Path.Combine(Places.Repository, "src", "Parley.Server");

    [Fact]
    public void Every_folder_uses_only_what_lies_below_it()
    {
        var wrong = new List<string>();
        foreach (var (folder, allowed) in MayUse)
            foreach (var file in SourcesOf(folder))
                foreach (var used in UsedBy(file).Where(u => u != folder && MayUse.ContainsKey(u) && !allowed.Contains(u)))
                    wrong.Add($"{folder}/{Path.GetFileName(file)} uses {used}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_folder_of_the_server_is_in_the_dictionary()
    {
        var folders = Directory.GetDirectories(Server).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj" or "wwwroot" or "Properties"));
        Assert.Equal(MayUse.Keys.Order(), folders.Order());
    }

    [Fact]
    public void No_file_of_the_server_needs_more_than_400_lines()
    {
        var long_ = MayUse.Keys.SelectMany(SourcesOf).Where(f => File.ReadLines(f).Count() > 400).Select(Path.GetFileName);
        Assert.Empty(long_);
    }

    /// <summary>Pure: what it is given is all it knows, and its answer is all it does.</summary>
    [Fact]
    public void The_text_library_stands_alone_in_small_files_and_touches_neither_network_nor_disk_nor_clock()
    {
        var folder = Path.Combine(Places.Repository, "src", "Parley.Text");
        Assert.DoesNotContain("Reference Include", File.ReadAllText(Path.Combine(folder, "Parley.Text.csproj")), StringComparison.Ordinal);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 400).Select(Path.GetFileName));
        Assert.Empty(files.Where(f => Outside().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName));
    }

    static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Server, folder), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal));

    static IEnumerable<string> UsedBy(string file) => Names().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>A using or a qualified name; a folder's name after "namespace" is the file's own.</summary>
    [GeneratedRegex(@"(?<!namespace )(?:\bParley\.|(?<=[\s(<,])(?=Plumbing\.|Storage\.|Live\.|Conversations\.|Operations\.))([A-Z][a-z]+)\b")]
    private static partial Regex Names();

    /// <summary>Packing bytes in memory touches no disk.</summary>
    [GeneratedRegex(@"using System\.(IO(?!\.Compression;)|Net\.Http|Net\.Sockets|Threading|Diagnostics)|\b(File|Directory|Stream|HttpClient|Socket|DateTime|DateTimeOffset|TimeProvider|Stopwatch|Environment|Task)\.")]
    private static partial Regex Outside();
}

/// <summary>The model and its migrations say the same, in both stores.</summary>
public sealed class Migrations
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task No_change_of_the_model_waits_for_a_migration(string kind)
    {
        var store = TestStore.Of(kind);
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
        await using var db = store.Open();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        await store.Store.MigrateAsync(default); // again changes nothing
        Assert.Null(await store.Store.FindUnsafeSettingAsync(default));
    }

    [Fact]
    public async Task An_empty_postgres_is_brought_up_to_date_with_messages_in_partitions()
    {
        await using var store = new Parley.Storage.Postgres.PostgresStore(await PostgresCluster.EmptyDatabaseAsync());
        await store.MigrateAsync(default);
        await using var db = store.Open();
        var partitions = await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_inherits where inhparent = 'messages'::regclass").SingleAsync();
        Assert.True(partitions > 1);
    }
}
