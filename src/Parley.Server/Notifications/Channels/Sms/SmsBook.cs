using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Counts text messages against the day's budgets, of all nodes together, and remembers which parcels were begun.</summary>
sealed class SmsBook(Store store, IOptions<SmsOptions> options, ChannelAlarms alarms, TimeProvider clock)
{
    /// <summary>Of the budgets of all and of a country; a person who has had enough is no alarm.</summary>
    public const string Alarm = "sms-budget";
    static readonly TimeSpan Kept = TimeSpan.FromDays(40);
    int swept;

    public async Task<SmsSent?> FindAsync(Guid parcel, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<SmsSent>().SingleOrDefaultAsync(s => s.ParcelId == parcel, ct);
    }

    /// <summary>Counts it, once for each parcel.</summary>
    /// <returns>Null, or the budget that is spent: <c>budget-person</c>, <c>budget-country</c>, <c>budget-day</c>.</returns>
    public async Task<string?> TakeAsync(Parcel parcel, SmsNumber number, byte[] words, int segments, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var day = (int)(now - DateTimeOffset.UnixEpoch).TotalDays;
        // Always in this order, so that two at once wait for each other and never crosswise.
        var budgets = new (string Budget, int Most, string Name)[]
        {
            ($"p:{parcel.To.PersonId}", options.Value.PerPersonDay, "budget-person"), ($"c:{number.CallingCode}", options.Value.PerCountryDay, "budget-country"), ("all", options.Value.PerDay, "budget-day"),
        };
        var spent = await store.WriteAsync(async db =>
        {
            if (await db.Set<SmsSent>().AnyAsync(s => s.ParcelId == parcel.Id, ct)) return null;
            await db.InsertMissingAsync("sms_spent", "day, budget, spent", budgets.Select(b => new object[] { day, b.Budget, 0 }), ct);
            for (var i = 0; i < budgets.Length; i++)
            {
                var (budget, most, name) = budgets[i];
                if (await db.Set<SmsSpent>().Where(s => s.Day == day && s.Budget == budget && s.Spent < most).ExecuteUpdateAsync(s => s.SetProperty(x => x.Spent, x => x.Spent + 1), ct) == 1) continue;
                var taken = budgets[..i].Select(b => b.Budget).ToList();
                await db.Set<SmsSpent>().Where(s => s.Day == day && taken.Contains(s.Budget)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Spent, x => x.Spent - 1), ct);
                return name;
            }
            await db.InsertMissingAsync("sms_sent", "parcel_id, person_id, words, segments, at", [[store.IdOf(parcel.Id), parcel.To.PersonId, words, segments, now.ToMicros()]], ct);
            return null;
        }, ct);
        if (spent is null) alarms.Clear(Alarm);
        else if (spent != "budget-person") alarms.Raise(Alarm, $"Today's budget of text messages is spent ({(spent == "budget-day" ? "Parley:Sms:PerDay" : $"Parley:Sms:PerCountryDay, calling code {number.CallingCode}")}); no more go out before midnight UTC. Look whether somebody drives them up before raising it.");
        await SweepAsync(day, now, ct);
        return spent;
    }

    public Task SentAsync(Guid parcel, string reference, CancellationToken ct) =>
        store.WriteAsync(db => db.Set<SmsSent>().Where(s => s.ParcelId == parcel).ExecuteUpdateAsync(s => s.SetProperty(x => x.Reference, reference), ct), ct);

    /// <summary>Once a day.</summary>
    async Task SweepAsync(int day, DateTimeOffset now, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref swept, day) == day) return;
        var old = now - Kept;
        await store.WriteAsync(async db =>
        {
            await db.Set<SmsSent>().Where(s => s.At < old).ExecuteDeleteAsync(ct);
            await db.Set<SmsSpent>().Where(s => s.Day < day - 40).ExecuteDeleteAsync(ct);
        }, ct);
    }
}
