using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Apple's push service, over HTTP/2 with a provider token.</summary>
sealed class Apns : IDisposable
{
    public const string Alarm = "apns-key";
    const int MostBody = 4096;
    static readonly JsonSerializerOptions Shape = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly ApnsOptions options;
    readonly PushOptions push;
    readonly NotificationOptions notices;
    readonly ChannelAlarms alarms;
    readonly TimeProvider clock;
    readonly HttpClient http = OutsideHttp.Client(allowPrivate: true); // the operator says where, not the caller
    readonly ApnsKey? key;

    public Apns(IOptions<ApnsOptions> options, IOptions<PushOptions> push, IOptions<NotificationOptions> notices, ChannelAlarms alarms, TimeProvider clock)
    {
        (this.options, this.push, this.notices, this.alarms, this.clock) = (options.Value, push.Value, notices.Value, alarms, clock);
        if (this.options.KeyFile.Length > 0) key = new ApnsKey(this.options, clock);
    }

    public bool IsConfigured => key is not null;

    public void Dispose()
    {
        key?.Dispose();
        http.Dispose();
    }

    public async Task<Handed> SendAsync(PushDevice to, Parcel parcel, CancellationToken limit, CancellationToken ct)
    {
        var token = key!.Token();
        var asked = await AskAsync(to, parcel, parcel.To.ShowText, token, limit, ct);
        if (asked.Status == 413) asked = await AskAsync(to, parcel, showText: false, token, limit, ct);
        if (asked.Status == 403 && ReasonOf(asked.Body) == "ExpiredProviderToken" && key.Renew(token)) asked = await AskAsync(to, parcel, parcel.To.ShowText, key.Token(), limit, ct);
        return Judge(asked);
    }

    async Task<Asked> AskAsync(PushDevice to, Parcel parcel, bool showText, string token, CancellationToken limit, CancellationToken ct)
    {
        var notice = ShortNotice.Of(parcel, notices, showText, to.Locale.Length > 0 ? to.Locale : null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/3/device/{to.Token}")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(BodyOf(notice, parcel)),
        };
        foreach (var (name, value) in new[]
        {
            ("authorization", $"bearer {token}"), ("apns-id", $"{AddressIds.Of($"{parcel.Id} {to.Id}")}"), ("apns-push-type", "alert"), ("apns-topic", to.App.Length > 0 ? to.App : options.App),
            ("apns-priority", parcel.Urgent ? "10" : "5"), ("apns-collapse-id", notice.Collapse),
            ("apns-expiration", (clock.GetUtcNow().ToUnixTimeSeconds() + push.KeepSeconds).ToString(CultureInfo.InvariantCulture)),
        }) request.Headers.TryAddWithoutValidation(name, value);
        return await http.AskAsync(request, 4096, clock, limit, ct);
    }

    static byte[] BodyOf(ShortNotice notice, Parcel parcel)
    {
        var body = Write(notice);
        return body.Length <= MostBody ? body : Write(notice with { Url = "" });

        byte[] Write(ShortNotice shown) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["aps"] = new Dictionary<string, object>
            {
                ["alert"] = new { title = shown.Title, body = shown.Body }, ["badge"] = parcel.Badge, ["sound"] = "default", ["thread-id"] = shown.Collapse,
                ["interruption-level"] = parcel.Urgent ? "time-sensitive" : "active",
            },
            ["parley"] = PhoneData.Of(shown, parcel, withWords: false),
        }, Shape);
    }

    Handed Judge(Asked asked)
    {
        if (asked.Took)
        {
            alarms.Clear(Alarm);
            return new Handed.Delivered();
        }
        var reason = ReasonOf(asked.Body);
        switch (asked.Status, reason)
        {
            case (410, _) or (400, "BadDeviceToken"):
                return new Handed.Gone("gone");
            case (400, "DeviceTokenNotForTopic" or "BadTopic" or "TopicDisallowed" or "MissingTopic") or (403, "TopicDisallowed"):
                alarms.Raise(Alarm, "Apple does not accept the app's name. Write the bundle id in Parley:Apns:App, or let the app say its own.");
                return new Handed.Refused("topic-refused");
            case (403, _):
                alarms.Raise(Alarm, "Apple does not accept the key in Parley:Apns:KeyFile. Look whether it still exists, whether KeyId and TeamId are those of that key, and whether the clock is right.");
                return new Handed.Later("key-refused", asked.After);
        }
        return asked.IsPassing ? new Handed.Later(asked.Outcome, asked.After) : new Handed.Refused(asked.Outcome);
    }

    static string ReasonOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("reason").GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }
}
