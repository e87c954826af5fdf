using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Finds out after which uses of a template the buyer wrote again: looks ten minutes after the message, then after an hour, a day and
/// two weeks, and no more. So each use costs four looks at the most, however many threads there are.
/// </summary>
public sealed partial class SettleUses(Store store, TimeProvider clock, ILogger<SettleUses> logger) : BackgroundService
{
    public static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(10), LastLook = TimeSpan.FromDays(14);
    static readonly TimeSpan[] Looks = [FirstLook, TimeSpan.FromHours(1), TimeSpan.FromDays(1), LastLook];
    const int Step = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    /// <summary>One step; returns how many uses were looked at.</summary>
    public Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(async db =>
        {
            var due = await db.Set<TemplateSend>().Where(s => !s.Settled && s.At <= now).OrderBy(s => s.At).Take(Step).ToListAsync(ct);
            foreach (var use in due.OrderBy(u => u.VendorId, StringComparer.Ordinal).ThenBy(u => u.TemplateId)) await LookAsync(db, use, now, ct);
            return due.Count;
        }, ct);
    }

    static async Task LookAsync(ParleyDb db, TemplateSend use, DateTimeOffset now, CancellationToken ct)
    {
        var thread = db.Set<Message>().Where(m => m.ConversationId == use.ConversationId);
        var sentAt = await thread.Where(m => m.Seq == use.Seq).Select(m => (DateTimeOffset?)m.At).SingleOrDefaultAsync(ct);
        var last = sentAt + LastLook;
        var answered = await thread.AnyAsync(m => m.Seq > use.Seq && m.Party == PartyKind.Buyer && m.At <= last, ct);
        var next = Looks.Select(l => sentAt + l).FirstOrDefault(at => at > now);
        var mine = db.Set<TemplateSend>().Where(s => s.ConversationId == use.ConversationId && s.Seq == use.Seq && s.TemplateId == use.TemplateId && !s.Settled);
        if (!answered && next is { } later) await mine.ExecuteUpdateAsync(s => s.SetProperty(u => u.At, later), ct);
        else if (await mine.ExecuteUpdateAsync(s => s.SetProperty(u => u.Settled, true), ct) == 1 && answered)
            await db.Set<TemplateTotal>().Where(t => t.VendorId == use.VendorId && t.TemplateId == use.TemplateId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Answered, t => t.Answered + 1), ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "What followed uses of templates could not be looked at; tried again in a minute: {Why}")]
    static partial void Postponed(ILogger logger, string why);
}
