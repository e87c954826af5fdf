using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>What machines find comes before people: alike together, also when it is found at once.</summary>
public abstract class Flagging(string kind) : IAsyncLifetime
{
    readonly TestStore store = TestStore.Of(kind);
    Parley.Safety.Flags Raising => new(store.Store, TimeProvider.System);

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

    static Raise Found(string? group, int harm = 40, Guid? thread = null, int? seq = null) => new("repeats", thread ?? Guid.NewGuid(), seq ?? 1, null, $"buyer-{Guid.NewGuid():N}", PartyKind.Buyer, harm, group, 7, [new Finding("repeats", "same-text", 0, 12)]);

    Task<Guid> RaiseAsync(Raise raise) => store.Store.WriteAsync(db => Raising.RaiseAsync(db, raise, default), default);

    [Fact]
    public async Task Forty_alike_found_at_once_are_one_case()
    {
        var cases = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => RaiseAsync(Found("fingerprint 1", harm: 1 + i))));
        var one = Assert.Single(cases.Distinct());
        await using var db = store.Open();
        var found = await db.Set<Case>().SingleAsync(c => c.Id == one);
        Assert.Equal((40, 40, Case.RankOf(found.OpenedAt, 40)), (found.Flags, found.Harm, found.Rank));
        Assert.Equal(40, await db.Set<Flag>().CountAsync(f => f.CaseId == one && f.Policy == 7));
    }

    [Fact]
    public async Task Without_a_group_each_message_is_a_case_of_its_own_and_found_again_it_joins_it()
    {
        var thread = Guid.NewGuid();
        var first = await RaiseAsync(Found(null, thread: thread, seq: 1));
        Assert.Equal(first, await RaiseAsync(Found(null, thread: thread, seq: 1)));
        Assert.NotEqual(first, await RaiseAsync(Found(null, thread: thread, seq: 2)));
        Assert.NotEqual(first, await RaiseAsync(Found(null)));
    }

    [Fact]
    public async Task What_is_undone_with_its_transaction_was_never_raised()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Store.WriteAsync<bool>(async db =>
        {
            await Raising.RaiseAsync(db, Found("undone"), default);
            throw new InvalidOperationException();
        }, default));
        await using var db = store.Open();
        Assert.False(await db.Set<Case>().AnyAsync());
        Assert.False(await db.Set<Flag>().AnyAsync());
    }

    [Fact]
    public void A_point_of_harm_is_an_hour_of_waiting()
    {
        var now = DateTimeOffset.UtcNow;
        Assert.True(Case.RankOf(now, 90) < Case.RankOf(now, 30));
        Assert.True(Case.RankOf(now.AddHours(-61), 30) < Case.RankOf(now, 90));
        Assert.True(Case.RankOf(now.AddHours(-59), 30) > Case.RankOf(now, 90));
    }
}

public sealed class Flagging_on_sqlite() : Flagging("sqlite");

public sealed class Flagging_on_postgres() : Flagging("postgres");
