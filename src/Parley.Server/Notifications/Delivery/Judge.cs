using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What is to become of a notice now that it is due.</summary>
abstract record Verdict
{
    /// <summary>It goes out: what of its thread is told, and up to which message that is everything.</summary>
    public sealed record Send(ToTell What, bool PassedQuiet) : Verdict;

    public sealed record Cancel(string Outcome) : Verdict;

    /// <summary>Not yet.</summary>
    public sealed record Wait(DateTimeOffset Until, Because Because) : Verdict;
}

/// <summary>What of one thread is told.</summary>
/// <param name="Goes">Where the thread goes on, if it was merged.</param>
/// <param name="Messages">The oldest that are unread and were not told of by this channel, at most eleven.</param>
/// <param name="UpTo">The thread's last message when this was read.</param>
/// <param name="Missed">Of deadlines: it has passed.</param>
/// <param name="Ruling">Of essentials: what the platform decided about the person.</param>
/// <param name="Off">Of essentials: the channel whose address was switched off.</param>
sealed record ToTell(Door Door, Guid Goes, PartyKind Side, int Unread, IReadOnlyList<Message> Messages, int UpTo, bool Missed = false, Channel? Off = null, Ruling? Ruling = null);

/// <summary>
/// Decides at the moment of delivery, by what is true then: whether the person still may see the thread, whether it is unread still, not spam,
/// not done with, not between two who were kept apart or from somebody whom they block, and whether they still want to hear of it now. What was planned counts for nothing against it.
/// </summary>
sealed class Judge(Store store, Register register, Doors doors, Sights sights, INamings namings, KeepPreferences keep, Defaults defaults, ShowPreferences show, Reaches reaches, AddressBook addresses, IRulings rulings, IRestrictions restrictions, IOptions<NotificationOptions> options)
{
    const int MostMessages = 11;
    static readonly Whereabouts Away = new(false);

    sealed record Row(Guid Id, ConversationState State, Guid? MergedInto, int LastSeq, int? OwesSeq, int ReadSeq, int Unread, int Carried, Place Place, string Assignee);

    /// <param name="notices">Of one person, in one role, for one channel.</param>
    /// <returns>In their order.</returns>
    public async Task<List<Verdict>> OfAsync(IReadOnlyList<Notice> notices, DateTimeOffset now, CancellationToken ct)
    {
        var (personId, channel) = (notices[0].PersonId, notices[0].Channel);
        var role = RoleOf(notices[0]);
        if (await register.FindPersonAsync(personId, ct) is not { RemovedAt: null } person) return All(Outcomes.PersonRemoved);
        if (role.Party == PartyKind.Vendor && await register.AgentRoleAsync(role.HolderId, personId, ct) is null) return All(Outcomes.AccessLost);
        var reach = (await reaches.OfAsync([person], ct, channel))[personId];
        var settings = await keep.SettingsAsync(personId, ct);
        var preferences = defaults.For(role.Party, KeepPreferences.Read(await keep.ChoicesAsync(personId, role, [.. notices.Select(n => n.ConversationId).Distinct()], ct)));
        var schedule = await show.ScheduleAsync(settings, person, role, TimeSpan.FromSeconds(options.Value.MomentSeconds), ct);
        var verdicts = new List<Verdict>(notices.Count);
        foreach (var notice in notices)
        {
            var verdict = await OfThreadAsync(notice, role, now, ct);
            verdicts.Add(verdict is Verdict.Send send ? Wanted(notice, send, preferences, schedule, reach, now) : verdict);
        }
        return verdicts;

        List<Verdict> All(string outcome) => [.. notices.Select(_ => new Verdict.Cancel(outcome))];
    }

    public static Role RoleOf(Notice notice) => new(notice.RoleKey[0] == 'b' ? PartyKind.Buyer : PartyKind.Vendor, notice.RoleKey[2..]);

    /// <summary>Whether the person still wants it, and wants it now.</summary>
    static Verdict Wanted(Notice notice, Verdict.Send send, Preferences preferences, Schedule schedule, Dictionary<Channel, Reach> reach, DateTimeOffset now)
    {
        var since = send.What.Messages is [var first, ..] ? first.At : notice.PlannedAt;
        var planned = Plan(notice, preferences, schedule, reach, since, now);
        if (notice.Because != Because.FellThrough || planned.Because != Because.NotCritical)
            switch (planned.Because)
            {
                case Because.Off: return new Verdict.Cancel(Outcomes.Off);
                case Because.NoAddress: return new Verdict.Cancel(Outcomes.NoAddress);
                case Because.AddressOff: return new Verdict.Cancel(Outcomes.AddressOff);
                case Because.NotConfigured: return new Verdict.Cancel(Outcomes.NotConfigured);
                case Because.NotCritical: return new Verdict.Cancel(Outcomes.Off);
            }
        // What opened the window was read, and something newer waits: its own time counts.
        var moved = send.What.Messages is [{ Seq: var seq }, ..] && seq > notice.FromSeq && notice is { Kind: NoticeKind.Message, Attempts: <= 1, Because: Because.Instant or Because.Unread };
        if (moved && planned is { Because: Because.Instant or Because.Unread, Due: { } later } && later > now) return new Verdict.Wait(later, planned.Because);
        // Only whether it is quiet: as if it had been chosen to go at once, long ago.
        var atOnce = new Preferences([], [], [new Choice(notice.Kind, null, notice.Channel, Cadence.Instant)]);
        var quiet = Plan(notice, atOnce, schedule, reach, now.AddDays(-1), now);
        if (quiet is { Because: Because.QuietHours, Due: { } ends } && ends > now) return new Verdict.Wait(ends, Because.QuietHours);
        return send with { PassedQuiet = quiet.Because == Because.UrgentPassed };
    }

