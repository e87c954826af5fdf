using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Plans scheduled messages when the host tells of an order: one for each state it comes to and for each date it has. A date that moved
/// is planned anew and what was planned for the old one goes. Hearing of the same again plans nothing twice.
/// </summary>
public sealed class PlanMessages(Store store, TimeProvider clock) : IFactWorker
{
    /// <summary>What should have gone out longer ago is not planned: it is history that the host tells.</summary>
    static readonly TimeSpan Late = TimeSpan.FromHours(1), New = TimeSpan.FromDays(1);

    public string Name => "scheduled-messages";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var told = facts.Where(f => f.Kind == FactKind.MarketChanged).Select(f => (Subject: AddressOf(f.Subject), f.Seq)).Where(f => f.Subject is not null)
            .GroupBy(f => f.Subject!.Value).ToDictionary(g => g.Key, g => g.Aggregate(SubjectNews.None, (all, f) => all | (SubjectNews)f.Seq));
        if (told.Count == 0) return;
        var subjects = await SubjectsAsync(told.Keys, ct);
        if (subjects.Count == 0) return;
        var vendors = subjects.Select(s => s.VendorId).Distinct().ToList();
        Dictionary<string, IReadOnlyList<Schedule>> lists;
        await using (var db = store.Open())
            lists = (await db.Set<ScheduleList>().Where(s => vendors.Contains(s.VendorId)).ToListAsync(ct)).ToDictionary(s => s.VendorId, s => ScheduleList.Read(s.Messages));
        foreach (var subject in subjects)
            if (lists.TryGetValue(subject.VendorId, out var list)) await PlanAsync(subject, told[(subject.Kind, subject.Id)], list, ct);
    }

    static (SubjectKind Kind, string Id)? AddressOf(string? subject) =>
        subject is not null && subject.StartsWith("subject:", StringComparison.Ordinal) && subject[8..].Split(' ', 2) is [var kind, var id]
        && Enum.TryParse<SubjectKind>(kind, out var parsed) && parsed != SubjectKind.Listing ? (parsed, id) : null;

    async Task<List<Subject>> SubjectsAsync(IReadOnlyCollection<(SubjectKind Kind, string Id)> addresses, CancellationToken ct)
    {
        var subjects = new List<Subject>();
        await using var db = store.Open();
        foreach (var kind in addresses.GroupBy(a => a.Kind))
        {
            var ids = kind.Select(a => a.Id).ToList();
            subjects.AddRange(await db.Set<Subject>().Where(s => s.Kind == kind.Key && ids.Contains(s.Id) && s.RemovedAt == null && s.BuyerId != null).ToListAsync(ct));
        }
        return subjects;
    }

    Task PlanAsync(Subject subject, SubjectNews news, IReadOnlyList<Schedule> list, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wanted = list.Where(s => !s.Off && (s.Kind is null || s.Kind == subject.Kind)).Select(s => Planned(subject, news, s, now)).OfType<ScheduledMessage>().ToList();
        return store.WriteAsync(async db =>
        {
            var rows = await db.Set<ScheduledMessage>().Where(p => p.Kind == subject.Kind && p.SubjectId == subject.Id).ToListAsync(ct);
            var dates = wanted.Where(w => w.Date is not null).Select(w => w.Id).ToHashSet();
            var moved = rows.Where(r => r.Status == PlanState.Planned && r.Date is not null && !dates.Contains(r.Id)).Select(r => r.Id).ToList();
            if (moved.Count > 0) await db.Set<ScheduledMessage>().Where(p => moved.Contains(p.Id) && p.Status == PlanState.Planned).ExecuteDeleteAsync(ct);
            var known = rows.Select(r => r.Id).ToHashSet();
            db.AddRange(wanted.Where(w => !known.Contains(w.Id)));
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    static ScheduledMessage? Planned(Subject subject, SubjectNews news, Schedule schedule, DateTimeOffset now)
    {
        var date = schedule.Date is { } label ? Cards.Read(subject).Dates.FirstOrDefault(d => string.Equals(d.Label, label, StringComparison.OrdinalIgnoreCase))?.At : null;
        if (schedule.Date is not null ? date is null : !CameTo(subject, news, schedule, now)) return null;
        var due = (date ?? now).AddHours(schedule.Hours);
        if (due < now - Late) return null;
        return new ScheduledMessage
        {
            Id = IdFor($"{schedule.Id} {subject.Kind} {subject.Id} {(date is { } at ? at.ToMicros() : MessageWords.Fold(schedule.State!))}"),
            VendorId = subject.VendorId,
            Kind = subject.Kind,
            SubjectId = subject.Id,
            ScheduleId = schedule.Id!.Value,
            Name = schedule.Name,
            State = schedule.State,
            Date = date,
            DueAt = due,
        };
    }

    /// <summary>The host has just told that it came to this state. Of what is new here, only what is new there: the rest was in that state long before.</summary>
    static bool CameTo(Subject subject, SubjectNews news, Schedule schedule, DateTimeOffset now) =>
        subject.State is { } state && MessageWords.Fold(state) == MessageWords.Fold(schedule.State!)
        && (news.HasFlag(SubjectNews.Moved) || (news.HasFlag(SubjectNews.New) && subject.PlacedAt > now - New));

    static Guid IdFor(string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes(what))[..16], bigEndian: true);
}
