using System.Text.Json;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What acts can change of a thread.</summary>
/// <param name="Owes">Since when an answer is owed, and by which message.</param>
/// <param name="Has">Whether it has the label of the act, the star, or the mark: whatever the act is about.</param>
public sealed record FiledState(Place Place, DateTimeOffset? Until, string Assignee, Priority Priority, string? Reason, Debt? Owes, bool Has = false, string? AssignReason = null)
{
    public static FiledState Of(Seat seat, Conversation conversation, bool has) => new(seat.Place, seat.SnoozedUntil, seat.Assignee, seat.Priority, seat.PriorityReason, conversation.Owes, has, seat.AssignReason);
}

/// <param name="LastSeq">The thread's last message when it was done: a later one may have changed what it was done for.</param>
public sealed record FiledThread(Guid Conversation, int LastSeq, FiledState Before, FiledState After);

/// <summary>What was done, and of each thread how it was before and after.</summary>
public sealed record Filed(Act Act, IReadOnlyList<FiledThread> Threads)
{
    /// <summary>Without the words of a note: they are sealed, and stand nowhere else.</summary>
    public string Write() => JsonSerializer.Serialize(Act.Note is { } note ? this with { Act = Act with { Note = note with { Text = "" } } } : this, Bodies.Strict);

    public static Filed Read(string stored) => JsonSerializer.Deserialize<Filed>(stored, Bodies.Strict)!;

    /// <summary>Whether what the act changed is still so: otherwise somebody else, or a message, was there since.</summary>
    public bool IsStillSo(FiledThread thread, FiledState now, int lastSeq) => Act.Type switch
    {
        _ when Act.Moves => now.Place == thread.After.Place && lastSeq == thread.LastSeq,
        "assign" => now.Assignee == thread.After.Assignee,
        "priority" => now.Priority == thread.After.Priority,
        "noAnswerNeeded" => now.Owes is null && lastSeq == thread.LastSeq,
        _ => now.Has == thread.After.Has,
    };
}
