using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A thread's place by what its subject is worth. Amounts are compared within their currency; currencies follow by their codes.</summary>
/// <param name="Currency">Empty for what has no value; that comes last.</param>
/// <param name="At">The amount's negative in minor units, or the activity's: the most and the newest come first.</param>
sealed record Worth(string Currency, long At, SubjectKind Kind, string Subject, Guid Thread)
{
    public static readonly Comparer<Worth> Order = Comparer<Worth>.Create((one, other) =>
    {
        if (one.Currency.Length == 0 != (other.Currency.Length == 0)) return one.Currency.Length == 0 ? 1 : -1;
        if (string.CompareOrdinal(one.Currency, other.Currency) is not 0 and var byCurrency) return byCurrency;
        if (one.At.CompareTo(other.At) is not 0 and var byAmount) return byAmount;
        if (one.Kind.CompareTo(other.Kind) is not 0 and var byKind) return byKind;
        return string.CompareOrdinal(one.Subject, other.Subject) is not 0 and var bySubject ? bySubject : one.Thread.CompareTo(other.Thread);
    });

    public static Worth Start(string currency) => new(currency, -long.MaxValue, default, "", Guid.Empty);

    public static Worth? Read(string list, string? cursor)
    {
        if (Cursor.Read(list, cursor) is not { } position) return null;
        return position.Split(' ') is [var currency, var at, var kind, var subject, var thread] && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a) && a > long.MinValue
            && byte.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && Guid.TryParse(thread, out var id) ? new Worth(currency, a, (SubjectKind)k, subject, id) : throw Refuse.InvalidCursor();
    }

    public string Write(string list) => Cursor.Write(list, string.Create(CultureInfo.InvariantCulture, $"{Currency} {At} {(byte)Kind} {Subject} {Thread:N}"));
}

/// <summary>
/// A vendor's threads by what they are worth. A subject's worth stands beside its card, in an index of the vendor's; so a page follows
/// that index, one currency after the other, and asks of each subject for its threads. Where the threads that can have a value are few,
/// they are put in order here instead: a vendor may have any number of orders that nobody ever wrote about.
/// </summary>
/// <param name="seats">Those of the folder that pass the filters.</param>
sealed class ByValue(ParleyDb db, long party, string vendor, IQueryable<Seat> seats)
{
    const int Step = 100;

    sealed record Valued(Guid Thread, string Currency, long Minor, SubjectKind Kind, string Subject)
    {
        public Worth Place => new(Currency, -Minor, Kind, Subject, Thread);
    }

    /// <param name="few">Threads among which all are that are asked for, when they are few.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public async Task<List<Worth>> ReadAsync(List<Guid>? few, Worth? after, int limit, CancellationToken ct)
    {
        var asked = few is null ? seats : seats.Where(s => few.Contains(s.ConversationId) && s.Party == PartyKind.Vendor);
        var page = new List<Worth>(limit);
        if (after is not { Currency: "" }) page.AddRange(await ValuedAsync(few ?? await FewValuedAsync(ct), after, limit, ct));
        if (page.Count == limit) return page;
        var before = after is { Currency: "" } ? -after.At : long.MaxValue;
        var rest = await asked.Where(s => s.Activity < before && !db.Set<Conversation>().Any(c => c.Id == s.ConversationId && db.Set<Subject>().Any(x => x.Kind == c.SubjectKind && x.Id == c.SubjectId && x.VendorId == vendor && x.Worth != null)))
            .OrderByDescending(s => s.Activity).Take(limit - page.Count).Select(s => new { s.ConversationId, s.Activity }).ToListAsync(ct);
        page.AddRange(rest.Select(s => new Worth("", -s.Activity, default, "", s.ConversationId)));
        return page;
    }

    /// <summary>All threads of the vendor that can have a value; null when they are many.</summary>
    async Task<List<Guid>?> FewValuedAsync(CancellationToken ct)
    {
        var able = db.Set<Conversation>().Where(c => c.VendorParty == party && c.SubjectKind > SubjectKind.Listing);
        if (await Few.IsMoreAsync(able, ct)) return null;
        var found = await able.Take(Few.Most + 1).Select(c => c.Id).ToListAsync(ct);
        return found.Count <= Few.Most ? found : null;
    }

