using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Parley.Safety;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Safety.Simulation;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>What was found is kept for its time and no longer, store by store, without a server around it.</summary>
public abstract class Forgetting(string kind) : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
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
    public async Task What_is_old_goes_and_what_waits_for_people_stays()
    {
        var thread = Guid.NewGuid();
        ScreenedMessage Found(double daysAgo, string? flag = null, bool flagged = false, Guid? client = null) => new()
        {
            ConversationId = thread, ClientId = client ?? Guid.NewGuid(), At = Now.AddDays(-daysAgo), Policy = 1, Measure = Measure.Allow, Findings = "[]", FlagKind = flag, FlaggedAt = flagged ? Now.AddDays(-daysAgo) : null,
        };
        var number = 0;
        HeldMessage Held(double daysAgo, HeldState state, Guid? client = null, double? decided = null) => new()
        {
            Id = Guid.CreateVersion7(Now.AddDays(-daysAgo)), ConversationId = thread, ClientId = client ?? Guid.NewGuid(), Number = ++number, Party = PartyKind.Buyer, AuthorId = "b", Kind = MessageKind.Text, Sealed = [1], At = Now.AddDays(-daysAgo), Follows = false, State = state, DecidedAt = decided is { } ago ? Now.AddDays(-ago) : null,
        };
        Decision Refusal(HeldMessage held, double appealDays, bool appealed = false)
        {
            var decision = new Decision { Id = Guid.NewGuid(), PersonId = "b", ConversationId = thread, HeldId = held.Id, Act = CaseAct.RefuseMessage, Facts = "f", Ground = Ground.Rule, Reference = "r", Source = "held", FoundByMachine = true, At = Now, DecidedBy = "m", AppealUntil = Now.AddDays(appealDays) };
            if (appealed) decision.Appeal(Now);
            return decision;
        }
        var waiting = Guid.NewGuid();
        ScreenedMessage Unrecorded(double daysAgo) => new() { ConversationId = thread, ClientId = Guid.NewGuid(), At = Now.AddDays(-daysAgo), Policy = 1, Measure = Measure.Mask, Findings = "[]", Restrictions = "[]" };
        ScreenedMessage[] gone = [Found(400), Found(366, "spam", flagged: true), Found(2, "spam"), Unrecorded(2)];
        ScreenedMessage[] kept = [Unrecorded(0.5), Found(364), Found(364, "spam", flagged: true), Found(0.5, "spam"), Found(400, "held", client: waiting)];
        HeldMessage[] goneHeld = [Held(366, HeldState.Sent), Held(366, HeldState.Refused)], keptHeld = [Held(400, HeldState.InReview, waiting), Held(364, HeldState.Refused), Held(400, HeldState.Released), Held(400, HeldState.Refused, decided: 364), Held(400, HeldState.Refused, decided: 366), Held(400, HeldState.Refused, decided: 366)];
        HeldMessage tooLate = Held(400, HeldState.Refused, decided: 366);
        await store.Store.WriteAsync(async db =>
        {
            db.AddRange([.. gone, .. kept, .. goneHeld, .. keptHeld, tooLate, Refusal(keptHeld[^2], appealDays: 1), Refusal(keptHeld[^1], appealDays: -1, appealed: true), Refusal(tooLate, appealDays: -1)]); // an appeal is possible, or waits
            db.AddRange(Ended(31), Ended(29));
            await db.SaveChangesAsync();
        }, default);
        var clock = new FakeTimeProvider(Now);
        using var forget = new ForgetFindings(store.Store, new Turns(store.Store, clock), Options.Create(new SafetyOptions()), clock, NullLogger<ForgetFindings>.Instance);
        await forget.RunAsync(default);
        await using var after = store.Open();
        Assert.Equal(kept.Select(f => f.ClientId).Order(), (await after.Set<ScreenedMessage>().Select(f => f.ClientId).ToListAsync()).Order());
        Assert.Equal(keptHeld.Select(h => h.Id).Order(), (await after.Set<HeldMessage>().Select(h => h.Id).ToListAsync()).Order());
        Assert.Equal(Now.AddDays(-29), (await after.Set<PolicySimulation>().SingleAsync()).EndedAt);
    }

    static PolicySimulation Ended(int daysAgo)
    {
        var row = new PolicySimulation { Id = Guid.NewGuid(), Body = "{}", Against = 0, Since = Now, Until = Now, By = "x", StartedAt = Now };
        row.Finish(Now.AddDays(-daysAgo));
        return row;
    }
}

public sealed class Forgetting_on_sqlite() : Forgetting("sqlite");

public sealed class Forgetting_on_postgres() : Forgetting("postgres");
