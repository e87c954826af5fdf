using System.Net;
using System.Net.Sockets;

namespace Parley.Plumbing;

/// <summary>
/// Which addresses may be dialled: those of the public internet only (IANA's special-purpose registries, RFC 6890), also when a private one is
/// dressed as IPv6 (mapped, translated by NAT64, 6to4 or Teredo). Looked at when a connection is made, so a name that changes its
/// mind gains nothing.
/// </summary>
public static class Destinations
{
    static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Of IPv6 only what is handed out to the public is open, and of that not what is for documents or tunnels.</summary>
    static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork[] Closed6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];
    static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return !Closed.Any(n => n.Contains(address));
        if (Nat64.Contains(address)) return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Public6.Contains(address) && !Closed6.Any(n => n.Contains(address));
    }

    /// <summary>Why an address cannot be one that we call, or null. A name is not looked up here: what it means is seen when it is dialled.</summary>
    public static string? Mistake(Uri url, bool allowPrivate)
    {
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0) return "The address must hold neither a user nor a fragment.";
        if (allowPrivate) return null;
        if (url.Scheme != "https") return "The address must begin with https.";
        var host = url.IdnHost.TrimEnd('.');
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return "The address is one of this machine.";
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address) && !IsPublic(address)) return "The address is not one of the public internet.";
        return null;
    }
}

/// <summary>What a name means is no address that may be dialled.</summary>
public sealed class ForbiddenDestinationException() : IOException("This name leads to no public address.");
