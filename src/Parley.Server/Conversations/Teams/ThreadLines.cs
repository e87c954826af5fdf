using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A thread left the sight of an agent who saw it: another has it now. Nothing else of it is told.</summary>
public sealed record GonePush(long Feed, Guid ConversationId);

/// <summary>Something of the team's changed that is not for this agent to see: only the number, so that nobody suspects a gap.</summary>
public sealed record FeedPush(long Feed);

/// <summary>
/// The way to a party's live connections about one thread; every push that concerns a thread goes through here. Where a vendor's agents
/// see only what is theirs, each push asks the rows anew who sees the thread; should they not answer, the connections of those who see
/// only a part are cut, come back and catch up.
/// </summary>
public sealed class ThreadLines(Switchboard switchboard, Sights sights)
{
    public bool IsOnline(Door door, PartyKind reader) => switchboard.IsOnline(door.KeyOf(reader));

    /// <param name="feed">The party's number of this change; null for what is no change.</param>
    /// <param name="former">Who had the thread until this change, when it changed hands.</param>
    public ValueTask PushAsync(Door door, PartyKind reader, long? feed, string target, object payload, string? exceptPerson = null, string? former = null)
    {
        var key = door.KeyOf(reader);
        if (!switchboard.IsOnline(key)) return default;
        if (reader == PartyKind.Vendor)
        {
            var limited = sights.AreLimitedAsync(door.VendorId, CancellationToken.None);
            if (!limited.IsCompletedSuccessfully || limited.Result) return new ValueTask(PushToThoseWhoSeeAsync(door, key, feed, target, payload, exceptPerson, former));
        }
        switchboard.Push(key, target, payload, exceptPerson);
        return default;
    }

    async Task PushToThoseWhoSeeAsync(Door door, string key, long? feed, string target, object payload, string? exceptPerson, string? former)
    {
        try
        {
            var (now, before) = await sights.AmongAsync(door, switchboard.PeopleOf(key), former, CancellationToken.None);
            switchboard.Push(key, target, payload, line => now.Contains(line.PersonId) && line.PersonId != exceptPerson);
            if (feed is not { } number) return;
            before.ExceptWith(now);
            if (before.Count > 0) switchboard.Push(key, "gone", new GonePush(number, door.Id), line => before.Contains(line.PersonId));
            switchboard.Push(key, "feed", new FeedPush(number), line => !now.Contains(line.PersonId) && !before.Contains(line.PersonId));
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            foreach (var person in switchboard.PeopleOf(key)) switchboard.Drop(person, key);
        }
    }
}
