namespace Parley.Safety.Policies;

/// <summary>Names of hosts, as people write them.</summary>
static class Hosts
{
    public static string Clean(string host) => host.Trim().TrimEnd('.').ToLowerInvariant();

    /// <summary>The host itself or one below it.</summary>
    public static bool IsWithin(string host, string above) => host == above || (host.Length > above.Length && host.EndsWith(above, StringComparison.Ordinal) && host[^(above.Length + 1)] == '.');

    /// <summary>The host of a link or mail address as it stands in a text; null for one that is disguised.</summary>
    public static string? Of(ReadOnlySpan<char> written)
    {
        var scheme = written.IndexOf("://");
        if (scheme >= 0) written = written[(scheme + 3)..];
        var end = written.IndexOfAny('/', '?', '#');
        if (end >= 0) written = written[..end];
        if (written.LastIndexOf('@') is >= 0 and var at) written = written[(at + 1)..];
        if (written.IndexOf(':') is >= 0 and var port) written = written[..port];
        var host = Clean(written.ToString());
        return Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.') ? host : null;
    }
}
