using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>Writes down, before the message is stored, what was found in it and what people are to see of it; so that no crash loses that.</summary>
public sealed class NoteScreened(Store store, AuthorKeys keys, FileThreads file, TimeProvider clock)
{
    readonly FileThreads file = file;

    /// <summary>Beside a text's versions, which count from 0.</summary>
    const int AppealVersion = -2;

    const int AppealHarm = 20;

    public async Task RunAsync(Draft draft, Judgement judgement, CancellationToken ct)
    {
        if (draft is not { Door: { } door, ClientId: { } clientId }) return;
        if (judgement.IsQuarantined(draft.Party) && !await IsNotedAsync(door.Id, clientId, ct)) await file.RunAsync(By.Machine("screening"), [door], new Act { Type = "spam" }, ct);
        var words = draft.Appeal?.Words is { Length: > 0 } said && judgement.Appealed.Count > 0 ? TextSeal.Seal(TextSeal.Key(await keys.EnsureAsync(draft.AuthorId, ct), door.Secret), said, door.Id, clientId, AppealVersion) : null;
        var row = RowOf(draft, judgement, door.Id, clientId, 0, words);
        try
        {
            await store.WriteAsync(async db =>
            {
                // What was found in another text under this id, which was never stored, gives way to what weighs more.
                await db.Set<ScreenedMessage>().Where(s => s.ConversationId == door.Id && s.ClientId == clientId && s.Version == 0 && s.FlaggedAt == null && s.Measure < judgement.Measure).ExecuteDeleteAsync(ct);
                if (await IsNotedAsync(db, door.Id, clientId, ct)) return;
                db.Add(row);
                await db.SaveChangesAsync(ct);
                await NoteEarlierAsync(db, row, judgement, ct);
            }, ct);
            judgement.Repetition?.Family.Forget(judgement.Repetition.Earlier);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            if (!await IsNotedAsync(door.Id, clientId, ct)) throw; // else the same message came twice at once
        }
    }

    /// <summary>What went before it, while nobody could know what it is, is looked at with it: sent it was, so there is nothing to it but the flag.</summary>
    async Task NoteEarlierAsync(ParleyDb db, ScreenedMessage row, Judgement judgement, CancellationToken ct)
    {
        if (row is not { FlagKind: { } kind, GroupKey: { } group } || judgement.Ruled.FirstOrDefault(r => r is { IsFlagged: true, Found.Kind: Kinds.Repeated }) is not { } ruled) return;
        var findings = JsonSerializer.Serialize<Finding[]>([new(Kinds.Repeated, ruled.Rule.Name, 0, 0)], Wire.Json);
        await db.InsertMissingAsync("screened_messages", "conversation_id, client_id, version, at, policy, measure, findings, flag_kind, harm, group_key",
            [.. judgement.Repetition?.Earlier.Select(c => new object[] { store.IdOf(c.ConversationId), store.IdOf(c.ClientId), 0, row.At.ToMicros(), row.Policy, (short)Measure.Allow, findings, kind == "held" ? Kinds.Repeated : kind, ruled.Rule.Harm, group }) ?? []], ct);
    }

    /// <summary>The same of an edit: nothing of it is kept unless the text changes, and a retry changes none.</summary>
    public INoteEdit OfEdit(Draft draft, Judgement judgement) => new Edit(this, draft, judgement);

    sealed class Edit(NoteScreened note, Draft draft, Judgement judgement) : INoteEdit
    {
        public void Write(ParleyDb db, Message message) => db.Add(note.RowOf(draft, judgement, message.ConversationId, message.ClientId, message.Version, null));

        /// <summary>A crash before it leaves the thread where it is; the flag, if there is one, comes all the same.</summary>
        public Task StoredAsync(CancellationToken ct) => judgement.IsQuarantined(draft.Party) && draft.Door is { } door ? note.file.RunAsync(By.Machine("screening"), [door], new Act { Type = "spam" }, ct) : Task.CompletedTask;
    }

    ScreenedMessage RowOf(Draft draft, Judgement judgement, Guid conversation, Guid client, int version, byte[]? words)
    {
        var flags = judgement.Ruled.Where(r => r.IsFlagged).ToList();
        var (kind, harm) = flags.Count > 0 ? (flags.MaxBy(f => f.Rule.Harm) is var worst && judgement.Measure == Measure.Hold ? "held" : FlagOf(worst!.Found.Kind), flags.Max(f => f.Rule.Harm))
            : judgement.Appealed.Count > 0 ? ("appeal", AppealHarm) : ((string?)null, 0);
        var restrictions = Restriction.Of(judgement, draft.Party);
        return new ScreenedMessage
        {
            ConversationId = conversation, ClientId = client, Version = version, At = clock.GetUtcNow(), Policy = judgement.Policy.Version, Measure = judgement.Measure,
            Findings = JsonSerializer.Serialize(Findings(draft, judgement, version), Wire.Json), FlagKind = kind, Harm = harm,
            GroupKey = flags.Exists(f => f.Found.Kind is Kinds.Repeated or Kinds.Spam) ? judgement.Repetition?.Family.Name ?? Repeats.GroupOf(judgement.Text) : null, AppealWords = words,
            Restrictions = restrictions.Count == 0 ? null : JsonSerializer.Serialize(restrictions, Wire.Json),
        };
    }

    /// <summary>What a message's author said with their appeal; null when they said nothing, or were erased.</summary>
    public static string? WordsOf(ScreenedMessage noted, Door door, byte[]? secret)
    {
        if (noted.AppealWords is null || secret is null) return null;
        try
        {
            return TextSeal.Open(TextSeal.Key(secret, door.Secret), noted.AppealWords, door.Id, noted.ClientId, AppealVersion);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // written under a secret that was destroyed since
        }
    }

    async Task<bool> IsNotedAsync(Guid conversation, Guid client, CancellationToken ct)
    {
        await using var db = store.Open();
        return await IsNotedAsync(db, conversation, client, ct);
    }

    static Task<bool> IsNotedAsync(ParleyDb db, Guid conversation, Guid client, CancellationToken ct) => db.Set<ScreenedMessage>().AnyAsync(s => s.ConversationId == conversation && s.ClientId == client && s.Version == 0, ct);

    static IEnumerable<Finding> Findings(Draft draft, Judgement judgement, int version) =>
    [
        .. judgement.Ruled.Select(r => new Finding(r.Found.Kind, r.Rule.Name, r.Found.Start, r.Found.Length) { Version = version }),
        .. judgement.Appealed.Select(r => new Finding(r.Found.Kind, $"{r.Rule.Name}: {draft.Appeal!.As}", r.Found.Start, r.Found.Length) { Version = version }),
    ];

    /// <summary>The sort of flag for a kind of finding; an own list's is a leak of contacts, for which such lists are made.</summary>
    public static string FlagOf(string kind) => kind switch
    {
        Kinds.Spam or Kinds.Abuse or Kinds.Repeated or Kinds.Lookalike => kind,
        Kinds.NoSubject or Kinds.Classifier => Kinds.Spam,
        _ => "contact-leak",
    };
}
