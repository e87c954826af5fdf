using Microsoft.EntityFrameworkCore;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>Those who decide are looked at by others, blind, and by figures; nothing of it changes what was decided.</summary>
public abstract class GivingSecondOpinions(string kind) : IAsyncLifetime
{
    readonly World world = new(kind, new Dictionary<string, string> { ["Parley__Moderation__SecondOpinionPercent"] = "100" });
    static readonly object Warning = new { act = "warn", facts = "You asked for something that is not allowed here.", ground = "rule", reference = "Rule 7" };

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    async Task<(Talk Talk, Guid Case)> DecidedAsync(Operators.Operator by, object decision)
    {
        var talk = await world.NewTalkAsync("canary of two");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var id = await by.ClaimAsync(talk.Id);
        (await by.DecideAsync(id, decision)).Must(200);
        return (talk, id);
    }

    /// <summary>The case that asks for a second opinion on this one.</summary>
    async Task<Guid?> AskedAsync(Guid @case)
    {
        await using var db = world.Store.Open();
        var key = $"opinion {@case:N}";
        return await db.Set<Case>().Where(c => c.GroupKey == key).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
    }

    [Fact]
    public async Task Another_moderator_looks_at_a_decided_case_without_knowing_how_and_the_figures_say_who_agrees()
    {
        var (first, second, analyst) = (world.NewOperator(), world.NewOperator(), world.NewOperator("analyst"));
        Assert.Null(await AskedAsync((await DecidedAsync(first, Warning)).Case)); // nobody else decides yet: there would be nobody to answer
        await DecidedAsync(second, new { act = "no-violation" });
        var (talk, decided) = await DecidedAsync(first, Warning);
        var asked = await AskedAsync(decided) ?? throw new InvalidOperationException("A second opinion was to be asked for.");

        (await first.Asks.PutAsync($"v1/cases/{asked}/claim")).MustRefuse(403, "own-matter"); // never whoever decided
        (await world.Anyone(world.Tokens.For(talk.Vendor.Id, operatorRole: "moderator")).PutAsync($"v1/cases/{asked}/claim")).MustRefuse(403, "own-matter"); // nor who is in the thread
        (await second.Asks.PostAsync($"v1/cases/{asked}/opinion", new { act = "warn" })).MustRefuse(403, "case-not-claimed");
        (await second.Asks.PutAsync($"v1/cases/{asked}/claim")).Must(204);
        var view = (await second.Asks.GetAsync($"v1/cases/{asked}")).Must(200);
        Assert.Contains("canary of two", view.Body, StringComparison.Ordinal);
        Assert.Equal(("second-opinion", "scam"), (view.Get<string>("case.kind"), view.Get<string>("reports.0.reason")));
        foreach (var told in new[] { "\"warn\"", "Rule 7", "decision-made", $"\"{first.Id}\"" }) Assert.DoesNotContain(told, view.Body, StringComparison.Ordinal);

        (await second.DecideAsync(asked, Warning)).MustRefuse(400, "validation"); // it is decided
        (await second.Asks.PostAsync($"v1/cases/{asked}/opinion", new { act = "uphold" })).MustRefuse(400, "validation");
        var given = (await second.Asks.PostAsync($"v1/cases/{asked}/opinion", new { act = "mute" })).Must(200);
        Assert.Equal(("warn", false), (given.Get<string>("first"), given.Get<bool>("agrees")));
        (await second.Asks.PostAsync($"v1/cases/{asked}/opinion", new { act = "warn" })).MustRefuse(409, "case-decided");
        Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items()); // nothing changed for anybody
        (await talk.Buyer.SayAsync(talk.Id, "Still here")).Must(201);

        var again = await AskedAsync((await DecidedAsync(first, Warning)).Case);
        (await second.Asks.PutAsync($"v1/cases/{again}/claim")).Must(204);
        Assert.True((await second.Asks.PostAsync($"v1/cases/{again}/opinion", new { act = "warn" })).Must(200).Get<bool>("agrees"));

        (await talk.Buyer.PostAsync($"v1/decisions/{(await talk.Buyer.GetAsync("v1/decisions")).Must(200).Get<Guid>("items.0.id")}/appeal", new { words = "Unfair" })).Must(200);
        (await second.DecideAsync(await second.ClaimAsync(talk.Id), new { act = "reverse", facts = "We looked again and see it otherwise." })).Must(200);

