using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>What the host wants of an endpoint.</summary>
/// <param name="Url">Where to; https, and an address of the public internet.</param>
/// <param name="Types">Of which events; none, or an empty list, for all.</param>
/// <param name="Ordered">Whether the events of a conversation come one after the other. One that fails then holds up those after it.</param>
/// <param name="Enabled">False while nothing is to be queued.</param>
/// <param name="Id">A UUID made by the caller, when it is added: adding it again within an hour returns the first answer.</param>
public sealed record WebhookBody(string Url, IReadOnlyList<string>? Types = null, bool Ordered = false, string? Description = null, bool Enabled = true, Guid? Id = null);

/// <param name="Reason">Why it is disabled, when no hand did it: <c>gone</c>, after its answer 410.</param>
/// <param name="FormerSecretUntil">Until then everything is signed with the former secret, too.</param>
public sealed record WebhookView(
    Guid Id, string Url, IReadOnlyList<string> Types, bool Ordered, string? Description, EndpointState State, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? FormerSecretUntil, int Waiting, int Parked);

/// <param name="Secret">Shown when it is made, and to a retry of that; it signs what is sent.</param>
public sealed record WebhookSecret(Guid Id, string Secret);

/// <summary>The host's endpoints.</summary>
public sealed partial class KeepWebhooks(Store store, Wrapping wrapping, INoteRefusal refusals, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<KeepWebhooks> logger)
{
    static readonly TimeSpan Overlap = TimeSpan.FromHours(24), RetryTime = TimeSpan.FromHours(1);

