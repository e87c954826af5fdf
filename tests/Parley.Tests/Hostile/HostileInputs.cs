namespace Parley.Tests.Hostile;

/// <summary>The corpus of hostile inputs and of controls that must pass, against the running server.</summary>
public abstract class HostileInputs(World world) : Facts(world)
{
    [Fact]
    public async Task Every_hostile_input_that_has_a_door_is_met_as_the_corpus_says_and_every_control_passes()
    {
        Assert.SkipWhen(Corpus.IsMeantToBeAbsent, "PARLEY_NO_CORPUS=1: the corpus is meant to be absent.");
        var cases = Corpus.Read();
        var strangers = await World.NewTalkAsync(Oracles.Canary);
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 3; i++) await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "so that the inbox has pages");
        var (adapters, oracles) = (new Adapters(World, talk, strangers), new Oracles(World));
        var (wrong, run, later, elsewhere) = (new List<string>(), 0, new SortedDictionary<string, int>(), 0);
        foreach (var @case in cases)
        {
            if (WaitsFor(@case) is { } what) later[what] = later.GetValueOrDefault(what) + 1;
            else if (Plan.TestedElsewhere.ContainsKey(@case.Id) || Plan.TargetsTestedElsewhere.ContainsKey(@case.Target)) elsewhere++;
            else
            {
                run++;
                await oracles.BeforeAsync(weigh: @case.Never.Any(n => n.Contains("growth", StringComparison.Ordinal)));
                try
                {
                    var outcome = await adapters.TryAsync(@case);
                    wrong.AddRange((await oracles.AfterAsync(@case, outcome)).Select(flaw => $"{@case.Id} ({@case.Target}): {flaw}"));
                }
                catch (Exception e) when (e is not NotSupportedException)
                {
                    wrong.Add($"{@case.Id} ({@case.Target}): {e.GetType().Name} {e.Message}");
                }
            }
        }
        var summary = $"{run} cases run, {elsewhere} in tests of their own, {later.Values.Sum()} have no door yet ({string.Join(", ", later.Select(l => $"{l.Key} {l.Value}"))}).";
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(wrong.Count == 0, $"{wrong.Count} flaws. {summary}\n{string.Join('\n', wrong)}");
        Assert.Equal(cases.Count, run + elsewhere + later.Values.Sum());
    }

    [Fact]
    public void Every_target_and_state_of_the_corpus_is_known_to_the_runner()
    {
        Assert.SkipWhen(Corpus.IsMeantToBeAbsent, "PARLEY_NO_CORPUS=1: the corpus is meant to be absent.");
        var cases = Corpus.Read();
        Assert.Empty(cases.Select(c => c.Target).Distinct().Where(t => !Adapters.Targets.Contains(t) && !Plan.NoDoorYet.ContainsKey(t) && !Plan.TargetsTestedElsewhere.ContainsKey(t)));
        Assert.Empty(cases.Where(c => WaitsFor(c) is null && !Plan.TargetsTestedElsewhere.ContainsKey(c.Target)).Select(c => c.State).Distinct().Where(s => !Plan.States.Contains(s) && !Plan.StatesOfScreening.Contains(s)));
        var ids = cases.Select(c => c.Id).ToHashSet();
        Assert.Empty(Plan.OursDiffers.Keys.Concat(Plan.TestedElsewhere.Keys).Where(id => !ids.Contains(id))); // an exception for nothing is a mistake too
    }

    static string? WaitsFor(Case @case) =>
        Plan.NoDoorYet.TryGetValue(@case.Target, out var part) ? part
        : @case.Target == "flow.scenario" && Plan.NoSceneYet.TryGetValue((string)@case.Inline!["scenario"]!, out var scene) ? scene : null;
}

public sealed class Hostile_inputs_on_sqlite(SqliteWorld world) : HostileInputs(world), IClassFixture<SqliteWorld>;

public sealed class Hostile_inputs_on_postgres(PostgresWorld world) : HostileInputs(world), IClassFixture<PostgresWorld>;
