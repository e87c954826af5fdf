using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>To each phone of the person, by the service of its platform. A later notice of a thread takes the place of the former, so a repeat shows once.</summary>
sealed class MobileChannel(Devices devices, Fcm fcm, Apns apns, IOptions<PushOptions> options, TimeProvider clock) : INoticeChannel
{
    public Channel Channel => Channel.Mobile;
    public bool IsConfigured => fcm.IsConfigured || apns.IsConfigured;
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(options.Value.TimeoutSeconds + 5);
    public int Wide => 16;

    public async ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => (await devices.AmongAsync([personId], Served, ct)).Count > 0;

    public ValueTask<IReadOnlySet<string>> ReachableAsync(IReadOnlyDictionary<string, string?> people, CancellationToken ct) => devices.AmongAsync([.. people.Keys], Served, ct);

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);
        var all = await devices.OfAsync(parcel.To.PersonId, Served, ct);
        var open = all.FindAll(d => d.TookParcel != parcel.Id);
        var each = await Task.WhenAll(open.Select(d => d.Platform == PushPlatform.Fcm ? fcm.SendAsync(d, parcel, limit.Token, ct) : apns.SendAsync(d, parcel, limit.Token, ct)));
        var sum = EachAddress.Sum(each, open.Count < all.Count, parcel.Attempt);
        await devices.SettleAsync(parcel.Id, [.. open.Zip(each)], sum is Handed.Later);
        return sum;
    }

    List<PushPlatform> Served => [.. new[] { (PushPlatform.Fcm, fcm.IsConfigured), (PushPlatform.Apns, apns.IsConfigured) }.Where(p => p.IsConfigured).Select(p => p.Item1)];
}
