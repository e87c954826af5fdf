using Parley.Client;

namespace Parley.Tests.Safety;

/// <summary>Whom the host removes from its staff has a token that opens nothing, at once; one that is made later opens everything again.</summary>
public abstract class RemovingOperators(World world) : Facts(world)
{
    [Fact]
    public async Task An_old_token_opens_nothing_grants_end_and_a_newer_one_counts()
    {
        var talk = await World.NewTalkAsync();
        var moderator = World.NewOperator();
        var grant = (await moderator.Asks.PostAsync("v1/grants", new { conversation = talk.Id, purpose = "support", reason = "The buyer asked us for help" })).Must(201).Get<Guid>("id");
        for (var i = 0; i < 2; i++) (await World.HostClient.DeleteAsync($"v1/operators/{moderator.Id}")).Must(204);
        foreach (var path in new[] { "v1/cases", $"v1/grants/{grant}/messages", "v1/audit", "v1/me", "health/detail" }) (await moderator.Asks.GetAsync(path)).MustRefuse(401, "unauthenticated");
        (await World.HostClient.DeleteAsync("v1/operators/%20")).MustRefuse(400, "validation");
        Assert.Contains((await World.NewOperator("analyst").AuditAsync($"about=operator {moderator.Id}")).Must(200).Json.Items(), e => e.Get<string>("what") == "operator-removed" && e.Get<string>("role") == "host");

        var later = World.Anyone(new ParleyTokens(Rig.World.Secret, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddSeconds(5))).For(moderator.Id, operatorRole: "moderator")); // of somebody who came back
        (await later.GetAsync("v1/cases")).Must(200);
        (await later.GetAsync($"v1/grants/{grant}/messages")).MustRefuse(403, "grant-over");
    }
}

public sealed class RemovingOperators_on_sqlite(CommonSqlite world) : RemovingOperators(world);

public sealed class RemovingOperators_on_postgres(CommonPostgres world) : RemovingOperators(world);
