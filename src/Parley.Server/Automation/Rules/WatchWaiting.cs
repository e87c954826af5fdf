using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Looks every 15 seconds, on one node, which answers have been owed for as long as some rule of their vendor waits, and applies it: to
/// each wait once. Of each rule's minutes only the waits that reached them since the last look are read, from an index.
/// </summary>
public sealed partial class WatchWaiting(Store store, Turns turns, Doors doors, RuleBook book, ReadThreadFacts gather, ApplyRules apply, TimeProvider clock, ILogger<WatchWaiting> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15), Turn = TimeSpan.FromSeconds(50), FarthestBack = TimeSpan.FromDays(1), Overlap = TimeSpan.FromMinutes(1);
    const int Step = 200;

    readonly Dictionary<(string Vendor, int Minutes), long> looked = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await turns.TakeAsync("turn:waiting", Turn, stoppingToken)) await RunAsync(stoppingToken);
                else looked.Clear();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is { } trouble) Postponed(logger, trouble.Sentence);
                else Failed(logger, e);
            }
        }
    }

    /// <summary>One look.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var lists = await db.Set<RuleList>().Where(r => r.Waits).Select(r => new { r.VendorId, r.ChangedAt }).ToListAsync(ct);
        var rules = await book.OfAsync([.. lists.Select(l => l.VendorId)], ct);
        foreach (var list in lists)
        {
            if (await db.FindFeedAsync(new Role(PartyKind.Vendor, list.VendorId), ct) is not { Id: var party }) continue;
            foreach (var minutes in rules[list.VendorId].Waits)
            {
                var (now, wait) = (clock.NowMicros(), minutes * 60_000_000L);
                // What reached its minutes before the rule was there, or a day ago, is not looked for.
                var from = looked.TryGetValue((list.VendorId, minutes), out var last) ? last : Math.Max(list.ChangedAt.ToMicros(), now - (long)FarthestBack.TotalMicroseconds) - wait;
                await LookAsync(party, from, now - wait, rules, ct);
                looked[(list.VendorId, minutes)] = now - wait - (long)Overlap.TotalMicroseconds; // a commit may take its time; to look twice does nothing twice
            }
        }
    }

    async Task LookAsync(long party, long after, long upTo, Dictionary<string, Rules> rules, CancellationToken ct)
    {
        while (await WaitsAsync(party, after, upTo, ct) is { Count: > 0 } waits)
        {
            var decided = new List<(Happening, string, Decision)>();
            foreach (var wait in waits)
            {
                var theirs = rules[wait.Door.VendorId];
                var facts = await gather.OfThreadAsync(wait, RuleEvents.Waiting, theirs, ct) with { Side = PartyKind.Buyer };
                decided.AddRange(theirs.Evaluate(facts).Select(d => (wait, $"w{wait.Seat.OwesSince}", d)));
            }
            await apply.ApplyAsync(decided, ct);
            if (waits.Count < Step) return;
            after = waits[^1].Seat.OwesSince!.Value;
        }
    }

    async Task<List<Happening>> WaitsAsync(long party, long after, long upTo, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await (
            from seat in db.Set<Seat>().Where(s => s.PartyId == party && s.Place == Place.Inbox && s.OwesSince > after && s.OwesSince <= upTo).OrderBy(s => s.OwesSince).Take(Step)
            join conversation in db.Set<Conversation>() on seat.ConversationId equals conversation.Id
            join message in db.Set<Message>() on new { Id = conversation.Id, Seq = conversation.LastSeq } equals new { Id = message.ConversationId, message.Seq }
            join subject in db.Set<Subject>() on new { Kind = conversation.SubjectKind, Id = conversation.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
            from subject in subjects.DefaultIfEmpty()
            orderby seat.OwesSince
            select new { seat, conversation, message, subject }).ToListAsync(ct);
        return found.ConvertAll(f => new Happening(doors.Remember(f.conversation), f.conversation, f.seat, f.message, f.subject));
    }

    [LoggerMessage(1, LogLevel.Warning, "Rules on waiting wait for the store: {Why}")]
    static partial void Postponed(ILogger logger, string why);

    [LoggerMessage(2, LogLevel.Error, "Rules on waiting could not be looked at; tried again in 15 seconds")]
    static partial void Failed(ILogger logger, Exception error);
}
