using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>A message that goes out by itself when an order comes to a state, or some hours before or after one of its dates.</summary>
/// <param name="Template">One that the team shares or the marketplace supplies.</param>
/// <param name="Kind">Of orders, bookings or requests only; of all three when left out.</param>
/// <param name="State">The state it comes to; or send <paramref name="Date"/>.</param>
/// <param name="Date">The host's label of the date, such as <c>appointment</c>.</param>
/// <param name="Hours">After that, at most a year; before a date when negative.</param>
/// <param name="Opens">Where there is no thread about it yet, one is opened; otherwise nothing is sent.</param>
public sealed record Schedule(string Name, Guid Template, SubjectKind? Kind = null, string? State = null, string? Date = null, int Hours = 0, bool Opens = false, bool Off = false, Guid? Id = null);

/// <param name="Version">Which one was seen, 0 when there were none; another one by now is 409 <c>changed-meanwhile</c>.</param>
public sealed record SchedulesBody(int Version, IReadOnlyList<Schedule> Messages);

/// <param name="Version">0 when there are none.</param>
public sealed record SchedulesView(int Version, IReadOnlyList<Schedule> Messages, PersonView? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>All of a vendor's scheduled messages, read and changed as a whole.</summary>
public sealed class ScheduleList
{
    public required string VendorId { get; init; }

    /// <summary>As JSON.</summary>
    public required string Messages { get; set; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;

    public static string Write(IReadOnlyList<Schedule> messages) => JsonSerializer.Serialize(messages, Bodies.Strict);

    public static IReadOnlyList<Schedule> Read(string stored) => JsonSerializer.Deserialize<IReadOnlyList<Schedule>>(stored, Bodies.Strict)!;
}

public enum PlanState : byte
{
    Planned = 0,
    Sent = 1,
    Cancelled = 2,

    /// <summary>It was not sent; the reason stands beside it.</summary>
    NotSent = 3,
}

/// <summary>One message that is to go out, or went, about one order. It is made once for each state or date, by an id made of them.</summary>
public sealed class ScheduledMessage
{
    public required Guid Id { get; init; }
    public required string VendorId { get; init; }
    public required SubjectKind Kind { get; init; }
    public required string SubjectId { get; init; }
    public required Guid ScheduleId { get; init; }
    public required string Name { get; init; }

    /// <summary>The state it is for; null when it is for a date.</summary>
    public required string? State { get; init; }

    /// <summary>The date it is for, as it was when this was planned.</summary>
    public required DateTimeOffset? Date { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public PlanState Status { get; set; }
    public string? Problem { get; set; }
}

sealed class ScheduleTables : IEntityTypeConfiguration<ScheduleList>, IEntityTypeConfiguration<ScheduledMessage>, IEntityTypeConfiguration<Preferences>
{
    public void Configure(EntityTypeBuilder<ScheduleList> builder)
    {
        builder.ToTable("schedule_lists");
        builder.HasKey(s => s.VendorId);
    }

    public void Configure(EntityTypeBuilder<ScheduledMessage> builder)
    {
        builder.ToTable("planned_messages");
        builder.HasKey(p => p.Id);
        builder.HasIndex(p => p.DueAt).HasFilter("status = 0");
        builder.HasIndex(p => new { p.Kind, p.SubjectId });
    }

    public void Configure(EntityTypeBuilder<Preferences> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(p => p.PersonId);
    }
}
