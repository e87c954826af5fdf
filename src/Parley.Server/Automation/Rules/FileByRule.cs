using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Files a thread as a rule says, as a macro or a person would; the rule's name is the reason that is shown for a priority.</summary>
public sealed class FileByRule(Store store, FileThreads file, TimeProvider clock)
{
    /// <returns>Null when it was so already; otherwise what was done, or why not.</returns>
    public async Task<(bool Done, string? Problem)?> RunAsync(Happening happening, Rule rule, RuleAct act, CancellationToken ct)
    {
        if (await IsSoAsync(happening.Door.Id, rule, act, ct)) return null;
        try
        {
            await file.RunAsync(By.Machine(rule.Name), [happening.Door], Meant(act), ct);
            return (true, null);
        }
        catch (RefusedException refused) when (refused.Refusal.Status < 500)
        {
            return (false, refused.Refusal.Sentence);
        }
    }

    Act Meant(RuleAct act) => new()
    {
        Type = act.Type switch { "label" => "addLabel", "unlabel" => "removeLabel", var same => same },
        Agent = act.To,
        Level = act.Priority,
        Label = act.Label,
        Until = act.Hours is { } hours ? clock.GetUtcNow().AddHours(hours) : null,
    };

    /// <summary>What every vendor starts with never lowers a priority: it is as if it were so.</summary>
    async Task<bool> IsSoAsync(Guid conversation, Rule rule, RuleAct act, CancellationToken ct)
    {
        await using var db = store.Open();
        if (act.Label is { } label) return await db.Set<ThreadLabel>().AnyAsync(l => l.ConversationId == conversation && l.LabelId == label, ct) == (act.Type == "label");
        var seat = await db.Set<Seat>().SingleAsync(s => s.ConversationId == conversation && s.Party == PartyKind.Vendor, ct);
        return act.Type switch
        {
            "assign" => seat.Assignee == (act.To ?? ""),
            "priority" => seat.Priority == act.Priority || (rule.Standard is not null && seat.Priority > act.Priority),
            "archive" => seat.Place == Place.Archived,
            _ => false,
        };
    }
}
