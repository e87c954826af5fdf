using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A place in a message's text that gave rise to a flag.</summary>
/// <param name="Kind">What was found: <c>phone</c>, <c>link</c>, ...</param>
/// <param name="Rule">The rule that it meets, by its name.</param>
/// <param name="Start">In UTF-16 units, with <paramref name="Length"/>; 0 and 0 for the whole text.</param>
public sealed record Finding(string Kind, string Rule, int Start, int Length)
{
    /// <summary>Of the text in which the place lies: 0 as it was first sent, then the number of the edit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Version { get; init; }
}

/// <summary>Something that a person of the platform is to look at.</summary>
/// <param name="Kind">What raises it; at most 40 characters.</param>
/// <param name="HeldId">The held message that is meant, where it has no <paramref name="Seq"/> yet.</param>
/// <param name="PersonId">Whose doing it is; null where a machine or a whole team did it.</param>
/// <param name="Harm">1 to 100, which orders the queue.</param>
/// <param name="GroupKey">What has the same one is decided at once, whoever sent it; null for the message, thread or person alone. At most 100 characters.</param>
/// <param name="Policy">The version of the policy by which it is raised.</param>
public sealed record Raise(string Kind, Guid? ConversationId, int? Seq, Guid? HeldId, string? PersonId, PartyKind? Party, int Harm, string? GroupKey, int? Policy, IReadOnlyList<Finding> Findings);

/// <summary>Puts things before the platform's people: into the open case of their group, or into a new one.</summary>
public sealed class Flags(Store store, TimeProvider clock)
{
    /// <summary>Writes in the caller's transaction, which holds the case until it ends. Call it after all locks on conversations and parties.</summary>
    /// <returns>The case that it lies in.</returns>
    public async Task<Guid> RaiseAsync(ParleyDb db, Raise raise, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var harm = Math.Clamp(raise.Harm, 1, 100);
        var @case = await JoinAsync(db, GroupOf(raise), raise.Kind, harm, now, ct);
        @case.Join(raise.Kind, harm, now, raise.ConversationId, raise.PersonId, raise.Party);
        db.Add(new Flag
        {
            Id = Guid.CreateVersion7(now), CaseId = @case.Id, Kind = raise.Kind, ConversationId = raise.ConversationId, Seq = raise.Seq, HeldId = raise.HeldId,
            PersonId = raise.PersonId, Party = raise.Party, Harm = harm, Policy = raise.Policy, Findings = JsonSerializer.Serialize(raise.Findings, Wire.Json), At = now,
        });
        await db.SaveChangesAsync(ct);
        return @case.Id;
    }

    /// <summary>The open case of the group, locked. Two that are first at once meet in one; one that is decided in this very moment is left alone.</summary>
    async Task<Case> JoinAsync(ParleyDb db, string group, string kind, int harm, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await db.InsertMissingAsync("cases", "id, group_key, kind, harm, rank, flags, opened_at, last_at, state",
                [[store.IdOf(Guid.CreateVersion7(now)), group, kind, harm, Case.RankOf(now, harm), 0, now.ToMicros(), now.ToMicros(), (short)CaseState.Open]], ct);
            if (await db.Set<Case>().Where(c => c.GroupKey == group && c.State == CaseState.Open).ExecuteUpdateAsync(s => s.SetProperty(c => c.Flags, c => c.Flags + 1), ct) == 1)
                return await db.Set<Case>().AsTracking().SingleAsync(c => c.GroupKey == group && c.State == CaseState.Open, ct);
        }
        throw Refuse.Unavailable("The queue of cases"); // decided and opened again, three times while we looked
    }

    static string GroupOf(Raise raise) => raise switch
    {
        { GroupKey: { } key } => key,
        { HeldId: { } held } => $"held {held:N}",
        { ConversationId: { } thread, Seq: { } seq } => $"message {thread:N} {seq}",
        { ConversationId: { } thread } => $"thread {thread:N} {(raise.Party is { } party ? (byte)party : 0)}",
        _ => $"person {raise.PersonId}",
    };
}
