using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>A gateway that speaks Twilio's API of 2010-04-01.</summary>
sealed class SmsGateway(IOptions<SmsOptions> options, IOptions<NotificationOptions> notices, TimeProvider clock) : IDisposable
{
    const int MostBody = 64 * 1024;
    readonly HttpClient http = OutsideHttp.Client(allowPrivate: true); // the operator says where, not the caller

    /// <returns>What it answered, its name for the message when it took it, and its own code when it did not.</returns>
    public async Task<(Asked Asked, string? Reference, int Code)> SendAsync(string to, string text, Guid parcel, CancellationToken ct)
    {
        var form = new Dictionary<string, string> { ["To"] = to, [IsService ? "MessagingServiceSid" : "From"] = options.Value.From, ["Body"] = text };
        if (notices.Value.PublicUrl.Length > 0) form["StatusCallback"] = $"{notices.Value.PublicUrl.TrimEnd('/')}/v1/sms/status?parcel={parcel}";
        using var request = RequestOf(HttpMethod.Post, "", new FormUrlEncodedContent(form));
        using var limit = Limit();
        var asked = await http.AskAsync(request, MostBody, clock, limit.Token, ct);
        return (asked, asked.Took ? Read(asked.Body, json => json.GetProperty("sid").GetString()) : null, Read(asked.Body, json => json.TryGetProperty("code", out var code) ? code.GetInt32() : 0));
    }

    /// <summary>Looks whether it has a message with these words to this number, made since then.</summary>
    /// <returns>Whether it answered, and its name for the message, if it has it.</returns>
    public async Task<(bool Answered, string? Reference)> FindAsync(string to, SmsSent sent, CancellationToken ct)
    {
        using var request = RequestOf(HttpMethod.Get, $"?To={Uri.EscapeDataString(to)}&PageSize=20", null);
        using var limit = Limit();
        var asked = await http.AskAsync(request, MostBody, clock, limit.Token, ct);
        if (!asked.Took) return (false, null);
        var list = Read(asked.Body, json => json.GetProperty("messages").EnumerateArray()
            .Select(m => (Reference: m.GetProperty("sid").GetString(), Words: m.GetProperty("body").GetString() ?? "", At: AtOf(m))).ToList());
        return (list is not null, list?.Find(m => m.At >= sent.At.AddMinutes(-1) && WordsOf(m.Words).AsSpan().SequenceEqual(sent.Words)).Reference);
    }

    public static byte[] WordsOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public void Dispose() => http.Dispose();

    bool IsService => options.Value.From is { Length: 34 } from && from.StartsWith("MG", StringComparison.Ordinal);

    CancellationTokenSource Limit() => new(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);

    HttpRequestMessage RequestOf(HttpMethod method, string query, HttpContent? content)
    {
        var o = options.Value;
        var request = new HttpRequestMessage(method, $"{o.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{o.Account}/Messages.json{query}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{o.Account}:{o.Secret}")));
        return request;
    }

    /// <summary>RFC 2822, in the gateway's own time; without one it counts as new.</summary>
    static DateTimeOffset AtOf(JsonElement message) =>
        message.TryGetProperty("date_created", out var text) && DateTimeOffset.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MaxValue;

    static T? Read<T>(byte[] body, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return default;
        }
    }
}
