using System.Text.Json.Serialization;
using Parley.Plumbing;

namespace Parley.Conversations;

/// <summary>One thing done to threads where a vendor's team keeps them. Doing it again changes nothing.</summary>
public sealed record Act
{
    /// <summary>
    /// <c>archive</c>, <c>restore</c> (back to the inbox), <c>snooze</c>, <c>spam</c>, <c>assign</c>, <c>priority</c>, <c>addLabel</c>, <c>removeLabel</c>,
    /// <c>noAnswerNeeded</c>; for oneself alone <c>star</c>, <c>unstar</c>, <c>markUnread</c>, <c>markRead</c>.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>Snooze: until this moment, at most a year ahead; without one until the buyer writes.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Assign: the id of one of the team who may write; null for nobody.</summary>
    public string? Agent { get; init; }

    /// <summary>Assign: only while this one has it (null: nobody), so that of two who take a thread at once one gets it. Not sent: whoever has it.</summary>
    public string? IfAssignee { get; init => (field, IsConditional) = (value, true); }

    /// <summary>Assign to somebody: a word to them that the team alone reads, in the same commit. It is written in each of the threads that they get or have.</summary>
    public ActNote? Note { get; init; }

    /// <summary>Priority: how much it presses.</summary>
    public Priority? Level { get; init; }

    /// <summary>AddLabel, removeLabel: which one.</summary>
    public Guid? Label { get; init; }

    [JsonIgnore]
    public bool IsConditional { get; private set; }

    /// <summary>What only the agent who does it sees.</summary>
    [JsonIgnore]
    public bool IsOwn => Type is "star" or "unstar" or "markUnread" or "markRead";

    [JsonIgnore]
    public bool Moves => Type is "archive" or "restore" or "snooze" or "spam";

    /// <summary>Refuses what cannot be meant, before anything is looked at.</summary>
    public Act Checked(DateTimeOffset now)
    {
        if (Note is not null && this is not { Type: "assign", Agent: not null }) throw Refuse.Invalid("act.note", "A 'note' goes with an assign to somebody.");
        switch (Type)
        {
            case "archive" or "restore" or "spam" or "noAnswerNeeded" or "star" or "unstar" or "markUnread" or "markRead": break;
            case "snooze" when Until <= now: throw Refuse.Invalid("act.until", "'until' lies in the past. Choose a moment ahead, or leave it out to wait for the next message.");
            case "snooze" when Until > now.AddDays(366): throw Refuse.Invalid("act.until", "'until' must be within a year.");
            case "snooze": break;
            case "assign" when Agent is not null: Texts.Id(Agent, "act.agent"); break;
            case "assign": break;
            case "priority" when Level is not null: break;
            case "priority": throw Refuse.Invalid("act.level", "'level' must be low, normal, high or urgent.");
            case "addLabel" or "removeLabel" when Label is not null: break;
            case "addLabel" or "removeLabel": throw Refuse.Invalid("act.label", "'label' must be the id of one of the team's labels.");
            default: throw Refuse.Invalid("act.type", "'type' must be archive, restore, snooze, spam, assign, priority, addLabel, removeLabel, noAnswerNeeded, star, unstar, markUnread or markRead.");
        }
        return this;
    }
}

/// <summary>Who does it: a person, or a machine by the name of its rule. The name is the reason that is shown for a priority.</summary>
public sealed record By(string Id, string Name)
{
    public static By Machine(string name) => new("", name);
}

/// <param name="Detail">One sentence for people.</param>
public sealed record RefusedAct(Guid Conversation, string Type, string Detail);

/// <param name="ActedCount">How many threads are now as the act says.</param>
/// <param name="Undo">What to take back; null when nothing changed.</param>
public sealed record Acted([property: JsonPropertyName("acted")] int ActedCount, IReadOnlyList<RefusedAct> Refused, Guid? Undo);
