using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>What a rule can be on. One message can be several: the first of a thread creates it.</summary>
[Flags]
public enum RuleEvents
{
    None = 0,
    Created = 1,
    Message = 2,
    OrderChanged = 4,
    Waiting = 8,
    Reopened = 16,
}

/// <summary>When what was ordered arrives, by the vendor's calendar.</summary>
public enum Due
{
    Unknown,
    Today,
    Overdue,
    Later,
}

/// <summary>All that a rule may ask of a thread, gathered beforehand: to evaluate costs no look into the store.</summary>
/// <param name="Text">What a person wrote; null when that is not what happened.</param>
/// <param name="Language">The buyer's, such as <c>de</c>.</param>
/// <param name="State">Of the subject; of a change, the state it came to.</param>
/// <param name="Assignee">Empty for nobody.</param>
/// <param name="First">The buyer had written nothing in the thread before.</param>
/// <param name="Waiting">For how many minutes an answer is owed; null when none is.</param>
/// <param name="Buyer">The host's attributes of the buyer.</param>
public sealed record ThreadFacts(
    RuleEvents Events, PartyKind Side, string? Text = null, string? Language = null, string? Topic = null, SubjectKind? Subject = null, string? SubjectId = null, string? State = null,
    Money? Value = null, Due Due = Due.Unknown, IReadOnlySet<Guid>? Labels = null, Priority Priority = Priority.Normal, string Assignee = "", bool First = false, long? Waiting = null,
    Standing Hours = Standing.Open, IReadOnlyDictionary<string, string>? Buyer = null)
{
    readonly Dictionary<string, string> folded = [];
    (string? Text, MessageWords Words)? inWords;

    /// <summary>The text in words, made once and only when a rule asks.</summary>
    public MessageWords Words
    {
        get
        {
            if (inWords is not var (text, _) || !ReferenceEquals(text, Text)) inWords = (Text, MessageWords.Of(Text ?? ""));
            return inWords.Value.Words;
        }
    }

    /// <summary>A value as values are compared, folded once however many rules ask.</summary>
    public string Folded(string value)
    {
        if (!folded.TryGetValue(value, out var known)) folded[value] = known = MessageWords.Fold(value);
        return known;
    }
}
