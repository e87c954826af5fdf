using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

public sealed record SeenBody(Guid Conversation);

/// <summary>Where a person was named, within one team.</summary>
public sealed class Mentions(Store store, Notes notes, InboxRows rows)
{
    /// <summary>The person has seen where they are named in this thread. Repeating is free.</summary>
    public async Task SeeAsync(Role role, Person person, Guid conversation, CancellationToken ct)
    {
        var team = await notes.EnterAsync(person, conversation, ct);
        if (team.Role != role) throw Refuse.NotFound();
        await store.WriteAsync(db => db.Set<Mention>()
            .Where(m => m.PartyId == team.Door.VendorParty && m.PersonId == person.Id && m.ConversationId == conversation && !m.Seen)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Seen, true), ct), ct);
    }

    /// <summary>Threads in which the person is named: those with an unseen mention first, each by its newest mention, newest first.</summary>
    public async Task<InboxPage> ReadAsync(Role team, Person person, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"mentions {team.Key} {person.Id}";
        var (seen, before) = Cursor.Read(list, cursor) is { } position ? (position[0] - '0', long.Parse(position.AsSpan(2), CultureInfo.InvariantCulture)) : (0, long.MaxValue);
        await using var db = store.Open();
        if (await db.FindFeedAsync(team, ct) is not { } feed) return new InboxPage([], null, 0);
        var threads = await db.Set<Mention>().Where(m => m.PartyId == feed.Id && m.PersonId == person.Id).GroupBy(m => m.ConversationId)
            .Select(t => new { Id = t.Key, Seen = t.Min(m => m.Seen ? 1 : 0), Feed = t.Max(m => m.Feed) })
            .Where(t => t.Seen > seen || (t.Seen == seen && t.Feed < before)).OrderBy(t => t.Seen).ThenByDescending(t => t.Feed).Take(limit + 1).ToListAsync(ct);
        var more = threads.Count > limit;
        if (more) threads.RemoveAt(limit);
        var ids = threads.ConvertAll(t => t.Id);
        var page = await InboxRows.Query(db, db.Set<Seat>().Where(s => ids.Contains(s.ConversationId) && s.Party == PartyKind.Vendor)).ToListAsync(ct);
        page.Sort((a, b) => ids.IndexOf(a.Conversation.Id).CompareTo(ids.IndexOf(b.Conversation.Id)));
        return new InboxPage(await rows.ViewAsync(page, ct), more ? Cursor.Write(list, $"{threads[^1].Seen} {threads[^1].Feed}") : null, feed.Number);
    }
}
