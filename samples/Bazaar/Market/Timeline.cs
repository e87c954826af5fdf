namespace Bazaar.Market;

/// <summary>
/// Gives a thread's lines their times: answers take as long as that vendor usually takes, nobody writes at
/// night, and all of it lies in the past. Decided by the thread's name alone.
/// </summary>
public static class Timeline
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static IReadOnlyList<TimedLine> Of(SeedThread thread, DateTimeOffset foundedAt)
    {
        var at = Start(thread, foundedAt);
        var timed = new List<TimedLine>();
        var speaker = ' ';
        foreach (var line in thread.Lines)
        {
            if (line == "..")
            {
                at = Morning(at.AddDays(1), thread.Key);
                continue;
            }

            if (timed.Count > 0)
                at = Daytime(at + Gap(thread, $"{thread.Key}#{timed.Count}", speaker, line[0]), thread.Key);
            speaker = line[0];
            timed.Add(Parse(line, at, thread.Stall));
        }

        // A thread that would reach into the future happened that much earlier.
        var late = timed[^1].At - foundedAt.AddMinutes(-4 - Seed.Number(thread.Key, 25));
        return late > TimeSpan.Zero ? [.. timed.Select(line => line with { At = line.At - late })] : timed;
    }

    static TimedLine Parse(string line, DateTimeOffset at, Stall stall)
    {
        var text = line.TrimStart('<', '>', '~').Trim().Replace("\\n", "\n", StringComparison.Ordinal);
        return line[0] switch
        {
            '<' => new TimedLine(at, null, text, null),
            '>' => new TimedLine(at, stall.Agents[line.StartsWith(">>", StringComparison.Ordinal) ? 1 : 0].Id, text, null),
            '~' => new TimedLine(at, null, "", text),
            _ => throw new FormatException($"A line of a thread begins with <, > or ~, not with '{line[0]}'."),
        };
    }

    static DateTimeOffset Start(SeedThread thread, DateTimeOffset foundedAt)
    {
        var start = foundedAt.AddDays(-thread.DaysAgo);
        if (thread.DaysAgo >= 1)
            start = start.AddMinutes(Seed.Number(thread.Key, 600) - 300);
        if (thread.Order is { } order && start < order.PlacedAt)
            start = order.PlacedAt.AddMinutes(15);
        return Daytime(start, thread.Key);
    }

    static TimeSpan Gap(SeedThread thread, string key, char before, char next)
    {
        var roll = Seed.Number(key, 1000) / 1000.0;
        var (shortest, longest) = (before, next) switch
        {
            _ when before == next => (0.4, 2.5),
            (_, '~') => (40, 300),
            ('<', '>') => thread.Stall.Id switch
            {
                "kettenwerk" => (2, 25),
                "nordlicht" => (8, 110),
                _ => (35, 420),
            },
            _ => (2.0, 75.0),
        };
        var minutes = shortest * Math.Pow(longest / shortest, roll);
        return TimeSpan.FromSeconds(Math.Round(minutes * 60) + Seed.Number(key + "s", 50));
    }

    static DateTimeOffset Daytime(DateTimeOffset at, string key)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return local.Hour switch
        {
            < 7 => Morning(at, key),
            >= 23 => Morning(at.AddDays(1), key),
            _ => at,
        };
    }

    static DateTimeOffset Morning(DateTimeOffset at, string key)
    {
        var day = TimeZoneInfo.ConvertTime(at, Zone).Date;
        var local = day.AddMinutes(7 * 60 + 40 + Seed.Number($"{key}{day.DayOfYear}", 140));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>A message (of the buyer when there is no agent) or a change of the order's state.</summary>
public sealed record TimedLine(DateTimeOffset At, string? AgentId, string Text, string? State);
