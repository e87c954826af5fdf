using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>Where what is looked for stands.</summary>
/// <param name="Seq">The message; of a note the one it stands after; 0 for the thread's own names.</param>
/// <param name="Snippet">The text around the first hit, at most about 160 characters.</param>
/// <param name="Spans">The hits in the snippet, in UTF-16 units.</param>
/// <param name="Note">The note of the vendor's team in which it stands; null for whatever else was met.</param>
public sealed record Hit(int Seq, DateTimeOffset At, Matched Matched, string Snippet, IReadOnlyList<TextSpan> Spans, Guid? Note);

/// <param name="Hits">Those of this page, newest first.</param>
/// <param name="Matched">What of the thread was met: a name of its own if one was, else what the newest hit is: text or note.</param>
public sealed record FoundThread(ConversationRow Conversation, IReadOnlyList<Hit> Hits, Matched Matched);

/// <param name="Cursor">For what comes after this; a page may hold less than asked for, and still have one.</param>
/// <param name="IndexedUpTo">Messages up to this instant are found; null while older ones are still being gone through for the first time.</param>
public sealed record SearchPageView(IReadOnlyList<FoundThread> Items, string? Cursor, DateTimeOffset? IndexedUpTo);

public sealed record SearchQuery(Role Role, Person Person, Wanted Wanted, Criteria Criteria, string Text, int Limit)
{
    /// <summary>Names the list, so that its cursors fit no other.</summary>
    public string List => $"search {Role.Key} {Criteria} {Text}";
}

/// <summary>
/// Finds words in everything the caller may read. A vendor's threads and its team's notes are found through the index, a buyer's own
/// threads, which are few, by looking through them. Either way each text is opened and compared before it counts, so nothing is shown that is not there.
/// </summary>
public sealed class SearchThreads(Store store, FillIndex index, LookThrough look, Opened opened, Sights sights)
{
    const int AtOnce = 40, MostOpened = 1000;

    public Task<SearchPageView> RunAsync(SearchQuery query, string? cursor, CancellationToken ct) =>
        query.Role.Party == PartyKind.Vendor ? FindAsync(query, cursor, ct) : look.RunAsync(query, cursor, ct);

    async Task<SearchPageView> FindAsync(SearchQuery query, string? cursor, CancellationToken ct)
    {
        var after = Position.Parse(Cursor.Read(query.List, cursor));
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new SearchPageView([], null, null);
        var upTo = await UpToAsync(db, feed.Id, ct);
        var seats = Seats(db, query, await sights.OfAsync(query.Role, query.Person.Id, ct));
        var spaces = await LookIntoAsync(db, query, feed.Id, after, ct);
        var page = new FoundPage(query.Limit);
        for (var looked = 0; ;)
        {
            var some = await Candidates.NextOfAsync(spaces, Math.Min(AtOnce, query.Limit + 1), ct);
            if (some.Count == 0) return await ViewAsync(page, null, upTo, ct);
            looked += some.Count;
            var texts = await opened.OpenAsync(db, feed.Id, seats, some, ct);
            foreach (var position in some)
            {
                if (texts.FindIn(query, position) is { } hit && !page.Add(texts.RowOf(position.ConversationId), hit))
                    return await ViewAsync(page, Cursor.Write(query.List, $"{after}"), upTo, ct);
                after = position;
            }
            if (looked >= MostOpened) return await ViewAsync(page, Cursor.Write(query.List, $"{after}"), upTo, ct);
        }
    }

    async Task<List<Candidates>> LookIntoAsync(ParleyDb db, SearchQuery query, long party, Position after, CancellationToken ct)
    {
        var criteria = query.Criteria;
        List<long> spaces = [.. criteria.AllowsMessages ? new[] { party } : [], .. criteria.AllowsNotes ? new[] { Layout.NotesOf(party) } : []];
        IReadOnlyList<string> needed = [.. query.Wanted.Needed, .. criteria.Needed];
        var about = await AboutAsync(db, criteria, ct);
        var all = spaces.ConvertAll(space => new Candidates(db, index, space, needed, about, after, criteria));
        foreach (var space in all) await space.BeginAsync(ct);
        return all;
    }

    /// <summary>The threads that this person may find things in. Whatever narrows what an agent sees narrows it here.</summary>
    static IQueryable<Seat> Seats(ParleyDb db, SearchQuery query, Sight sight)
    {
        // By their threads' ids alone: a planner that is told the vendor may go through all of the vendor's seats instead.
        var seats = db.Set<Seat>().Where(s => s.Party == PartyKind.Vendor).WithinOrInvited(db, sight);
        var me = query.Person.Id;
        return query.Criteria.Folder switch
        {
            "inbox" => seats.Where(s => s.Place == Place.Inbox),
            "snoozed" => seats.Where(s => s.Place == Place.Snoozed),
            "archived" => seats.Where(s => s.Place == Place.Archived),
            "spam" => seats.Where(s => s.Place == Place.Spam),
            "mine" => seats.Where(s => s.Place == Place.Inbox && s.Assignee == me),
            "unassigned" => seats.Where(s => s.Place == Place.Inbox && s.Assignee == ""),
            _ => seats,
        };
    }

