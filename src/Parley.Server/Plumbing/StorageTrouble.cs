using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parley.Plumbing;

/// <summary>The place where files are kept does not answer.</summary>
public sealed class FileStoreException(Exception why) : IOException("The file store does not answer.", why);

/// <summary>Tells a store that is full, busy or away from a defect of ours.</summary>
public static class StorageTrouble
{
    const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIoError = 10, SqliteFull = 13, SqliteCannotOpen = 14;
    const int NoSpace = 28, QuotaReached = 122, ReadOnlyDisk = 30, DiskError = 5; // errno of Linux
    const string ReadOnlyTransaction = "25006", WrongPassword = "28P01";

    /// <summary>The refusal to give for this exception, or null when it is not the store's trouble.</summary>
    public static Refusal? Explain(Exception? error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is RefusedException { Refusal: { Code: "unavailable" } known }) return known;
            if (e is FileStoreException or IOException { HResult: ReadOnlyDisk or DiskError }) return Refuse.Unavailable("The place where files are kept").Refusal;
            if (e is IOException { HResult: NoSpace or QuotaReached }) return Refuse.StorageFull().Refusal;
            if (e is SqliteException { SqliteErrorCode: SqliteFull }) return Refuse.StorageFull().Refusal;
            if (e is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteIoError or SqliteCannotOpen }) return Away;
            if (e is PostgresException { SqlState: "53100" }) return Refuse.StorageFull().Refusal;
            if (e is PostgresException { SqlState: ReadOnlyTransaction or WrongPassword }) return Away; // it became a standby; its password is being changed
            if (e is PostgresException { IsTransient: true } or PostgresException { SqlState: "25P03" or "57014" or "57P01" or "57P02" or "57P03" or "53300" }) return Away;
            if (e is NpgsqlException { InnerException: SocketException or IOException or TimeoutException }) return Away;
            if (e is NpgsqlException { IsTransient: true }) return Away;
        }
        return null;
    }

    /// <summary>True when a write failed because of another one in the same moment, not because the store is away: the next attempt may do.</summary>
    public static bool MayRepeatNow(Exception error) => error.InnerException is PostgresException || Explain(error) is null;

    static Refusal Away => Refuse.Unavailable("The store").Refusal;
}