        var today = DateTimeOffset.UtcNow;
        var figures = (await analyst.Asks.GetAsync($"v1/quality?from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(2):yyyy-MM-dd}")).Must(200);
        var one = Assert.Single(figures.Json.Items("reviewers"), r => r.Get<string>("reviewer") == first.Id);
        Assert.Equal((3, 3, 2, 1, 1, 1, 3), (one.Get<int>("cases"), one.Get<int>("restricted"), one.Get<int>("opinions"), one.Get<int>("agreed"), one.Get<int>("appealsDecided"), one.Get<int>("reversed"), one.Get<int>("taken.count")));
        var other = Assert.Single(figures.Json.Items("reviewers"), r => r.Get<string>("reviewer") == second.Id);
        Assert.Equal((2, 0, 0), (other.Get<int>("cases"), other.Get<int>("restricted"), other.Get<int>("opinions"))); // a false alarm and an appeal; opinions are no decisions
        Assert.Equal(["appeal", "report"], figures.Json.Items("kinds").Select(k => k.Get<string>("kind")));
        Assert.Equal(1, figures.Get<int>("waiting")); // on the false alarm
        foreach (var outsider in new[] { first.Asks, talk.Buyer }) (await outsider.GetAsync("v1/quality")).MustRefuse(403, "forbidden");
    }

    [Fact]
    public async Task Only_a_case_that_asks_for_an_opinion_is_given_one()
    {
        var talk = await world.NewTalkAsync();
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = world.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        (await moderator.Asks.PostAsync($"v1/cases/{id}/opinion", new { act = "warn" })).MustRefuse(400, "validation");
    }
}

public sealed class GivingSecondOpinions_on_sqlite() : GivingSecondOpinions("sqlite");

public sealed class GivingSecondOpinions_on_postgres() : GivingSecondOpinions("postgres");

public sealed class TheSample
{
    [Fact]
    public void Which_cases_are_drawn_follows_from_their_ids_and_is_about_as_many_as_wished()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => Guid.CreateVersion7()).ToList();
        Assert.DoesNotContain(ids, id => Parley.Safety.SecondOpinions.IsDrawn(id, 0));
        Assert.All(ids, id => Assert.True(Parley.Safety.SecondOpinions.IsDrawn(id, 100)));
        Assert.InRange(ids.Count(id => Parley.Safety.SecondOpinions.IsDrawn(id, 5)), 700, 1300);
        Assert.All(ids.Where(id => Parley.Safety.SecondOpinions.IsDrawn(id, 5)), id => Assert.True(Parley.Safety.SecondOpinions.IsDrawn(id, 6)));
        Assert.Equal(ids.Select(id => Parley.Safety.SecondOpinions.IsDrawn(id, 30)), ids.Select(id => Parley.Safety.SecondOpinions.IsDrawn(id, 30)));
    }

    [Theory]
    [InlineData(CaseAct.Release, CaseAct.NoViolation, true)]
    [InlineData(CaseAct.NoViolation, CaseAct.Release, true)]
    [InlineData(CaseAct.Warn, CaseAct.Warn, true)]
    [InlineData(CaseAct.RefuseMessage, CaseAct.Release, false)]
    public void A_false_alarm_is_one_whatever_became_of_the_message(CaseAct first, CaseAct second, bool agrees)
    {
        var opinion = new SecondOpinion { CaseId = Guid.NewGuid(), Kind = "held", FirstAct = first, FirstBy = "m", AskedAt = DateTimeOffset.UnixEpoch };
        Assert.False(opinion.Agrees); // nobody has said anything
        opinion.Give(second, "n", DateTimeOffset.UnixEpoch);
        Assert.Equal(agrees, opinion.Agrees);
    }

    [Fact]
    public void Hours_are_told_by_the_nearest_rank()
    {
        Assert.Equal(new HoursTaken(0, null, null), HoursTaken.Of([]));
        Assert.Equal(new HoursTaken(1, 2, 2), HoursTaken.Of([TimeSpan.FromHours(2)]));
        Assert.Equal(new HoursTaken(10, 5, 9), HoursTaken.Of(Enumerable.Range(1, 10).Select(h => TimeSpan.FromHours(h))));
    }
}
