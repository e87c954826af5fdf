using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>Where the host wants to hear what happens.</summary>
public sealed class WebhookEndpoint
{
    public required Guid Id { get; init; }
    public required string Url { get; set; }
    public string? Description { get; set; }

    /// <summary>Event types, separated by commas; empty for all.</summary>
    public required string Types { get; set; }

    /// <summary>Of one conversation, nothing before what came before it is delivered or given up.</summary>
    public bool Ordered { get; set; }
    public EndpointState State { get; set; }

    /// <summary>What ended it, when no hand did.</summary>
    public string? Reason { get; set; }
    public required byte[] Secret { get; set; }
    public required string SecretWrappedBy { get; set; }

    /// <summary>The one before, with which everything is signed, too, until then.</summary>
    public byte[]? FormerSecret { get; set; }
    public string? FormerSecretWrappedBy { get; set; }
    public DateTimeOffset? FormerUntil { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What happened before it was made, or enabled again, is not told: the outbox's last fact of then. A number, because clocks are set back and differ.</summary>
    public long HearsAfter { get; set; }

    public bool Wants(string type) => Types.Length == 0 || Types.Split(',').Contains(type);

    /// <summary>What its secrets are for, bound to them when they are wrapped.</summary>
    public static string Purpose(Guid id) => $"webhook {id}";
}

public enum EndpointState : byte
{
    Active = 0,

    /// <summary>Nothing is queued for it.</summary>
    Disabled = 1,
}

/// <summary>One event for one endpoint. What it says is put together when it is sent, from what is true then; here are ids and numbers only.</summary>
public sealed class WebhookDelivery
{
    /// <summary>The same for the same event and endpoint, so that hearing a fact twice makes one delivery; sent as <c>webhook-id</c>.</summary>
    public required Guid Id { get; init; }
    public required Guid EndpointId { get; init; }

    /// <summary>Orders the deliveries of an endpoint.</summary>
    public required long Number { get; init; }
    public required string Type { get; init; }
    public required Guid ConversationId { get; init; }
    public int Seq { get; init; }

    /// <summary>Who spoke, of a message; else empty.</summary>
    public required string Speaker { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }
    public DeliveryState State { get; set; }

    /// <summary>Tries begun; a try that was begun and of which nothing is known counts.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried again; null when nobody has to.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How the last try ended, by name.</summary>
    public string? Outcome { get; set; }
    public int? Status { get; set; }

    /// <summary>How long the last try took; null while one runs.</summary>
    public int? Milliseconds { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>A try runs, or ran on a node that is dead.</summary>
    public bool IsHeld => Attempts > 0 && Milliseconds is null;
}

public enum DeliveryState : byte
{
    Waiting = 0,
    Delivered = 1,

    /// <summary>Tried as often as it is to be; it lies here until it is replayed.</summary>
    Parked = 2,

    /// <summary>It became pointless: the outcome says why.</summary>
    Cancelled = 3,
}

sealed class WebhookTables : IEntityTypeConfiguration<WebhookEndpoint>, IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable("webhook_endpoints");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Url).HasMaxLength(2048);
        builder.Property(e => e.Description).HasMaxLength(200);
        builder.Property(e => e.Types).HasMaxLength(1000);
        builder.Property(e => e.Reason).HasMaxLength(40);
        builder.Property(e => e.SecretWrappedBy).HasMaxLength(32);
        builder.Property(e => e.FormerSecretWrappedBy).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(d => d.Id);
        builder.Ignore(d => d.IsHeld);
        builder.Property(d => d.Type).HasMaxLength(40);
        builder.Property(d => d.Speaker).HasMaxLength(20);
        builder.Property(d => d.Outcome).HasMaxLength(40);
        builder.HasIndex(d => new { d.EndpointId, d.Number }).IsUnique().HasDatabaseName("ix_webhook_deliveries_log");
        builder.HasIndex(d => new { d.EndpointId, d.DueAt }).HasDatabaseName("ix_webhook_deliveries_due").HasFilter("due_at is not null");
        builder.HasIndex(d => new { d.EndpointId, d.ConversationId, d.Number }).HasDatabaseName("ix_webhook_deliveries_order").HasFilter("due_at is not null");
        builder.HasIndex(d => d.EndpointId).HasDatabaseName("ix_webhook_deliveries_parked").HasFilter("state = 2");
        builder.HasIndex(d => d.At).HasDatabaseName("ix_webhook_deliveries_old");
    }
}
