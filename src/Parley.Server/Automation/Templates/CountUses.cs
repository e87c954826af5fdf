using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Counts the templates that stored messages were made with, beside the sends and not in their way: each message once, however often
/// it is sent again. What a process that ends had not counted yet stays uncounted, unless the message is sent again.
/// </summary>
public sealed partial class CountUses(Store store, ReadThreadValues read, TimeProvider clock, ILogger<CountUses> logger) : BackgroundService, ITemplatesUsed
{
    const int Waiting = 10_000, Attempts = 5;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    sealed record Used(Entered Who, int Seq, IReadOnlyList<Guid> Templates);

    readonly Channel<Used> used = Channel.CreateBounded<Used>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Note(Entered who, int seq, IReadOnlyList<Guid> templates) => used.Writer.TryWrite(new Used(who, seq, templates));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in used.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await CountAsync(use, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Uncounted(logger, e, use.Who.Door.Id, use.Seq); // a figure is a little low; nothing else depends on it
            }
        }
    }

    async Task CountAsync(Used use, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var sort = Sort.Of(await read.RunAsync(use.Who, ct));
                await store.WriteAsync(db => CountAsync(db, use, sort, ct), ct);
                return;
            }
            catch (Exception e) when (attempt < Attempts && (e is DbUpdateException || StorageTrouble.Explain(e) is not null))
            {
                // Another node counted the same in the same moment, or the store is away for now.
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    async Task CountAsync(ParleyDb db, Used use, Sort sort, CancellationToken ct)
    {
        var (thread, vendor, person) = (use.Who.Door.Id, use.Who.Door.VendorId, use.Who.Person.Id);
        if (await db.Set<TemplateSend>().AnyAsync(s => s.ConversationId == thread && s.Seq == use.Seq, ct)) return;
        var named = use.Templates.Distinct().ToList();
        var known = await db.Set<Template>().Where(t => named.Contains(t.Id) && (t.VendorId == vendor || t.VendorId == "") && (t.KeeperId == "" || t.KeeperId == person))
            .Select(t => t.Id).Distinct().ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var id in known.Order())
        {
            db.Add(new TemplateSend { ConversationId = thread, Seq = use.Seq, TemplateId = id, VendorId = vendor, At = now + SettleUses.FirstLook });
            await AddToTotalAsync(db, vendor, id, now, ct);
            await AddToDayAsync(db, vendor, sort, UseCounts.DayOf(now), id, ct);
        }
        await db.SaveChangesAsync(ct);
        var horizon = UseCounts.DayOf(now) - UseCounts.Days;
        await db.Set<TemplateUse>().Where(u => u.VendorId == vendor && u.About == sort.About && u.State == sort.State && u.Day < horizon).ExecuteDeleteAsync(ct);
    }

    static async Task AddToTotalAsync(ParleyDb db, string vendor, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<TemplateTotal>().Where(t => t.VendorId == vendor && t.TemplateId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Uses, t => t.Uses + 1).SetProperty(t => t.LastUsedAt, now), ct) == 0)
            db.Add(new TemplateTotal { VendorId = vendor, TemplateId = id, Uses = 1, LastUsedAt = now });
    }

    static async Task AddToDayAsync(ParleyDb db, string vendor, Sort sort, int day, Guid id, CancellationToken ct)
    {
        if (await db.Set<TemplateUse>().Where(u => u.VendorId == vendor && u.About == sort.About && u.State == sort.State && u.Day == day && u.TemplateId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.Uses, u => u.Uses + 1), ct) == 0)
            db.Add(new TemplateUse { VendorId = vendor, About = sort.About, State = sort.State, Day = day, TemplateId = id, Uses = 1 });
    }

    [LoggerMessage(1, LogLevel.Warning, "The templates of message {Seq} of conversation {Conversation} were not counted")]
    static partial void Uncounted(ILogger logger, Exception error, Guid conversation, int seq);
}
