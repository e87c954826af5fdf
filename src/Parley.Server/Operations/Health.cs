using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Attachments;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Live;
using Parley.Notifications;
using Parley.Market;
using Parley.Safety;
using Parley.Storage;
using Parley.Webhooks;

namespace Parley.Operations;

/// <summary>One part and how it is, in plain words.</summary>
public sealed record PartHealth(string Part, bool Healthy, string Says);

public sealed record Liveness(bool Alive);

public sealed record HealthReport(bool Ready, IReadOnlyList<PartHealth> Parts);

public static class Health
{
    /// <summary>A store that takes longer to say a word is away, whatever becomes of the question.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health");
        group.MapGet("/live", () => TypedResults.Ok(new Liveness(true))).WithName("live").ForAnyone();
        group.MapGet("/ready", Ready).WithName("ready").ForAnyone();
        group.MapGet("/detail", Detail).WithName("healthDetail").ForOperator();
    }

    static async Task<Results<Ok<HealthReport>, JsonHttpResult<HealthReport>>> Ready(Store store, Postbox postbox, FilesHealth files, CancellationToken ct)
    {
        var kept = files.AskAsync(ct); // at the same time: what hangs is waited for once
        var parts = new List<PartHealth> { await AskStoreAsync(store, ct), AskPostbox(postbox) };
        var ready = parts.TrueForAll(p => p.Healthy); // without files, messages flow
        foreach (var (part, healthy, says) in await kept) parts.Add(new PartHealth(part, healthy, says));
        var report = new HealthReport(ready, parts);
        return report.Ready ? TypedResults.Ok(report) : TypedResults.Json(report, statusCode: 503);
    }

    static async Task<Ok<HealthReport>> Detail(Store store, Postbox postbox, Switchboard switchboard, FilesHealth files, HostCall host, PushHealth push, SmsHealth sms, MailHealth mail, NoticesHealth notices, HiddenSenders senders, TimeProvider clock, CancellationToken ct)
    {
        var parts = new List<PartHealth>
        {
            await AskStoreAsync(store, ct),
            AskPostbox(postbox),
            new("live", true, $"{switchboard.Count} live connections on this node."),
        };
        var ready = parts.TrueForAll(p => p.Healthy);
        if (ready) parts.AddRange(await CountAsync(store, ct), await AskSearchAsync(store, ct), await AskWebhooksAsync(store, clock, ct), await AskNoticesAsync(notices, ct));
        foreach (var (part, healthy, says) in push.Ask().Append(sms.Ask())) parts.Add(new PartHealth(part, healthy, says));
        foreach (var (part, healthy, says) in await files.AskAsync(ct)) parts.Add(new PartHealth(part, healthy, says));
        var asked = host.Health();
        parts.Add(new PartHealth("callbacks", asked.Healthy, asked.Says));
        var (counted, how) = senders.Ask();
        parts.Add(new PartHealth("public-notices", counted, how));
        foreach (var (part, healthy, says) in mail.Ask()) parts.Add(new PartHealth(part, healthy, says));
        return TypedResults.Ok(new HealthReport(ready, parts));
    }

    static async Task<PartHealth> AskStoreAsync(Store store, CancellationToken ct)
    {
        try
        {
            await Task.Run(() => store.PingAsync(ct), ct).WaitAsync(Patience, ct);
            return new PartHealth("store", true, $"The {store.Kind} store answers.");
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new PartHealth("store", false, $"The {store.Kind} store does not answer. Messages are refused with 503 until it does; nothing is lost.");
        }
    }

    static PartHealth AskPostbox(Postbox postbox) =>
        postbox.IsFull
            ? new PartHealth("postbox", false, "More messages arrive than can be stored; some senders are asked to wait.")
            : new PartHealth("postbox", true, "Messages are stored as they arrive.");

    static async Task<PartHealth> AskSearchAsync(Store store, CancellationToken ct)
    {
        var walk = await WalkThreads.ProgressAsync(store, ct);
        return new PartHealth("search", true, walk.Done
            ? "Search finds messages of any age, new ones within seconds."
            : $"Search finds new messages; older ones are being gone through, {walk.Vendors} of {walk.Total} vendors so far.");
    }

    static async Task<PartHealth> AskWebhooksAsync(Store store, TimeProvider clock, CancellationToken ct)
    {
        var (healthy, says) = await WebhooksHealth.AskAsync(store, clock, ct);
        return new PartHealth("webhooks", healthy, says);
    }

    static async Task<PartHealth> AskNoticesAsync(NoticesHealth notices, CancellationToken ct)
    {
        var (healthy, says) = await notices.AskAsync(ct);
        return new PartHealth("notices", healthy, says);
    }

    static async Task<PartHealth> CountAsync(Store store, CancellationToken ct)
    {
        await using var db = store.Open();
        var conversations = await db.Set<Conversation>().CountAsync(ct);
        var messages = await db.Set<Conversation>().SumAsync(c => (long)c.LastSeq, ct);
        return new PartHealth("content", true, $"{conversations} conversations with {messages} messages.");
    }
}
