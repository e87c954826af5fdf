namespace Parley.Safety.Policies;

/// <summary>Names of hosts, each with all below it. Pure and unchangeable; safe for many threads.</summary>
/// <param name="lookalikes">Whether hosts that look like one of them, with letters of other scripts, are meant as well: for what is warned of, never for what is allowed.</param>
public sealed class DomainSet(IEnumerable<string> hosts, bool lookalikes)
{
    public static DomainSet Empty { get; } = new([], false);

    readonly HashSet<string> names = [.. hosts.Select(Hosts.Plain).OfType<string>()];

    public int Count => names.Count;

    /// <param name="host">As <see cref="Hosts.Plain"/> says it.</param>
    public bool Has(string host) => names.Count > 0 && (HasIt(host) || lookalikes && Hosts.Seen(host) is { } seen && HasIt(seen));

    bool HasIt(string host)
    {
        for (var at = 0; at >= 0;)
        {
            if (names.Contains(host[at..])) return true;
            var dot = host.IndexOf('.', at);
            at = dot < 0 ? -1 : dot + 1;
        }
        return false;
    }
}
