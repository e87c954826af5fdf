using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>One parcel: what is left of it is handed to its channel, and what became of it is written down.</summary>
sealed partial class HandOver(Store store, Judge judge, Pack pack, SetApart apart, AddressBook addresses, TellAddressOff tell, FallThrough fall, Register register, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<HandOver> logger)
{
    /// <summary>What fails together so often is tried one by one.</summary>
    const int TogetherAtMost = 2;

    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5), LongestWish = TimeSpan.FromDays(1);

    /// <summary>While a channel is down as a whole nothing is given up, unless it has waited for so long; and it is asked so often that it is found to be back within a minute.</summary>
    static readonly TimeSpan TooOld = TimeSpan.FromDays(14), WhileDown = TimeSpan.FromSeconds(45);

    /// <param name="lane">Where the channel fails for everybody, what fails now waits for less than a minute, and is not counted.</param>
    /// <returns>Whether the channel did its part; null when nothing was asked of it.</returns>
    public async Task<bool?> RunAsync(INoticeChannel channel, Taken taken, Lane lane, CancellationToken ct)
    {
        var verdicts = await judge.OfAsync(taken.Notices, clock.GetUtcNow(), ct);
        var going = new List<(Notice Notice, ToTell What)>();
        foreach (var (notice, verdict) in taken.Notices.Zip(verdicts))
            switch (verdict)
            {
                case Verdict.Send send:
                    if (send.PassedQuiet) notice.Because = Because.UrgentPassed;
                    going.Add((notice, send.What));
                    break;
                case Verdict.Cancel cancel:
                    await SettleAsync(taken, [notice], NoticeState.Cancelled, null, cancel.Outcome, null, null, ct);
                    break;
                case Verdict.Wait wait:
                    await PutBackAsync(taken, notice, wait, ct);
                    break;
            }
        if (going.Count == 0) return null;
        var wasDown = lane.IsDown;
        var parcel = await pack.RunAsync(taken.Parcel, taken.Attempt, going, ct);
        var (handed, threw) = await HandAsync(channel, parcel, ct);
        if (threw && taken is { Notices.Count: > 1, Attempt: >= TogetherAtMost }) await OneByOneAsync(taken, going.ConvertAll(g => g.Notice), CancellationToken.None);
        else await EndAsync(channel, taken, going, handed, IsDown(lane, wasDown, taken, handed), CancellationToken.None); // what was sent is written down, whatever ends meanwhile
        return handed is not Handed.Later;
    }

    /// <summary>Many failed in a row, or this one failed again and nobody was served in between. What may have arrived is counted all the same: each of its tries may be a repeat.</summary>
    static bool IsDown(Lane lane, bool wasDown, Taken taken, Handed handed) => handed is Handed.Later { MayHaveArrived: false } && (wasDown || (taken.TriedBefore is { } before && !lane.WorkedSince(before)));

    async Task<(Handed Handed, bool Threw)> HandAsync(INoticeChannel channel, Parcel parcel, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(channel.TimeLimit + Grace);
        using var ending = ct.Register(() => limit.CancelAfter(Grace)); // a server that goes down lets what is nearly done be done
        try
        {
            return (await channel.HandAsync(parcel, limit.Token).WaitAsync(limit.Token), false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (new Handed.Later(Outcomes.TookTooLong, MayHaveArrived: true), false);
        }
        catch (Exception e)
        {
            Broke(logger, e, channel.Channel, parcel.Id);
            return (new Handed.Later(Outcomes.BrokenOff, MayHaveArrived: true), true);
        }
    }

    async Task EndAsync(INoticeChannel channel, Taken taken, List<(Notice Notice, ToTell What)> going, Handed handed, bool isDown, CancellationToken ct)
    {
        var notices = going.ConvertAll(g => g.Notice);
        switch (handed)
        {
            case Handed.Delivered delivered:
                foreach (var upTo in going.GroupBy(g => g.Notice.Kind == NoticeKind.Message ? g.What.UpTo : g.Notice.ToSeq))
                    await SettleAsync(taken, [.. upTo.Select(g => g.Notice)], NoticeState.Sent, upTo.Key, Outcomes.Sent, delivered.Reference, null, ct);
                return;
            case Handed.Later later:
                await RetryAsync(taken, notices, later, isDown, ct);
                return;
            case Handed.Gone gone:
                await CloseAsync(channel.Channel, notices[0], ct);
                await FailAsync(taken, notices, gone.Outcome, ct);
                return;
            case Handed.Refused refused:
                await FailAsync(taken, notices, refused.Outcome, ct);
                return;
            case Handed.Unsure unsure:
                await FailAsync(taken, notices, unsure.Outcome, ct);
                return;
        }
    }

    async Task FailAsync(Taken taken, List<Notice> notices, string outcome, CancellationToken ct)
    {
        await SettleAsync(taken, notices, NoticeState.Failed, null, outcome, null, null, ct);
        await fall.RunAsync(notices, ct);
    }

    /// <summary>After the next pause, give or take a tenth, and not before the receiver wants it. What cannot have arrived is free again to go with others.</summary>
    async Task RetryAsync(Taken taken, List<Notice> notices, Handed.Later later, bool isDown, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var notice in notices)
        {
            var pauses = options.Value.Pauses;
            if (isDown ? now - notice.PlannedAt > TooOld : notice.Attempts > pauses.Count)
            {
                await FailAsync(taken, [notice], later.Outcome, ct);
                continue;
            }
            var usual = TimeSpan.FromSeconds(pauses.Count == 0 ? 0 : pauses[Math.Min(notice.Attempts, pauses.Count) - 1]);
            var pause = (isDown && usual > WhileDown ? WhileDown : usual) * (0.9 + 0.2 * Random.Shared.NextDouble());
            var asked = later.After is { } after ? TimeSpan.FromTicks(Math.Min(after.Ticks, LongestWish.Ticks)) : TimeSpan.Zero;
            var (due, parcel) = (now + (pause > asked ? pause : asked), later.MayHaveArrived ? taken.Parcel : (Guid?)null);
            var uncounted = isDown && notice.Attempts > 1 ? 1 : 0;
            await Mine(taken, [notice], db => db.ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, due).SetProperty(n => n.ParcelId, parcel).SetProperty(n => n.Outcome, later.Outcome).SetProperty(n => n.Attempts, n => n.Attempts - uncounted), ct), ct);
        }
        await fall.RunAsync(notices.Where(n => n.Attempts > 1), ct);
    }

    /// <summary>
    /// We failed on it before the channel was asked. What is broken by itself waits by itself, is counted, and given up in its time; what went
    /// with it goes out at once without it.
    /// </summary>
    public async Task BreakAsync(Taken taken, CancellationToken ct)
    {
        var broken = taken.Notices.Count == 1 ? [.. taken.Notices] : await apart.BrokenAsync(taken, ct);
        if (broken.Count > 0) await WaitAloneAsync(taken, broken, ct);
        else if (taken.Notices.Max(n => n.Attempts) > TogetherAtMost) await OneByOneAsync(taken, [.. taken.Notices], ct);
        else await RetryAsync(taken, [.. taken.Notices], new Handed.Later(Outcomes.Broken, MayHaveArrived: taken.Again), isDown: false, ct);
        var rest = taken.Notices.Except(broken).ToList();
        if (broken.Count == 0 || rest.Count == 0) return;
        var (now, parcel) = (clock.GetUtcNow(), taken.Again ? taken.Parcel : (Guid?)null);
        await Mine(taken, rest, db => db.ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, now).SetProperty(n => n.ParcelId, parcel).SetProperty(n => n.Attempts, n => n.Attempts - 1), ct), ct);
    }

    async Task WaitAloneAsync(Taken taken, List<Notice> notices, CancellationToken ct)
    {
        foreach (var notice in notices)
        {
            if (notice.Attempts > options.Value.Pauses.Count)
            {
                await FailAsync(taken, [notice], Outcomes.Broken, ct);
                continue;
            }
            await AloneAsync(taken, notice, clock.GetUtcNow().AddSeconds(options.Value.Pauses[notice.Attempts - 1]), Outcomes.Broken, ct);
        }
        await fall.RunAsync(notices.Where(n => n.Attempts > 1), ct);
    }

    /// <summary>At once, each as a parcel of its own: what breaks then breaks alone.</summary>
    async Task OneByOneAsync(Taken taken, List<Notice> notices, CancellationToken ct)
    {
        foreach (var notice in notices) await AloneAsync(taken, notice, clock.GetUtcNow(), Outcomes.BrokenOff, ct);
    }

    Task<int> AloneAsync(Taken taken, Notice notice, DateTimeOffset due, string outcome, CancellationToken ct)
    {
        var parcel = NoticeId.OfParcel([notice.Id]);
        return Mine(taken, [notice], db => db.ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, due).SetProperty(n => n.ParcelId, parcel).SetProperty(n => n.Outcome, outcome), ct), ct);
    }

    Task<int> PutBackAsync(Taken taken, Notice notice, Verdict.Wait wait, CancellationToken ct) =>
        Mine(taken, [notice], db => db.ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, wait.Until).SetProperty(n => n.PlannedBecause, n => n.PlannedBecause ?? n.Because).SetProperty(n => n.Because, wait.Because).SetProperty(n => n.ParcelId, taken.Again ? taken.Parcel : (Guid?)null)
            .SetProperty(n => n.Attempts, n => n.Attempts - 1), ct), ct);

    Task<int> SettleAsync(Taken taken, List<Notice> notices, NoticeState state, int? upTo, string outcome, string? reference, DateTimeOffset? due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var passed = notices.Exists(n => n.Because == Because.UrgentPassed);
        return Mine(taken, notices, db => db.ExecuteUpdateAsync(s => s.SetProperty(n => n.State, state).SetProperty(n => n.DueAt, due).SetProperty(n => n.Outcome, outcome).SetProperty(n => n.SettledAt, now)
            .SetProperty(n => n.Reference, reference).SetProperty(n => n.ToSeq, n => upTo ?? n.ToSeq).SetProperty(n => n.PlannedBecause, n => passed && n.Urgent ? n.PlannedBecause ?? n.Because : n.PlannedBecause).SetProperty(n => n.Because, n => passed && n.Urgent ? Because.UrgentPassed : n.Because), ct), ct);
    }

    /// <summary>Only while they are still ours: a try that took too long may have been given to another node.</summary>
    Task<int> Mine(Taken taken, List<Notice> notices, Func<IQueryable<Notice>, Task<int>> change, CancellationToken ct)
    {
        var (ids, parcel, at) = (notices.ConvertAll(n => n.Id), taken.Parcel, taken.TakenAt);
        return store.WriteAsync(db => change(db.Set<Notice>().Where(n => ids.Contains(n.Id) && n.ParcelId == parcel && n.TriedAt == at && n.DueAt != null)), ct);
    }

    /// <summary>An address of the host's that does not exist is switched off, and the person is told on their pages.</summary>
    async Task CloseAsync(Channel channel, Notice notice, CancellationToken ct)
    {
        if (await register.FindPersonAsync(notice.PersonId, ct) is not { } person || Reaches.AddressOf(person, channel) is not { } address) return;
        if (await addresses.CloseAsync(person.Id, channel, address, "gone", ct)) await tell.RunAsync(notice, "gone", ct);
    }

    [LoggerMessage(1, LogLevel.Error, "Channel {Channel} broke on parcel {Parcel}; it is tried again")]
    static partial void Broke(ILogger logger, Exception error, Channel channel, Guid parcel);
}
