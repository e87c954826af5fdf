using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// The one model of both stores. It names no feature: every folder brings the configurations of its own tables,
/// and reads them with <c>Set&lt;T&gt;()</c>. Instants are microseconds, ids made here are big-endian UUIDs,
/// so both stores compare and sort alike.
/// </summary>
public abstract class ParleyDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ParleyDb).Assembly);
        if (!Database.IsNpgsql()) return;
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            if (property.ClrType == typeof(string) && (property.IsKey() || property.IsIndex())) property.SetCollation("C");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        if (Database.IsSqlite()) configurationBuilder.Properties<Guid>().HaveConversion<GuidConverter>();
    }

    sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(v => v.ToMicros(), v => Instants.FromMicros(v));

    sealed class GuidConverter() : ValueConverter<Guid, byte[]>(v => v.ToByteArray(true), v => new Guid(v, true));
}
