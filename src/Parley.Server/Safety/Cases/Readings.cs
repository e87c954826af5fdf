using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>That a conversation was read for a case, and when its people are to be told.</summary>
public sealed class CaseReading
{
    public required Guid CaseId { get; init; }
    public required Guid ConversationId { get; init; }
    public required DateTimeOffset FirstReadAt { get; init; }

    /// <summary>At the latest, while the case is open; null once they were told.</summary>
    public DateTimeOffset? TellAt { get; set; }
}

sealed class CaseReadingTable : IEntityTypeConfiguration<CaseReading>
{
    public void Configure(EntityTypeBuilder<CaseReading> builder)
    {
        builder.ToTable("case_readings");
        builder.HasKey(r => new { r.CaseId, r.ConversationId });
        builder.HasIndex(r => r.TellAt).HasDatabaseName("ix_case_readings_tell").HasFilter("tell_at is not null");
    }
}

/// <summary>
/// Who is in a conversation that was read for a case is told as of a grant: so many hours after the case was decided, since telling of an open one would warn whom it is about.
/// While another case about the conversation is open they are not told either; but never later than ninety days after the reading.
/// </summary>
public sealed class CaseReadings(Store store, IOptions<ModerationOptions> options)
{
    static readonly TimeSpan Latest = TimeSpan.FromDays(90), Again = TimeSpan.FromHours(1);

    /// <summary>In the transaction that reads; of a case that is read again the first reading counts.</summary>
    public Task NoteAsync(ParleyDb db, Guid @case, IReadOnlyCollection<Guid> conversations, DateTimeOffset now, CancellationToken ct) =>
        conversations.Count == 0 ? Task.CompletedTask : db.InsertMissingAsync("case_readings", "case_id, conversation_id, first_read_at, tell_at",
            [.. conversations.Select(c => new object[] { store.IdOf(@case), store.IdOf(c), now.ToMicros(), (now + Latest).ToMicros() })], ct);

    /// <summary>In the transaction that decides the case.</summary>
    public Task EndAsync(ParleyDb db, Guid @case, DateTimeOffset now, CancellationToken ct)
    {
        var at = now.AddHours(options.Value.TellReadingHours);
        return db.Set<CaseReading>().Where(r => r.CaseId == @case && r.TellAt > at).ExecuteUpdateAsync(s => s.SetProperty(r => r.TellAt, at), ct);
    }

    /// <summary>When to look again, while telling would harm what is still looked into; null when they may be told.</summary>
    public static async Task<DateTimeOffset?> WaitsAsync(ParleyDb db, CaseReading reading, DateTimeOffset now, CancellationToken ct)
    {
        var latest = reading.FirstReadAt + Latest;
        if (now >= latest || !await db.Set<Flag>().AnyAsync(f => f.ConversationId == reading.ConversationId && db.Set<Case>().Any(c => c.Id == f.CaseId && c.State == CaseState.Open), ct)) return null;
        return now + Again < latest ? now + Again : latest;
    }
}
