using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Makes of what happened one row for each person, role, channel, kind and window. A window opens with the first message that nothing waits
/// for, and whatever comes until it is taken up for delivery goes into it without another write: it is read then, after it was taken up.
/// So a busy thread costs one row a window. Rows that are not sent are written once a day, so that the log can say why.
/// </summary>
sealed class PlanNotices(Store store, Occurrences occurrences, Recipients recipients, Defaults defaults, ShowPreferences show, Reaches reaches, Signs signs, WithdrawAlerts withdraw, NoticeQueue queue, IOptions<NotificationOptions> options, TimeProvider clock) : IFactWorker
{
    const string Waiting = "id, person_id, role_key, channel, kind, conversation_id, from_seq, to_seq, urgent, planned_at, because, state, attempts, due_at", Ending = Waiting + ", until", Silent = "id, person_id, role_key, channel, kind, conversation_id, from_seq, to_seq, urgent, planned_at, because, state, attempts";
    static readonly TimeSpan SilentOnce = TimeSpan.FromDays(1);

    public string Name => "notices";

    sealed record Known(Guid Id, Guid Thread, string Person, string Role, Channel Channel, NoticeKind Kind, int FromSeq, int ToSeq, NoticeState State, int Attempts, DateTimeOffset PlannedAt, DateTimeOffset? DueAt)
    {
        /// <summary>Waits, and nobody has taken it up yet: what comes now will be read when that happens.</summary>
        public bool IsOpen => State == NoticeState.Waiting && Attempts == 0;
    }

