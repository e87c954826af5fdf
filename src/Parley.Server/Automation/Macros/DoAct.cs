using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>What became of one act of a macro.</summary>
/// <param name="Problem">The code of the refusal, when it was not done.</param>
public sealed record ActReport(string Type, bool Done, string? Problem, string? Detail);

/// <summary>Does one act in a thread, as if the member had done it by hand. Repeating one changes nothing.</summary>
public sealed class DoAct(ChangeState change)
{
    /// <summary>Refuses an act that cannot be meant.</summary>
    public static void Require(MacroAct act)
    {
        if (act.Type is not "close") throw Refuse.Invalid("acts", "The 'type' of an act must be close.");
    }

    /// <summary>A refusal is reported; it does not keep the acts after it from being done.</summary>
    public async Task<ActReport> RunAsync(Entered who, MacroAct act, CancellationToken ct)
    {
        try
        {
            await change.RunAsync(who.Door, StateChange.Close, who.Side, null, ct);
            return new ActReport(act.Type, true, null, null);
        }
        catch (RefusedException refused)
        {
            return new ActReport(act.Type, false, refused.Refusal.Code, refused.Refusal.Sentence);
        }
    }
}
