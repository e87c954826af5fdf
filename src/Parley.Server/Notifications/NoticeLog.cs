using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What became of a notice, and why. It holds no texts.</summary>
/// <param name="As">In which role: <c>buyer</c> or <c>vendor:ID</c>.</param>
/// <param name="Because">Why it is sent when it is, or why not.</param>
/// <param name="PlannedBecause">Why it was to be sent when it was planned, where that changed since.</param>
/// <param name="HeldUntil">Until when it waited before it was tried the first time.</param>
/// <param name="NewsAt">When the provider told that it arrived, or that it came back.</param>
/// <param name="Outcome">How the last try ended, or what became of it, by name.</param>
/// <param name="Attempts">Tries begun.</param>
/// <param name="DueAt">When it is to go out, or to be tried again.</param>
/// <param name="SettledAt">When it was sent, or given up.</param>
/// <param name="OpenedAt">When what it told of was read after it was sent.</param>
/// <param name="Says">All of it, in one sentence.</param>
public sealed record NoticeView(
    Guid Id, Guid Conversation, string As, NoticeKind Kind, Channel Channel, NoticeState State, Because Because, string? Outcome, bool Urgent, int FromSeq, int ToSeq, int Attempts, DateTimeOffset PlannedAt,
    DateTimeOffset? DueAt, DateTimeOffset? TriedAt, DateTimeOffset? SettledAt, DateTimeOffset? OpenedAt, string Says, Because? PlannedBecause, DateTimeOffset? HeldUntil, DateTimeOffset? NewsAt);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record NoticePage(IReadOnlyList<NoticeView> Items, string? Cursor);

/// <summary>Why something was told, or was not, newest first.</summary>
public sealed class NoticeLog(Store store)
{
    const int Step = 5000;

    /// <param name="role">A role's key; null for all of the person's.</param>
    public async Task<NoticePage> PageAsync(string person, string? role, Guid? conversation, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"notices {person} {role} {conversation}";
        var (until, skip) = (DateTimeOffset.MaxValue, 0); // how many of the same moment were shown before
        if (Cursor.Read(list, cursor)?.Split(' ') is [var at, var shown]) (until, skip) = (Instants.FromMicros(long.Parse(at, CultureInfo.InvariantCulture)), int.Parse(shown, CultureInfo.InvariantCulture));
        await using var db = store.Open();
        var wanted = db.Set<Notice>().Where(n => n.PersonId == person && n.PlannedAt <= until);
        if (role is not null) wanted = wanted.Where(n => n.RoleKey == role);
        if (conversation is { } thread) wanted = wanted.Where(n => n.ConversationId == thread);
        var found = await wanted.OrderByDescending(n => n.PlannedAt).ThenBy(n => n.Id).Skip(skip).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        if (found.Count <= limit) return new NoticePage(items.ConvertAll(ViewOf), null);
        var last = items[^1].PlannedAt;
        var same = items.Count(n => n.PlannedAt == last) + (last == until ? skip : 0);
        return new NoticePage(items.ConvertAll(ViewOf), Cursor.Write(list, $"{last.ToMicros()} {same}"));
    }

    /// <summary>Takes out what was planned before then and waits for nothing; returns how many.</summary>
    public Task<int> SweepAsync(DateTimeOffset before, CancellationToken ct) => store.WriteAsync(async db =>
    {
        var old = await db.Set<Notice>().Where(n => n.PlannedAt < before && n.DueAt == null).OrderBy(n => n.PlannedAt).Select(n => n.Id).Take(Step).ToListAsync(ct);
        foreach (var some in old.Chunk(500)) await db.Set<Notice>().Where(n => some.Contains(n.Id)).ExecuteDeleteAsync(ct);
        return old.Count;
    }, ct);

    static NoticeView ViewOf(Notice n) => new(
        n.Id, n.ConversationId, n.RoleKey.StartsWith("b:", StringComparison.Ordinal) ? "buyer" : $"vendor:{n.RoleKey[2..]}", n.Kind, n.Channel, n.State, n.Because, n.Outcome, n.Urgent, n.FromSeq, n.ToSeq, n.Attempts, n.PlannedAt,
        n.DueAt, n.TriedAt, n.SettledAt, n.OpenedAt, Says.Of(n), n.PlannedBecause == n.Because ? null : n.PlannedBecause, n.HeldUntil, n.NewsAt);
}
