using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What a browser says when it subscribes, as <c>PushSubscription.toJSON()</c> gives it.</summary>
/// <param name="ExpirationTime">In milliseconds since 1970; browsers seldom say one.</param>
public sealed record SubscriptionBody(string Endpoint, SubscriptionKeys Keys, double? ExpirationTime = null);

/// <param name="P256dh">The browser's public key: 65 bytes as base64url.</param>
/// <param name="Auth">16 bytes as base64url.</param>
public sealed record SubscriptionKeys(string P256dh, string Auth);

/// <summary>A push service gave a browser another address (<c>pushsubscriptionchange</c>).</summary>
/// <param name="Endpoint">The former one.</param>
public sealed record RenewalBody(string Endpoint, SubscriptionBody Subscription);

/// <summary>Which browser. Only one's own is found.</summary>
public sealed record EndpointBody(string Endpoint);

/// <summary>The browsers of people.</summary>
sealed class Subscriptions(Store store, IOptions<PushOptions> options, TimeProvider clock)
{
    /// <summary>From now on the browser is this person's, and nobody else's.</summary>
    public Task PutAsync(string person, SubscriptionBody body, CancellationToken ct) => PutAsync(person, body, null, ct);

    /// <summary>The browser keeps its person under another address. Repeating it meets a 404, as whoever does not know the former one: it is gone.</summary>
    /// <param name="auth">The former subscription's secret: who knows it beside the endpoint is that browser.</param>
    public async Task RenewAsync(RenewalBody body, string auth, CancellationToken ct)
    {
        var former = AddressIds.Of(body.Endpoint);
        PushSubscription? known;
        await using (var db = store.Open()) known = await db.Set<PushSubscription>().SingleOrDefaultAsync(s => s.Id == former, ct);
        if (known is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(known.Auth)), Encoding.ASCII.GetBytes(auth.TrimEnd('=')))) throw Refuse.NotFound();
        await PutAsync(known.PersonId, body.Subscription, former, ct);
    }

    async Task PutAsync(string person, SubscriptionBody body, Guid? former, CancellationToken ct)
    {
        var endpoint = EndpointOf(body.Endpoint);
        var (key, auth) = (Bytes(body.Keys.P256dh, "keys.p256dh", 65), Bytes(body.Keys.Auth, "keys.auth", 16));
        if (!PushSeal.IsPoint(key)) throw Refuse.Invalid("keys.p256dh", "'keys.p256dh' is no public key of P-256.");
        var id = AddressIds.Of(endpoint);
        object? expires = body.ExpirationTime is > 0 and < 32_503_680_000_000 and var at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at).ToMicros() : null;
        await store.WriteAsync(async db =>
        {
            await db.Set<PushSubscription>().Where(s => s.Id == id || s.Id == former).ExecuteDeleteAsync(ct);
            await db.PutAsync("push_subscriptions", "id, person_id, endpoint, public_key, auth, seen_at", [[store.IdOf(id), person, endpoint, key, auth, clock.NowMicros()]], ct);
            if (expires is long micros)
            {
                var until = Instants.FromMicros(micros);
                await db.Set<PushSubscription>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ExpiresAt, until), ct);
            }
            var surplus = await db.Set<PushSubscription>().Where(s => s.PersonId == person).OrderByDescending(s => s.SeenAt).ThenBy(s => s.Id).Skip(options.Value.MostPerPerson).Select(s => s.Id).ToListAsync(ct);
            if (surplus.Count > 0) await db.Set<PushSubscription>().Where(s => surplus.Contains(s.Id)).ExecuteDeleteAsync(ct);
        }, ct);
    }

    /// <summary>Repeating it, or naming another's, is no error and changes nothing.</summary>
    public async Task RemoveAsync(string person, EndpointBody body, CancellationToken ct)
    {
        var id = AddressIds.Of(body.Endpoint);
        await store.WriteAsync(db => db.Set<PushSubscription>().Where(s => s.Id == id && s.PersonId == person).ExecuteDeleteAsync(ct), ct);
    }

    /// <summary>Those of them who have one.</summary>
    public async ValueTask<IReadOnlySet<string>> AmongAsync(IReadOnlyCollection<string> people, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        return await db.Set<PushSubscription>().Where(s => people.Contains(s.PersonId) && (s.ExpiresAt == null || s.ExpiresAt > now)).Select(s => s.PersonId).ToHashSetAsync(ct);
    }

    public async Task<List<PushSubscription>> OfAsync(string person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        return await db.Set<PushSubscription>().Where(s => s.PersonId == person && (s.ExpiresAt == null || s.ExpiresAt > now)).ToListAsync(ct);
    }

    /// <summary>Forgets those that are gone, and, when the parcel comes again, remembers those that have it.</summary>
    public async Task SettleAsync(Guid parcel, IReadOnlyList<(PushSubscription To, Handed Became)> each, bool comesAgain)
    {
        var gone = each.Where(e => e.Became is Handed.Gone).Select(e => e.To.Id).ToList();
        var took = comesAgain ? each.Where(e => e.Became is Handed.Delivered).Select(e => e.To.Id).ToList() : [];
        if (gone.Count + took.Count == 0) return;
        await store.WriteAsync(async db =>
        {
            if (gone.Count > 0) await db.Set<PushSubscription>().Where(s => gone.Contains(s.Id)).ExecuteDeleteAsync();
            if (took.Count > 0) await db.Set<PushSubscription>().Where(s => took.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.TookParcel, parcel));
        }, CancellationToken.None); // also when the server goes down: what was taken is not to come twice
    }

    string EndpointOf(string text)
    {
        var url = new Uri(Texts.OptionalUrl(text, "endpoint")!);
        if (Destinations.Mistake(url, options.Value.AllowPrivate) is { } mistake) throw new RefusedException(new Refusal("forbidden-destination", 422, mistake));
        return text;
    }

    static byte[] Bytes(string text, string field, int length) => Base64Url.IsValid(text, out var found) && found == length
        ? Base64Url.DecodeFromChars(text)
        : throw Refuse.Invalid(field, $"'{field}' must be {length} bytes as base64url.");
}
