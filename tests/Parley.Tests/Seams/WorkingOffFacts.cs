using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Storage;

namespace Parley.Tests.Seams;

/// <summary>What every fact worker may rely on, store by store, without a server around it.</summary>
public abstract class Working_off_facts(string kind) : IAsyncLifetime
{
    readonly TestStore store = TestStore.Of(kind);

    protected Store Opened => store.Store;

    public async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        (store.Store as IDisposable)?.Dispose();
        if (store.Store is IAsyncDisposable later) await later.DisposeAsync();
    }

    [Fact]
    public async Task Each_fact_comes_once_in_order_and_also_after_a_restart()
    {
        var work = new Work("tests");
        await RunAsync(work, async () =>
        {
            await WriteAsync(1, 2, 3);
            await work.MustHaveAsync(1, 2, 3);
        });
        await WriteAsync(4);
        var next = new Work("tests");
        await RunAsync(next, async () =>
        {
            await WriteAsync(5);
            await next.MustHaveAsync(4, 5);
        });
    }

    [Fact]
    public async Task Whoever_is_new_begins_with_what_happens_from_then_on()
    {
        await WriteAsync(1);
        await Task.Delay(5, TestContext.Current.CancellationToken); // facts are dated to the microsecond
        var work = new Work("tests");
        await RunAsync(work, async () =>
        {
            await WriteAsync(2);
            await work.MustHaveAsync(2);
        });
    }

    [Fact]
    public async Task What_failed_comes_again_and_nothing_after_it_comes_before_it()
    {
        var work = new Work("tests") { FailTimes = 2 };
        await RunAsync(work, async () =>
        {
            await WriteAsync(1, 2);
            await work.MustHaveAsync(1, 2);
        });
        Assert.Equal(0, work.FailTimes);
    }

    [Fact]
    public async Task Workers_that_read_together_get_each_fact_once_whether_they_are_quick_slow_or_late()
    {
        var (quick, slow, late) = (new Work("quick"), new Work("slow") { Step = 3 }, new Work("late") { FailTimes = 1 });
        await RunAsync(quick, async () =>
        {
            await WriteAsync([.. Enumerable.Range(1, 10)]);
            await quick.MustHaveAsync([.. Enumerable.Range(1, 10)]);
            await WriteAsync([.. Enumerable.Range(11, 10)]);
            foreach (var work in new[] { quick, slow, late }) await work.MustHaveAsync([.. Enumerable.Range(1, 20)]);
        }, slow, late);
    }

    [Fact]
    public async Task The_outbox_keeps_what_a_worker_has_not_had()
    {
        var work = new Work("tests");
        await RunAsync(work, async () =>
        {
            await WriteAsync(1);
            await work.MustHaveAsync(1);
        });
        await WriteAsync(2);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(3));
        var prune = new PruneOutbox(store.Store, [work], Microsoft.Extensions.Options.Options.Create(new StoreOptions()), clock, NullLogger<PruneOutbox>.Instance);
        await Eventually.TrueAsync(async () =>
        {
            await prune.PruneAsync(default);
            await using var db = store.Open();
            return db.Set<Fact>().Select(f => f.Seq).ToList() is [2];
        }, "only what was worked off is gone");
    }

    protected Task WriteAsync(params int[] numbers) => store.Store.WriteAsync(async db =>
    {
        foreach (var number in numbers)
        {
            db.Add(Fact(number));
            await db.SaveChangesAsync();
        }
    }, default);

    protected static Fact Fact(int number) => new() { Kind = FactKind.MarketChanged, Seq = number, Subject = "tests", Node = Node.Id, At = DateTimeOffset.UtcNow };

    protected async Task RunAsync(Work work, Func<Task> meanwhile, params Work[] others)
    {
        using var running = new FactWorkers(store.Store, [work, .. others], TimeProvider.System, NullLogger<FactWorkers>.Instance);
        await running.StartAsync(default);
        try
        {
            await meanwhile();
        }
        finally
        {
            await running.StopAsync(default);
        }
    }

    protected sealed class Work(string name) : IFactWorker
    {
        readonly Lock gate = new();
        readonly List<int> done = [];

        public string Name => name;
        public int Step { get; init; } = 500;
        public int FailTimes { get; set; }

        public List<int> Done
        {
            get
            {
                lock (gate) return [.. done];
            }
        }

        public Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
        {
            if (FailTimes > 0)
            {
                FailTimes--;
                throw new InvalidOperationException("as told");
            }
            lock (gate) done.AddRange(facts.Select(f => f.Seq));
            return Task.CompletedTask;
        }

        public async Task MustHaveAsync(params int[] numbers)
        {
            await Eventually.TrueAsync(() => Done.Count >= numbers.Length, $"{string.Join(", ", numbers)} are worked off");
            Assert.Equal(numbers, Done);
        }
    }
}

public sealed class Working_off_facts_on_sqlite() : Working_off_facts("sqlite");

/// <summary>There, several nodes work on one store, and several transactions write at a time.</summary>
public sealed class Working_off_facts_on_postgres() : Working_off_facts("postgres")
{
    [Fact]
    public async Task Two_nodes_share_the_work_and_nothing_is_done_twice()
    {
        var (one, two) = (new Work("tests"), new Work("tests"));
        await RunAsync(one, () => RunAsync(two, async () =>
        {
            for (var i = 1; i <= 20; i++) await WriteAsync(i);
            await Eventually.TrueAsync(() => one.Done.Concat(two.Done).Count() >= 20, "all twenty are worked off");
        }));
        Assert.Equal(Enumerable.Range(1, 20), one.Done.Concat(two.Done).Order());
    }

    [Fact]
    public async Task A_number_that_is_committed_late_is_not_passed_over()
    {
        var work = new Work("tests");
        await RunAsync(work, async () =>
        {
            await Opened.WriteAsync(async db =>
            {
                db.Add(Fact(1));
                await db.SaveChangesAsync(); // has its number, and is not there yet
                await WriteAsync(2);
                await work.MustHaveAsync(2);
            }, default);
            await work.MustHaveAsync(2, 1);
        });
    }

    [Fact]
    public async Task A_number_that_was_never_used_holds_up_nobody_for_a_minute()
    {
        var work = new Work("tests");
        await RunAsync(work, async () =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Opened.WriteAsync(async db =>
            {
                db.Add(Fact(1));
                await db.SaveChangesAsync();
                throw new InvalidOperationException("taken back");
            }, default));
            await WriteAsync(2);
            await work.MustHaveAsync(2);
            await Eventually.TrueAsync(async () =>
            {
                await using var db = Opened.Open();
                return db.Set<FactWorkerState>().Single(w => w.Name == "tests").Position == db.Set<Fact>().Max(f => f.Id);
            }, "its position is past the number", TimeSpan.FromSeconds(20));
        });
        Assert.Equal([2], work.Done);
    }
}
