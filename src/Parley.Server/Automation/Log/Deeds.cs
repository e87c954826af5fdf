using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Something to be written down.</summary>
public sealed record NewDeed(string VendorId, Guid ConversationId, string Cause, DeedKind Kind, Guid RuleId, string Name, IReadOnlyList<string> Why, IReadOnlyList<DeedAct>? Acts);

/// <summary>The log of what was done by machine: written once for each cause and rule, read by the team, newest first.</summary>
public sealed class Deeds(Store store, Sights sights, TimeProvider clock)
{
    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Writes it down, unless the same is there already.</summary>
    public Task NoteAsync(IReadOnlyCollection<NewDeed> deeds, CancellationToken ct) => deeds.Count == 0 ? Task.CompletedTask : store.WriteAsync(db => NoteAsync(db, deeds, ct), ct);

    public async Task NoteAsync(ParleyDb db, IReadOnlyCollection<NewDeed> deeds, CancellationToken ct)
    {
        var now = clock.NowMicros();
        await db.InsertMissingAsync("deeds", "vendor_id, conversation_id, cause, kind, rule_id, name, why, acts, at", deeds.Select(d => new object[]
        {
            d.VendorId, store.IdOf(d.ConversationId), d.Cause, (short)d.Kind, store.IdOf(d.RuleId), d.Name, Write(d.Why), Write(d.Acts ?? []), now,
        }), ct);
    }

    /// <summary>Which of these were written down before.</summary>
    public async Task<HashSet<(Guid Conversation, string Cause, Guid Rule)>> KnownAsync(IReadOnlyCollection<Guid> conversations, IReadOnlyCollection<string> causes, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<Deed>().Where(d => conversations.Contains(d.ConversationId) && causes.Contains(d.Cause)).Select(d => new { d.ConversationId, d.Cause, d.RuleId }).ToListAsync(ct);
        return [.. rows.Select(r => (r.ConversationId, r.Cause, r.RuleId))];
    }

    public async Task<DeedPage> ReadAsync(Member member, Guid? conversation, Guid? rule, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"deeds {member.Role.Key} {conversation} {rule}";
        var before = Cursor.Read(list, cursor) is { } position
            ? long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Refuse.InvalidCursor()
            : long.MaxValue;
        var vendor = member.VendorId;
        var sight = await sights.OfAsync(member.Role, member.Person.Id, ct);
        await using var db = store.Open();
        var seen = db.Set<Seat>().Where(s => s.Party == PartyKind.Vendor).Within(sight).Select(s => s.ConversationId);
        var deeds = sight.IsAll ? db.Set<Deed>() : db.Set<Deed>().Where(d => seen.Contains(d.ConversationId));
        var rows = await deeds
            .Where(d => d.VendorId == vendor && d.Id < before && (conversation == null || d.ConversationId == conversation) && (rule == null || d.RuleId == rule))
            .OrderByDescending(d => d.Id).Take(limit + 1).ToListAsync(ct);
        var more = rows.Count > limit;
        if (more) rows.RemoveAt(limit);
        return new DeedPage(rows.ConvertAll(DeedView.Of), more ? Cursor.Write(list, rows[^1].Id.ToString(CultureInfo.InvariantCulture)) : null);
    }

    public static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, Bodies.Strict);
}

/// <summary>Forgets what was done by machine after 90 days, a thousand at a time.</summary>
public sealed partial class PruneDeeds(Store store, TimeProvider clock, ILogger<PruneDeeds> logger) : BackgroundService
{
    const int Step = 1000;

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

    /// <summary>One step; returns how many rows went.</summary>
    public Task<int> PruneAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - Deeds.Kept;
        return store.WriteAsync(async db =>
        {
            var old = await db.Set<Deed>().Where(d => d.At < horizon).OrderBy(d => d.At).Select(d => d.Id).Take(Step).ToListAsync(ct);
            return old.Count == 0 ? 0 : await db.Set<Deed>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(ct);
        }, ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "The log of what was done by machine could not be pruned; tried again in an hour: {Why}")]
    static partial void Postponed(ILogger logger, string why);
}