    static Planned Plan(Notice notice, Preferences preferences, Schedule schedule, Dictionary<Channel, Reach> reach, DateTimeOffset since, DateTimeOffset now)
    {
        foreach (var planned in Planner.Plan(new NoticeEvent(notice.Kind, notice.Urgent, notice.ConversationId, since), preferences, schedule, Away, reach, now))
            if (planned.Channel == notice.Channel) return planned;
        return new Planned(notice.Channel, null, Because.NotConfigured);
    }

    async Task<Verdict> OfThreadAsync(Notice notice, Role role, DateTimeOffset now, CancellationToken ct)
    {
        if (await doors.FindAsync(notice.ConversationId, ct) is not { } door) return new Verdict.Cancel(Outcomes.Gone);
        await using var db = store.Open();
        if (await FindAsync(db, door.Id, role.Party, ct) is not { } thread) return new Verdict.Cancel(Outcomes.Gone);
        var (goes, final) = (door, thread);
        for (var step = 0; final.MergedInto is { } next && step < 20; step++)
        {
            if (await doors.FindAsync(next, ct) is not { } further || await FindAsync(db, next, role.Party, ct) is not { } row) return new Verdict.Cancel(Outcomes.Gone);
            (goes, final) = (further, row);
        }
        if (notice is { Kind: NoticeKind.Essential, FromSeq: 0 }) return await RulingAsync(notice, door, goes, role, ct);
        if (notice.Kind == NoticeKind.Essential) return await EssentialAsync(notice, door, goes, role, final.Unread, ct);
        if (notice.Until is { } until && until <= now) return new Verdict.Cancel(until == Notice.Withdrawn ? Outcomes.Withdrawn : Outcomes.Over);
        if (!notice.Kind.IsCritical() && restrictions.OnTelling(notice.PersonId, role.Party, door.VendorId, door.BuyerId) is { } restricted) return new Verdict.Cancel(restricted.Code);
        if (notice.Kind is NoticeKind.Message or NoticeKind.Answer && restrictions.Between(role.Party, door.VendorId, door.BuyerId) == Blocking.ByYou) return new Verdict.Cancel(Outcomes.BlockedByYou);
        if (role.Party == PartyKind.Vendor && await LostAsync(notice, goes, final, ct) is { } lost) return new Verdict.Cancel(lost);
        return notice.Kind switch
        {
            NoticeKind.Message => await MessagesAsync(db, notice, door, thread, goes, final, role.Party, ct),
            NoticeKind.Mention when (await namings.UnseenAsync([(door.Id, notice.FromSeq)], ct)).All(n => n.Person != notice.PersonId) => new Verdict.Cancel(Outcomes.Read),
            NoticeKind.Answer => await AnswerAsync(db, notice, door, thread, ct),
            NoticeKind.Resolution => await ResolutionAsync(db, notice, door, thread, ct),
            _ => Tell(),
        };

        Verdict.Send Tell() => new(new ToTell(door, goes.Id, role.Party, final.Unread, [], thread.LastSeq), false);
    }

    /// <summary>Why one of a vendor's team is not told: what is for whoever has the thread is for nobody else.</summary>
    async ValueTask<string?> LostAsync(Notice notice, Door door, Row thread, CancellationToken ct)
    {
        if (thread.Place == Place.Spam) return Outcomes.Spam;
        if (await sights.OfAsync(door, notice.PersonId, ct) == Seeing.Not) return Outcomes.AccessLost;
        var personal = notice.Kind is NoticeKind.Mention or NoticeKind.Rule;
        return !personal && thread.Assignee.Length > 0 && thread.Assignee != notice.PersonId && await register.AgentRoleAsync(door.VendorId, thread.Assignee, ct) is not null ? Outcomes.AssignedElsewhere : null;
    }

