using System.Buffers.Text;
using Parley.Tests.Safety;

namespace Parley.Tests.Hostile;

/// <summary>Small scenes of people doing what they may not.</summary>
public sealed class SceneDoor(World world, Talk talk, Talk strangers)
{
    const string Threat = "You will regret this";

    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    public async Task<Outcome> PlayAsync(string scenario) => scenario switch
    {
        "read-receipt-foreign" => Refused(await Me.MarkReadAsync(strangers.Id, 1)),
        "self-conversation" => Refused(await talk.Vendor.PostAsync("v1/conversations", talk.Shop.Opening("to ourselves"))),
        "moderator-without-case" => Refused(await world.Anyone(world.Tokens.For("m", operatorRole: "moderator")).GetAsync(Messages)),
        "send-when-suspended" => await SuspendedAsync(),
        "send-to-blocked" => await BlockedAsync(),
        "edit-moderated" => await OutOfTheWayAsync(of => of.Buyer.EditAsync(of.Id, 1, "Have a nice day")),
        "delete-evidence" => await OutOfTheWayAsync(of => of.Buyer.UnsendAsync(of.Id, 1)),
        "moderator-own-case" => await OwnCaseAsync(),
        "push-endpoint-internal" => Refused(await SubscribeAsync("https://10.0.0.1/x", Convert.FromHexString(Point))),
        "push-keys-malformed" => Refused(await SubscribeAsync("https://push.example/x", new byte[65])),
        _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
    };

    /// <summary>The generator of P-256 (SEC 2, 2.4.2), uncompressed: a point of the curve.</summary>
    const string Point = "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5";

    /// <summary>A thread whose buyer was reported, and the operator who has the case.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator, Guid Case)> ReportedAsync()
    {
        var of = await world.NewTalkAsync(Threat);
        (await of.Vendor.PostAsync($"v1/conversations/{of.Id}/reports", new { reason = "threatening", seq = 1 })).Must(201);
        var moderator = world.NewOperator();
        return (of, moderator, await moderator.ClaimAsync(of.Id));
    }

    async Task<Outcome> SuspendedAsync()
    {
        var (of, moderator, id) = await ReportedAsync();
        (await moderator.DecideAsync(id, new { act = "suspend", hours = 24, facts = "You threatened somebody here.", ground = "rule", reference = "Rule 3" })).Must(200);
        return Refused(await of.Buyer.SayAsync(of.Id, "and again")) with { Writes = true };
    }

    async Task<Outcome> BlockedAsync()
    {
        var (of, moderator, id) = await ReportedAsync();
        (await moderator.DecideAsync(id, new { act = "block-pair", facts = "You threatened somebody here.", ground = "rule", reference = "Rule 3" })).Must(200);
        return Refused(await of.Vendor.SayAsync(of.Id, "to whom I may not write")) with { Writes = true };
    }

    /// <summary>Whatever its author may still do to a reported message, whoever decides reads what was reported.</summary>
    async Task<Outcome> OutOfTheWayAsync(Func<Talk, Task<Answer>> act)
    {
        var (of, moderator, id) = await ReportedAsync();
        var answer = await act(of);
        var evidence = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        return Outcome.Of(answer) with { Writes = true, Flaw = evidence.Body.Contains(Threat, StringComparison.Ordinal) ? null : "the evidence is gone" };
    }

    async Task<Outcome> OwnCaseAsync()
    {
        var of = await world.NewTalkAsync(Threat);
        (await of.Vendor.PostAsync($"v1/conversations/{of.Id}/reports", new { reason = "threatening", seq = 1 })).Must(201);
        var self = world.Anyone(world.Tokens.For(of.Buyer.Id, operatorRole: "moderator"));
        return Refused(await self.PutAsync($"v1/cases/{await world.NewOperator().CaseOfAsync(of.Id)}/claim")) with { Writes = true };
    }

    Task<Answer> SubscribeAsync(string endpoint, byte[] key) =>
        Me.PutAsync("v1/push/subscriptions", new { endpoint, keys = new { p256dh = Base64Url.EncodeToString(key), auth = Base64Url.EncodeToString(new byte[16]) } });

    static Outcome Refused(Answer answer) => Outcome.Of(answer) with { Flaw = answer.Status < 400 ? "it was allowed" : null };
}
