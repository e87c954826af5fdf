namespace Parley.Client;

/// <summary>
/// Parley refused a call. Carries the problem details (RFC 9457) of the answer; the <see cref="Exception.Message"/>
/// is the sentence for people.
/// </summary>
public sealed class ParleyException : Exception
{
    /// <summary>Makes the exception of one refusal.</summary>
    public ParleyException(Problem problem, Exception? inner = null)
        : base(Sentence(problem), inner) => Problem = problem;

    /// <summary>The whole problem as it arrived.</summary>
    public Problem Problem { get; }

    /// <summary>The stable code of the refusal, such as <c>/problems/validation</c>; decide on this.</summary>
    public string Type => Problem.Type;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status => Problem.Status;

    /// <summary>One sentence that says what to do, when Parley gave one.</summary>
    public string? Detail => Problem.Detail;

    /// <summary>What to quote to whoever runs Parley; its log carries the same id.</summary>
    public string? TraceId => Problem.TraceId;

    /// <summary>How long Parley asks callers to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter => Problem.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    static string Sentence(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Detail ?? problem.Title ?? $"Parley answered {problem.Status}.";
    }
}

/// <summary>Problem details (RFC 9457) as Parley writes them.</summary>
public sealed record Problem
{
    /// <summary>The stable code, such as <c>/problems/rate-limited</c>; <c>about:blank</c> when there is none.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The code in words.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>One sentence that helps.</summary>
    public string? Detail { get; init; }

    /// <summary>The id under which the server logged the request.</summary>
    public string? TraceId { get; init; }

    /// <summary>Seconds to wait before the next attempt.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
