using Microsoft.AspNetCore.Mvc;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

public enum Sort
{
    /// <summary>Newest first.</summary>
    Time,

    /// <summary>What is owed an answer longest first, then the others, newest first.</summary>
    Waiting,

    /// <summary>Urgent first, each priority newest first.</summary>
    Priority,

    /// <summary>By the other side's name, then newest first.</summary>
    Counterpart,

    /// <summary>What is worth most first, currency by currency; then what has no value, newest first.</summary>
    Value,
}

/// <summary>What is asked of an inbox, as it stands in the address.</summary>
public sealed record InboxWords
{
    static readonly string[] Kept = ["folder", "sort", "subject", "kind", "orderState", "topic", "label", "priority", "assignee", "language", "waitingOver", "from", "to"];

    [FromQuery(Name = "as")] public string? As { get; init; }
    [FromQuery(Name = "folder")] public string? Folder { get; init; }
    [FromQuery(Name = "sort")] public string? Sort { get; init; }
    [FromQuery(Name = "subject")] public string? Subject { get; init; }
    [FromQuery(Name = "kind")] public string? Kind { get; init; }
    [FromQuery(Name = "orderState")] public string? OrderState { get; init; }
    [FromQuery(Name = "topic")] public string? Topic { get; init; }
    [FromQuery(Name = "label")] public string? Label { get; init; }
    [FromQuery(Name = "priority")] public string? Priority { get; init; }
    [FromQuery(Name = "assignee")] public string? Assignee { get; init; }
    [FromQuery(Name = "language")] public string? Language { get; init; }
    [FromQuery(Name = "waitingOver")] public string? WaitingOver { get; init; }
    [FromQuery(Name = "from")] public string? From { get; init; }
    [FromQuery(Name = "to")] public string? To { get; init; }
    [FromQuery(Name = "hasAttachment")] public string? HasAttachment { get; init; }
    [FromQuery(Name = "cursor")] public string? Cursor { get; init; }
    [FromQuery(Name = "limit")] public string? Limit { get; init; }

    /// <summary>The words as a saved view keeps them.</summary>
    public static InboxWords Of(IReadOnlyDictionary<string, string> view)
    {
        if (view.Keys.FirstOrDefault(k => !Kept.Contains(k)) is { } strange) throw Refuse.Invalid($"query.{strange}", $"'{strange}' is nothing that a view can keep. It keeps {string.Join(", ", Kept)}.");
        return new InboxWords
        {
            Folder = Word("folder"), Sort = Word("sort"), Subject = Word("subject"), Kind = Word("kind"), OrderState = Word("orderState"), Topic = Word("topic"), Label = Word("label"),
            Priority = Word("priority"), Assignee = Word("assignee"), Language = Word("language"), WaitingOver = Word("waitingOver"), From = Word("from"), To = Word("to"),
        };

        string? Word(string name) => view.GetValueOrDefault(name);
    }
}

/// <param name="Me">Who asks: some folders are each agent's own.</param>
public sealed record InboxQuery(Role Role, string Me, Folder Folder, Sort Sort, Filters Filters, int Limit)
{
    /// <summary>What of the party's threads the person asking sees.</summary>
    public Sight Sight { get; init; } = Sight.All;

    /// <summary>Names the list, so that its cursors fit no other.</summary>
    public string List => $"inbox {Role.Key} {Me} {Folder} {Sort} {Filters}";

    public static InboxQuery Parse(Role role, string me, InboxWords words)
    {
        if (role.Party == PartyKind.Buyer) return ParseForBuyer(role, me, words);
        var folder = words.Folder switch
        {
            null or "needs" => Folder.Needs,
            "unread" => Folder.Unread,
            "mine" => Folder.Mine,
            "unassigned" => Folder.Unassigned,
            "mentions" => Folder.Mentions,
            "starred" => Folder.Starred,
            "snoozed" => Folder.Snoozed,
            "all" => Folder.All,
            "archived" => Folder.Archived,
            "spam" => Folder.Spam,
            _ => throw Refuse.Invalid("folder", "'folder' must be needs, unread, mine, unassigned, mentions, starred, snoozed, all, archived or spam."),
        };
        var sort = words.Sort switch
        {
            null => folder == Folder.Needs ? Sort.Waiting : Sort.Time,
            "time" => Sort.Time,
            "waiting" => Sort.Waiting,
            "priority" => Sort.Priority,
            "counterpart" => Sort.Counterpart,
            "value" => Sort.Value,
            _ => throw Refuse.Invalid("sort", "'sort' must be time, waiting, priority, value or counterpart."),
        };
        return new InboxQuery(role, me, folder, sort, Filters.Parse(words), PageSize.Read(words.Limit));
    }

    static InboxQuery ParseForBuyer(Role role, string me, InboxWords words)
    {
        var folder = words.Folder switch
        {
            null or "all" => Folder.All,
            "unread" => Folder.Unread,
            _ => throw Refuse.Invalid("folder", "'folder' must be all or unread; a vendor's team has more."),
        };
        var sort = words.Sort switch
        {
            null or "time" => Sort.Time,
            "counterpart" => Sort.Counterpart,
            _ => throw Refuse.Invalid("sort", "'sort' must be time or counterpart; a vendor's team has more."),
        };
        if (!Filters.Parse(words).IsEmpty) throw Refuse.Invalid("filter", "Only a vendor's team filters its inbox.");
        return new InboxQuery(role, me, folder, sort, Filters.None, PageSize.Read(words.Limit));
    }
}
