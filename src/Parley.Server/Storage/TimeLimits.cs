using System.Data.Common;

namespace Parley.Storage;

/// <summary>
/// How long PostgreSQL may take before it counts as away, in seconds: without limits a frozen server or a dead network would keep
/// everybody waiting for as long as it lasts. A statement without an answer costs both limits, because the driver then tries to
/// cancel it over a connection of its own: nine seconds in all. What the connection string itself says stands.
/// </summary>
public static class TimeLimits
{
    const int Connect = 3, Command = 6, IdleInTransaction = 15;

    /// <summary>For requests and what runs beside them. A session whose client is gone gives up its locks, too.</summary>
    public static string ForServing(string connection) =>
        Complete(connection, ("Timeout", Connect), ("Command Timeout", Command), ("Cancellation Timeout", -1), NoKerberos, ("Options", $"-c idle_in_transaction_session_timeout={IdleInTransaction}s {ShortQueries}"));

    /// <summary>For migrating, restoring and other work that takes the time it needs.</summary>
    public static string ForLongWork(string connection) => Complete(connection, ("Timeout", Connect), ("Command Timeout", 0), NoKerberos);

    /// <summary>
    /// Neither workers nor compiled plans earn what it costs to start them. And a row anywhere costs hardly more than the next one: told of turning
    /// disks, the store would rather gather and sort thousands of rows than follow an index to the first thirty.
    /// </summary>
    const string ShortQueries = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";

    /// <summary>Asking first for a way of encryption that hardly anybody uses would double the wait for a connection.</summary>
    static (string, object) NoKerberos => ("Gss Encryption Mode", "Disable");

    static string Complete(string connection, params ReadOnlySpan<(string Name, object Value)> defaults)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connection };
        foreach (var (name, value) in defaults)
            if (!settings.ContainsKey(name) && !settings.ContainsKey(name.Replace(" ", "", StringComparison.Ordinal))) settings[name] = value;
        return settings.ConnectionString;
    }
}
