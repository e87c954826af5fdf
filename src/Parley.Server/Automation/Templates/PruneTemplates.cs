using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Forgets templates that were deleted longer ago than they can be restored, and lets go of their files; a hundred at a time.</summary>
public sealed partial class PruneTemplates(Store store, ITemplateFiles files, TimeProvider clock, ILogger<PruneTemplates> logger) : BackgroundService
{
    const int Step = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await PruneAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    /// <summary>One step; returns how many templates went.</summary>
    public Task<int> PruneAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - KeepTemplates.Restorable;
        return store.WriteAsync(async db =>
        {
            var old = await db.Set<Template>().Where(t => t.DeletedAt < horizon).OrderBy(t => t.DeletedAt).Take(Step).ToListAsync(ct);
            foreach (var template in old)
            {
                if (template.Files.Length > 0) await files.NameAsync(db, new CarryingTemplate(template.VendorId, template.Id, template.KeeperId, null), [], ct);
                db.Remove(template);
            }
            await db.SaveChangesAsync(ct);
            return old.Count;
        }, ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Templates deleted long ago could not be forgotten; tried again in an hour: {Why}")]
    static partial void Postponed(ILogger logger, string why);
}
