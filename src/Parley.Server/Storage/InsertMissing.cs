using Microsoft.EntityFrameworkCore;

namespace Parley.Storage;

public static class InsertMissing
{
    const int RowsAtOnce = 200;

    /// <summary>Inserts rows and leaves those alone that are there already, on both stores. Table and columns are constants of ours, never input.</summary>
    public static async Task InsertMissingAsync(this ParleyDb db, string table, string columns, IEnumerable<object[]> rows, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var number = 0;
            var values = string.Join(", ", chunk.Select(row => $"({string.Join(", ", row.Select(_ => $"{{{number++}}}"))})"));
            var sql = string.Concat("insert into ", table, " (", columns, ") values ", values, " on conflict do nothing");
            await db.Database.ExecuteSqlRawAsync(sql, chunk.SelectMany(row => row), ct);
        }
    }
}
