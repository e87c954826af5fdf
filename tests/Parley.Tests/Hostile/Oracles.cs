using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;

namespace Parley.Tests.Hostile;

/// <summary>All that is known after a case was tried.</summary>
/// <param name="Writes">The scene itself stores something, as it should.</param>
public sealed record Outcome(IReadOnlyList<Answer> Answers, string Raw = "", string? StoredText = null, string? Flaw = null, Answer? OfNeverIssued = null, bool Writes = false)
{
    public static Outcome Of(params Answer[] answers) => new(answers);

    public TimeSpan Took { get; init; }

    /// <summary>Of the words that the door watches for itself, those that came true.</summary>
    public HashSet<string> Seen { get; init; } = [];
}

/// <summary>One check for each word of <c>never</c>, <c>state</c> and <c>problem</c>.</summary>
public sealed class Oracles(World world)
{
    public const string Canary = "CanaryOfStrangers";
    string digest = "";
    long memory;
    int logLines;

    public async Task BeforeAsync(bool weigh)
    {
        digest = await DigestAsync();
        memory = weigh ? Memory() : 0;
        logLines = world.Server.Log.Count;
    }

    /// <summary>Everything wrong with this outcome.</summary>
    public async Task<List<string>> AfterAsync(Case @case, Outcome outcome)
    {
        var flaws = new List<string>();
        if (outcome.Flaw is not null) flaws.Add(outcome.Flaw);
        if (Is5xx(outcome)) flaws.Add("5xx");
        if (Plan.OursDiffers.ContainsKey(@case.Id)) return flaws;
        foreach (var answer in outcome.Answers)
        {
            if (@case.Statuses is { } statuses && !statuses.Any(s => s == answer.Status || (s < 300 && answer.Status < 300))) flaws.Add($"status {answer.Status} is none of {string.Join(", ", statuses)}");
            if (@case.Problem is { } problem && answer.Status >= 400 && !IsRight(problem, answer)) flaws.Add($"problem {answer.Problem} instead of {problem}");
            if (answer.Status is >= 400 and < 500 && string.IsNullOrWhiteSpace(answer.Problem is null ? null : (string?)answer.Json["detail"])) flaws.Add($"{answer.Status} without a sentence");
        }
        if (await FindWrongStateAsync(@case, outcome) is { } state) flaws.Add(state);
        if (@case.MustRoundtrip && outcome.StoredText is not null && outcome.StoredText != @case.Text) flaws.Add($"came back as {outcome.StoredText}");
        foreach (var word in @case.Never.Where(w => !Plan.SeenElsewhere.ContainsKey(w)))
            if (Happened(word, @case, outcome)) flaws.Add($"never: {word}");
        return flaws;
    }

    static bool IsRight(string expected, Answer answer) => answer.Problem == expected || (answer.Status, answer.Problem) is (413, "payload-too-large") or (415, "unsupported-media-type") or (404, "not-found");

    async Task<string?> FindWrongStateAsync(Case @case, Outcome outcome)
    {
        var success = outcome.Answers.Count > 0 && outcome.Answers.All(a => a.Status < 300);
        var state = Plan.StatesOfScreening.Contains(@case.State) ? "created-inert" : @case.State;
        if (state is not ("created" or "created-inert" or "accepted" or "stored") && !Plan.States.Contains(state)) throw new NotSupportedException($"The corpus names a state '{state}' that the runner does not know.");
        var changed = await DigestAsync() != digest;
        return state switch
        {
            "unchanged" or "no-connection" => changed && !outcome.Writes ? "something was stored" : null,
            "created" or "created-inert" when success => changed && (outcome.StoredText is null || outcome.StoredText == @case.Text) ? null : "not stored as it was sent",
            "created-masked" => success && outcome.StoredText is { } masked && masked.Contains('•', StringComparison.Ordinal) && masked.Count(char.IsAsciiDigit) < @case.Text.Count(char.IsDigit) ? null : "the number was stored",
            "created" => "a control was refused",
            "accepted" or "stored" => success ? null : "a control was refused",
            "control-characters-removed-or-refused" => outcome.StoredText?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true ? "control characters were stored" : null,
            "sanitised-or-refused" => outcome.StoredText?.Any(char.IsControl) == true ? "control characters were stored" : null,
            _ => null, // what may be either way must only be free of the case's "never"
        };
    }

