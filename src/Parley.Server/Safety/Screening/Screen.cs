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
public sealed class Screen(KeepPolicy policies, LatelySaid lately, ReadContext contexts, Repeats repeats, Lookalikes lookalikes, Classifier classifier, NewThreads newThreads, NoteScreened note, HeldMessages held, IMessageFiles files, Store store, IOptions<SafetyOptions> options) : IMessageCheck
{
    static readonly Policy Nothing = Policy.Of(0, new PolicyBody([]));

    public async ValueTask<Checked> CheckAsync(Draft draft, CancellationToken ct)
    {
        var judgement = await JudgeAsync(draft, ct);
        var asked = draft.ClientId is null && draft.EditOf is null;
        var queued = !asked && draft.EditOf is null && held.IsWaiting(draft);
        if (judgement.Measure is not (Measure.Coach or Measure.Refuse) && draft is { IsOpening: true, Door: null, Party: PartyKind.Buyer } && await newThreads.TakeAsync(draft.AuthorId, ct) is { } tooMany) return Checked.No(tooMany);
        if (judgement.IsClean && !queued) return Passing(judgement, draft);
        if ((judgement.Measure >= Measure.Coach || queued) && await FirstResultAsync(draft, judgement, ct) is { } first) return first;
        if (Refused(judgement, draft) is { } refusal) return Checked.No(refusal);
        if (asked) return Passing(judgement, draft);
        if (!judgement.IsClean) await note.RunAsync(draft, judgement, ct);
        return Passing(judgement, draft) with { Held = judgement.Measure == Measure.Hold || queued };
    }

    /// <summary>What the policy says of it. Nothing is remembered of what is only asked.</summary>
    public async Task<Judgement> JudgeAsync(Draft draft, CancellationToken ct)
    {
        var policy = draft.Imported ? Nothing : policies.Now;
        var before = draft.Imported ? [] : await lately.BeforeAsync(draft, ct);
        var maybeFirst = draft.Party == PartyKind.Buyer && draft.EditOf is null && draft.Door?.Head.Value is null or { Answer: null };
        var toRead = new ToRead(draft.Text, before, maybeFirst, draft.AuthorId.Length == 0, new ContactSettings(options.Value.Hosts, []));
        var reading = Reading.Of(toRead, policy);
        var others = draft.Imported ? [] : await OthersAsync(draft, reading, before, maybeFirst, policy, ct);
        if (reading.Found.Count + others.Count == 0 && !draft.Imported && !policy.Asks(Kinds.NoSubject)) return new Judgement(policy, default, reading.Text, [], [], reading.Cards);
        if (draft.Imported) return new Judgement(policy, default, reading.Text, [], [], []);
        var context = await contexts.OfAsync(draft, ct);
        var again = Reading.Of(toRead with { FirstContact = context.FirstContact, Known = context.Known(options.Value.Hosts) }, policy);
        if (!context.FirstContact) others.RemoveAll(f => f.Kind == Kinds.Repeated);
        if (context is { FirstContact: true, Kind: null }) others.Add(new Found(Kinds.NoSubject, "no-subject", 0, 0));
        return Judgement.Of(again with { Found = [.. again.Found, .. others] }, policy, context.For(draft.Party, policy), draft.Appeal?.As);
    }

    /// <summary>What is found elsewhere than in the text: who writes, what was sent to others, what comes with it, what a classifier says.</summary>
    async ValueTask<List<Found>> OthersAsync(Draft draft, Reading reading, IReadOnlyList<string> before, bool maybeFirst, Policy policy, CancellationToken ct)
    {
        var found = new List<Found>();
        if (maybeFirst && draft.ClientId is not null && policy.Asks(Kinds.Repeated) && repeats.Find(draft) is { } repeated) found.Add(repeated);
        if (policy.Asks(Kinds.Lookalike) && await lookalikes.FindAsync(draft, reading.Found, ct) is { } posing) found.Add(posing);
        if (draft.Attachments.Count > 0 && Array.Exists(Kinds.Files, policy.Asks)) found.AddRange(await FilesAsync(draft, ct));
        var sent = draft.ClientId is not null || draft.EditOf is not null;
        if (classifier.IsOn && sent && policy.Asks(Kinds.Classifier) && await classifier.FindAsync(draft with { Text = reading.Text }, before, ct) is { } match) found.Add(match);
        return found;
    }

    public void Stored(Draft draft, int seq) => lately.Note(draft, seq);

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

    async Task<IEnumerable<Found>> FilesAsync(Draft draft, CancellationToken ct) =>
        (await files.StatesAsync([.. draft.Attachments], ct)).Values.Select(f => KindOf(f.MediaType)).OfType<string>().Distinct().Select(k => new Found(k, "file", 0, 0));

    static string? KindOf(string? mediaType) => mediaType?.Split('/')[0] switch
    {
        null => null,
        "image" => Kinds.Image,
        "audio" => Kinds.Audio,
        "video" => Kinds.Video,
        _ when mediaType.Contains("zip", StringComparison.Ordinal) || mediaType.EndsWith("x-7z-compressed", StringComparison.Ordinal) || mediaType.EndsWith("x-tar", StringComparison.Ordinal) => Kinds.Archive,
        _ => Kinds.Document,
    };
}

static class ScreeningRefuse
{
    public static Refusal Coached(Judgement judgement) =>
        new("coached", 422, "Something in this message is better not sent here. Change it, or say what it is and send it.") { Policy = judgement.Policy.Version, Findings = judgement.Told() };

    public static Refusal ByPolicy(Judgement judgement) =>
        new("refused-by-policy", 422, $"This message is not sent. {judgement.Told().First(f => f.Kind != Wording.Card).Message}") { Policy = judgement.Policy.Version, Findings = judgement.Told() };

    public static Refusal AfterReview(string? reasons) => new("refused-after-review", 422, reasons ?? "The marketplace looked at this message and did not let it through.");
}