    sealed record Place(Guid Thread, string Person, string Role, Channel Channel, NoticeKind Kind);

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        await PlanAsync(facts, ct);
        await withdraw.RunAsync(facts, ct); // after what was raised in the same moment
    }

    async Task PlanAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        if (!reaches.Configured.Any()) return;
        var all = await recipients.OfAsync(await occurrences.OfAsync(facts, ct), ct);
        if (all.Count == 0) return;
        var now = clock.GetUtcNow();
        var (waiting, ending, silent, sooner) = (new List<object[]>(), new List<object[]>(), new List<object[]>(), new List<(Guid Id, DateTimeOffset Due)>());
        var known = (await KnownAsync(all, ct)).ToLookup(k => new Place(k.Thread, k.Person, k.Role, k.Channel, k.Kind));
        var (choices, settings, reach) = await WantsAsync([.. all.Select(r => r.Person).DistinctBy(p => p.Id)], [.. all.Select(r => r.What.Door.Id).Distinct()], ct);
        foreach (var some in all.GroupBy(r => (r.Person.Id, r.What.RoleKey, r.What.Kind, r.What.Door.Id)))
        {
            var (person, side) = (some.First().Person, some.First().What.Side);
            var preferences = defaults.For(side, KeepPreferences.Read(choices[(person.Id, some.Key.RoleKey)]));
            var schedule = await show.ScheduleAsync(settings.GetValueOrDefault(person.Id) ?? new NoticeSettings { PersonId = person.Id }, person, RoleOf(some.First().What), TimeSpan.FromSeconds(options.Value.MomentSeconds), ct);
            var opened = new HashSet<(Channel, int)>(); // of this page
            foreach (var one in some.OrderBy(r => r.What.Seq))
                foreach (var planned in Planner.Plan(new NoticeEvent(one.What.Kind, one.Urgent, one.What.Door.Id, one.What.At), preferences, schedule, new Whereabouts(IsLooking(one)), reach[person.Id], now))
                {
                    var own = one.What.Kind is NoticeKind.Mention or NoticeKind.Answer or NoticeKind.Resolution; // each is judged by itself when it goes out
                    var slot = (planned.Channel, own ? one.What.Seq : 0);
                    if (opened.Contains(slot) || !IsWorthARow(planned) || (planned.Because == Because.Off && IsUsuallyOff(one, preferences, planned.Channel))) continue;
                    var before = known[new Place(one.What.Door.Id, person.Id, some.Key.RoleKey, planned.Channel, one.What.Kind)];
                    if (before.FirstOrDefault(k => k.IsOpen && (!own || k.FromSeq == one.What.Seq)) is { } open)
                    {
                        if (one.Urgent && planned.Due < open.DueAt) sooner.Add((open.Id, planned.Due!.Value));
                        continue;
                    }
                    if (one.What.Kind == NoticeKind.Message && before.Any(k => k.State != NoticeState.NotSent && k.ToSeq >= one.What.UpTo)) continue; // told already: the fact was heard before
                    if (planned.Due is null && before.Any(k => k.State == NoticeState.NotSent && now - k.PlannedAt < SilentOnce)) continue;
                    opened.Add(slot);
                    (planned.Due is null ? silent : one.What.Until is null ? waiting : ending).Add(RowOf(one, planned, now));
                }
        }
        await WriteAsync(waiting, ending, silent, sooner, ct);
    }

    /// <summary>What a person looks at is no news to them. Messages are left to the read marks: a page may be open with nobody before it.</summary>
    bool IsLooking(Recipient one) => one.What.Kind != NoticeKind.Message && signs.Of(one.What.Door.Id).Any(s => s.Person == one.Person.Id);

    /// <summary>That there is no browser and no device says the page of preferences; it is nothing that happened.</summary>
    static bool IsWorthARow(Planned planned) => planned.Because switch
    {
        Because.NotConfigured or Because.NotCritical => false,
        Because.NoAddress => planned.Channel is Channel.Mail or Channel.Sms,
        _ => true,
    };

    /// <summary>What the marketplace has off for everybody is nothing that anybody asks about.</summary>
    static bool IsUsuallyOff(Recipient one, Preferences preferences, Channel channel) =>
        Chosen.For(preferences with { Own = [] }, new NoticeEvent(one.What.Kind, one.Urgent, one.What.Door.Id, one.What.At), channel).Cadence == Cadence.Off;

    static Role RoleOf(Occurrence what) => new(what.Side, what.Door.HolderOf(what.Side));

    object[] RowOf(Recipient one, Planned planned, DateTimeOffset now)
    {
        var what = one.What;
        object[] row = [store.IdOf(what.IdFor(one.Person.Id, planned.Channel)), one.Person.Id, what.RoleKey, (short)planned.Channel, (short)what.Kind, store.IdOf(what.Door.Id), what.Seq, what.Seq, one.Urgent, now.ToMicros(), (short)planned.Because,
            (short)(planned.Due is null ? NoticeState.NotSent : NoticeState.Waiting), 0];
        if (planned.Due is not { } due) return row;
        return what.Until is { } until ? [.. row, due.ToMicros(), until.ToMicros()] : [.. row, due.ToMicros()];
    }

    /// <summary>What waits for these people in these threads, and what told them of messages they have not read.</summary>
    async Task<List<Known>> KnownAsync(List<Recipient> all, CancellationToken ct)
    {
        var known = new List<Known>();
        await using var db = store.Open();
        foreach (var side in all.GroupBy(r => r.What.Side))
        {
            var (party, prefix) = (side.Key, side.Key == PartyKind.Buyer ? "b:" : "v:");
            var (threads, people) = (side.Select(r => r.What.Door.Id).Distinct().ToList(), side.Select(r => r.Person.Id).Distinct().ToList());
            known.AddRange(await (
                from n in db.Set<Notice>()
                where threads.Contains(n.ConversationId) && people.Contains(n.PersonId) && n.RoleKey.StartsWith(prefix)
                join s in db.Set<Seat>().Where(s => s.Party == party) on n.ConversationId equals s.ConversationId
                where n.State == NoticeState.Waiting || n.ToSeq > s.ReadSeq || n.Kind != NoticeKind.Message
                select new Known(n.Id, n.ConversationId, n.PersonId, n.RoleKey, n.Channel, n.Kind, n.FromSeq, n.ToSeq, n.State, n.Attempts, n.PlannedAt, n.DueAt)).ToListAsync(ct));
        }
        return known;
    }

    async Task<(ILookup<(string, string), NoticeChoice> Choices, Dictionary<string, NoticeSettings> Settings, Dictionary<string, Dictionary<Channel, Reach>> Reach)> WantsAsync(List<MarketPerson> people, List<Guid> threads, CancellationToken ct)
    {
        var ids = people.ConvertAll(p => p.Id);
        await using var db = store.Open();
        var choices = (await db.Set<NoticeChoice>().Where(c => ids.Contains(c.PersonId) && (c.ConversationId == Guid.Empty || threads.Contains(c.ConversationId))).ToListAsync(ct)).ToLookup(c => (c.PersonId, c.RoleKey));
        var settings = await db.Set<NoticeSettings>().Where(s => ids.Contains(s.PersonId)).ToDictionaryAsync(s => s.PersonId, ct);
        return (choices, settings, await reaches.OfAsync(people, ct));
    }

    async Task WriteAsync(List<object[]> waiting, List<object[]> ending, List<object[]> silent, List<(Guid Id, DateTimeOffset Due)> sooner, CancellationToken ct)
    {
        if (waiting.Count + ending.Count + silent.Count + sooner.Count == 0) return;
        await store.WriteAsync(async db =>
        {
            if (waiting.Count > 0) await db.InsertMissingAsync("notices", Waiting, waiting, ct);
            if (ending.Count > 0) await db.InsertMissingAsync("notices", Ending, ending, ct);
            if (silent.Count > 0) await db.InsertMissingAsync("notices", Silent, silent, ct);
            foreach (var (id, due) in sooner)
                await db.Set<Notice>().Where(n => n.Id == id && n.State == NoticeState.Waiting && n.Attempts == 0 && n.DueAt > due).ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, due).SetProperty(n => n.Urgent, true), ct);
        }, ct);
        queue.Wake();
    }
}
