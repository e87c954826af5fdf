namespace Parley.Tests.Hostile;

/// <summary>Small scenes of people doing what they may not.</summary>
public sealed class SceneDoor(World world, Talk talk, Talk strangers)
{
    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    public async Task<Outcome> PlayAsync(string scenario) => scenario switch
    {
        "read-receipt-foreign" => Refused(await Me.MarkReadAsync(strangers.Id, 1)),
        "self-conversation" => Refused(await talk.Vendor.PostAsync("v1/conversations", talk.Shop.Opening("to ourselves"))),
        "moderator-without-case" => Refused(await world.Anyone(world.Tokens.For("m", operatorRole: "moderator")).GetAsync(Messages)),
        _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
    };

    static Outcome Refused(Answer answer) => Outcome.Of(answer) with { Flaw = answer.Status < 400 ? "it was allowed" : null };
}
