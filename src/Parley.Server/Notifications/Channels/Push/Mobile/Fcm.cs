using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Firebase Cloud Messaging, HTTP v1.</summary>
sealed class Fcm : IDisposable
{
    public const string Alarm = "fcm-key";
    readonly FcmOptions options;
    readonly PushOptions push;
    readonly NotificationOptions notices;
    readonly ChannelAlarms alarms;
    readonly TimeProvider clock;
    readonly HttpClient http = OutsideHttp.Client(allowPrivate: true); // the operator says where, not the caller
    readonly FcmAccount? account;
    readonly GoogleToken? tokens;

    public Fcm(IOptions<FcmOptions> options, IOptions<PushOptions> push, IOptions<NotificationOptions> notices, ChannelAlarms alarms, TimeProvider clock)
    {
        (this.options, this.push, this.notices, this.alarms, this.clock) = (options.Value, push.Value, notices.Value, alarms, clock);
        if (this.options.File.Length == 0) return;
        account = FcmAccount.Read(this.options.File);
        tokens = new GoogleToken(http, account, clock);
    }

    public bool IsConfigured => account is not null;

    public void Dispose()
    {
        tokens?.Dispose();
        account?.Key.Dispose();
        http.Dispose();
    }

    public async Task<Handed> SendAsync(PushDevice to, Parcel parcel, CancellationToken limit, CancellationToken ct)
    {
        var (asked, refused) = await TryAsync(to, parcel, limit, ct);
        if (asked.Status == 401 && refused is not null)
        {
            tokens!.Forget(refused); // it ran out early, or was taken back: once more with a new one
            (asked, _) = await TryAsync(to, parcel, limit, ct);
        }
        return Judge(asked);
    }

    async Task<(Asked, string? Token)> TryAsync(PushDevice to, Parcel parcel, CancellationToken limit, CancellationToken ct)
    {
        var (token, instead) = await tokens!.GetAsync(limit, ct);
        if (token is null) return (instead!.IsPassing ? instead : instead with { Status = 401 }, null); // the account is refused
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(account!.Project)}/messages:send") { Content = JsonContent.Create(MessageOf(to, parcel)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await http.AskAsync(request, 16 * 1024, clock, limit, ct), token);
    }

    Dictionary<string, object> MessageOf(PushDevice to, Parcel parcel)
    {
        var notice = ShortNotice.Of(parcel, notices, parcel.To.ShowText, to.Locale.Length > 0 ? to.Locale : null);
        var (badge, lasts) = (parcel.Badge, string.Create(CultureInfo.InvariantCulture, $"{push.KeepSeconds}s"));
        var android = new Dictionary<string, object> { ["collapse_key"] = notice.Collapse, ["priority"] = parcel.Urgent ? "HIGH" : "NORMAL", ["ttl"] = lasts };
        var aps = new Dictionary<string, object> { ["badge"] = badge, ["thread-id"] = notice.Collapse };
        var message = new Dictionary<string, object>
        {
            ["token"] = to.Token,
            ["data"] = PhoneData.Of(notice, parcel, withWords: options.DataOnly),
            ["android"] = android,
            ["apns"] = new { headers = new Dictionary<string, string> { ["apns-collapse-id"] = notice.Collapse, ["apns-priority"] = options.DataOnly ? "5" : parcel.Urgent ? "10" : "5" }, payload = new { aps } },
        };
        if (options.DataOnly) aps["content-available"] = 1;
        else
        {
            message["notification"] = new { title = notice.Title, body = notice.Body };
            android["notification"] = new { tag = notice.Collapse, notification_count = badge };
        }
        return new() { ["message"] = message };
    }

    Handed Judge(Asked asked)
    {
        var code = asked.Took ? "" : CodeOf(asked.Body);
        switch (code)
        {
            case "" when asked.Took:
                alarms.Clear(Alarm);
                return new Handed.Delivered();
            case "UNREGISTERED":
                return new Handed.Gone("gone");
            case "NOT_FOUND":
            case "" when asked.Status == 404:
                alarms.Raise(Alarm, "Firebase does not know the project or the address in Parley:Fcm. Look whether both are written as Firebase shows them.");
                return new Handed.Later("not-found", asked.After);
            case "SENDER_ID_MISMATCH":
                alarms.Raise(Alarm, "A device's token belongs to another Firebase project than the account in Parley:Fcm:File. Use the project with which the app is built.");
                return new Handed.Refused("sender-id-mismatch");
        }
        if (asked.Status is 401 or 403)
        {
            alarms.Raise(Alarm, "Firebase does not accept the service account in Parley:Fcm:File, or Apple's key that Firebase holds. Look whether both still exist, whether the account may send messages, and whether the clock is right.");
            return new Handed.Later("key-refused", asked.After);
        }
        return asked.IsPassing ? new Handed.Later(code.Length > 0 ? Name(code) : asked.Outcome, asked.After) : new Handed.Refused(code.Length > 0 ? Name(code) : asked.Outcome);
    }

    static string Name(string code) => code.ToLowerInvariant().Replace('_', '-');

    /// <summary>FCM's own code, else Google's general one; empty when the body holds neither.</summary>
    static string CodeOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("error");
            if (error.TryGetProperty("details", out var details))
                foreach (var detail in details.EnumerateArray())
                    if (detail.TryGetProperty("errorCode", out var own) && Known(own.GetString()) is { } code) return code;
            return Known(error.GetProperty("status").GetString()) ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }

        static string? Known(string? code) => code is { Length: > 0 and <= 40 } && code.All(c => char.IsAsciiLetterUpper(c) || c == '_') ? code : null;
    }
}

/// <summary>What the host's app gets beside what is shown: where to go.</summary>
static class PhoneData
{
    public static Dictionary<string, string> Of(ShortNotice notice, Parcel parcel, bool withWords)
    {
        var data = new Dictionary<string, string>
        {
            ["parley"] = "1", ["as"] = parcel.To.Role.As, ["url"] = notice.Url, ["tag"] = notice.Collapse, ["unread"] = parcel.Badge.ToString(CultureInfo.InvariantCulture), ["urgent"] = parcel.Urgent ? "1" : "0",
        };
        if (parcel.Threads is [var one]) data["conversation"] = $"{one.Conversation}";
        if (withWords) (data["title"], data["body"], data["lang"]) = (notice.Title, notice.Body, notice.Language);
        return data;
    }
}
