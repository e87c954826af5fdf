using Microsoft.EntityFrameworkCore;

namespace Parley.Storage;

/// <summary>Writes many rows with few statements, on both stores. Table and columns are constants of ours, never input.</summary>
public static class ManyRows
{
    const int RowsAtOnce = 200;

    /// <summary>Inserts rows and leaves those alone that are there already.</summary>
    public static Task InsertMissingAsync(this ParleyDb db, string table, string columns, IEnumerable<object[]> rows, CancellationToken ct) =>
        InsertAsync(db, table, columns, "nothing", rows, ct);

    /// <summary>Inserts rows and overwrites those whose first column, the key, is there already. No key may come twice.</summary>
    public static Task PutAsync(this ParleyDb db, string table, string columns, IEnumerable<object[]> rows, CancellationToken ct) =>
        InsertAsync(db, table, columns, $"update set {string.Join(", ", columns.Split(", ").Skip(1).Select(c => $"{c} = excluded.{c}"))}", rows, ct, columns.Split(", ")[0]);

    static async Task InsertAsync(ParleyDb db, string table, string columns, string otherwise, IEnumerable<object[]> rows, CancellationToken ct, string? key = null)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var number = 0;
            var values = string.Join(", ", chunk.Select(row => $"({string.Join(", ", row.Select(_ => $"{{{number++}}}"))})"));
            var sql = string.Concat("insert into ", table, " (", columns, ") values ", values, " on conflict ", key is null ? "" : $"({key}) ", "do ", otherwise);
            await db.Database.ExecuteSqlRawAsync(sql, chunk.SelectMany(row => row), ct);
        }
    }
}