    /// <summary>The threads about the subject asked for, as it is now; null when none is.</summary>
    static async Task<IReadOnlySet<Guid>?> AboutAsync(ParleyDb db, Criteria criteria, CancellationToken ct)
    {
        if (criteria.Subject is not var (kind, id)) return null;
        return await db.Set<Conversation>().Where(c => c.SubjectKind == kind && c.SubjectId == id).Select(c => c.Id).ToHashSetAsync(ct);
    }

    async Task<SearchPageView> ViewAsync(FoundPage page, string? cursor, DateTimeOffset? upTo, CancellationToken ct) =>
        new(await opened.ViewAsync(page, ct), cursor, upTo);

    static async Task<DateTimeOffset?> UpToAsync(ParleyDb db, long party, CancellationToken ct)
    {
        if (await db.Set<SearchWalk>().Select(w => w.DoneAt).FirstOrDefaultAsync(ct) is null) return null;
        return await db.Set<SearchParty>().Where(p => p.Id == party).Select(p => (long?)p.NewestAt).FirstOrDefaultAsync(ct) is { } newest ? Instants.FromMicros(newest) : null;
    }
}

/// <summary>The threads of a page in the order of their newest hits.</summary>
public sealed class FoundPage(int limit)
{
    const int MostHits = 200;
    readonly Dictionary<Guid, (RawRow Row, List<Hit> Hits)> threads = [];
    int hits;

    public IReadOnlyCollection<(RawRow Row, List<Hit> Hits)> Threads => threads.Values;

    /// <summary>False when there is no room for it any more.</summary>
    public bool Add(RawRow row, Hit hit)
    {
        if (hits == MostHits) return false;
        if (!threads.TryGetValue(row.Conversation.Id, out var thread))
        {
            if (threads.Count == limit) return false;
            threads[row.Conversation.Id] = thread = (row, []);
        }
        thread.Hits.Add(hit);
        hits++;
        return true;
    }
}

/// <summary>Opens what may be a hit.</summary>
public sealed class Opened(Doors doors, AuthorKeys keys, NotesToSearch noted, Register register, InboxRows rows)
{
    /// <summary>The texts at these positions, as far as they lie in these seats and the seats are the party's.</summary>
    public async Task<OpenedTexts> OpenAsync(ParleyDb db, long party, IQueryable<Seat> seats, IReadOnlyList<Position> positions, CancellationToken ct)
    {
        var ids = positions.Select(p => p.ConversationId).Distinct().ToList();
        var found = await InboxRows.Query(db, seats.Where(s => ids.Contains(s.ConversationId))).ToListAsync(ct);
        found.RemoveAll(r => r.Seat.PartyId != party);
        var readable = found.Select(r => r.Conversation.Id).ToHashSet();
        var wanted = positions.Where(p => readable.Contains(p.ConversationId)).ToList();
        return await OpenAsync(found, await MessagesAsync(db, wanted.FindAll(p => p.Seq > 0), ct), await NotesAsync(db, found, wanted.FindAll(p => p.Seq < 0), ct), ct);
    }

    /// <param name="notes">Of the vendor whose team asks; none for a buyer.</param>
    public async Task<OpenedTexts> OpenAsync(IReadOnlyList<RawRow> threads, IReadOnlyList<Message> messages, IReadOnlyDictionary<(Guid, int), (Note Note, string Text)> notes, CancellationToken ct)
    {
        await register.WarmAsync(threads.Select(t => t.Conversation.BuyerId), threads.Select(t => t.Conversation.VendorId), ct);
        var names = new Dictionary<Guid, string?>(threads.Count);
        foreach (var thread in threads)
        {
            var c = thread.Conversation;
            names[c.Id] = thread.Seat.Party == PartyKind.Vendor ? (await register.FindPersonAsync(c.BuyerId, ct))?.Name : (await register.FindVendorAsync(c.VendorId, ct))?.Name;
        }
        var secrets = await keys.LoadAsync([.. messages.Select(m => m.AuthorId).Distinct()], ct);
        var rings = threads.ToDictionary(t => t.Conversation.Id, t => new Keyring(doors.Remember(t.Conversation), secrets));
        return new OpenedTexts(threads.ToDictionary(t => t.Conversation.Id), names, messages.ToDictionary(m => (m.ConversationId, m.Seq)), rings, notes);
    }

    public async Task<List<FoundThread>> ViewAsync(FoundPage page, CancellationToken ct)
    {
        var views = (await rows.ViewAsync([.. page.Threads.Select(t => t.Row)], ct)).ToDictionary(v => v.Id);
        return [.. page.Threads.Select(t => new FoundThread(views[t.Row.Conversation.Id], t.Hits, t.Hits.Select(h => h.Matched).FirstOrDefault(m => m is not (Matched.Text or Matched.Note), t.Hits[0].Matched)))];
    }

