using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Client;

/// <summary>
/// The Host API: how the marketplace tells Parley about its people, vendors, agents and subjects, and about
/// what happens to them.
/// </summary>
/// <remarks>
/// Every call may be repeated: an upsert says how a thing is, a change carries an id of its own. So each call
/// is tried up to <see cref="Attempts"/> times when Parley is busy (429, 503) or out of reach, waiting as long
/// as its <c>Retry-After</c> asks for. Any other refusal, and the last attempt's, is a <see cref="ParleyException"/>.
/// An instance may be shared between threads; make one per process, or let a client factory make it.
/// </remarks>
public sealed class ParleyHost
{
    /// <summary>How often one call is tried.</summary>
    public const int Attempts = 5;

    /// <summary>How many rows of a sync travel in one request.</summary>
    public const int RowsPerRequest = 1_000;

    readonly Courier courier;

    /// <summary>Uses a client whose base address is Parley's and whose default headers carry the host key.</summary>
    /// <param name="http">Stays the caller's to dispose.</param>
    /// <param name="clock">Times the waits between attempts; the system's by default.</param>
    public ParleyHost(HttpClient http, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        courier = new Courier(http, clock ?? TimeProvider.System);
    }

    /// <summary>Connects to a server with a host key, as <c>parley key create</c> printed it.</summary>
    public static ParleyHost Connect(Uri server, string hostKey)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(100) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", hostKey);
        return new ParleyHost(http);
    }

    /// <summary>Creates or replaces a person. Needs the scope <c>market:write</c>.</summary>
    public Task PutUserAsync(User user, CancellationToken ct = default) =>
        courier.PutAsync(User(user.Id), Wire.Body(user, Wire.Default.User, "id"), ct);

    /// <summary>Reads a person, or null. Needs the scope <c>market:read</c>.</summary>
    public async Task<User?> FindUserAsync(string id, CancellationToken ct = default) =>
        await courier.FindAsync(User(id), Wire.Default.User, ct) is { } user ? user with { Id = id } : null;

    /// <summary>Takes a person away; nothing happens when there is none.</summary>
    public Task DeleteUserAsync(string id, CancellationToken ct = default) => courier.DeleteAsync(User(id), null, ct);

    /// <summary>Creates or replaces a vendor.</summary>
    public Task PutVendorAsync(Vendor vendor, CancellationToken ct = default) =>
        courier.PutAsync(Vendor(vendor.Id), Wire.Body(vendor, Wire.Default.Vendor, "id"), ct);

    /// <summary>Reads a vendor, or null.</summary>
    public async Task<Vendor?> FindVendorAsync(string id, CancellationToken ct = default) =>
        await courier.FindAsync(Vendor(id), Wire.Default.Vendor, ct) is { } vendor ? vendor with { Id = id } : null;

    /// <summary>Takes a vendor away; nothing happens when there is none.</summary>
    public Task DeleteVendorAsync(string id, CancellationToken ct = default) =>
        courier.DeleteAsync(Vendor(id), null, ct);

    /// <summary>Creates a tier or changes its targets; what was judged stays judged.</summary>
    public Task PutTierAsync(Tier tier, CancellationToken ct = default) =>
        courier.PutAsync($"v1/tiers/{Escape(tier.Name)}", Wire.Body(tier, Wire.Default.Tier, "name"), ct);

    /// <summary>Reads who works for a vendor; nobody when there is no such vendor.</summary>
    public async Task<IReadOnlyList<TeamMember>> FindAgentsAsync(string vendorId, CancellationToken ct = default) =>
        await courier.FindAsync($"{Vendor(vendorId)}/agents", Wire.Default.ListTeamMember, ct) ?? [];

    /// <summary>Lets a person work for a vendor, or changes what the person may do there.</summary>
    public Task PutAgentAsync(Agent agent, CancellationToken ct = default) =>
        courier.PutAsync(Agent(agent.VendorId, agent.UserId), Wire.Body(agent, Wire.Default.Agent, "vendor", "user"), ct);

    /// <summary>Ends a person's work for a vendor.</summary>
    public Task DeleteAgentAsync(string vendorId, string userId, CancellationToken ct = default) =>
        courier.DeleteAsync(Agent(vendorId, userId), null, ct);

    /// <summary>Creates or replaces a listing, order, booking or request, without a word in its threads.</summary>
    public Task PutSubjectAsync(Subject subject, CancellationToken ct = default) =>
        courier.PutAsync(Subject(subject.Kind, subject.Id), Wire.Body(subject, Wire.Default.Subject, "id", "kind"), ct);

    /// <summary>Reads a subject, or null.</summary>
    public Task<SubjectCard?> FindSubjectAsync(SubjectKind kind, string id, CancellationToken ct = default) =>
        courier.FindAsync(Subject(kind, id), Wire.Default.SubjectCard, ct);

    /// <summary>Takes a subject away; its threads stay and keep its title.</summary>
    public Task DeleteSubjectAsync(SubjectKind kind, string id, CancellationToken ct = default) =>
        courier.DeleteAsync(Subject(kind, id), null, ct);

    /// <summary>Changes a subject's state and says so in each of its threads.</summary>
    /// <returns>In how many conversations it was said.</returns>
    public async Task<int> ChangeSubjectAsync(
        SubjectKind kind, string id, SubjectChange change, CancellationToken ct = default)
    {
        var answer = await courier.PostAsync($"{Subject(kind, id)}/changes", Wire.Body(change, Wire.Default.SubjectChange), ct);
        return answer?["conversations"]?.GetValue<int>() ?? 0;
    }

    /// <summary>Freezes a conversation: both sides read it, nobody writes. Needs the scope <c>threads:moderate</c>.</summary>
    /// <param name="conversationId">Parley's id of the conversation.</param>
    /// <param name="reason">What both sides are told.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task FreezeAsync(Guid conversationId, string reason, CancellationToken ct = default) =>
        courier.PutAsync(Freeze(conversationId), new JsonObject { ["reason"] = reason }, ct);

    /// <summary>Lets both sides write again.</summary>
    public Task UnfreezeAsync(Guid conversationId, CancellationToken ct = default) => courier.DeleteAsync(Freeze(conversationId), null, ct);

    /// <summary>Says where events go; <see cref="ParleyWebhooks"/> checks what comes. Needs the scope <c>webhooks:manage</c>.</summary>
    /// <returns>Its secret, which is shown now only: keep it as you keep a password.</returns>
    public async Task<WebhookSecret> AddWebhookAsync(Webhook webhook, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var body = Wire.Body(webhook, Wire.Default.Webhook);
        body["id"] = Guid.CreateVersion7(); // so that a second try makes no second webhook
        return (await courier.PostAsync("v1/webhooks", body, ct)).Deserialize(Wire.Default.WebhookSecret)!;
    }

    /// <summary>Changes a webhook; false when there is none with this id.</summary>
    public Task<bool> ChangeWebhookAsync(Guid id, Webhook webhook, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return courier.TryPutAsync($"v1/webhooks/{id}", Wire.Body(webhook, Wire.Default.Webhook), ct);
    }

    /// <summary>Takes a webhook away, and all that waits for it; nothing happens when there is none.</summary>
    public Task DeleteWebhookAsync(Guid id, CancellationToken ct = default) => courier.DeleteAsync($"v1/webhooks/{id}", null, ct);

    /// <summary>
    /// Brings over any number of rows, in the order given: people and vendors before agents, vendors before
    /// subjects, subjects before conversations.
    /// </summary>
    /// <returns>
    /// A report after each thousand rows and one at the end. A refused row does not stop the others; look at
    /// <see cref="SyncProgress.Failures"/>. Stopping half-way is safe, and so is starting over.
    /// </returns>
    public async IAsyncEnumerable<SyncProgress> SyncAsync(
        IAsyncEnumerable<SyncRow> rows, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var before = new SyncProgress(0, 0, []);
        var batch = new RowBatch();
        await foreach (var row in rows.WithCancellation(ct))
        {
            batch.Add(row);
            if (batch.Count < RowsPerRequest)
                continue;
            yield return before = batch.After(before, await courier.SyncAsync(batch, ct));
            batch = new RowBatch();
        }

        if (batch.Count > 0)
            yield return batch.After(before, await courier.SyncAsync(batch, ct));
    }

    static string User(string id) => $"v1/users/{Escape(id)}";

    static string Vendor(string id) => $"v1/vendors/{Escape(id)}";

    static string Agent(string vendorId, string userId) => $"{Vendor(vendorId)}/agents/{Escape(userId)}";

    static string Subject(SubjectKind kind, string id) => $"v1/subjects/{kind.ToString().ToLowerInvariant()}/{Escape(id)}";

    static string Freeze(Guid conversationId) => $"v1/conversations/{conversationId}/freeze";

    static string Escape(string id) => Uri.EscapeDataString(id);
}
