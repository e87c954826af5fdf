namespace Parley.Operations;

/// <summary>The process as a whole.</summary>
public sealed class ParleyOptions
{
    /// <summary>The folder for everything this process keeps. Also <c>PARLEY_DATA</c>.</summary>
    public string Data { get; set; } = "data";

    /// <summary>The port to listen on. Also <c>PARLEY_PORT</c>. 1 to 65535.</summary>
    public int Port { get; set; } = 5080;

    /// <summary>The address to listen on. The default is for this machine only; behind a proxy in a container it is 0.0.0.0.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The pages that may embed Parley (scheme, host and port), for browsers' cross-origin rules.</summary>
    public string[] Origins { get; set; } = [];

    /// <summary>The marketplace's own hosts, with all below them: links to them are allowed everywhere, in messages and in pictures. The hosts of <c>Origins</c> are among them.</summary>
    public string[] Hosts { get; set; } = [];

    internal string[] OwnHosts => [.. Hosts.Concat(Origins.Select(origin => Uri.TryCreate(origin, UriKind.Absolute, out var shop) ? shop.Host : "")).Where(host => host.Length > 0).Select(host => host.ToLowerInvariant()).Distinct()];
}
