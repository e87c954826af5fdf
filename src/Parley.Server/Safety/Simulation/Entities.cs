using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety.Simulation;

public enum SimulationState : byte
{
    Running = 0,
    Done = 1,
    Cancelled = 2,

    /// <summary>It could not be carried out; it says why.</summary>
    Failed = 3,
}

public enum SimulationPhase : byte
{
    /// <summary>How many messages there are.</summary>
    Counting = 0,
    Reading = 1,
}

/// <summary>A policy that is tried on messages of the past, and how far that is. One runs at a time. It holds counts, ids and places, never texts.</summary>
public sealed class PolicySimulation
{
    public required Guid Id { get; init; }

    /// <summary>A <see cref="Policies.PolicyBody"/> as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The version that was in force when it began: the other one that each message is held against.</summary>
    public required int Against { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset Until { get; init; }

    /// <summary>The operator, or the host's key.</summary>
    public required string By { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public SimulationState State { get; private set; }
    public SimulationPhase Phase { get; private set; }

    /// <summary>The last thread that is through in this phase; threads go by their ids.</summary>
    public Guid? After { get; private set; }

    /// <summary>How often it was saved: a step counts once, whoever else took it too.</summary>
    public int Step { get; private set; }
    public int Total { get; private set; }
    public int Done { get; private set; }

    /// <summary>Of how many of all threads the messages are read; below 1 where there are more than the option allows.</summary>
    public double Share { get; private set; } = 1;

    /// <summary>A <see cref="Counts"/> as JSON.</summary>
    public string? Result { get; private set; }
    public string? Why { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void Count(int more, Guid after)
    {
        Total += more;
        After = after;
    }

    /// <summary>All is counted; of more than <paramref name="most"/> a part of the threads is read.</summary>
    public void Read(int most)
    {
        (Phase, After) = (SimulationPhase.Reading, null);
        Share = Total <= most ? 1 : most / (double)Total;
        Total = Math.Min(Total, most);
    }

    public void Advance(int messages, Guid after, string result)
    {
        Done += messages;
        Total = Math.Max(Total, Done); // a part of the threads may have more than its part of the messages
        (After, Result) = (after, result);
    }

    public void Finish(DateTimeOffset now) => (State, Total, EndedAt) = (SimulationState.Done, Done, now);

    public void Fail(string why, DateTimeOffset now) => (State, Why, EndedAt) = (SimulationState.Failed, why, now);

    public void Save() => Step++;
}

sealed class SimulationTable : IEntityTypeConfiguration<PolicySimulation>
{
    public void Configure(EntityTypeBuilder<PolicySimulation> builder)
    {
        builder.ToTable("policy_simulations");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.By).HasMaxLength(160);
        builder.Property(s => s.Why).HasMaxLength(300);
        builder.HasIndex(s => s.State).IsUnique().HasDatabaseName("ix_policy_simulations_running").HasFilter("state = 0");
    }
}
