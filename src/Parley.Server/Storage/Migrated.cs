using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Parley.Storage;

/// <summary>Tells without EF Core's machinery, which takes half a second to warm, whether a start has anything to migrate.</summary>
static class Migrated
{
    /// <summary>True when every migration of this context stands in the store's history.</summary>
    public static async Task<bool> IsCurrentAsync<TContext>(DbConnection connection, CancellationToken ct)
    {
        var applied = await AppliedAsync(connection, ct); // none in an empty store; if it is worse, migrating says so
        return Known(typeof(TContext)).All(applied.Contains);
    }

    /// <summary>Null when this is a store that this version made or can bring up to date; otherwise why not.</summary>
    public static async Task<string?> FindStrangeAsync<TContext>(DbConnection connection, CancellationToken ct)
    {
        var applied = await AppliedAsync(connection, ct);
        var known = Known(typeof(TContext)).ToHashSet();
        if (!applied.Overlaps(known)) return "This is no backup of Parley.";
        return applied.IsSubsetOf(known) ? null : "This backup was made by a newer version of Parley; use that one.";
    }

    static async Task<HashSet<string>> AppliedAsync(DbConnection connection, CancellationToken ct)
    {
        var applied = new HashSet<string>();
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select migration_id from \"__EFMigrationsHistory\"";
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) applied.Add(rows.GetString(0));
        }
        catch (DbException)
        {
            // no history, no migrations
        }
        return applied;
    }

    static IEnumerable<string> Known(Type context) =>
        from type in context.Assembly.GetTypes()
        where type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context
        select type.GetCustomAttribute<MigrationAttribute>()?.Id into id
        where id is not null
        select id;
}
