namespace Parley.Market;

/// <summary>Why the clock of an answer stood still.</summary>
public enum PauseReason : byte
{
    /// <summary>Outside the hours published.</summary>
    Closed = 1,
    Holiday = 2,
    Away = 3,

    /// <summary>The platform itself was down.</summary>
    Outage = 4,
}

/// <param name="Span">Ticks of UTC.</param>
/// <param name="Name">The holiday's.</param>
public sealed record Pause(Stretch Span, PauseReason Reason, string? Name);

/// <summary>
/// A vendor's open time as it was and will be: the hours in force at each moment, without the platform's outages. What was published
/// later does not change what was before it.
/// </summary>
public sealed class Timetable
{
    readonly (Stretch Reign, OpeningHours Hours)[] versions;
    readonly Stretch[] outages;

    /// <param name="versions">Hours with the moment from which each is in force, oldest first; before the first it is always open.</param>
    /// <param name="outages">In any order; they may overlap.</param>
    public Timetable(IReadOnlyList<(DateTimeOffset Since, OpeningHours Hours)> versions, IEnumerable<Stretch> outages)
    {
        var begins = versions.Select(v => v.Since.UtcTicks).Append(DateTimeOffset.MaxValue.UtcTicks).ToArray();
        this.versions = [(new Stretch(0, begins[0]), OpeningHours.Always), .. versions.Select((v, i) => (new Stretch(begins[i], begins[i + 1]), v.Hours))];
        this.outages = [.. Joined(outages)];
        Now = versions.Count == 0 ? OpeningHours.Always : versions[^1].Hours;
    }

    /// <summary>The hours published last.</summary>
    public OpeningHours Now { get; }

    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var span = new Stretch(from.UtcTicks, to.UtcTicks);
        var open = AsPublished(span);
        foreach (var outage in outages) open -= AsPublished(span.Within(outage));
        return TimeSpan.FromTicks(open);
    }

    /// <summary>The moment at which so much of open time has passed since <paramref name="from"/>; null when that is not within ten years.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan open) => Walk.After(Spans(new Stretch(from.UtcTicks, OpeningHours.Far(from))), from, open);

    /// <summary>When the clock stood still between the two moments and why, in order; neighbours of one reason are one.</summary>
    public IReadOnlyList<Pause> PausesBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var pauses = new List<Pause>();
        var at = from.UtcTicks;
        foreach (var open in Spans(new Stretch(from.UtcTicks, to.UtcTicks)))
        {
            Explain(new Stretch(at, open.From), pauses);
            at = open.Until;
        }
        Explain(new Stretch(at, to.UtcTicks), pauses);
        return pauses;
    }

    /// <summary>When the platform is up again: the moment itself, unless it lies in an outage.</summary>
    public DateTimeOffset Delivered(DateTimeOffset instant)
    {
        foreach (var outage in outages)
            if (outage.From <= instant.UtcTicks && instant.UtcTicks < outage.Until) return new DateTimeOffset(outage.Until, TimeSpan.Zero);
        return instant.ToUniversalTime();
    }

    long AsPublished(Stretch span)
    {
        var open = 0L;
        foreach (var (reign, hours) in versions)
            if (span.Within(reign) is { Length: > 0 } part) open += hours.OpenBetween(new DateTimeOffset(part.From, TimeSpan.Zero), new DateTimeOffset(part.Until, TimeSpan.Zero)).Ticks;
        return open;
    }

    IEnumerable<Stretch> Spans(Stretch span)
    {
        foreach (var (reign, hours) in versions)
        {
            var part = span.Within(reign);
            foreach (var open in hours.Spans(part.From, part.Until))
            {
                var at = open.From;
                foreach (var outage in outages)
                {
                    if (outage.Until <= at || outage.From >= open.Until) continue;
                    if (outage.From > at) yield return new Stretch(at, outage.From);
                    at = outage.Until;
                }
                if (at < open.Until) yield return new Stretch(at, open.Until);
            }
        }
    }

    void Explain(Stretch closed, List<Pause> pauses)
    {
        if (closed.Length <= 0) return;
        var at = closed.From;
        foreach (var outage in outages)
        {
            if (outage.Until <= at || outage.From >= closed.Until) continue;
            AddPublished(new Stretch(at, Math.Max(at, outage.From)), pauses);
            var part = outage.Within(closed with { From = at });
            Add(new Pause(part, PauseReason.Outage, null), pauses);
            at = part.Until;
        }
        AddPublished(new Stretch(at, closed.Until), pauses);
    }

    void AddPublished(Stretch closed, List<Pause> pauses)
    {
        foreach (var (reign, hours) in versions)
            if (closed.Within(reign) is { Length: > 0 } part)
                foreach (var pause in hours.Explain(part)) Add(pause, pauses);
    }

    static void Add(Pause pause, List<Pause> pauses)
    {
        if (pause.Span.Length <= 0) return;
        if (pauses is [.., var last] && last.Span.Until == pause.Span.From && (last.Reason, last.Name) == (pause.Reason, pause.Name))
            pauses[^1] = last with { Span = last.Span with { Until = pause.Span.Until } };
        else pauses.Add(pause);
    }

    static List<Stretch> Joined(IEnumerable<Stretch> spans)
    {
        var joined = new List<Stretch>();
        foreach (var span in spans.Where(s => s.Length > 0).OrderBy(s => s.From))
            if (joined is [.., var last] && span.From <= last.Until) joined[^1] = last with { Until = Math.Max(last.Until, span.Until) };
            else joined.Add(span);
        return joined;
    }
}
