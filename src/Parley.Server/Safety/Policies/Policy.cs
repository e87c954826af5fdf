using Parley.Market;
using Parley.Text.Normal;

namespace Parley.Safety.Policies;

/// <summary>A policy made ready for use. Pure and unchangeable; safe for many threads.</summary>
public sealed class Policy
{
    static readonly Stage[] Usual = [Stage.Inquiry, Stage.Offer, Stage.Ordered, Stage.Paid, Stage.Shipped, Stage.Completed];

    readonly List<OwnMatcher> lists;
    readonly Dictionary<string, Stage> states;
    readonly HashSet<string> ruled;

    Policy(int version, PolicyBody body, List<OwnMatcher> lists)
    {
        (Version, Body, this.lists) = (version, body, lists);
        states = new Dictionary<string, Stage>(StateWords.Known, StringComparer.OrdinalIgnoreCase);
        foreach (var (word, stage) in body.States ?? new Dictionary<string, Stage>()) states[word.Trim()] = stage;
        ruled = [.. body.Rules.Where(r => r.Do != Measure.Allow || r.Flag || r.Quarantine).SelectMany(r => r.What)];
        AllowedHosts = [.. (body.Hosts ?? []).Select(Hosts.Plain).OfType<string>()];
    }

    /// <summary>0 for the one that comes with Parley.</summary>
    public int Version { get; }

    public PolicyBody Body { get; }

    public IReadOnlyList<string> AllowedHosts { get; }

    /// <summary>Checks a policy and makes it ready. Refuses with <c>validation</c> and what to write instead.</summary>
    /// <param name="tried">Whether own patterns are also run on long texts, which takes a moment: for a new one.</param>
    public static Policy Of(int version, PolicyBody body, bool tried = false)
    {
        CheckPolicy.Run(body);
        List<OwnMatcher> own = [.. (body.Lists ?? []).Select(l => OwnMatcher.Of(l, tried, body.Rules.Any(r => r.Do == Measure.Allow && r.What.Contains(l.Name))))];
        OwnPattern.RequireQuick(own.SelectMany(l => l.Patterns).Select(p => p.Slowest));
        return new Policy(version, body, own);
    }

    /// <summary>Whether a finding of this kind could matter at all: what does not need not be looked for.</summary>
    public bool Asks(string kind) => ruled.Contains(kind);

    /// <summary>How far the deal is, from what the host told of the thread's subject.</summary>
    public Stage StageOf(SubjectKind? kind, string? state)
    {
        if (kind is null or SubjectKind.Listing) return Stage.Inquiry; // "sold" says nothing of this buyer's deal
        if (state is not null && states.TryGetValue(state.Trim(), out var stage)) return stage;
        if (kind == SubjectKind.Request) return Stage.Inquiry;
        return state is null ? Stage.Ordered : Stage.Paid; // a word of the host's that nobody explained: the deal is under way
    }

    public PolicyRule? RuleFor(string kind, Situation at)
    {
        foreach (var rule in Body.Rules)
            if (rule.Fits(kind, at)) return rule;
        return null;
    }

    public Measure MeasureFor(string kind, Situation at) => RuleFor(kind, at)?.Do ?? Measure.Allow;

    /// <summary>The first later stage at which this kind is allowed, in the usual order of a deal; null when there is none.</summary>
    public Stage? AllowedFrom(string kind, Situation at)
    {
        foreach (var stage in Usual)
            if (stage > at.Stage && MeasureFor(kind, at with { Stage = stage }) == Measure.Allow) return stage;
        return null;
    }

    /// <summary>What of the own lists stands in a text.</summary>
    /// <param name="normal">The text, folded.</param>
    public void FindOwn(string text, NormalText normal, List<Found> found)
    {
        foreach (var list in lists)
            if (Asks(list.Name)) list.Find(text, normal, found);
    }

    /// <summary>Whether there are own lists of words or patterns: without, a text need not be folded for them.</summary>
    public bool HasOwnTexts => lists.Exists(l => l.HasTexts && Asks(l.Name));

    /// <summary>The own list that names this host or one above it.</summary>
    public string? ListOf(string host)
    {
        foreach (var list in lists)
            if (list.Names(host)) return list.Name;
        return null;
    }
}
