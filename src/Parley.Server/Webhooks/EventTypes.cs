using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>A kind of event, for whoever reads about it.</summary>
/// <param name="Example">A whole body as it is sent.</param>
/// <param name="Schema">What every such body keeps to: JSON Schema 2020-12, made from the code that writes it. Fields may be added.</param>
public sealed record EventType(string Type, string Says, JsonObject Example, JsonObject Schema);

/// <summary>
/// The events there are, and which facts become which. An event says that something happened and where to look, never what was said:
/// texts stay sealed, and the host asks for what it may read.
/// </summary>
public static class EventTypes
{
    public const string Opened = "conversation.opened", Sent = "message.sent", Revised = "message.revised", Read = "conversation.read", Reshaped = "conversation.reshaped",
        AnswerDueSoon = "answer.due-soon", AnswerMissed = "answer.missed", ResolutionDueSoon = "resolution.due-soon", ResolutionMissed = "resolution.missed",
        PlatformAsked = "platform.asked", Test = "webhook.test";

    static readonly (string Type, string Says)[] Said =
    [
        (Opened, "A conversation was opened, by its first message."),
        (Sent, "A message, or a line about what happened, was added. 'from' is who spoke: buyer, vendor, machine (templates by rule or schedule) or line."),
        (Revised, "A message was edited, unsent, reacted to, or one of its files became ready."),
        (Read, "A side read or received up to this message."),
        (Reshaped, "A conversation was merged, taken apart again, or is about something else now."),
        (AnswerDueSoon, "The vendor's answer to this message is due soon."),
        (AnswerMissed, "The vendor's answer to this message was due and is still owed."),
        (ResolutionDueSoon, "The conversation, open since this message, is to be done with soon."),
        (ResolutionMissed, "The conversation, open since this message, was to be done with and is not."),
        (PlatformAsked, "A vendor's rule asks the marketplace to look at a conversation."),
    ];

    public static IReadOnlyList<EventType> All { get; } = [.. Said.Select(s => new EventType(s.Type, s.Says, Example(s.Type), Payload.SchemaOf(s.Type)))];

    public static bool IsKnown(string type) => Said.Any(s => s.Type == type);

    /// <summary>Which events a fact is, in their order.</summary>
    public static IReadOnlyList<string> Of(Fact fact) => fact.ConversationId is null ? [] : fact.Kind switch
    {
        FactKind.MessageSent when fact.Subject == Fact.Imported => [],
        FactKind.MessageSent when fact.Seq == 1 => [Opened, Sent],
        FactKind.MessageSent => [Sent],
        FactKind.MessageRevised => [Revised],
        FactKind.ReadMoved => [Read],
        FactKind.ThreadReshaped => [Reshaped],
        FactKind.AnswerDueSoon => [AnswerDueSoon],
        FactKind.AnswerMissed => [AnswerMissed],
        FactKind.ResolutionDueSoon => [ResolutionDueSoon],
        FactKind.ResolutionMissed => [ResolutionMissed],
        FactKind.PlatformAsked => [PlatformAsked],
        _ => [],
    };

    static JsonObject Example(string type)
    {
        var at = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
        var about = new About(Guid.Parse("0199b1c0-0000-7000-8000-000000000001"), "nordlicht", "maya", "order", "NK-2117", null);
        return JsonSerializer.SerializeToNode(Payload.Of(type, at, about, type is Reshaped or PlatformAsked ? 0 : 4, type == Sent ? Fact.Buyer : null), Payload.Shape)!.AsObject();
    }
}
