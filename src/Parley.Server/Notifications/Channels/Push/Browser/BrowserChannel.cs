using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>
/// Web Push (RFC 8030): one sealed push to each browser of the person. A browser that its service says is gone is forgotten. What a browser
/// has not fetched yet is replaced by what comes after it about the same thread (Topic), so a repeat shows once.
/// </summary>
sealed partial class BrowserChannel : INoticeChannel, IDisposable
{
    public const string Alarm = "push-key";
    readonly HttpClient http;
    readonly VapidKeys keys;
    readonly Subscriptions subscriptions;
    readonly ChannelAlarms alarms;
    readonly PushOptions options;
    readonly NotificationOptions notices;
    readonly TimeProvider clock;
    readonly ILogger<BrowserChannel> logger;

    public BrowserChannel(VapidKeys keys, Subscriptions subscriptions, ChannelAlarms alarms, IOptions<PushOptions> options, IOptions<NotificationOptions> notices, TimeProvider clock, ILogger<BrowserChannel> logger)
    {
        (this.keys, this.subscriptions, this.alarms, this.options, this.notices, this.clock, this.logger) = (keys, subscriptions, alarms, options.Value, notices.Value, clock, logger);
        http = OutsideHttp.Client(this.options.AllowPrivate);
    }

    public Channel Channel => Channel.Browser;
    public bool IsConfigured => options.Contact.Length > 0;
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(options.TimeoutSeconds + 5);
    public int Wide => 16;

    public void Dispose() => http.Dispose();

    public async ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => (await subscriptions.AmongAsync([personId], ct)).Count > 0;

    public ValueTask<IReadOnlySet<string>> ReachableAsync(IReadOnlyDictionary<string, string?> people, CancellationToken ct) => subscriptions.AmongAsync([.. people.Keys], ct);

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        var all = await subscriptions.OfAsync(parcel.To.PersonId, ct);
        var open = all.Where(s => s.TookParcel != parcel.Id).ToList();
        var key = await keys.GetAsync(ct);
        var each = await Task.WhenAll(open.Select(s => PushAsync(s, key, parcel, limit.Token, ct)));
        var sum = EachAddress.Sum(each, open.Count < all.Count, parcel.Attempt);
        await subscriptions.SettleAsync(parcel.Id, [.. open.Zip(each)], sum is Handed.Later);
        return sum;
    }

    async Task<Handed> PushAsync(PushSubscription to, VapidKey key, Parcel parcel, CancellationToken limit, CancellationToken ct)
    {
        var asked = await AskAsync(to, key, parcel, parcel.To.ShowText, limit, ct);
        if (asked.Status == 413) asked = await AskAsync(to, key, parcel, null, limit, ct);
        return Judge(asked, parcel);
    }

    async Task<Asked> AskAsync(PushSubscription to, VapidKey key, Parcel parcel, bool? showText, CancellationToken limit, CancellationToken ct)
    {
        var notice = ShortNotice.Of(parcel, notices, showText == true);
        var endpoint = new Uri(to.Endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(PushSeal.Seal(PushBody.Write(notice, parcel, showText is null ? "" : options.IconUrl), to.PublicKey, to.Auth)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorization(endpoint, options.Contact, clock.GetUtcNow()));
        request.Headers.Add("TTL", options.KeepSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Topic", notice.Collapse);
        request.Headers.Add("Urgency", parcel.Urgent ? "high" : "normal");
        return await http.AskAsync(request, 0, clock, limit, ct);
    }

    Handed Judge(Asked asked, Parcel parcel)
    {
        if (asked.Took)
        {
            alarms.Clear(Alarm);
            return new Handed.Delivered();
        }
        if (asked.Status is 404 or 410) return new Handed.Gone("gone");
        if (asked.Status is 401 or 403)
        {
            alarms.Raise(Alarm, "A push service does not accept this server's key or statement. Look whether the clock is right, and whether Parley:Push:PrivateKey and Contact are those with which browsers subscribed.");
            return new Handed.Later("key-refused", asked.After);
        }
        if (asked.IsPassing && asked.Trouble != "forbidden-destination") return new Handed.Later(asked.Outcome, asked.After);
        Refused(logger, parcel.Id, asked.Outcome);
        return new Handed.Refused(asked.Outcome);
    }

    [LoggerMessage(1, LogLevel.Warning, "A push service refuses parcel {Parcel}: {Outcome}")]
    static partial void Refused(ILogger logger, Guid parcel, string outcome);
}
