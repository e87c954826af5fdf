using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Which part of a thread: after a number, before one, or the newest; and older messages revised since.</summary>
public sealed record HistoryQuery(int? After, int? Before, int Limit, long? RevisedSince);

/// <summary>Pages through a thread by <c>seq</c>, in both directions; a page costs one range of the thread's own rows.</summary>
public sealed class History(Store store, Unseal unseal)
{
    const int MostRevised = 200;

    // Compiled once: for a page, looking the query up costs as much as reading its rows. The thread's own numbers come along.
    readonly Func<ParleyDb, Guid, int, int, IAsyncEnumerable<Row>> after = EF.CompileAsyncQuery((ParleyDb db, Guid id, int seq, int limit) =>
        db.Set<Message>().Where(m => m.ConversationId == id && m.Seq > seq).OrderBy(m => m.Seq).Take(limit)
            .Join(db.Set<Conversation>(), m => m.ConversationId, c => c.Id, (m, c) => new Row(m, c.LastSeq, c.Revision)));

    readonly Func<ParleyDb, Guid, int, int, IAsyncEnumerable<Row>> before = EF.CompileAsyncQuery((ParleyDb db, Guid id, int seq, int limit) =>
        db.Set<Message>().Where(m => m.ConversationId == id && m.Seq < seq).OrderByDescending(m => m.Seq).Take(limit)
            .Join(db.Set<Conversation>(), m => m.ConversationId, c => c.Id, (m, c) => new Row(m, c.LastSeq, c.Revision)));

    sealed record Row(Message Message, int LastSeq, long Revision);

    public async Task<MessagePage> ReadAsync(Entered who, HistoryQuery query, CancellationToken ct)
    {
        var id = who.Door.Id;
        await using var db = store.Open();
        var some = query.After is { } from ? after(db, id, from, query.Limit) : before(db, id, query.Before ?? int.MaxValue, query.Limit);
        var page = new List<Row>(query.Limit);
        await foreach (var row in some.WithCancellation(ct)) page.Add(row);
        var rows = page.ConvertAll(p => p.Message);
        rows.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        var (lastSeq, revision) = page.Count > 0
            ? (page[0].LastSeq, page[0].Revision)
            : await db.Set<Conversation>().Where(c => c.Id == id).Select(c => new ValueTuple<int, long>(c.LastSeq, c.Revision)).SingleAsync(ct);
        var (first, last) = rows.Count == 0 ? (query.After + 1 ?? 1, query.After ?? query.Before - 1 ?? 0) : (rows[0].Seq, rows[^1].Seq);
        var moreRevised = false;
        if (query is { RevisedSince: { } since, After: { } known })
        {
            var revised = await db.Set<Message>().Where(m => m.ConversationId == id && m.Revision > 0 && m.Revision > since && m.Seq <= known).OrderBy(m => m.Revision).Take(MostRevised).ToListAsync(ct);
            moreRevised = revised.Count == MostRevised && revised[^1].Revision < revision;
            if (moreRevised) revision = revised[^1].Revision;
            rows.InsertRange(0, revised.OrderBy(m => m.Seq));
        }
        return new MessagePage(await unseal.MessagesAsync(who.Door, rows, who.Side, ct), lastSeq, revision, first > 1, last < lastSeq, moreRevised);
    }

    public static HistoryQuery Parse(string? after, string? before, string? limit, string? revisedSince)
    {
        if (after is not null && before is not null) throw Refuse.Invalid("before", "Send 'after' or 'before', not both.");
        return new HistoryQuery(Number(after, "after"), Number(before, "before"), PageSize.Read(limit, 50), Number(revisedSince, "revisedSince"));
    }

    static int? Number(string? text, string field)
    {
        if (text is null) return null;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : throw Refuse.Invalid(field, $"'{field}' must be a whole number, 0 or more.");
    }
}