    async Task<List<Worth>> ValuedAsync(List<Guid>? few, Worth? after, int limit, CancellationToken ct)
    {
        if (few is { Count: 0 }) return [];
        if (few is not null)
        {
            var all = await (
                from seat in seats.Where(s => few.Contains(s.ConversationId) && s.Party == PartyKind.Vendor)
                join thread in db.Set<Conversation>() on seat.ConversationId equals thread.Id
                join subject in Worthy() on new { Kind = thread.SubjectKind, Id = thread.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id }
                select new Valued(thread.Id, subject.Currency!, subject.Worth!.Value, subject.Kind, subject.Id)).ToListAsync(ct);
            return [.. all.Select(v => v.Place).Where(p => after is null || Worth.Order.Compare(p, after) > 0).Order(Worth.Order).Take(limit)];
        }
        var page = new List<Worth>(limit);
        for (var from = after ?? await NextAsync("", ct); from is not null && page.Count < limit; from = page.Count < limit ? await NextAsync(from.Currency, ct) : null)
            page.AddRange(await AfterAsync(from, limit - page.Count, ct));
        return page;
    }

    IQueryable<Subject> Worthy() => db.Set<Subject>().Where(s => s.VendorId == vendor && s.Worth != null);

    /// <summary>The beginning of the currency that follows.</summary>
    async Task<Worth?> NextAsync(string currency, CancellationToken ct) =>
        await Worthy().Where(s => s.Currency!.CompareTo(currency) > 0).MinAsync(s => s.Currency, ct) is { } next ? Worth.Start(next) : null;

    /// <summary>
    /// Those of one currency that follow the place: some subjects in their index's order, their threads by their ids, and on until the page is full. Three plain
    /// looks that a store cannot plan badly; joined in one query, it read and sorted all subjects for each page, or all threads for each subject.
    /// </summary>
    async Task<IEnumerable<Worth>> AfterAsync(Worth place, int limit, CancellationToken ct)
    {
        var page = new List<Worth>(limit);
        for (var from = place; ;)
        {
            var (currency, most, kind, id) = (from.Currency, -from.At, from.Kind, from.Subject);
            var subjects = await Worthy().Where(s => s.Currency == currency && s.Worth <= most && (s.Worth < most || s.Kind > kind || (s.Kind == kind && s.Id.CompareTo(id) >= 0)))
                .OrderByDescending(s => s.Worth).ThenBy(s => s.Kind).ThenBy(s => s.Id).Take(Step).Select(s => new { s.Kind, s.Id, Minor = s.Worth!.Value }).ToListAsync(ct);
            var worth = subjects.ToDictionary(s => (s.Kind, s.Id), s => s.Minor);
            var before = from; // of whose subject some threads may have been shown
            page.AddRange((await ThreadsAsync(worth.Keys, ct)).Select(t => new Worth(currency, -worth[(t.Kind, t.Subject)], t.Kind, t.Subject, t.Thread)).Where(p => Worth.Order.Compare(p, before) > 0).Order(Worth.Order));
            if (page.Count >= limit || subjects.Count < Step) return page.Take(limit);
            from = new Worth(currency, -subjects[^1].Minor, subjects[^1].Kind, subjects[^1].Id, Guid.AllBitsSet);
        }
    }

    async Task<List<(Guid Thread, SubjectKind Kind, string Subject)>> ThreadsAsync(IReadOnlyCollection<(SubjectKind Kind, string Id)> subjects, CancellationToken ct)
    {
        var threads = new List<(Guid Thread, SubjectKind Kind, string Subject)>();
        foreach (var alike in subjects.GroupBy(s => s.Kind, s => s.Id))
        {
            var (kind, ids) = (alike.Key, alike.ToList());
            var about = await db.Set<Conversation>().Where(c => c.VendorParty == party && c.SubjectKind == kind && ids.Contains(c.SubjectId!)).Select(c => new { c.Id, c.SubjectId }).ToListAsync(ct);
            threads.AddRange(about.Select(c => (c.Id, kind, c.SubjectId!)));
        }
        var all = threads.ConvertAll(t => t.Thread);
        var here = await seats.Where(s => all.Contains(s.ConversationId) && s.Party == PartyKind.Vendor).Select(s => s.ConversationId).ToHashSetAsync(ct);
        return threads.FindAll(t => here.Contains(t.Thread));
    }
}
