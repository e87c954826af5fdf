using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>Which subject is asked for.</summary>
public sealed record SubjectQuestion(string Kind, string Id);

/// <summary>
/// Keeps what is shown of a subject as fresh as the host can say it. Nobody waits for a card: it is shown as it was told last, and when the
/// host's answer differs, pages hear of it as of any change. What is about to be written into a message is waited for, a little.
/// Without an answer, what was told last holds.
/// </summary>
public sealed partial class FreshSubjects(HostCall host, KeepMarket market, Store store, IOptions<CallbackOptions> options, TimeProvider clock, ILogger<FreshSubjects> logger)
{
    readonly BoundedCache<(SubjectKind, string), DateTimeOffset> asked = new(50_000);
    readonly ConcurrentDictionary<(SubjectKind, string), Lazy<Task>> running = new();

    /// <summary>Somebody looks at it. Returns at once.</summary>
    public void Seen(SubjectKind? kind, string? id)
    {
        if (kind is { } k && id is not null) _ = AskOnceAsync(k, id);
    }

    /// <summary>It is about to be quoted: waits until it is fresh, or the host took too long.</summary>
    public Task QuotedAsync(SubjectKind? kind, string? id) => kind is { } k && id is not null ? AskOnceAsync(k, id) : Task.CompletedTask;

    Task AskOnceAsync(SubjectKind kind, string id)
    {
        if (options.Value.SubjectUrl.Length == 0) return Task.CompletedTask;
        var key = (kind, id);
        if (asked.TryGet(key, out var at) && clock.GetUtcNow() - at < TimeSpan.FromSeconds(options.Value.FreshSeconds)) return Task.CompletedTask;
        return running.GetOrAdd(key, k => new Lazy<Task>(() => AskAsync(k.Item1, k.Item2))).Value;
    }

    async Task AskAsync(SubjectKind kind, string id)
    {
        try
        {
            var before = await FindAsync(kind, id);
            var answer = await host.AskAsync(options.Value.SubjectUrl, "subject.wanted", new SubjectQuestion(kind.Word(), id), TimeSpan.FromMilliseconds(options.Value.SubjectMilliseconds), CancellationToken.None);
            asked.Set((kind, id), clock.GetUtcNow());
            if (!answer.Answered) return;
            if (answer.Status == 410) await market.RemoveAsync(new Removal("subject", kind.Word(), id), CancellationToken.None);
            else if (answer.Body.Length > 0) await TakeAsync(before, Bodies.Parse<SubjectBody>(new ReadOnlySequence<byte>(answer.Body)));
        }
        catch (RefusedException refused)
        {
            Unfit(logger, kind, id, refused.Refusal.Code);
        }
        catch (Exception e)
        {
            if (StorageTrouble.Explain(e) is null) Failed(logger, e, kind, id); // what was told last holds
        }
        finally
        {
            running.TryRemove((kind, id), out _);
        }
    }

    /// <summary>Only what the host told of before; whose it is does not change by a question.</summary>
    async Task TakeAsync(Subject? before, SubjectBody body)
    {
        if (before is not { RemovedAt: null } || await FindAsync(before.Kind, before.Id) is not { } known || !Same(before, known)) return; // the host told of it while it was asked: that is newer
        if (body.Vendor != known.VendorId || body.Buyer != known.BuyerId) throw Refuse.Invalid("vendor", "A subject's vendor and buyer are changed by PUT only.");
        body.Apply(known);
        await market.SaveAsync<Subject>([known], CancellationToken.None);
    }

    async Task<Subject?> FindAsync(SubjectKind kind, string id)
    {
        await using var db = store.Open();
        return await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == kind && s.Id == id);
    }

    static bool Same(Subject one, Subject other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

    [LoggerMessage(1, LogLevel.Warning, "What the host answered about {Kind} {Id} cannot be used: {Code}")]
    static partial void Unfit(ILogger logger, SubjectKind kind, string id, string code);

    [LoggerMessage(2, LogLevel.Error, "What the host answered about {Kind} {Id} could not be taken")]
    static partial void Failed(ILogger logger, Exception error, SubjectKind kind, string id);
}
