using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>What became of one act of a macro.</summary>
/// <param name="Problem">The code of the refusal, when it was not done.</param>
public sealed record ActReport(string Type, bool Done, string? Problem, string? Detail);

/// <summary>Does one act in a thread, as if the member had done it by hand. Repeating one changes nothing.</summary>
public sealed class DoAct(ChangeState change, FileThreads file, Register register, TimeProvider clock)
{
    const int MostHours = 24 * 366;

    /// <summary>Refuses an act that cannot be meant.</summary>
    public static void Require(MacroAct act)
    {
        if (act.Type is not ("close" or "archive" or "noAnswerNeeded" or "assign" or "priority" or "addLabel" or "removeLabel" or "snooze"))
            throw Refuse.Invalid("acts", "The 'type' of an act must be close, archive, noAnswerNeeded, assign, priority, addLabel, removeLabel or snooze.");
        RequireNone(act, act.Agent, "assign", "agent");
        RequireNone(act, act.Level, "priority", "level");
        RequireNone(act, act.Hours, "snooze", "hours");
        if (!act.Type.EndsWith("Label", StringComparison.Ordinal)) RequireNone(act, act.Label, "", "label");
        if (act.Hours is < 1 or > MostHours) throw Refuse.Invalid("acts", "'hours' of an act must be 1 to 8,784, or left out to wait for the next message.");
        if (act.Type == "priority" && act.Level is null) throw Refuse.Invalid("acts", "'level' of an act must be low, normal, high or urgent.");
        if (act.Type is "addLabel" or "removeLabel" && act.Label is null) throw Refuse.Invalid("acts", "'label' of an act must be the id of one of the team's labels.");
        if (act.Agent is not null) Texts.Id(act.Agent, "acts.agent");
    }

    static void RequireNone(MacroAct act, object? value, string type, string field)
    {
        if (value is not null && act.Type != type) throw Refuse.Invalid("acts", $"'{field}' is not for an act of the type '{act.Type}'.");
    }

    /// <summary>A refusal is reported; it does not keep the acts after it from being done.</summary>
    public async Task<ActReport> RunAsync(Entered who, MacroAct act, CancellationToken ct)
    {
        try
        {
            if (act.Type == "close") await change.RunAsync(who.Door, StateChange.Close, who.Side, who.Person.Id, null, ct);
            else await file.RunAsync(new By(who.Person.Id, (await register.FindPersonAsync(who.Person.Id, ct))?.Name ?? ""), [who.Door], Meant(act, who), ct);
            return new ActReport(act.Type, true, null, null);
        }
        catch (RefusedException refused)
        {
            return new ActReport(act.Type, false, refused.Refusal.Code, refused.Refusal.Sentence);
        }
    }

    Act Meant(MacroAct act, Entered who) => new()
    {
        Type = act.Type,
        Agent = act.Agent == "me" ? who.Person.Id : act.Agent,
        Level = act.Level,
        Label = act.Label,
        Until = act.Hours is { } hours ? clock.GetUtcNow().AddHours(hours) : null,
    };
}