    bool Happened(string word, Case @case, Outcome outcome) => word switch
    {
        "5xx" => Is5xx(outcome),
        "process-exit" or "worker-exit" => world.Server.ProcessId == 0,
        "stack-trace" or "internal-exception-text" or "sql-error-text" or "reason-detail" => AllText(outcome) is var text && (text.Contains("Exception", StringComparison.Ordinal) || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("IDX1", StringComparison.Ordinal) || text.Contains("SQLite Error", StringComparison.Ordinal)),
        "existence-oracle" => outcome.OfNeverIssued is { } never && outcome.Answers.Any(a => a.Bare != never.Bare),
        "rows-of-others" or "event-of-others-received" => AllText(outcome).Contains(Canary, StringComparison.Ordinal),
        "more-than-max-rows" => outcome.Answers.Any(a => a.Status == 200 && a.Json["items"]?.AsArray().Count > 100),
        "token-in-log" or "secret-in-log" => world.Server.Log.Any(l => l.Contains(World.Secret, StringComparison.Ordinal) || l.Contains("eyJ", StringComparison.Ordinal) || l.Contains("pk_live_", StringComparison.Ordinal)),
        "secret-in-body" or "secret-field" => AllText(outcome) is var body && (body.Contains(World.Secret, StringComparison.Ordinal) || body.Contains("passwordHash\":", StringComparison.Ordinal) || body.Contains("\"secret\":", StringComparison.Ordinal)),
        "log-line-split" or "raw-escape-in-log" => world.Server.Log.Skip(logLines).Any(l => l.Contains('\u001b') || l.Contains('\u0007') || l.Contains("\"event\":\"audit\"", StringComparison.Ordinal)),
        "html-unescaped" => outcome.Answers.Any(a => !a.Headers["Content-Type"].Contains("json", StringComparison.Ordinal) || a.Headers.GetValueOrDefault("X-Content-Type-Options") != "nosniff"),
        "49" or "evaluated" or "second-protocol-command" => outcome.StoredText is not null && outcome.StoredText != @case.Text,
        "client-value-persisted" or "csrf-without-preflight" or "message-created" => outcome.Answers.Any(a => a.Status < 300) && @case.Id is not "ctype-accept-xml",
        "duplicate-message" => outcome.Flaw is not null,
        "second-request-executed" or "state-changed-for-others" => false, // the state's digest tells, below
        "location-with-foreign-host" => AllText(outcome).Contains("Location: http://evil", StringComparison.OrdinalIgnoreCase),
        "access-control-allow-origin-echo-with-credentials" => outcome.Answers.Any(a => a.Headers.ContainsKey("Access-Control-Allow-Origin")),
        "rss-growth-over-128MiB" => Memory() - memory > 128 << 20,
        "cpu-over-5s" => outcome.Took > TimeSpan.FromSeconds(5),
        "rss-growth-over-32MiB" => Memory() - memory > 32 << 20,
        "memory-growth-over-16MiB" => Memory() - memory > 16 << 20,
        "latency-over-2s" => outcome.Took > TimeSpan.FromSeconds(2),
        "cpu-over-200ms" => false, // answered at all within the client's time-out
        "bidi-control-in-shown-name" => outcome.StoredText?.Any(c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')) == true,
        _ when AttachmentDoor.Watches.Contains(word) => outcome.Seen.Contains(word),
        _ => throw new NotSupportedException($"The corpus names an oracle '{word}' that the runner does not know."),
    };

    static bool Is5xx(Outcome outcome) =>
        outcome.Answers.Any(a => a.Status >= 500) || System.Text.RegularExpressions.Regex.IsMatch(outcome.Raw, @"(?m)^HTTP/1\.1 5(?!05)");

    static string AllText(Outcome outcome) => outcome.Raw + string.Concat(outcome.Answers.Select(a => a.Body));

    /// <summary>The rows that a case could have changed, in one number.</summary>
    async Task<string> DigestAsync()
    {
        await using var db = world.Store.Open();
        var text = new StringBuilder();
        text.Append(await db.Set<Message>().CountAsync()).Append(' ').Append(await db.Set<Revision>().CountAsync()).Append(' ').Append(await db.Set<Conversation>().CountAsync()).Append(' ').Append(await db.Set<Reaction>().CountAsync());
        foreach (var seat in await db.Set<Seat>().OrderBy(s => s.ConversationId).ThenBy(s => s.Party).ToListAsync()) text.Append($"|{seat.ReadSeq} {seat.Incoming} {seat.DeliveredSeq}");
        foreach (var person in await db.Set<MarketPerson>().OrderBy(p => p.Id).ToListAsync()) text.Append($"|{person.Id} {person.Name} {person.Email} {person.Phone}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    long Memory()
    {
        var line = File.ReadLines($"/proc/{world.Server.ProcessId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(new string([.. line.Where(char.IsDigit)])) * 1024;
    }
}
