using System.Collections.Concurrent;

namespace Parley.Notifications;

/// <summary>
/// What the operator must mend before a channel delivers again, such as a key that a provider refuses. Raised by the first failure of its
/// kind, logged once, and gone when that works again. Each node knows its own.
/// </summary>
public sealed partial class ChannelAlarms(ILogger<ChannelAlarms> logger)
{
    readonly ConcurrentDictionary<string, string> raised = new();

    /// <param name="name">Such as <c>push-key</c>.</param>
    /// <param name="says">One sentence for the operator: what is wrong, and what to do.</param>
    public void Raise(string name, string says)
    {
        var first = !raised.ContainsKey(name);
        raised[name] = says;
        if (first) Raised(logger, name, says);
    }

    public void Clear(string name) => raised.TryRemove(name, out _);

    public string? Find(string name) => raised.GetValueOrDefault(name);

    [LoggerMessage(1, LogLevel.Error, "Alarm {Name}: {Says}")]
    static partial void Raised(ILogger logger, string name, string says);
}
