using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Contacts;

namespace Parley.Safety.Screening;

/// <summary>
/// Holds each message against the policy, whoever writes it and by whichever way: sends, openings, edits, what machines say, answers by mail. The
/// platform's own messages do not come here, and of what is imported only card numbers are taken. A retry of what is stored or held has its first result.
/// </summary>
public sealed class Screen(KeepPolicy policies, SurroundingsNow around, LatelySaid lately, Repeats repeats, Lookalikes lookalikes, LinkList links, NewThreads newThreads, MessageRates rates, NoteScreened note, HeldMessages held, Store store, IOptions<SafetyOptions> options) : IMessageCheck
{
    static readonly Policy Nothing = Policy.Of(0, new PolicyBody([]));

    readonly ContactSettings own = new(Hosts.Ours(options.Value.Hosts), []);

    public async ValueTask<Checked> CheckAsync(Draft draft, CancellationToken ct)
    {
        var judgement = await JudgeAsync(draft, ct);
        var asked = draft.ClientId is null && draft.EditOf is null;
        var queued = !asked && draft.EditOf is null && held.IsWaiting(draft);
        var goes = judgement.Measure is not (Measure.Coach or Measure.Refuse);
        var opens = draft is { IsOpening: true, Door: null };
        if (goes && (opens || !asked) && draft is { EditOf: null, Imported: false } && await rates.CheckAsync(draft, ct) is { } tooFast) return await FirstResultAsync(draft, judgement, ct) ?? Checked.No(tooFast);
        if (goes && opens && await newThreads.TakeAsync(draft, ct) is { } tooMany) return Checked.No(tooMany);
        if (judgement.IsClean && !queued) return Passing(judgement, draft);
        if ((judgement.Measure >= Measure.Coach || queued) && await FirstResultAsync(draft, judgement, ct) is { } first) return first;
        if (Refused(judgement, draft) is { } refusal) return Checked.No(refusal);
        if (asked) return Passing(judgement, draft);
        if (draft.EditOf is not null) return Passing(judgement, draft) with { Edit = note.OfEdit(draft, judgement) };
        if (!judgement.IsClean) await note.RunAsync(draft, judgement, ct);
        if (judgement.Measure != Measure.Hold && !queued) return Passing(judgement, draft);
        lately.LayAside(draft);
        rates.Note(draft); // what waits is sent one day
        return Passing(judgement, draft) with { Held = true };
    }

    /// <summary>What the policy says of it. Nothing is remembered of what is only asked.</summary>
    public ValueTask<Judgement> JudgeAsync(Draft draft, CancellationToken ct)
    {
        if (!draft.Imported) return new Judging(draft, around, lookalikes, own, links.Now).ByAsync(policies.Now, ct);
        var reading = Reading.Of(new ToRead(draft.Text, [], false, draft.AuthorId.Length == 0, own), Nothing);
        return new(new Judgement(Nothing, default, reading.Text, [], [], [])); // where cards stood is of no use to who imports
    }

    public void Stored(Draft draft, int seq)
    {
        lately.Note(draft, seq);
        repeats.Stored(draft);
        rates.Note(draft);
    }

    static Checked Passing(Judgement judgement, Draft draft) => ReferenceEquals(judgement.Text, draft.Text) && judgement.IsClean ? Checked.Fine : new Checked
    {
        Text = judgement.Text,
        Masks = [.. judgement.Ruled.Where(r => r.Measure == Measure.Mask).Select(r => new Mask(r.Found.Kind, r.Found.Start, r.Found.Length))],
    };

    /// <summary>What cannot be held (an edit, a machine's words) is refused instead.</summary>
    static Refusal? Refused(Judgement judgement, Draft draft) => judgement.Measure switch
    {
        Measure.Coach => ScreeningRefuse.Coached(judgement),
        Measure.Refuse => ScreeningRefuse.ByPolicy(judgement),
        Measure.Hold when draft.EditOf is not null || draft.AuthorId.Length == 0 => ScreeningRefuse.ByPolicy(judgement),
        _ => null,
    };

    /// <summary>Of a message that was stored or held before; null of a new one.</summary>
    async Task<Checked?> FirstResultAsync(Draft draft, Judgement judgement, CancellationToken ct)
    {
        if (draft is not { Door: { } door, ClientId: { } clientId }) return null;
        await using var db = store.Open();
        if (await db.Set<Message>().AnyAsync(m => m.ConversationId == door.Id && m.ClientId == clientId, ct)) return Passing(judgement, draft);
        if (await db.Set<HeldMessage>().SingleOrDefaultAsync(h => h.ConversationId == door.Id && h.ClientId == clientId, ct) is not { } row) return null;
        return row.State == HeldState.Refused ? Checked.No(ScreeningRefuse.AfterReview(row.Reasons)) : Passing(judgement, draft) with { Held = true };
    }
}

static class ScreeningRefuse
{
    public static Refusal Coached(Judgement judgement) =>
        new("coached", 422, "Something in this message is better not sent here. Change it, or say what it is and send it.") { Policy = judgement.Policy.Version, Findings = judgement.Told() };

    public static Refusal ByPolicy(Judgement judgement) =>
        new("refused-by-policy", 422, $"This message is not sent. {judgement.Told().First(f => f.Kind != Wording.Card).Message}") { Policy = judgement.Policy.Version, Findings = judgement.Told() };

    public static Refusal AfterReview(string? reasons) => new("refused-after-review", 422, reasons ?? "The marketplace looked at this message and did not let it through.");
}
