using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Market;

/// <summary>What is remembered in memory never outlives what was forgotten, also when the forgetting lands in the middle of a read.</summary>
public abstract class Remembering(string kind) : IAsyncLifetime
{
    readonly TestStore rows = TestStore.Of(kind);
    InTheMiddle store = null!;

    public async ValueTask InitializeAsync()
    {
        await rows.CreateAsync();
        await rows.Store.MigrateAsync(default);
        store = new InTheMiddle(rows.Store);
        await using var db = rows.Open();
        db.AddRange(new MarketPerson { Id = "p", Name = "Before" }, new Vendor { Id = "v", Name = "Before" }, new Agent { VendorId = "v", PersonId = "p", Role = AgentRole.Agent });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        (rows.Store as IDisposable)?.Dispose();
        if (rows.Store is IAsyncDisposable later) await later.DisposeAsync();
    }

    [Fact]
    public async Task A_membership_read_while_it_is_taken_away_is_not_remembered()
    {
        var register = new Register(store);
        store.During = () => register.Forget("agent:v p");
        Assert.Equal(AgentRole.Agent, await register.AgentRoleAsync("v", "p", default)); // this read began before
        await DoAsync(db => db.Set<Agent>().ExecuteDeleteAsync());
        Assert.Null(await register.AgentRoleAsync("v", "p", default));
    }

    [Fact]
    public async Task A_membership_read_undisturbed_is_remembered_until_it_is_forgotten()
    {
        var register = new Register(store);
        Assert.Equal(AgentRole.Agent, await register.AgentRoleAsync("v", "p", default));
        await DoAsync(db => db.Set<Agent>().ExecuteDeleteAsync());
        Assert.Equal(AgentRole.Agent, await register.AgentRoleAsync("v", "p", default));
        register.Forget("agent:v p");
        Assert.Null(await register.AgentRoleAsync("v", "p", default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_read_while_it_changes_is_not_remembered(bool warmed)
    {
        var register = new Register(store);
        store.During = () =>
        {
            register.Forget("person:p");
            register.Forget("vendor:v");
        };
        if (warmed) await register.WarmAsync(["p"], ["v"], default);
        else
        {
            await register.FindPersonAsync("p", default);
            store.During = () => register.Forget("vendor:v");
            await register.FindVendorAsync("v", default);
        }
        await DoAsync(db => db.Set<MarketPerson>().ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, "After")));
        await DoAsync(db => db.Set<Vendor>().ExecuteUpdateAsync(s => s.SetProperty(v => v.Name, "After")));
        Assert.Equal(("After", "After"), ((await register.FindPersonAsync("p", default))?.Name, (await register.FindVendorAsync("v", default))?.Name));
    }

    [Fact]
    public async Task An_authors_secret_read_while_it_is_destroyed_is_not_remembered()
    {
        var keys = new AuthorKeys(store, new Wrapping(new EnvironmentKeys("k:" + Convert.ToBase64String(new byte[32]))), TimeProvider.System);
        await keys.EnsureAsync("p", default);
        keys.Forget("p");
        store.During = () => keys.Forget("p");
        Assert.NotNull((await keys.LoadAsync(["p"], default))["p"]);
        await DoAsync(db => db.Set<AuthorKey>().ExecuteDeleteAsync());
        Assert.Null((await keys.LoadAsync(["p"], default))["p"]);
    }

    [Fact]
    public async Task An_authors_secret_that_is_destroyed_while_it_is_made_is_made_again()
    {
        var keys = new AuthorKeys(store, new Wrapping(new EnvironmentKeys("k:" + Convert.ToBase64String(new byte[32]))), TimeProvider.System);
        store.During = () => store.During = () => store.During = Destroy; // it is looked up, written, and gone when it is read
        var secret = await keys.EnsureAsync("q", default);
        keys.Forget("q");
        Assert.Equal(secret, (await keys.LoadAsync(["q"], default))["q"]);

        keys.Forget("q");
        Destroy();
        void Always()
        {
            Destroy();
            store.During = Always;
        }
        store.During = Always;
        Assert.Equal(503, (await Assert.ThrowsAsync<RefusedException>(() => keys.EnsureAsync("q", default).AsTask())).Refusal.Status);

        void Destroy()
        {
            using var db = rows.Open();
            db.Set<AuthorKey>().Where(k => k.Author == "q").ExecuteDelete();
        }
    }

    async Task DoAsync(Func<ParleyDb, Task> work)
    {
        await using var db = rows.Open();
        await work(db);
    }

    /// <summary>The store, with something that happens once, after the next read was begun and before it asks the rows.</summary>
    sealed class InTheMiddle(Store inner) : Store
    {
        public Action? During { get; set; }

        public override string Kind => inner.Kind;
        public override IMessageLog MessageLog => inner.MessageLog;

        public override ParleyDb Open()
        {
            var now = During;
            During = null;
            now?.Invoke();
            return inner.Open();
        }

        public override Task MigrateAsync(CancellationToken ct) => inner.MigrateAsync(ct);
        public override Task PingAsync(CancellationToken ct) => inner.PingAsync(ct);
        public override Task<string?> FindUnsafeSettingAsync(CancellationToken ct) => inner.FindUnsafeSettingAsync(ct);
        public override Task BackupAsync(string file, CancellationToken ct) => inner.BackupAsync(file, ct);
        public override Task<string?> RestoreAsync(string file, CancellationToken ct) => inner.RestoreAsync(file, ct);
        public override ValueTask<IDisposable?> EnterWriteAsync(CancellationToken ct) => inner.EnterWriteAsync(ct);
        public override Task LockAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) => inner.LockAsync(db, table, ids, ct);
        public override Task<IReadOnlyCollection<TKey>> LockFreeAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) => inner.LockFreeAsync(db, table, ids, ct);
    }
}

public sealed class Remembering_on_sqlite() : Remembering("sqlite");

public sealed class Remembering_on_postgres() : Remembering("postgres");
