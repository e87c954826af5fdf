using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Follows what opens and closes threads, writes down how long they were open, and plans when those that are open are to be done with.
/// Facts come in their order and hearing them again ends where they ended before: a stretch is known by the message that opened it.
/// What was imported was said elsewhere and opens nothing.
/// </summary>
public sealed class KeepResolutions(Store store, Doors doors, AuthorKeys keys, Targets targets, JudgeResolutions judge, TimeProvider clock) : IFactWorker
{
    const int Step = 500;

    public string Name => "keep-resolutions";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var some in facts.Where(f => f is { Kind: FactKind.MessageSent, Subject: null or Fact.Buyer or Fact.Line }).Chunk(Step)) await FollowAsync(await MattersAsync(some, ct), ct);
        foreach (var subject in facts.Where(f => f.Kind == FactKind.MarketChanged).Select(f => f.Subject!).Distinct())
        {
            if (subject.Split(':', 2) is ["hours" or "vendor", var vendor]) await PlanAgainAsync(vendor, ct);
            if (subject.Split(':', 2) is ["tier" or "outages", _]) await PlanAgainAsync(null, ct);
            if (subject.StartsWith("outages:", StringComparison.Ordinal)) await JudgeAgainAsync(subject, ct);
        }
        while (await judge.RunAsync(ct)) { }
    }

    /// <summary>Without what buyers wrote in threads that are open and stay so.</summary>
    async Task<List<long>> MattersAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var mayClose = facts.Where(f => f.Subject != Fact.Buyer).Select(f => f.ConversationId).ToHashSet();
        var ids = facts.Select(f => f.ConversationId!.Value).Where(id => !mayClose.Contains(id)).Distinct().ToList();
        await using var db = store.Open();
        var open = ids.Count == 0 ? [] : await db.Set<OpenThread>().Where(o => ids.Contains(o.ConversationId)).Select(o => o.ConversationId).ToHashSetAsync(ct);
        return [.. facts.Where(f => !open.Contains(f.ConversationId!.Value)).Select(f => f.Id)];
    }

    async Task FollowAsync(List<long> facts, CancellationToken ct)
    {
        if (facts.Count == 0) return;
        List<(Message Message, Conversation Conversation)> told;
        await using (var db = store.Open())
        {
            var messages = (await db.MessagesOfAsync(facts, ct)).FindAll(m => m.Kind == MessageKind.System || m is { Kind: MessageKind.Text, Party: PartyKind.Buyer });
            var threads = messages.Select(m => m.ConversationId).Distinct().ToList();
            var found = await db.Set<Conversation>().Where(c => threads.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            told = [.. messages.Where(m => found.ContainsKey(m.ConversationId)).Select(m => (m, found[m.ConversationId]))];
        }
        if (told.Count == 0) return;
        var changes = new List<(Message Message, Conversation Conversation, bool Opens)>();
        var secrets = await keys.LoadAsync([Unseal.Platform], ct);
        foreach (var (message, conversation) in told)
            if (WhatOf(message, new Keyring(doors.Remember(conversation), secrets)) is { } opens) changes.Add((message, conversation, opens));
        if (changes.Count > 0) await store.WriteAsync(db => FollowAsync(db, changes, ct), ct);
    }

    /// <summary>True: it opens the thread; false: it closes it; null: neither.</summary>
    static bool? WhatOf(Message message, Keyring ring)
    {
        if (message.Kind != MessageKind.System) return true;
        if (ring.TextOf(message) is not { } json) return null;
        var line = Unseal.Event(json);
        return line.Type switch
        {
            "conversation-closed" or "conversation-merged" => false,
            "conversation-reopened" when line.Data.TryGetProperty("by", out var by) && by.ValueEquals("buyer") => true,
            _ => null,
        };
    }

    async Task FollowAsync(ParleyDb db, List<(Message Message, Conversation Conversation, bool Opens)> changes, CancellationToken ct)
    {
        var ids = changes.Select(c => c.Conversation.Id).Distinct().ToList();
        var open = await db.Set<OpenThread>().AsTracking().Where(o => ids.Contains(o.ConversationId)).ToDictionaryAsync(o => o.ConversationId, ct);
        var done = await db.Set<Resolution>().Where(r => ids.Contains(r.ConversationId)).Select(r => new { r.ConversationId, r.ClosedSeq }).ToListAsync(ct);
        var until = done.GroupBy(r => r.ConversationId).ToDictionary(g => g.Key, g => g.Max(r => r.ClosedSeq));
        foreach (var (message, conversation, opens) in changes)
        {
            if (message.Seq <= until.GetValueOrDefault(conversation.Id)) continue; // heard before
            var known = open.GetValueOrDefault(conversation.Id);
            if (opens && known is null)
            {
                var thread = new OpenThread { ConversationId = conversation.Id, OpenedSeq = message.Seq, Since = message.At, PartyId = conversation.VendorParty };
                await PlanAsync(thread, conversation.VendorId, ct);
                db.Add(open[conversation.Id] = thread);
            }
            if (opens || known is null) continue;
            if (conversation.MergedInto is null) // otherwise it goes on, and is counted, there
                db.Add(new Resolution { ConversationId = conversation.Id, OpenedSeq = known.OpenedSeq, Since = known.Since, PartyId = known.PartyId, ClosedSeq = message.Seq, ClosedAt = message.At });
            until[conversation.Id] = message.Seq;
            open.Remove(conversation.Id);
            if (db.Entry(known).State == EntityState.Added) db.Entry(known).State = EntityState.Detached;
            else db.Remove(known);
            await db.SaveChangesAsync(ct); // before the same thread is opened again in this very batch
        }
        await db.SaveChangesAsync(ct);
    }

    async ValueTask PlanAsync(OpenThread thread, string vendorId, CancellationToken ct)
    {
        var due = await targets.ResolvedByAsync(vendorId, thread.Since, ct);
        (thread.WarnAt, thread.DueAt) = (due?.Warn, due?.Due);
    }

    /// <summary>All of a vendor's, or all there are.</summary>
    async Task PlanAgainAsync(string? vendorId, CancellationToken ct)
    {
        List<Guid> ids;
        await using (var db = store.Open())
            ids = await (from o in db.Set<OpenThread>() join c in db.Set<Conversation>() on o.ConversationId equals c.Id where vendorId == null || c.VendorId == vendorId select o.ConversationId).ToListAsync(ct);
        foreach (var some in ids.Chunk(Step))
            await store.WriteAsync(async db =>
            {
                var rows = await (from o in db.Set<OpenThread>().AsTracking() where some.Contains(o.ConversationId) join c in db.Set<Conversation>() on o.ConversationId equals c.Id select new { o, c.VendorId }).ToListAsync(ct);
                var now = clock.GetUtcNow();
                foreach (var row in rows)
                {
                    await PlanAsync(row.o, row.VendorId, ct);
                    // What is put off is warned of again when its time comes.
                    if (row.o.WarnAt is null || row.o.WarnAt > now) row.o.Warned = false;
                    if (row.o.DueAt is null || row.o.DueAt > now) row.o.Missed = false;
                }
                await db.SaveChangesAsync(ct);
            }, ct);
    }

    /// <param name="outage"><c>outages:FROM UNTIL</c>, in microseconds.</param>
    Task JudgeAgainAsync(string outage, CancellationToken ct)
    {
        if (outage[8..].Split(' ') is not [var first, var last]) return Task.CompletedTask;
        var (from, until) = (Instants.FromMicros(long.Parse(first, CultureInfo.InvariantCulture)), Instants.FromMicros(long.Parse(last, CultureInfo.InvariantCulture)));
        return store.WriteAsync(db => db.Set<Resolution>().Where(r => r.ClosedAt > from && r.Since < until).ExecuteUpdateAsync(s => s.SetProperty(r => r.Verdict, Verdict.Unjudged), ct), ct);
    }
}
