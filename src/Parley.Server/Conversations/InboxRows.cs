using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Parley.Access;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Everything an inbox row is made of, in one query.</summary>
public sealed record RawRow(Seat Seat, Seat Other, Conversation Conversation, Message? Last, Subject? Subject, OpenThread? Open);

/// <summary>A page's rows, in no order.</summary>
public delegate IAsyncEnumerable<RawRow> PageQuery(ParleyDb db, long party, string person, long at, Guid id, int limit);

/// <summary>Makes inbox rows: a page costs one query, plus names and keys that are not in memory.</summary>
public sealed class InboxRows(Store store, Doors doors, Unseal unseal, AuthorKeys keys, Register register, LastSeen lastSeen, Targets targets)
{
    static readonly Expression<Func<ParleyDb, IQueryable<Seat>, IQueryable<RawRow>>> Shape = (db, seats) =>
        from seat in seats
        join other in db.Set<Seat>() on seat.ConversationId equals other.ConversationId
        where other.Party != seat.Party
        join conversation in db.Set<Conversation>() on seat.ConversationId equals conversation.Id
        join last in db.Set<Message>() on new { Id = conversation.Id, Seq = conversation.LastSeq } equals new { Id = last.ConversationId, last.Seq } into lasts
        from last in lasts.DefaultIfEmpty()
        join subject in db.Set<Subject>() on new { Kind = conversation.SubjectKind, Id = conversation.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
        from subject in subjects.DefaultIfEmpty()
        join open in db.Set<OpenThread>() on conversation.Id equals open.ConversationId into opens
        from open in opens.DefaultIfEmpty()
        select new RawRow(seat, other, conversation, last, subject, open);

    readonly Func<ParleyDb, List<Guid>, IAsyncEnumerable<ThreadLabel>> labelled = EF.CompileAsyncQuery((ParleyDb db, List<Guid> ids) =>
        db.Set<ThreadLabel>().Where(l => ids.Contains(l.ConversationId)));

    static readonly Func<ParleyDb, IQueryable<Seat>, IQueryable<RawRow>> Shaped = Shape.Compile();

    public static IQueryable<RawRow> Query(ParleyDb db, IQueryable<Seat> seats) => Shaped(db, seats);

    /// <summary>The rows of these seats, compiled once: for a page, looking the query up costs as much as reading its rows. One per store, whose model it holds.</summary>
    /// <param name="seats">By party, person, position, the position's id, and how many.</param>
    public static PageQuery Compile(Expression<Func<ParleyDb, long, string, long, Guid, int, IQueryable<Seat>>> seats)
    {
        var (db, chosen) = (Shape.Parameters[0], Shape.Parameters[1]);
        var body = ReplacingExpressionVisitor.Replace(chosen, seats.Body, ReplacingExpressionVisitor.Replace(db, seats.Parameters[0], Shape.Body));
        return new PageQuery(EF.CompileAsyncQuery(Expression.Lambda<Func<ParleyDb, long, string, long, Guid, int, IQueryable<RawRow>>>(body, seats.Parameters)));
    }

    public async Task<ConversationRow?> FindAsync(Door door, PartyKind reader, CancellationToken ct)
    {
        await using var db = store.Open();
        var raw = await Query(db, db.Set<Seat>().Where(s => s.ConversationId == door.Id && s.Party == reader)).SingleOrDefaultAsync(ct);
        return raw is null ? null : (await ViewAsync([raw], ct))[0];
    }

    public async Task<List<ConversationRow>> ViewAsync(IReadOnlyList<RawRow> raws, CancellationToken ct)
    {
        await register.WarmAsync(
            raws.Select(r => r.Conversation.BuyerId).Concat(raws.Where(r => r.Last is { Party: PartyKind.Vendor }).Select(r => r.Last!.AuthorId)).Concat(raws.Select(r => r.Seat.Assignee).Where(a => a.Length > 0)),
            raws.Select(r => r.Conversation.VendorId), ct);
        var secrets = await keys.LoadAsync([.. raws.Where(r => r.Last is not null).Select(r => r.Last!.AuthorId).Distinct()], ct);
        var labels = await LabelsAsync(raws, ct);
        var result = new List<ConversationRow>(raws.Count);
        foreach (var raw in raws) result.Add(await ViewAsync(raw, secrets, labels, ct));
        return result;
    }

    /// <summary>Of the vendor's rows among them.</summary>
    async ValueTask<ILookup<Guid, Guid>> LabelsAsync(IReadOnlyList<RawRow> raws, CancellationToken ct)
    {
        var ids = raws.Where(r => r.Seat.Party == PartyKind.Vendor).Select(r => r.Conversation.Id).ToList();
        if (ids.Count == 0) return Enumerable.Empty<Guid>().ToLookup(id => id);
        await using var db = store.Open();
        var labels = new List<ThreadLabel>();
        await foreach (var label in labelled(db, ids).WithCancellation(ct)) labels.Add(label);
        return labels.ToLookup(l => l.ConversationId, l => l.LabelId);
    }

    async ValueTask<FilingView> FilingAsync(Seat seat, ILookup<Guid, Guid> labels, CancellationToken ct)
    {
        var assignee = seat.Assignee.Length == 0 ? null : new Assignee(seat.Assignee, await unseal.NameAsync(seat.Assignee, ct));
        return new FilingView(seat.Place, assignee, seat.Priority, seat.PriorityReason, seat.SnoozedUntil, [.. labels[seat.ConversationId]], seat.AssignReason, seat.Woken);
    }

    async ValueTask<ConversationRow> ViewAsync(RawRow raw, Dictionary<string, byte[]?> secrets, ILookup<Guid, Guid> labels, CancellationToken ct)
    {
        var (seat, other, c, last, subject, open) = raw;
        return new ConversationRow(c.Id, c.State.Shown(), CardOf(subject, c, seat.Party), c.Topic, seat.Party, await CounterpartAsync(c, other.Party, ct),
            c.LastSeq, c.Revision, last is null ? null : await LastAsync(doors.Remember(c), last, seat.Party, secrets, ct),
            seat.Incoming - seat.IncomingRead, seat.ReadSeq, other.ReadSeq, Math.Max(other.DeliveredSeq, other.ReadSeq),
            seat.Party == PartyKind.Vendor && c.OwesSince is { } since ? Instants.FromMicros(since) : null, seat.Activity, last?.At ?? c.CreatedAt, c.MergedInto,
            seat.Party == PartyKind.Vendor ? await FilingAsync(seat, labels, ct) : null,
            seat.Party == PartyKind.Vendor && seat.Place != Place.Spam && c.OwesSince is { } owed ? (await targets.DueAsync(c.VendorId, Instants.FromMicros(owed), c.AnswerSeq is null, ct))?.Due : null,
            seat.Party == PartyKind.Vendor && seat.Place != Place.Spam && c.State.Shown() == ConversationState.Open ? open?.DueAt : null);
    }

    /// <summary>A vendor's is without what other vendors have in the same order.</summary>
    static SubjectCard? CardOf(Subject? subject, Conversation c, PartyKind reader) =>
        subject is null ? null : reader == PartyKind.Vendor ? Cards.For(subject, c.VendorId) : Cards.Read(subject);

    async ValueTask<LastView> LastAsync(Door door, Message last, PartyKind reader, Dictionary<string, byte[]?> secrets, CancellationToken ct)
    {
        var content = !last.IsGone ? new Keyring(door, secrets).ContentOf(last) : null;
        var text = content is null ? null : await unseal.TextForAsync(door, content, last.Party, reader, ct);
        return new LastView(last.Seq, await unseal.AuthorAsync(door, last.Party, last.AuthorId, reader, ct), last.Kind,
            last.Kind != MessageKind.System ? Unseal.Shorten(text) : null, last.Kind == MessageKind.System && text is not null ? Unseal.Event(text) : null, last.At, last.UnsentAt is not null, content is null ? 0 : (await unseal.FilesAsync(content.Files, last.Party == reader, ct)).Count, last.RemovedAt);
    }

    async ValueTask<Counterpart> CounterpartAsync(Conversation c, PartyKind side, CancellationToken ct)
    {
        var id = side == PartyKind.Buyer ? c.BuyerId : c.VendorId;
        var key = Role.KeyOf(side, id);
        var (name, avatar) = side == PartyKind.Buyer
            ? await register.FindPersonAsync(id, ct) is { } person ? (person.Name, person.AvatarUrl) : ("", null)
            : await register.FindVendorAsync(id, ct) is { } vendor ? (vendor.Name, vendor.AvatarUrl) : ("", null);
        return new Counterpart(side, id, name, avatar, lastSeen.IsOnline(key), lastSeen.Of(key));
    }
}
