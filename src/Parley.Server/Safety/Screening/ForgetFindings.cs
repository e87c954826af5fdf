using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Safety.Simulation;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>
/// Removes what nobody needs any more: findings and decided held messages after so many days, those of messages that never came after one, and what was simulated after
/// thirty. Once an hour, one node at a time, a few hundred at once. Flags and decisions have copies of their own and stay.
/// </summary>
public sealed partial class ForgetFindings(Store store, Turns turns, IOptions<SafetyOptions> options, TimeProvider clock, ILogger<ForgetFindings> logger) : BackgroundService
{
    const int Step = 500;

    static readonly TimeSpan Every = TimeSpan.FromHours(1), Turn = TimeSpan.FromMinutes(90), NeverCame = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await turns.TakeAsync("sweep-findings", Turn, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var horizon = now.AddDays(-options.Value.KeepFindingsDays);
        while (await FindingsAsync(db => db.Set<ScreenedMessage>().Where(s => s.At < horizon && (s.FlagKind == null || s.FlaggedAt != null)), ct) == Step) { }
        while (await FindingsAsync(db => NeverSent(db, now - NeverCame), ct) == Step) { }
        while (await HeldAsync(now, horizon, ct) == Step) { }
        var ended = now - KeepSimulations.Kept;
        await store.WriteAsync(db => db.Set<PolicySimulation>().Where(s => s.EndedAt < ended).ExecuteDeleteAsync(ct), ct);
    }

    /// <summary>What was found in a message that was neither stored nor held: refused by another check, or its author gave up.</summary>
    static IQueryable<ScreenedMessage> NeverSent(ParleyDb db, DateTimeOffset before) => db.Set<ScreenedMessage>().Where(s => ((s.FlagKind != null && s.FlaggedAt == null) || (s.FlagKind == null && s.Restrictions != null && s.RecordedAt == null)) && s.At < before
        && !db.Set<Conversations.Message>().Any(m => m.ConversationId == s.ConversationId && m.ClientId == s.ClientId)
        && !db.Set<HeldMessage>().Any(h => h.ConversationId == s.ConversationId && h.ClientId == s.ClientId && h.State < HeldState.Sent));

    Task<int> FindingsAsync(Func<ParleyDb, IQueryable<ScreenedMessage>> which, CancellationToken ct) => store.WriteAsync(async db =>
    {
        var some = await which(db).OrderBy(s => s.At).Select(s => s.ClientId).Take(Step).ToListAsync(ct);
        if (some.Count > 0) await which(db).Where(s => some.Contains(s.ClientId)).ExecuteDeleteAsync(ct);
        return some.Count;
    }, ct);

    /// <summary>Counted from the decision. What an appeal may still let through stays.</summary>
    Task<int> HeldAsync(DateTimeOffset now, DateTimeOffset horizon, CancellationToken ct) => store.WriteAsync(async db =>
    {
        var needed = HeldMessages.Needed(db, now);
        var some = await db.Set<HeldMessage>().Where(h => h.State >= HeldState.Sent && h.At < horizon && (h.DecidedAt == null || h.DecidedAt < horizon) && !needed.Any(n => n.Id == h.Id)).OrderBy(h => h.Id).Select(h => h.Id).Take(Step).ToListAsync(ct);
        return some.Count == 0 ? 0 : await db.Set<HeldMessage>().Where(h => some.Contains(h.Id)).ExecuteDeleteAsync(ct);
    }, ct);

    [LoggerMessage(1, LogLevel.Warning, "Old findings could not be cleared away; it is tried again in an hour")]
    static partial void Postponed(ILogger logger, Exception error);
}
