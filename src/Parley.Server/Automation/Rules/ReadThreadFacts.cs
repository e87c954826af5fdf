using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A happening with all that rules may ask of it.</summary>
public sealed record FactsOf(Happening Happening, ThreadFacts Facts);

/// <summary>Gathers what rules may ask, for a batch at once: texts are opened and labels looked up only where some rule asks for them.</summary>
public sealed class ReadThreadFacts(Store store, ReadHappenings read, AuthorKeys keys, Register register, VendorClock hours, TimeProvider clock)
{
    /// <summary>Of those happenings that some rule of their vendor is on.</summary>
    public async Task<List<FactsOf>> RunAsync(IReadOnlyList<Happening> happened, IReadOnlyDictionary<string, Rules> rules, CancellationToken ct)
    {
        var wanted = happened.Where(h => rules[h.Door.VendorId].On != RuleEvents.None).ToList();
        var begun = await BegunAsync(wanted.Where(h => rules[h.Door.VendorId].AskForFirst), ct);
        var secrets = await keys.LoadAsync([.. wanted.Select(h => h.Message.AuthorId).Distinct()], ct);
        var result = new List<FactsOf>(wanted.Count);
        foreach (var thread in wanted.GroupBy(h => h.Door.Id))
        {
            var ring = new Keyring(thread.First().Door, secrets);
            foreach (var happening in thread)
                if (await FactsAsync(happening, ring, rules[happening.Door.VendorId], begun.Contains((thread.Key, happening.Message.Seq)), ct) is { } facts) result.Add(new FactsOf(happening, facts));
        }
        return result;
    }

    async Task<ThreadFacts?> FactsAsync(Happening happening, Keyring ring, Rules rules, bool creates, CancellationToken ct)
    {
        var message = happening.Message;
        if (message.Kind == MessageKind.System)
        {
            if (ring.TextOf(message) is not { } json || EventOf(json) is not var (happened, state) || (rules.On & happened) == RuleEvents.None) return null;
            return await OfThreadAsync(happening, happened, rules, ct) is var facts && state is not null ? facts with { State = state } : facts;
        }
        var events = creates ? RuleEvents.Message | RuleEvents.Created : RuleEvents.Message;
        if ((rules.On & events) == RuleEvents.None) return null;
        var about = await OfThreadAsync(happening, events, rules, ct);
        return about with
        {
            Text = rules.Facts.Contains("words") && !message.IsGone && ring.ContentOf(message) is { } content ? Hidden.Strictly(content, message.Party, PartyKind.Vendor) : "",
            First = rules.Facts.Contains("first") && message.Party == PartyKind.Buyer && await read.IsFirstAsync(happening, ct),
        };
    }

    /// <summary>What is so in the thread, whatever happened there.</summary>
    public async Task<ThreadFacts> OfThreadAsync(Happening happening, RuleEvents events, Rules rules, CancellationToken ct)
    {
        var (_, conversation, seat, message, subject) = happening;
        var now = clock.GetUtcNow();
        var buyer = await register.FindPersonAsync(conversation.BuyerId, ct);
        var card = subject is null || !(rules.Facts.Contains("value") || rules.Facts.Contains("due")) ? null : Cards.For(subject, conversation.VendorId);
        return new ThreadFacts(events, message.Party, null, RenderTemplate.Base(buyer?.Locale)?.ToLowerInvariant(), conversation.Topic, conversation.SubjectKind, conversation.SubjectId, subject?.State)
        {
            Value = card?.Amount,
            Due = card is null ? Due.Unknown : await DueAsync(conversation.VendorId, card, now, ct),
            Labels = rules.Facts.Contains("label") ? await LabelsAsync(conversation.Id, ct) : null,
            Priority = seat.Priority,
            Assignee = seat.Assignee,
            Waiting = seat.OwesSince is { } since ? Math.Max(0, (now.ToMicros() - since) / 60_000_000) : null,
            Hours = rules.Facts.Contains("hours") ? await hours.StandingAsync(conversation.VendorId, events == RuleEvents.Waiting ? now : message.At, ct) : Standing.Open,
            Buyer = rules.Facts.Contains("buyer") ? Attributes.Read(buyer?.Attributes) : null,
        };
    }

    async Task<IReadOnlySet<Guid>> LabelsAsync(Guid conversation, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<ThreadLabel>().Where(l => l.ConversationId == conversation).Select(l => l.LabelId).ToHashSetAsync(ct);
    }

    /// <summary>By the date that the marketplace labels delivery, arrival or due, on the vendor's calendar.</summary>
    async ValueTask<Due> DueAsync(string vendor, SubjectCard card, DateTimeOffset now, CancellationToken ct)
    {
        if (card.Dates.FirstOrDefault(d => d.Label.ToLowerInvariant() is "delivery" or "arrival" or "due") is not { } date) return Due.Unknown;
        var (day, today) = (await hours.DayAsync(vendor, date.At, ct), await hours.DayAsync(vendor, now, ct));
        return day == today ? Due.Today : day < today ? Due.Overdue : Due.Later;
    }

    /// <summary>Which of them nobody had written before: lines of the platform's may stand first.</summary>
    async Task<HashSet<(Guid, int)>> BegunAsync(IEnumerable<Happening> happened, CancellationToken ct)
    {
        const int linesAtMost = 10;
        var early = happened.Where(h => h.Message is { Kind: MessageKind.Text, Seq: <= linesAtMost }).Select(h => h.Door.Id).Distinct().ToList();
        if (early.Count == 0) return [];
        await using var db = store.Open();
        var first = await db.Set<Message>().Where(m => early.Contains(m.ConversationId) && m.Seq <= linesAtMost && m.Kind == MessageKind.Text)
            .GroupBy(m => m.ConversationId).Select(g => new { g.Key, Seq = g.Min(m => m.Seq) }).ToListAsync(ct);
        return [.. first.Select(f => (f.Key, f.Seq))];
    }

    /// <summary>What a line of the platform's tells, if it is something to act on: the host changed the order, or people opened the thread again.</summary>
    static (RuleEvents Happened, string? State)? EventOf(string json)
    {
        var line = Unseal.Event(json);
        return line.Type switch
        {
            "subject-changed" => (RuleEvents.OrderChanged, line.Data.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String ? state.GetString() : null),
            "conversation-reopened" => (RuleEvents.Reopened, null),
            _ => null,
        };
    }
}
