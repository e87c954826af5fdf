using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>When an answer that is owed is due: what the warnings go by. Made from the conversation, and gone with what is owed.</summary>
public sealed class DueAnswer
{
    public required Guid ConversationId { get; init; }
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required long PartyId { get; init; }
    public DateTimeOffset WarnAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public bool Warned { get; set; }
    public bool Missed { get; set; }
}

sealed class DueTable : IEntityTypeConfiguration<DueAnswer>
{
    public void Configure(EntityTypeBuilder<DueAnswer> builder)
    {
        builder.ToTable("dues");
        builder.HasKey(d => d.ConversationId);
        builder.HasIndex(d => new { d.PartyId, d.DueAt });
        builder.HasIndex(d => d.WarnAt).HasFilter("not warned");
        builder.HasIndex(d => d.DueAt).HasFilter("not missed");
    }
}

/// <summary>Keeps the dues right: after what happened in a thread, and after a change of hours, tier or outages.</summary>
public sealed class KeepDues(Store store, Targets targets, TimeProvider clock) : IFactWorker
{
    const int Step = 500;
    static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    public string Name => "keep-dues";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var threads = facts.Where(f => f is { ConversationId: not null, Kind: FactKind.MessageSent or FactKind.ThreadFiled or FactKind.ThreadReshaped }).Select(f => f.ConversationId!.Value).Distinct().ToList();
        foreach (var some in threads.Chunk(Step)) await PlanAsync(some, ct);
        foreach (var subject in facts.Where(f => f.Kind == FactKind.MarketChanged).Select(f => f.Subject!).Distinct())
        {
            if (subject.Split(':', 2) is ["hours" or "vendor", var vendor]) await PlanAgainAsync(vendor, ct);
            if (subject.Split(':', 2) is ["tier" or "outages", _]) await PlanAgainAsync(null, ct);
        }
    }

    /// <summary>All of a vendor's, or all there are.</summary>
    async Task PlanAgainAsync(string? vendorId, CancellationToken ct)
    {
        var key = $"v:{vendorId}";
        List<Guid> ids;
        await using (var db = store.Open())
        {
            var dues = vendorId is null ? db.Set<DueAnswer>() : db.Set<PartyFeed>().Where(p => p.Key == key).Join(db.Set<DueAnswer>(), p => p.Id, d => d.PartyId, (_, d) => d);
            ids = await dues.Select(d => d.ConversationId).ToListAsync(ct);
        }
        foreach (var some in ids.Chunk(Step)) await PlanAsync(some, ct);
    }

    async Task PlanAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        await store.WriteAsync(async db =>
        {
            var owing = await (
                from c in db.Set<Conversation>() where ids.Contains(c.Id) && c.OwesSince != null
                join s in db.Set<Seat>() on new { c.Id, Party = PartyKind.Vendor } equals new { Id = s.ConversationId, s.Party }
                where s.Place != Place.Spam
                select new { c.Id, c.VendorId, c.VendorParty, c.OwesSince, c.OwesSeq, c.AnswerSeq }).ToListAsync(ct);
            var dues = await db.Set<DueAnswer>().Where(d => ids.Contains(d.ConversationId)).ToDictionaryAsync(d => d.ConversationId, ct);
            var (now, made) = (clock.GetUtcNow(), new List<object[]>());
            foreach (var c in owing.OrderBy(c => c.Id))
            {
                var (since, seq) = (Instants.FromMicros(c.OwesSince!.Value), c.OwesSeq ?? 0);
                if (await targets.DueAsync(c.VendorId, since, c.AnswerSeq is null, ct) is not { } when) continue; // it never comes: no row, no warning
                if (dues.Remove(c.Id, out var due) && due.OpenedSeq == seq && due.Since == since)
                {
                    if (due.WarnAt == when.Warn && due.DueAt == when.Due) continue;
                    await db.Set<DueAnswer>().Where(d => d.ConversationId == c.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.WarnAt, when.Warn).SetProperty(d => d.DueAt, when.Due), ct);
                    continue;
                }
                // Another debt is another warning; what was over long before it was seen (an import) warns nobody.
                made.Add([store.IdOf(c.Id), seq, since.ToMicros(), c.VendorParty, when.Warn.ToMicros(), when.Due.ToMicros(), when.Warn < now - Stale, when.Due < now - Stale]);
            }
            var gone = dues.Keys.ToList();
            if (gone.Count > 0) await db.Set<DueAnswer>().Where(d => gone.Contains(d.ConversationId)).ExecuteDeleteAsync(ct);
            await db.PutAsync("dues", "conversation_id, opened_seq, since, party_id, warn_at, due_at, warned, missed", made, ct);
        }, ct);
}
