using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// A prepared statement on the engine itself. The provider makes several objects each time a command runs, which on the log's path
/// costs more than the statement. Values are given in order, then it runs once; afterwards it can be given new ones.
/// Throws <see cref="SqliteException"/> like the provider.
/// </summary>
sealed class SqliteStatement : IDisposable
{
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;
    int place;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public SqliteStatement With(long value) => Bound(raw.sqlite3_bind_int64(statement, ++place, value));

    public SqliteStatement With(long? value) => value is { } number ? With(number) : Bound(raw.sqlite3_bind_null(statement, ++place));

    public SqliteStatement With(string? value) => Bound(value is null ? raw.sqlite3_bind_null(statement, ++place) : raw.sqlite3_bind_text(statement, ++place, value));

    public SqliteStatement With(ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(statement, ++place, value));

    public SqliteStatement With(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return With(bytes);
    }

    /// <summary>Runs it; returns how many rows it changed.</summary>
    public int Run()
    {
        Read(static _ => true);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs it and takes the first column of its only row; null when there is none.</summary>
    public long? Number() => Read<long?>(static row => raw.sqlite3_column_int64(row, 0));

    /// <summary>Runs it and takes what is wanted of its only row; the default when there is none.</summary>
    public T? Read<T>(Func<sqlite3_stmt, T> take)
    {
        try
        {
            var result = default(T);
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) result = take(statement);
            if (code != raw.SQLITE_DONE) Check(code);
            return result;
        }
        finally
        {
            place = 0;
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    SqliteStatement Bound(int code)
    {
        Check(code);
        return this;
    }

    void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