    async Task<Dictionary<(Guid, int), (Note Note, string Text)>> NotesAsync(ParleyDb db, List<RawRow> threads, List<Position> wanted, CancellationToken ct)
    {
        if (wanted.Count == 0) return [];
        var found = await NotesToSearch.AtAsync(db, [.. wanted.Select(p => p.ConversationId).Distinct()], [.. wanted.Select(p => -p.Seq).Distinct()], ct);
        var texts = await noted.TextsAsync(threads.ToDictionary(t => t.Conversation.Id, t => doors.Remember(t.Conversation)), found, ct);
        return found.Where(n => texts.ContainsKey((n.ConversationId, n.Number))).ToDictionary(n => (n.ConversationId, n.Number), n => (n, texts[(n.ConversationId, n.Number)]));
    }

    /// <summary>Each by its key. A pair is looked for by both halves at once, and what belongs to other pairs is left out here.</summary>
    static async Task<List<Message>> MessagesAsync(ParleyDb db, List<Position> wanted, CancellationToken ct)
    {
        if (wanted.Count == 0) return [];
        var pairs = wanted.Select(p => (p.ConversationId, p.Seq)).ToHashSet();
        var found = new List<Message>(wanted.Count);
        foreach (var same in wanted.GroupBy(p => wanted.Count(w => w.ConversationId == p.ConversationId) == 1))
        {
            var (ids, seqs) = (same.Select(p => p.ConversationId).Distinct().ToList(), same.Select(p => p.Seq).Distinct().ToList());
            found.AddRange(await db.Set<Message>().Where(m => ids.Contains(m.ConversationId) && seqs.Contains(m.Seq)).ToListAsync(ct));
        }
        return found.FindAll(m => pairs.Contains((m.ConversationId, m.Seq)));
    }
}

/// <summary>Threads, messages and notes that may hold what is looked for.</summary>
public sealed class OpenedTexts(
    IReadOnlyDictionary<Guid, RawRow> threads, IReadOnlyDictionary<Guid, string?> names, IReadOnlyDictionary<(Guid, int), Message> messages, IReadOnlyDictionary<Guid, Keyring> rings,
    IReadOnlyDictionary<(Guid, int), (Note Note, string Text)> notes)
{
    public RawRow RowOf(Guid conversation) => threads[conversation];

    /// <summary>The hit at this position, or null when it is none.</summary>
    public Hit? FindIn(SearchQuery query, Position position)
    {
        if (!threads.TryGetValue(position.ConversationId, out var thread) || !query.Criteria.Allows(thread.Conversation)) return null;
        if (position.Seq == 0) return query.Criteria.AllowsNames ? InNames(query.Wanted, thread) : null;
        if (position.Seq < 0) return InNote(query, position);
        if (!messages.TryGetValue((position.ConversationId, position.Seq), out var message) || message.IsGone || message.Kind == MessageKind.System) return null;
        if (rings[position.ConversationId].ContentOf(message) is not { } content) return null;
        var text = Hidden.Strictly(content, message.Party, thread.Seat.Party); // whatever is allowed by now: what is masked is found by its author's side only
        if (!query.Criteria.Allows(message.Party, message.At, text)) return null;
        if (query.Wanted.FindIn(text) is not { } spans) return null;
        var (snippet, within) = Snippet.Of(text, spans);
        return new Hit(message.Seq, message.At, Matched.Text, snippet, within, null);
    }

    Hit? InNote(SearchQuery query, Position position)
    {
        if (!notes.TryGetValue((position.ConversationId, -position.Seq), out var found) || !query.Criteria.Allows(PartyKind.Vendor, found.Note.At, found.Text)) return null;
        if (query.Wanted.FindIn(found.Text) is not { } spans) return null;
        var (snippet, within) = Snippet.Of(found.Text, spans);
        return new Hit(found.Note.AfterSeq, found.Note.At, Matched.Note, snippet, within, found.Note.Id);
    }

    Hit? InNames(Wanted wanted, RawRow thread)
    {
        var c = thread.Conversation;
        var all = Names.Of(names[c.Id], thread.Subject, c.SubjectId).ToList();
        foreach (var (kind, text) in all)
            if (wanted.FindIn(text) is { } spans) return HitOf(kind, text, spans);
        var both = string.Join(" · ", all.Select(n => n.Text)); // a word of one, a word of the other
        return all.Count > 1 && wanted.FindIn(both) is { } across ? HitOf(Matched.Person, both, across) : null;

        Hit HitOf(Matched kind, string text, IReadOnlyList<TextSpan> spans)
        {
            var (snippet, within) = Snippet.Of(text, spans);
            return new Hit(0, c.CreatedAt, kind, snippet, within, null);
        }
    }
}
