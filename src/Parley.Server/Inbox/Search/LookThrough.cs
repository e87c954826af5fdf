using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Finds words in a buyer's own threads by opening them, the thread with the newest message first. A buyer has few, so no token of
/// theirs lies anywhere and what was just said is found at once. At most 3,000 messages a request; the cursor goes on from there.
/// </summary>
public sealed class LookThrough(Store store, Opened opened)
{
    const int MessagesAtOnce = 600, ThreadsAtOnce = 100, MostOpened = 3000;
    static readonly Dictionary<(Guid, int), (Note, string)> NoNotes = [];

    public async Task<SearchPageView> RunAsync(SearchQuery query, string? cursor, CancellationToken ct)
    {
        var (activity, seq) = Read(Cursor.Read(query.List, cursor));
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new SearchPageView([], null, null);
        var page = new FoundPage(query.Limit);
        for (var looked = 0; ;)
        {
            var threads = await InboxRows.Query(db, db.Set<Seat>().Where(s => s.PartyId == feed.Id && s.Activity > 0 && s.Activity <= activity).OrderByDescending(s => s.Activity).Take(ThreadsAtOnce)).ToListAsync(ct);
            threads.Sort((a, b) => b.Seat.Activity.CompareTo(a.Seat.Activity));
            foreach (var some in Portions(threads, activity, seq))
            {
                if (looked >= MostOpened) return await ViewAsync(query, page, (activity, seq), ct);
                var messages = await MessagesAsync(db, some, activity, seq, ct);
                looked += messages.Count + some.Count;
                var texts = await opened.OpenAsync(some, messages, NoNotes, ct);
                foreach (var thread in some)
                {
                    var from = thread.Seat.Activity == activity ? seq : int.MaxValue;
                    var own = messages.Where(m => m.ConversationId == thread.Conversation.Id).OrderByDescending(m => m.Seq).ToList();
                    // The names come first, as if they were said last.
                    IEnumerable<int> all = [.. from == int.MaxValue ? new[] { 0 } : [], .. own.Select(m => m.Seq)];
                    foreach (var one in all)
                    {
                        var hit = texts.FindIn(query, new Position(0, thread.Conversation.Id, one));
                        if (hit is not null && !page.Add(thread, hit)) return await ViewAsync(query, page, (activity, seq), ct);
                        (activity, seq) = (thread.Seat.Activity, one == 0 ? int.MaxValue - 1 : one);
                    }
                    // Longer than a portion: the rest of it comes next.
                    if (own.Count < MessagesAtOnce || own[^1].Seq == 1) (activity, seq) = (thread.Seat.Activity - 1, int.MaxValue);
                }
                if (seq != int.MaxValue) break;
            }
            if (threads.Count < ThreadsAtOnce && threads.TrueForAll(t => t.Seat.Activity > activity)) return await ViewAsync(query, page, null, ct);
        }
    }

    /// <summary>As many threads at once as have not too many messages together.</summary>
    static IEnumerable<List<RawRow>> Portions(List<RawRow> threads, long activity, int seq)
    {
        var (portion, messages) = (new List<RawRow>(), 0);
        foreach (var thread in threads)
        {
            var count = thread.Seat.Activity == activity ? Math.Min(seq, thread.Conversation.LastSeq) : thread.Conversation.LastSeq;
            if (portion.Count > 0 && messages + count > MessagesAtOnce)
            {
                yield return portion;
                (portion, messages) = ([], 0);
            }
            portion.Add(thread);
            messages += count;
        }
        if (portion.Count > 0) yield return portion;
    }

    static Task<List<Message>> MessagesAsync(ParleyDb db, List<RawRow> threads, long activity, int seq, CancellationToken ct)
    {
        if (threads is [var alone])
        {
            var (id, before) = (alone.Conversation.Id, alone.Seat.Activity == activity ? seq : int.MaxValue);
            return db.Set<Message>().Where(m => m.ConversationId == id && m.Seq < before).OrderByDescending(m => m.Seq).Take(MessagesAtOnce).ToListAsync(ct);
        }
        var ids = threads.ConvertAll(t => t.Conversation.Id);
        var (begun, from) = (threads[0].Conversation.Id, threads[0].Seat.Activity == activity ? seq : int.MaxValue);
        return db.Set<Message>().Where(m => ids.Contains(m.ConversationId) && (m.ConversationId != begun || m.Seq < from)).ToListAsync(ct);
    }

    async Task<SearchPageView> ViewAsync(SearchQuery query, FoundPage page, (long, int)? next, CancellationToken ct) =>
        new(await opened.ViewAsync(page, ct), next is var (activity, seq) ? Cursor.Write(query.List, string.Create(CultureInfo.InvariantCulture, $"{activity} {seq}")) : null, null);

    static (long Activity, int Seq) Read(string? position)
    {
        if (position is null) return (long.MaxValue, int.MaxValue);
        return position.Split(' ') is [var activity, var seq] && long.TryParse(activity, CultureInfo.InvariantCulture, out var a) && int.TryParse(seq, CultureInfo.InvariantCulture, out var s) ? (a, s) : throw Refuse.InvalidCursor();
    }
}
