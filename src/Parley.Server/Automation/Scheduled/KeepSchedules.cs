using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A vendor's scheduled messages: read, and put as a whole by whoever saw the last list.</summary>
public sealed class KeepSchedules(Store store, Templates templates, Register register, TimeProvider clock)
{
    const int Most = 50, LongestHours = 366 * 24;

    public async Task<SchedulesView> ReadAsync(Member member, CancellationToken ct)
    {
        await using var db = store.Open();
        return await ViewAsync(await db.Set<ScheduleList>().SingleOrDefaultAsync(s => s.VendorId == member.VendorId, ct), ct);
    }

    /// <summary>As they should be from now on; what is planned already of one that is no more there, or off, is not sent. Saying what is already so changes nothing.</summary>
    public async Task<SchedulesView> PutAsync(Member member, SchedulesBody body, CancellationToken ct)
    {
        var messages = ScheduleList.Write(await CleanAsync(member.ToWrite(), body, ct));
        return await ViewAsync(await store.WriteAsync(member, async db =>
        {
            var row = await db.Set<ScheduleList>().AsTracking().SingleOrDefaultAsync(s => s.VendorId == member.VendorId, ct);
            if (row?.Messages == messages) return row;
            if ((row?.Version ?? 0) != body.Version) throw Refuse.ChangedMeanwhile();
            var now = clock.GetUtcNow();
            if (row is null) db.Add(row = new ScheduleList { VendorId = member.VendorId, Messages = messages, ChangedBy = member.Person.Id, ChangedAt = now });
            else (row.Messages, row.ChangedBy, row.ChangedAt, row.Version) = (messages, member.Person.Id, now, row.Version + 1);
            return row;
        }, ct), ct);
    }

    async Task<IReadOnlyList<Schedule>> CleanAsync(Member member, SchedulesBody body, CancellationToken ct)
    {
        if (body.Messages.Count > Most) throw Refuse.Invalid("messages", $"'messages' has more than {Most} entries.");
        var shared = body.Messages.Count > 0 ? (await templates.SharedAsync(member.VendorId, ct)).Select(t => t.Id).ToHashSet() : [];
        var clean = body.Messages.Select((m, place) => Clean(m, shared) with { Id = m.Id ?? IdFor(member, body.Version, place) }).ToList();
        if (clean.GroupBy(m => m.Id).Any(g => g.Key == Guid.Empty || g.Count() > 1)) throw Refuse.Invalid("messages.id", "Each message needs an 'id' of its own.");
        return clean;
    }

    static Schedule Clean(Schedule message, HashSet<Guid> shared)
    {
        if (message.State is null == message.Date is null) throw Refuse.Invalid("messages", "A scheduled message is for a 'state' or for a 'date'.");
        if (message.Kind == SubjectKind.Listing) throw Refuse.Invalid("messages.kind", "'kind' must be order, booking or request.");
        if (message.Hours is < -LongestHours or > LongestHours || (message.State is not null && message.Hours < 0)) throw Refuse.Invalid("messages.hours", $"'hours' must be at most {LongestHours}; only a date has a time before it.");
        if (!shared.Contains(message.Template)) throw Refuse.Invalid("messages.template", "'template' must be one that the team shares, or that the marketplace supplies.");
        return message with { Name = Texts.Line(message.Name, "messages.name", 80), State = Texts.OptionalLine(message.State, "messages.state", 40), Date = Texts.OptionalLine(message.Date, "messages.date", 40) };
    }

    /// <summary>Made of whose it is and where it stands, so that a retry says the same.</summary>
    static Guid IdFor(Member member, int version, int place) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"schedule {member.VendorId}\n{version}\n{place}"))[..16], bigEndian: true);

    async ValueTask<SchedulesView> ViewAsync(ScheduleList? row, CancellationToken ct)
    {
        if (row is null) return new SchedulesView(0, [], null, null);
        var by = await register.FindPersonAsync(row.ChangedBy, ct);
        return new SchedulesView(row.Version, ScheduleList.Read(row.Messages), by is null ? null : new PersonView(by.Id, by.Name, by.AvatarUrl), row.ChangedAt);
    }
}
