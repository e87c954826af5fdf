using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <param name="Rules">As they would be put; those that are put now when left out.</param>
/// <param name="Days">How far back, 1 to 30.</param>
public sealed record DryRunBody(IReadOnlyList<Rule>? Rules = null, int Days = 30);

/// <summary>A message to which a rule would have answered.</summary>
/// <param name="Why">With the words found in the message: whoever asks may read it.</param>
/// <param name="Acts">What it would have done.</param>
public sealed record DryMatch(Guid Conversation, int Seq, DateTimeOffset At, IReadOnlyList<string> Why, IReadOnlyList<RuleAct> Acts);

/// <param name="Matches">To how many of the messages it would have answered.</param>
/// <param name="Examples">The newest, at most 20.</param>
/// <param name="Tried">False for a rule that is on waiting only: how long a wait would have been cannot be told from messages.</param>
public sealed record DryRule(Guid Rule, string Name, bool Tried, int Matches, IReadOnlyList<DryMatch> Examples);

/// <param name="Messages">How many were looked at, at most 2,000.</param>
/// <param name="Complete">Whether those were all of the days asked for.</param>
/// <param name="Since">The oldest of them; null when there was none.</param>
public sealed record DryRun(int Messages, bool Complete, DateTimeOffset? Since, IReadOnlyList<DryRule> Rules);

/// <summary>
/// Tries rules on a vendor's last messages, as if they came now, and changes nothing. What a thread is like (order, labels, priority)
/// is taken as it is today; who sees only what is theirs tries them on that.
/// </summary>
public sealed class TryRules(Store store, Doors doors, KeepRules keep, ReadThreadFacts gather, Sights sights, TimeProvider clock)
{
    const int Most = 2000, MostThreads = 2000, Step = 200, MostExamples = 20, LongestDays = 30;

    public async Task<DryRun> RunAsync(Member member, DryRunBody body, CancellationToken ct)
    {
        if (body.Days is < 1 or > LongestDays) throw Refuse.Invalid("days", $"'days' must be 1 to {LongestDays}.");
        var list = body.Rules is { } asked ? await keep.CheckAsync(member, asked, 0, ct) : (await keep.ReadAsync(member, ct)).Rules;
        var rules = Rules.Compile(list);
        var (happened, complete) = await LastAsync(member, clock.GetUtcNow().AddDays(-body.Days), ct);
        var facts = await gather.RunAsync(happened, new Dictionary<string, Rules> { [member.VendorId] = rules }, ct);
        var matches = list.Where(r => !r.Off).ToDictionary(r => r.Id!.Value, _ => new List<DryMatch>());
        foreach (var (happening, thread) in facts.OrderByDescending(f => f.Happening.Message.At))
            foreach (var decision in rules.Evaluate(thread, nameWords: true))
                matches[decision.Rule.Id!.Value].Add(new DryMatch(happening.Door.Id, happening.Message.Seq, happening.Message.At, decision.Why, decision.Acts));
        return new DryRun(happened.Count, complete, happened.Count == 0 ? null : happened.Min(h => h.Message.At),
            [.. list.Where(r => !r.Off).Select(r => new DryRule(r.Id!.Value, r.Name, Rules.EventsOf(r) != RuleEvents.Waiting, matches[r.Id!.Value].Count, [.. matches[r.Id!.Value].Take(MostExamples)]))]);
    }

    /// <summary>The newest messages, thread by thread in the order of the last one, so that it costs the same whatever lies beside them.</summary>
    async Task<(List<Happening> Happened, bool Complete)> LastAsync(Member member, DateTimeOffset since, CancellationToken ct)
    {
        var sight = await sights.OfAsync(member.Role, member.Person.Id, ct);
        await using var db = store.Open();
        var happened = new List<Happening>();
        if (await db.FindFeedAsync(member.Role, ct) is not { Id: var party }) return (happened, true);
        var before = long.MaxValue;
        for (var looked = 0; looked < MostThreads; looked += Step)
        {
            var seats = await db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < before).Within(sight).OrderByDescending(s => s.Activity).Take(Step).ToListAsync(ct);
            if (seats.Count == 0) return (happened, true);
            before = seats[^1].Activity;
            var found = await HappenedAsync(db, seats, since, Most - happened.Count, ct);
            happened.AddRange(found);
            if (happened.Count >= Most) return (happened, false);
            if (seats.Count < Step || found.Count == 0) return (happened, true); // threads before these were quiet for longer still
        }
        return (happened, false);
    }

    async Task<List<Happening>> HappenedAsync(ParleyDb db, List<Seat> seats, DateTimeOffset since, int most, CancellationToken ct)
    {
        var ids = seats.ConvertAll(s => s.ConversationId);
        var seat = seats.ToDictionary(s => s.ConversationId);
        var found = await (
            from message in db.Set<Message>()
            where ids.Contains(message.ConversationId) && message.At >= since && message.Kind != MessageKind.Auto
            join conversation in db.Set<Conversation>() on message.ConversationId equals conversation.Id
            join subject in db.Set<Subject>() on new { Kind = conversation.SubjectKind, Id = conversation.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
            from subject in subjects.DefaultIfEmpty()
            orderby message.At descending
            select new { message, conversation, subject }).Take(most).ToListAsync(ct);
        return found.ConvertAll(f => new Happening(doors.Remember(f.conversation), f.conversation, seat[f.conversation.Id], f.message, f.subject));
    }
}
