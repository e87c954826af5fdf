using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Which parcel a provider's news is about: by our id of it, or by the provider's.</summary>
public readonly record struct ParcelRef(Guid? Parcel, Channel Channel, string? Reference)
{
    public static ParcelRef Of(Guid parcel) => new(parcel, default, null);

    public static ParcelRef Of(Channel channel, string reference) => new(null, channel, reference);
}

/// <summary>
/// What became of parcels after they were handed over, as providers tell it later: channels call this when they have made sure that it is the
/// provider who speaks. Hearing it again changes nothing.
/// </summary>
public sealed class NoticeNews(Store store, AddressBook addresses, TellAddressOff tell, FallThrough fall, Register register, TimeProvider clock)
{
    /// <returns>False when there is no such parcel, as of all of these.</returns>
    public Task<bool> DeliveredAsync(ParcelRef what, CancellationToken ct) => MoveAsync(what, NoticeState.Delivered, "delivered", ct);

    public async Task<bool> OpenedAsync(ParcelRef what, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await store.WriteAsync(db => Of(db, what).Where(n => n.OpenedAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.OpenedAt, now), ct), ct) > 0;
    }

    /// <param name="address">Where it went to, as the provider says; null for the address that the person has now.</param>
    /// <param name="forGood">The address does not exist: it is switched off. Otherwise this one parcel did not arrive.</param>
    /// <param name="outcome">The name of what happened, such as <c>bounced</c> or <c>mailbox-full</c>.</param>
    public async Task<bool> BouncedAsync(ParcelRef what, string? address, bool forGood, string outcome, CancellationToken ct)
    {
        var found = await MoveAsync(what, NoticeState.Bounced, outcome, ct);
        if (!found) return false;
        if (forGood) await CloseAsync(what, address, "bounced", ct);
        await using var db = store.Open();
        await fall.RunAsync(await Of(db, what).Where(n => n.State == NoticeState.Bounced).ToListAsync(ct), ct);
        return true;
    }

    /// <summary>The person called it spam: their address is switched off.</summary>
    public async Task<bool> ComplainedAsync(ParcelRef what, string? address, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await Of(db, what).AnyAsync(ct);
        await CloseAsync(what, address, TellAddressOff.Complained, ct);
        return found;
    }

    static IQueryable<Notice> Of(ParleyDb db, ParcelRef what) =>
        what.Parcel is { } id ? db.Set<Notice>().Where(n => n.ParcelId == id) : db.Set<Notice>().Where(n => n.Channel == what.Channel && n.Reference == what.Reference);

    /// <summary>Of what was sent only: news of a try that we gave up comes too late, and a bounce outweighs a delivery.</summary>
    async Task<bool> MoveAsync(ParcelRef what, NoticeState to, string outcome, CancellationToken ct) => await store.WriteAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var sent = Of(db, what).Where(n => (n.State == NoticeState.Sent || n.State == NoticeState.Delivered) && n.State != to);
        await sent.ExecuteUpdateAsync(s => s.SetProperty(n => n.State, to).SetProperty(n => n.Outcome, outcome).SetProperty(n => n.NewsAt, now), ct);
        return await Of(db, what).AnyAsync(ct);
    }, ct);

    async Task CloseAsync(ParcelRef what, string? address, string reason, CancellationToken ct)
    {
        Notice? notice;
        await using (var db = store.Open()) notice = await Of(db, what).OrderBy(n => n.Id).FirstOrDefaultAsync(ct);
        if (notice is null || await register.FindPersonAsync(notice.PersonId, ct) is not { } person) return;
        address ??= notice.Channel == Channel.Mail ? person.Email : notice.Channel == Channel.Sms ? person.Phone : null;
        if (address is not null && await addresses.CloseAsync(notice.PersonId, notice.Channel, address, reason, ct)) await tell.RunAsync(notice, reason, ct);
    }
}
