using System.Text.Json.Serialization;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <summary>A finding and the policy's rule for it; not where it stands, and not what.</summary>
public sealed record SimulatedFinding(string Kind, string Rule);

/// <summary>What would become of a message.</summary>
/// <param name="Flagged">People would look at it afterwards; what is held is flagged always.</param>
/// <param name="Quarantined">Its thread would go to the vendor's spam folder.</param>
public sealed record Outcome(Measure Measure, bool Flagged, bool Quarantined, IReadOnlyList<SimulatedFinding> Findings)
{
    public static Outcome Of(Judgement judgement, PartyKind from, bool machine)
    {
        var measure = judgement.Measure == Measure.Hold && machine ? Measure.Refuse : judgement.Measure; // as it is sent: nobody waits for a machine
        var sent = measure is not (Measure.Coach or Measure.Refuse);
        return new Outcome(measure, sent && judgement.IsFlagged, sent && judgement.IsQuarantined(from),
            judgement.IsClean ? [] : [.. judgement.Ruled.Select(r => new SimulatedFinding(r.Found.Kind, r.Rule.Name)).Distinct()]);
    }

    public bool IsLike(Outcome other) => (Measure, Flagged, Quarantined) == (other.Measure, other.Flagged, other.Quarantined);
}

/// <summary>What a policy does with many messages.</summary>
public sealed class Figures
{
    const int All = (int)Measure.Refuse + 1;

    /// <summary>Messages by measure.</summary>
    public int[] Measures { get; set; } = new int[All];

    /// <summary>Messages in which something of a kind was found that a rule is about, by what the rule does.</summary>
    public Dictionary<string, int[]> Kinds { get; set; } = [];
    public int Flagged { get; set; }
    public int Quarantined { get; set; }

    public void Add(Judgement judgement, Outcome outcome)
    {
        Measures[(int)outcome.Measure]++;
        if (outcome.Flagged) Flagged++;
        if (outcome.Quarantined) Quarantined++;
        if (judgement.Ruled.Count == 0) return;
        foreach (var kind in judgement.Ruled.GroupBy(r => r.Found.Kind))
        {
            if (!Kinds.TryGetValue(kind.Key, out var counts)) Kinds[kind.Key] = counts = new int[All];
            counts[(int)kind.Max(r => r.Measure)]++;
        }
    }
}

/// <summary>A message with which the two policies would do something else.</summary>
/// <param name="Chance">Decides which of many are shown: the same ones whenever it is run.</param>
public sealed record Difference(Guid Conversation, int Seq, PartyKind From, Outcome InForce, Outcome Proposed, uint Chance);

/// <summary>Everything that a simulation counts, as it is kept between its steps.</summary>
public sealed class Counts
{
    /// <summary>So many of each sort of change are kept to choose from.</summary>
    const int Kept = 20;

    public Figures InForce { get; set; } = new();
    public Figures Proposed { get; set; } = new();
    public int Unreadable { get; set; }
    public int Changed { get; set; }

    /// <summary>By what is done now and would be then, such as <c>coach hold</c>.</summary>
    public Dictionary<string, int> Changes { get; set; } = [];
    public Dictionary<string, List<Difference>> Examples { get; set; } = [];

    /// <summary>Own lists that are only tried: see <see cref="NewLists"/>.</summary>
    public IReadOnlyList<string> NewLists { get; set; } = [];

    /// <summary>Those of them that found something, and in so few messages that none of these is named.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Withheld => [.. NewLists.Where(list => Proposed.Kinds.TryGetValue(list, out var found) && found.Sum() is > 0 and < Simulation.NewLists.Least)];

    public void Add(PastMessage message, Judgement inForce, Judgement proposed)
    {
        var machine = message.Draft.AuthorId.Length == 0;
        var (now, then) = (Outcome.Of(inForce, message.Draft.Party, machine), Outcome.Of(proposed, message.Draft.Party, machine));
        InForce.Add(inForce, now);
        Proposed.Add(proposed, then);
        if (now.IsLike(then)) return;
        Changed++;
        var sort = $"{Word(now.Measure)} {Word(then.Measure)}";
        Changes[sort] = Changes.GetValueOrDefault(sort) + 1;
        Keep(sort, new Difference(message.Draft.Door!.Id, message.Seq, message.Draft.Party, now, then, ChanceOf(message.Draft.Door!.Id, message.Seq)));
    }

    /// <summary>At most 20, of each sort as many as there are places.</summary>
    public List<Difference> Some()
    {
        var (some, withheld) = (new List<Difference>(), Withheld);
        var shown = Examples.Values.Select(list => list.FindAll(d => !d.Proposed.Findings.Any(f => withheld.Contains(f.Kind)))).ToList();
        for (var turn = 0; some.Count < Kept && shown.Exists(list => list.Count > turn); turn++)
            foreach (var list in shown)
                if (list.Count > turn && some.Count < Kept) some.Add(list[turn]);
        return some;
    }

    public static string Word(Measure measure) => measure.ToString().ToLowerInvariant();

    void Keep(string sort, Difference one)
    {
        if (!Examples.TryGetValue(sort, out var list)) Examples[sort] = list = [];
        if (list.Count == Kept && list[^1].Chance <= one.Chance) return;
        list.Insert(list.FindIndex(other => other.Chance > one.Chance) is >= 0 and var at ? at : list.Count, one);
        if (list.Count > Kept) list.RemoveAt(Kept);
    }

    /// <summary>From the thread's id, which the server made.</summary>
    static uint ChanceOf(Guid thread, int seq) => (uint)((ReadPast.ChanceOf(thread) ^ (ulong)seq) * 2654435761 >> 8);
}
