using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notifications;

/// <summary>A browser that wants to show one person's notices.</summary>
public sealed class PushSubscription
{
    /// <summary>Made from the endpoint: the same browser is one row, whoever is signed in there.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is: of all who signed in with it, the last.</summary>
    public required string PersonId { get; init; }

    /// <summary>Where its push service takes pushes for it. Whoever knows it could send some, if they had the server's key too.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key: a point of P-256, 65 bytes.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>16 bytes that the browser and this server share.</summary>
    public required byte[] Auth { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The last parcel that it took while others of the person's did not: it is left out when they are tried again.</summary>
    public Guid? TookParcel { get; init; }
}

public enum PushPlatform : byte
{
    Fcm = 1,
    Apns = 2,
}

/// <summary>A phone with the host's app that shows one person's notices.</summary>
public sealed class PushDevice
{
    /// <summary>Made from platform and token.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="PushSubscription.PersonId"/>
    public required string PersonId { get; init; }
    public required PushPlatform Platform { get; init; }
    public required string Token { get; init; }

    /// <summary>The app's bundle or package id; empty for the operator's usual one.</summary>
    public required string App { get; init; }

    /// <summary>BCP 47; empty when the app did not say.</summary>
    public required string Locale { get; init; }
    public required DateTimeOffset SeenAt { get; init; }

    /// <inheritdoc cref="PushSubscription.TookParcel"/>
    public Guid? TookParcel { get; init; }
}

sealed class PushTables : IEntityTypeConfiguration<PushSubscription>, IEntityTypeConfiguration<PushDevice>
{
    public void Configure(EntityTypeBuilder<PushSubscription> builder)
    {
        builder.ToTable("push_subscriptions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.PersonId).HasMaxLength(128);
        builder.Property(s => s.Endpoint).HasMaxLength(2048);
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_push_subscriptions_person");
    }

    public void Configure(EntityTypeBuilder<PushDevice> builder)
    {
        builder.ToTable("push_devices");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.PersonId).HasMaxLength(128);
        builder.Property(d => d.Token).HasMaxLength(1024);
        builder.Property(d => d.App).HasMaxLength(200);
        builder.Property(d => d.Locale).HasMaxLength(35);
        builder.HasIndex(d => d.PersonId).HasDatabaseName("ix_push_devices_person");
    }
}
