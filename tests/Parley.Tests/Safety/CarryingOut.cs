using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>A node does what a decision says as it stands, not as it stood when its list was read; store by store, without a server around it.</summary>
public abstract class CarryingOut(string kind) : IAsyncLifetime
{
    readonly TestStore store = TestStore.Of(kind);

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
    public async Task What_another_node_has_done_meanwhile_is_not_done_again()
    {
        var decision = new Decision
        {
            Id = Guid.NewGuid(), CaseId = Guid.NewGuid(), PersonId = "b", ConversationId = Guid.NewGuid(), Seq = 1, Act = CaseAct.HideMessage, Facts = "f", Ground = Ground.Rule, Reference = "r", Source = "report", FoundByMachine = false,
            At = DateTimeOffset.UtcNow, DecidedBy = "m", AppealUntil = DateTimeOffset.UtcNow.AddDays(1), PendingSince = DateTimeOffset.UtcNow,
        };
        await store.Store.WriteAsync(async db =>
        {
            db.Add(decision);
            await db.SaveChangesAsync();
            await db.Set<Decision>().ExecuteUpdateAsync(s => s.SetProperty(d => d.PendingSince, (DateTimeOffset?)null).SetProperty(d => d.Upheld, false)); // undone, and that is carried out
        }, default);
        using var carry = new CarryOut(store.Store, null!, null!, null!, null!, TimeProvider.System, NullLogger<CarryOut>.Instance); // nothing of it may be asked
        await carry.RunAsync([decision], default);
        await using var after = store.Open();
        Assert.Null((await after.Set<Decision>().SingleAsync()).PendingSince); // touching any of it would have left it pending
    }
}

public sealed class CarryingOut_on_sqlite() : CarryingOut("sqlite");

public sealed class CarryingOut_on_postgres() : CarryingOut("postgres");
