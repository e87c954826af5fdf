using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What the gateway tells: what became of a message, and what people answer. Believed only with its signature.</summary>
sealed class SmsCallbacks(Store store, NoticeNews news, AddressBook addresses, INoteRefusal refusals, IOptions<SmsOptions> options, IOptions<NotificationOptions> notices)
{
    const int MostBytes = 32 * 1024;

    /// <summary>Codes with which a network says that there is no such phone, or that it takes no text messages.</summary>
    static readonly HashSet<string> ForGood = ["30005", "30006"];

    public async Task StatusAsync(HttpContext http, CancellationToken ct)
    {
        var form = await ReadAsync(http, ct);
        var sid = form.GetValueOrDefault("MessageSid", "");
        var what = Guid.TryParse(http.Request.Query["parcel"], out var parcel) ? ParcelRef.Of(parcel) : ParcelRef.Of(Channel.Sms, sid);
        var code = form.GetValueOrDefault("ErrorCode", "");
        switch (form.GetValueOrDefault("MessageStatus"))
        {
            case "delivered":
                await news.DeliveredAsync(what, ct);
                break;
            case "undelivered" or "failed":
                await news.BouncedAsync(what, Numbers.Normal(form.GetValueOrDefault("To", "")), ForGood.Contains(code), code.Length is > 0 and <= 6 && code.All(char.IsAsciiDigit) ? $"undelivered-{code}" : "undelivered", ct);
                break;
        }
    }

    /// <returns>What to answer the person, or null.</returns>
    public async Task<string?> InboundAsync(HttpContext http, CancellationToken ct)
    {
        var form = await ReadAsync(http, ct);
        if (Numbers.Normal(form.GetValueOrDefault("From", "")) is not { } from) return null;
        var (wish, language) = SmsWords.Read(form.GetValueOrDefault("Body", ""));
        switch (wish)
        {
            case SmsWish.Stop:
                await addresses.CloseAsync(await PersonAsync(from, ct), Channel.Sms, from, "stopped", ct);
                return null; // the gateway confirms it
            case SmsWish.Start:
                await addresses.ReopenAsync(Channel.Sms, from, ct);
                return null;
            case SmsWish.Help:
                return $"{notices.Value.Marketplace}: {SmsWords.Help(language)}";
            default:
                return null;
        }
    }

    /// <summary>Who has the number, as far as the host writes it so; empty otherwise.</summary>
    async Task<string> PersonAsync(string number, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<MarketPerson>().Where(p => p.Phone == number).OrderBy(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync(ct) ?? "";
    }

    async Task<Dictionary<string, string>> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (!options.Value.IsOn || notices.Value.PublicUrl.Length == 0) throw Refuse.NotFound();
        if (http.Request.ContentLength is null or > MostBytes) throw Refuse.TooLarge(MostBytes);
        if (!http.Request.HasFormContentType) throw Refuse.UnsupportedMediaType("application/x-www-form-urlencoded");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            throw Refuse.Invalid("body", "The form is not well formed.");
        }
        var url = $"{notices.Value.PublicUrl.TrimEnd('/')}{http.Request.Path}{http.Request.QueryString}";
        if (IsGenuine(url, form, http.Request.Headers["X-Twilio-Signature"].ToString(), options.Value.Secret)) return form.Where(f => f.Value.Count == 1).ToDictionary(f => f.Key, f => f.Value.ToString());
        await refusals.NoteAsync("sms-call-refused", "sms gateway", "A call in the name of the gateway for text messages had not its signature. Nothing was changed.", ct);
        throw Refuse.Forbidden("The signature is not the gateway's. Look whether Parley:Notices:PublicUrl is the address that it calls.");
    }

    /// <summary>HMAC-SHA1 of the address and of all fields in the order of their names, as Twilio signs.</summary>
    internal static bool IsGenuine(string url, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> form, string signature, string secret)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, values) in form.OrderBy(f => f.Key, StringComparer.Ordinal))
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal)) signed.Append(name).Append(value);
#pragma warning disable CA5350 // the gateway's own way; a keyed hash does not suffer from collisions
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
