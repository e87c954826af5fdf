using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>One person is to hear of it, unless they do not want to.</summary>
sealed record Recipient(MarketPerson Person, Occurrence What, bool Urgent);

/// <summary>
/// Whom something concerns: the buyer; of a vendor's team the one who has the thread, or, where nobody has it, all who see it. Whoever read it
/// already is not among them, and of what is spam nobody.
/// </summary>
sealed class Recipients(Store store, Register register, Sights sights)
{
    sealed record Row(Guid Thread, PartyKind Party, string Assignee, Place Place, Priority Priority, int ReadSeq, int Unread, int LastSeq);

    public async Task<List<Recipient>> OfAsync(List<Occurrence> all, CancellationToken ct)
    {
        if (all.Count == 0) return [];
        var threads = all.Select(o => o.Door.Id).Distinct().ToList();
        await using var db = store.Open();
        var seats = (await (
            from s in db.Set<Seat>() where threads.Contains(s.ConversationId)
            join c in db.Set<Conversation>() on s.ConversationId equals c.Id
            select new Row(s.ConversationId, s.Party, s.Assignee, s.Place, s.Priority, s.ReadSeq, s.Incoming - s.IncomingRead, c.LastSeq)).ToListAsync(ct)).ToDictionary(s => (s.Thread, s.Party));
        var wanted = new List<(Occurrence What, Row Seat, string? Person)>();
        foreach (var what in all)
            if (seats.TryGetValue((what.Door.Id, what.Side), out var seat) && Matters(what, seat) is { } one) wanted.Add((one, seat, await OneAsync(one, seat, ct)));
        var teams = await TeamsAsync(db, [.. wanted.Where(w => w.Person is null).Select(w => w.What.Door.VendorId).Distinct()], ct);
        await register.WarmAsync([.. wanted.Select(w => w.Person).OfType<string>(), .. teams.SelectMany(t => t)], [], ct);
        var found = new List<Recipient>();
        foreach (var (what, seat, person) in wanted)
            foreach (var id in person is not null ? [person] : await SeeingAsync(what.Door, teams[what.Door.VendorId], ct))
                if (IsOther(what, id) && await register.FindPersonAsync(id, ct) is { RemovedAt: null } known)
                    found.Add(new Recipient(known, what, what.Kind.IsCritical() || (what.Side == PartyKind.Vendor && seat.Priority == Priority.Urgent)));
        return found;
    }

    /// <summary>Null when nobody has to hear of it; of a thread that was filed, what of it is unread.</summary>
    static Occurrence? Matters(Occurrence what, Row seat)
    {
        if (seat.Place == Place.Spam && what.Kind != NoticeKind.Essential) return null;
        if (what.Kind != NoticeKind.Message) return what;
        if (what.Seq == 0) return seat is { Unread: > 0, Assignee.Length: > 0, Place: Place.Inbox } ? what with { Seq = seat.ReadSeq + 1, UpTo = seat.LastSeq, Window = $"filed {seat.LastSeq}", Person = seat.Assignee } : null;
        return what.Seq > seat.ReadSeq ? what : null;
    }

    /// <summary>The one person whom it concerns; null for all who see the thread.</summary>
    async ValueTask<string?> OneAsync(Occurrence what, Row seat, CancellationToken ct)
    {
        if (what.Side == PartyKind.Buyer) return what.Door.BuyerId;
        if (what.Person is not null) return what.Person;
        return seat.Assignee.Length > 0 && await register.AgentRoleAsync(what.Door.VendorId, seat.Assignee, ct) is not null ? seat.Assignee : null;
    }

    static async Task<ILookup<string, string>> TeamsAsync(ParleyDb db, List<string> vendors, CancellationToken ct) =>
        (vendors.Count == 0 ? [] : await db.Set<Agent>().Where(a => vendors.Contains(a.VendorId)).OrderBy(a => a.PersonId).Select(a => new { a.VendorId, a.PersonId }).ToListAsync(ct)).ToLookup(a => a.VendorId, a => a.PersonId);

    /// <summary>Those of the team who see what nobody has.</summary>
    async Task<List<string>> SeeingAsync(Door door, IEnumerable<string> team, CancellationToken ct)
    {
        if (!await sights.AreLimitedAsync(door.VendorId, ct)) return [.. team];
        var seeing = new List<string>();
        foreach (var person in team)
            if ((await sights.OfAsync(new Role(PartyKind.Vendor, door.VendorId), person, ct)).Covers("")) seeing.Add(person);
        return seeing;
    }

    static bool IsOther(Occurrence what, string person) => what.Side == PartyKind.Buyer || what.Person is not null || person != what.Door.BuyerId;
}
