using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>A phone with the host's app.</summary>
/// <param name="Token">What FCM or APNs gave the app.</param>
/// <param name="App">The app's bundle or package id; none for the operator's usual one.</param>
/// <param name="Locale">The app's language, where the host told none of the person's.</param>
public sealed record DeviceBody(PushPlatform Platform, string Token, string? App = null, string? Locale = null);

/// <summary>Which phone. Only one's own is found.</summary>
public sealed record DeviceTokenBody(PushPlatform Platform, string Token);

/// <summary>The phones of people.</summary>
sealed class Devices(Store store, IOptions<PushOptions> options, TimeProvider clock)
{
    /// <summary>From now on the phone is this person's, and nobody else's.</summary>
    public async Task PutAsync(string person, DeviceBody body, CancellationToken ct)
    {
        var token = TokenOf(body.Platform, body.Token);
        var app = body.App is null ? "" : AppOf(body.App);
        var locale = body.Locale is null ? "" : LocaleOf(body.Locale);
        var id = IdOf(body.Platform, token);
        await store.WriteAsync(async db =>
        {
            await db.PutAsync("push_devices", "id, person_id, platform, token, app, locale, seen_at", [[store.IdOf(id), person, (short)body.Platform, token, app, locale, clock.NowMicros()]], ct);
            var surplus = await db.Set<PushDevice>().Where(d => d.PersonId == person).OrderByDescending(d => d.SeenAt).ThenBy(d => d.Id).Skip(options.Value.MostPerPerson).Select(d => d.Id).ToListAsync(ct);
            if (surplus.Count > 0) await db.Set<PushDevice>().Where(d => surplus.Contains(d.Id)).ExecuteDeleteAsync(ct);
        }, ct);
    }

    /// <summary>Repeating it, or naming another's, is no error and changes nothing.</summary>
    public async Task RemoveAsync(string person, DeviceTokenBody body, CancellationToken ct)
    {
        var id = IdOf(body.Platform, body.Token);
        await store.WriteAsync(db => db.Set<PushDevice>().Where(d => d.Id == id && d.PersonId == person).ExecuteDeleteAsync(ct), ct);
    }

    /// <summary>Those of them who have one of these platforms.</summary>
    public async ValueTask<IReadOnlySet<string>> AmongAsync(IReadOnlyCollection<string> people, IReadOnlyCollection<PushPlatform> platforms, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<PushDevice>().Where(d => people.Contains(d.PersonId) && platforms.Contains(d.Platform)).Select(d => d.PersonId).ToHashSetAsync(ct);
    }

    public async Task<List<PushDevice>> OfAsync(string person, IReadOnlyCollection<PushPlatform> platforms, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<PushDevice>().Where(d => d.PersonId == person && platforms.Contains(d.Platform)).ToListAsync(ct);
    }

    /// <summary>Forgets those that are gone, and, when the parcel comes again, remembers those that have it.</summary>
    public async Task SettleAsync(Guid parcel, IReadOnlyList<(PushDevice To, Handed Became)> each, bool comesAgain)
    {
        var gone = each.Where(e => e.Became is Handed.Gone).Select(e => e.To.Id).ToList();
        var took = comesAgain ? each.Where(e => e.Became is Handed.Delivered).Select(e => e.To.Id).ToList() : [];
        if (gone.Count + took.Count == 0) return;
        await store.WriteAsync(async db =>
        {
            if (gone.Count > 0) await db.Set<PushDevice>().Where(d => gone.Contains(d.Id)).ExecuteDeleteAsync();
            if (took.Count > 0) await db.Set<PushDevice>().Where(d => took.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.TookParcel, parcel));
        }, CancellationToken.None); // also when the server goes down: what was taken is not to come twice
    }

    static Guid IdOf(PushPlatform platform, string token) => AddressIds.Of($"{platform} {token}");

    /// <summary>It becomes part of an address (APNs): nothing that means anything there.</summary>
    static string TokenOf(PushPlatform platform, string token)
    {
        var fits = platform == PushPlatform.Apns ? token.Length is >= 16 and <= 200 && token.All(char.IsAsciiHexDigit) : token.Length is > 0 and <= 1024 && token.All(c => c is > ' ' and < '\x7f');
        return fits ? token : throw Refuse.Invalid("token", platform == PushPlatform.Apns ? "'token' must be the device token in hexadecimal, 16 to 200 digits." : "'token' must be 1 to 1,024 visible ASCII characters.");
    }

    static string AppOf(string app) => app.Length is > 0 and <= 200 && app.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? app : throw Refuse.Invalid("app", "'app' must be a bundle or package id of at most 200 characters.");

    static string LocaleOf(string locale) => locale.Length is > 0 and <= 35 && locale.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? locale : throw Refuse.Invalid("locale", "'locale' must be a BCP 47 language such as 'de' or 'ar-EG'.");
}