    /// <summary>An address of theirs is off: whoever took it up again, or has another one, need not hear of it any more.</summary>
    async Task<Verdict> EssentialAsync(Notice notice, Door door, Door goes, Role role, int unread, CancellationToken ct)
    {
        var off = (Channel)notice.FromSeq;
        var still = await register.FindPersonAsync(notice.PersonId, ct) is { } person && Reaches.AddressOf(person, off) is { } address && await addresses.IsClosedAsync(off, address, ct);
        return still ? new Verdict.Send(new ToTell(door, goes.Id, role.Party, unread, [], notice.FromSeq, Off: off), false) : new Verdict.Cancel(Outcomes.Done);
    }

    /// <summary>What was decided about them; which of several the notice's own id tells.</summary>
    async Task<Verdict> RulingAsync(Notice notice, Door door, Door goes, Role role, CancellationToken ct)
    {
        foreach (var ruling in await rulings.OfAsync(door.Id, notice.PersonId, role.Party == PartyKind.Vendor ? door.VendorId : null, ct))
            if (new Occurrence(door, role.Party, NoticeKind.Essential, 0, Occurrence.AlertWindow(ruling.Alert), notice.PlannedAt).IdFor(notice.PersonId, notice.Channel) == notice.Id)
                return new Verdict.Send(new ToTell(door, goes.Id, role.Party, 0, [], 0, Ruling: ruling), false);
        return new Verdict.Cancel(Outcomes.Gone);
    }

    static async Task<Verdict> MessagesAsync(ParleyDb db, Notice notice, Door door, Row thread, Door goes, Row final, PartyKind side, CancellationToken ct)
    {
        // Of a merged thread it is read when what came over from others is.
        if (goes.Id != door.Id && final.Carried <= 0) return new Verdict.Cancel(Outcomes.Read);
        var told = await db.Set<Notice>().Where(n => n.ConversationId == door.Id && n.PersonId == notice.PersonId && n.Channel == notice.Channel && n.Kind == NoticeKind.Message && n.RoleKey == notice.RoleKey
            && (n.State == NoticeState.Sent || n.State == NoticeState.Delivered)).MaxAsync(n => (int?)n.ToSeq, ct) ?? 0;
        var from = Math.Max(thread.ReadSeq, notice.FromSeq - 1);
        var unread = await UnreadAsync(db, door.Id, side, Math.Max(from, told), thread.LastSeq, ct);
        if (unread.Count > 0) return new Verdict.Send(new ToTell(door, goes.Id, side, Math.Max(final.Unread, unread.Count), unread, thread.LastSeq), false);
        if (thread.LastSeq <= thread.ReadSeq || thread.ReadSeq >= notice.FromSeq) return new Verdict.Cancel(Outcomes.Read);
        return new Verdict.Cancel(told > from && (await UnreadAsync(db, door.Id, side, from, thread.LastSeq, ct)).Count > 0 ? Outcomes.Told : Outcomes.Unsent);
    }

    static Task<List<Message>> UnreadAsync(ParleyDb db, Guid thread, PartyKind side, int after, int upTo, CancellationToken ct) =>
        db.Set<Message>().Where(m => m.ConversationId == thread && m.Seq > after && m.Seq <= upTo && m.Party != side && m.Kind != MessageKind.System && m.UnsentAt == null && m.RemovedAt == null).OrderBy(m => m.Seq).Take(MostMessages).ToListAsync(ct);

    async Task<Verdict> AnswerAsync(ParleyDb db, Notice notice, Door door, Row thread, CancellationToken ct)
    {
        if (thread.OwesSeq is not { } owed || owed != notice.FromSeq || thread.State.Shown() != ConversationState.Open) return new Verdict.Cancel(Outcomes.Done);
        var missed = await db.Set<DueAnswer>().AnyAsync(d => d.ConversationId == door.Id && d.OpenedSeq == owed && d.Missed, ct);
        return new Verdict.Send(new ToTell(door, door.Id, PartyKind.Vendor, thread.Unread, [], thread.LastSeq, missed), false);
    }

    async Task<Verdict> ResolutionAsync(ParleyDb db, Notice notice, Door door, Row thread, CancellationToken ct)
    {
        if (await db.Set<OpenThread>().SingleOrDefaultAsync(o => o.ConversationId == door.Id && o.OpenedSeq == notice.FromSeq, ct) is not { } open) return new Verdict.Cancel(Outcomes.Done);
        return new Verdict.Send(new ToTell(door, door.Id, PartyKind.Vendor, thread.Unread, [], thread.LastSeq, open.Missed), false);
    }

    static Task<Row?> FindAsync(ParleyDb db, Guid id, PartyKind side, CancellationToken ct) => (
        from c in db.Set<Conversation>() where c.Id == id
        join s in db.Set<Seat>() on c.Id equals s.ConversationId
        where s.Party == side
        select new Row(c.Id, c.State, c.MergedInto, c.LastSeq, c.OwesSeq, s.ReadSeq, s.Incoming - s.IncomingRead, s.Carried, s.Place, s.Assignee)).SingleOrDefaultAsync(ct);
}
