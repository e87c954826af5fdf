using System.Text.Json;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <param name="Against">The version in force when it began.</param>
/// <param name="Total">How many messages there are; it grows while <c>phase</c> is <c>counting</c>.</param>
public sealed record SimulationRow(Guid Id, SimulationState State, int Against, DateTimeOffset Since, DateTimeOffset Until, int Done, int Total, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <param name="Items">The latest 50, newest first.</param>
public sealed record SimulationList(IReadOnlyList<SimulationRow> Items);

/// <param name="Messages">By measure: <c>allow</c>, <c>mask</c>, <c>coach</c>, <c>hold</c>, <c>refuse</c>.</param>
/// <param name="Percent">The same of all that could be read, in per cent, to two places.</param>
/// <param name="Kinds">By kind of finding, then by what the rule for it does.</param>
/// <param name="Flagged">Messages that people would look at.</param>
/// <param name="Quarantined">Messages with which a thread would go to the vendor's spam folder.</param>
public sealed record FiguresView(IReadOnlyDictionary<string, int> Messages, IReadOnlyDictionary<string, double> Percent, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Kinds, int Flagged, int Quarantined)
{
    public static FiguresView Of(Figures figures)
    {
        var all = Math.Max(1, figures.Measures.Sum());
        return new(Named(figures.Measures), Measures.ToDictionary(Counts.Word, m => Math.Round(100.0 * figures.Measures[(int)m] / all, 2)),
            figures.Kinds.OrderByDescending(k => k.Value.Sum()).ToDictionary(k => k.Key, IReadOnlyDictionary<string, int> (k) => Named(k.Value)), figures.Flagged, figures.Quarantined);
    }

    static readonly Measure[] Measures = Enum.GetValues<Measure>();

    static Dictionary<string, int> Named(int[] counts) => Measures.ToDictionary(Counts.Word, m => counts[(int)m]);
}

/// <summary>So many messages would meet another measure, or be flagged or filed otherwise.</summary>
public sealed record ChangeView(Measure InForce, Measure Proposed, int Messages);

/// <summary>A message with which the policies would do something else. What it says is read through an access grant.</summary>
public sealed record DifferenceView(Guid Conversation, int Seq, PartyKind From, Outcome InForce, Outcome Proposed);

/// <param name="Policy">The one that is tried.</param>
/// <param name="Against">The version in force when it began: putting <paramref name="Policy"/> live names it as <c>after</c>.</param>
/// <param name="Done">How many messages are through.</param>
/// <param name="Total">How many there are; it grows while <paramref name="Phase"/> is <c>counting</c>.</param>
/// <param name="Share">Of how many of all threads messages are read; 1 where there are no more than <c>Parley:Safety:SimulatedMessages</c>.</param>
/// <param name="Unreadable">Messages whose author was erased; they are in no other figure.</param>
/// <param name="Changed">How many messages meet something else.</param>
/// <param name="Examples">At most 20, of each sort of change some, drawn by chance.</param>
/// <param name="Withheld">New own lists that found something, and in fewer than 20 messages: of these messages none is among the examples, or a trial would be a search for who said something.</param>
/// <param name="AsOfNow">What was not kept as it was then, and is taken as it is now.</param>
/// <param name="LeftOut">What is not asked.</param>
/// <param name="Why">Why it failed.</param>
public sealed record SimulationView(
    Guid Id, SimulationState State, SimulationPhase Phase, PolicyBody Policy, int Against, DateTimeOffset Since, DateTimeOffset Until, int Done, int Total, double Share, int Unreadable,
    FiguresView InForce, FiguresView Proposed, int Changed, IReadOnlyList<ChangeView> Changes, IReadOnlyList<DifferenceView> Examples, IReadOnlyList<string> Withheld, IReadOnlyList<string> AsOfNow, IReadOnlyList<string> LeftOut,
    string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Why)
{
    static readonly string[] Now = ["stage", "tier", "names"], Without = ["classifier", "appeals", "not-stored"];

    public static SimulationView Of(PolicySimulation row)
    {
        var counts = row.Result is null ? new Counts() : JsonSerializer.Deserialize<Counts>(row.Result, Wire.Json)!;
        return new(row.Id, row.State, row.Phase, JsonSerializer.Deserialize<PolicyBody>(row.Body, Bodies.Strict)!, row.Against, row.Since, row.Until, row.Done, row.Total, Math.Round(row.Share, 4), counts.Unreadable,
            FiguresView.Of(counts.InForce), FiguresView.Of(counts.Proposed), counts.Changed,
            [.. counts.Changes.OrderByDescending(c => c.Value).Select(c => new ChangeView(Measured(c.Key, 0), Measured(c.Key, 1), c.Value))],
            counts.Some().ConvertAll(e => new DifferenceView(e.Conversation, e.Seq, e.From, e.InForce, e.Proposed)), counts.Withheld, Now, Without, row.By, row.StartedAt, row.EndedAt, row.Why);
    }

    static Measure Measured(string sort, int place) => Enum.Parse<Measure>(sort.Split(' ')[place], ignoreCase: true);
}