    public async Task<WebhookSecret> AddAsync(WebhookBody body, CancellationToken ct)
    {
        var (id, secret) = (body.Id is { } given && given != Guid.Empty ? given : Guid.CreateVersion7(clock.GetUtcNow()), Wrapping.NewSecret());
        var (wrapped, by) = wrapping.Wrap(secret, WebhookEndpoint.Purpose(id));
        var made = new WebhookEndpoint { Id = id, Url = "", Types = "", Secret = wrapped, SecretWrappedBy = by, CreatedAt = clock.GetUtcNow() };
        Fill(made, body, await UrlOfAsync(id, body, ct));
        var before = await store.WriteAsync(async db =>
        {
            if (body.Id is not null && await db.Set<WebhookEndpoint>().SingleOrDefaultAsync(e => e.Id == id, ct) is { } known) return known;
            if (await db.Set<WebhookEndpoint>().CountAsync(ct) >= options.Value.MostEndpoints) throw WebhooksRefuse.TooMany(options.Value.MostEndpoints);
            made.HearsAfter = await LastFactAsync(db, ct);
            db.Add(made);
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        return new WebhookSecret(id, Signature.Show(before is null ? secret : FirstOf(before, made)));
    }

    /// <summary>What a retry is answered; another webhook under the same id, or one long after, is refused.</summary>
    byte[] FirstOf(WebhookEndpoint before, WebhookEndpoint again)
    {
        if (before.Url != again.Url || clock.GetUtcNow() - before.CreatedAt > RetryTime) throw WebhooksRefuse.IdReused();
        return wrapping.Unwrap(before.Secret, before.SecretWrappedBy, WebhookEndpoint.Purpose(before.Id));
    }

    public async Task ChangeAsync(Guid id, WebhookBody body, CancellationToken ct)
    {
        await FindAsync(id, ct);
        var url = await UrlOfAsync(id, body, ct);
        await store.WriteAsync(async db =>
        {
            var endpoint = await FindAsync(db, id, ct);
            if (body.Enabled && endpoint.State != EndpointState.Active) endpoint.HearsAfter = await LastFactAsync(db, ct);
            Fill(endpoint, body, url);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    static async Task<long> LastFactAsync(ParleyDb db, CancellationToken ct) => await db.Set<Fact>().MaxAsync(f => (long?)f.Id, ct) ?? 0;

    /// <summary>With all that waits for it. Repeating it is no error.</summary>
    public Task RemoveAsync(Guid id, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            await db.Set<WebhookDelivery>().Where(d => d.EndpointId == id).ExecuteDeleteAsync(ct);
            await db.Set<WebhookEndpoint>().Where(e => e.Id == id).ExecuteDeleteAsync(ct);
        }, ct);

    /// <summary>A new secret; for a day everything is signed with the one before, too. Asked for again within that day, the first of the two goes.</summary>
    public async Task<WebhookSecret> RenewSecretAsync(Guid id, CancellationToken ct)
    {
        var secret = Wrapping.NewSecret();
        await store.WriteAsync(async db =>
        {
            var endpoint = await FindAsync(db, id, ct);
            (endpoint.FormerSecret, endpoint.FormerSecretWrappedBy, endpoint.FormerUntil) = (endpoint.Secret, endpoint.SecretWrappedBy, clock.GetUtcNow() + Overlap);
            (endpoint.Secret, endpoint.SecretWrappedBy) = wrapping.Wrap(secret, WebhookEndpoint.Purpose(id));
            await db.SaveChangesAsync(ct);
        }, ct);
        return new WebhookSecret(id, Signature.Show(secret));
    }

    public async Task<List<WebhookView>> ListAsync(Guid? only, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await db.Set<WebhookEndpoint>().Where(e => only == null || e.Id == only).OrderBy(e => e.Id).Select(e => new
        {
            Endpoint = e,
            Waiting = db.Set<WebhookDelivery>().Count(d => d.EndpointId == e.Id && d.DueAt != null),
            Parked = db.Set<WebhookDelivery>().Count(d => d.EndpointId == e.Id && d.State == DeliveryState.Parked),
        }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return found.ConvertAll(f => new WebhookView(f.Endpoint.Id, f.Endpoint.Url, f.Endpoint.Types.Split(',', StringSplitOptions.RemoveEmptyEntries), f.Endpoint.Ordered, f.Endpoint.Description,
            f.Endpoint.State, f.Endpoint.Reason, f.Endpoint.CreatedAt, f.Endpoint.FormerUntil > now ? f.Endpoint.FormerUntil : null, f.Waiting, f.Parked));
    }

    public async Task<WebhookEndpoint> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return await FindAsync(db, id, ct);
    }

    static async Task<WebhookEndpoint> FindAsync(ParleyDb db, Guid id, CancellationToken ct) =>
        await db.Set<WebhookEndpoint>().AsTracking().SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw Refuse.NotFound();

    /// <summary>Outside of any transaction: that it was refused is to be noted.</summary>
    async Task<Uri> UrlOfAsync(Guid id, WebhookBody body, CancellationToken ct)
    {
        var url = new Uri(Texts.OptionalUrl(body.Url, "url")!);
        if (Destinations.Mistake(url, options.Value.AllowPrivate) is not { } mistake) return url;
        Refused(logger, url.Scheme, id);
        await refusals.NoteAsync("webhook-refused", $"webhook {id}", $"Its address may not be called: {mistake}", ct);
        throw WebhooksRefuse.Forbidden(mistake);
    }

    static void Fill(WebhookEndpoint endpoint, WebhookBody body, Uri url)
    {
        var types = (body.Types ?? []).Distinct().ToList();
        if (types.Find(t => !EventTypes.IsKnown(t)) is { } unknown) throw Refuse.Invalid("types", $"There is no event '{(unknown.Length > 40 ? unknown[..40] : unknown)}'. GET /v1/webhooks/types lists them.");
        (endpoint.Url, endpoint.Types, endpoint.Ordered, endpoint.Description) = (url.AbsoluteUri, string.Join(',', types), body.Ordered, Texts.OptionalLine(body.Description, "description", 200));
        (endpoint.State, endpoint.Reason) = (body.Enabled ? EndpointState.Active : EndpointState.Disabled, null);
    }

    [LoggerMessage(1, LogLevel.Warning, "A webhook ({Id}, {Scheme}) was refused: its address may not be called")]
    static partial void Refused(ILogger logger, string scheme, Guid id);
}

static class WebhooksRefuse
{
    public static RefusedException Forbidden(string sentence) => new(new Refusal("forbidden-destination", 422, sentence));

    public static RefusedException IdReused() => new(new Refusal("webhook-id-reused", 422, "This id already belongs to a webhook. Make a new UUID for each new webhook."));

    public static RefusedException TooMany(int most) => new(new Refusal("too-many-webhooks", 422, $"There are {most} webhooks already. Delete some that nobody uses."));
}
