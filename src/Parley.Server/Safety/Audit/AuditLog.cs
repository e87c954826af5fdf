using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Hash">Hexadecimal; covers the entry and the one before it.</param>
public sealed record AuditView(long Number, DateTimeOffset At, string Who, string Role, string What, string About, string Reason, string Hash);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Items, string? Cursor);

/// <summary>The log, newest first. Analysts see all of it, and no conversation; whoever may read conversations sees what they did themselves.</summary>
public sealed class AuditLog(Store store)
{
    public async Task<AuditPage> PageAsync(Person me, string? who, string? about, string? cursor, int limit, CancellationToken ct)
    {
        if (me.Operator != OperatorRole.Analyst) who = who is null || who == me.Id ? me.Id : throw Refuse.Forbidden("You see what you did yourself. The whole log is for analysts.");
        var list = $"audit {who} {about}";
        var before = Cursor.Read(list, cursor) is { } at ? long.Parse(at, CultureInfo.InvariantCulture) : long.MaxValue;
        await using var db = store.Open();
        var found = await db.Set<AuditEntry>().Where(e => e.Number < before && (who == null || e.Who == who) && (about == null || e.About == about)).OrderByDescending(e => e.Number).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        return new AuditPage(items.ConvertAll(e => new AuditView(e.Number, e.At, e.Who, e.Role, e.What, e.About, e.Reason, Convert.ToHexStringLower(e.Hash))),
            found.Count > limit ? Cursor.Write(list, items[^1].Number.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
