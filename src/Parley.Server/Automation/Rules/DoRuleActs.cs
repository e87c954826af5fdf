using System.Security.Cryptography;
using System.Text;
using Parley.Conversations;
using Parley.Market;

namespace Parley.Automation;

/// <summary>Does what a rule says in a thread. Doing it again changes nothing; what cannot be done is told, and the acts after it are done.</summary>
public sealed class DoRuleActs(SayByMachine say, Register register, Sights sights, TellNotice notice, PassOn passOn, FileByRule file)
{
    /// <returns>What was done; nothing where all was so already.</returns>
    public async Task<IReadOnlyList<DeedAct>> RunAsync(Happening happening, string cause, Decision decision, CancellationToken ct)
    {
        var done = new List<DeedAct>();
        foreach (var act in decision.Acts)
            if (await RunAsync(happening, cause, decision.Rule, act, ct) is { } deed) done.Add(deed);
        if (done.Count == 0) return done;
        foreach (var act in decision.Overruled) done.Add(new DeedAct(act.Type, Target(act), false, "A rule before this one has decided it."));
        return done;
    }

    async Task<DeedAct?> RunAsync(Happening happening, string cause, Rule rule, RuleAct act, CancellationToken ct)
    {
        switch (act.Type)
        {
            case "reply":
                var said = await say.RunAsync(happening.Door, happening.Subject, happening.Conversation.Topic, PlatformPost.IdFor(CauseOf(rule, cause), happening.Door.Id), act.Template, null, ct);
                return new DeedAct(act.Type, Target(act), said.Problem is null, said.Problem);
            case "route":
                return await passOn.RunAsync(happening, rule, act.To!, ct) is var (passed, why) ? new DeedAct(act.Type, act.To, passed, why) : null;
            case "notify":
                if (await register.AgentRoleAsync(happening.Door.VendorId, act.To!, ct) is null) return No(act, "They are not in the team any more.");
                if (await sights.OfAsync(happening.Door, act.To!, ct) == Seeing.Not) return No(act, "The thread is not within their sight.");
                await notice.RunAsync(happening.Door, rule, act.To!, ct);
                return new DeedAct(act.Type, act.To, true);
            case "assign" when act.To is { } worker && await register.AgentRoleAsync(happening.Door.VendorId, worker, ct) is null or AgentRole.ReadOnly:
                return No(act, "They are not in the team any more.");
            default:
                return await file.RunAsync(happening, rule, act, ct) is var (filed, problem) ? new DeedAct(act.Type, Target(act), filed, problem) : null;
        }
    }

    static DeedAct No(RuleAct act, string why) => new(act.Type, Target(act), false, why);

    static string? Target(RuleAct act) => act.To ?? act.Label?.ToString() ?? act.Template?.ToString() ?? (act.Priority is { } level ? level.ToString().ToLowerInvariant() : null);

    /// <summary>What client ids of what one rule says about one cause are made of.</summary>
    static Guid CauseOf(Rule rule, string cause) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Id} {cause}"))[..16], bigEndian: true);
}
