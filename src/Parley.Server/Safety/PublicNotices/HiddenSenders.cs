using System.Net;
using Microsoft.Extensions.Options;

namespace Parley.Safety;

/// <summary>From where a notice comes.</summary>
/// <param name="Shared">The address is that of a proxy: it may be everybody's.</param>
public sealed record Sender(IPAddress? Address, bool Shared)
{
    const int Many = 100;

    /// <summary>How many notices a day are taken from there.</summary>
    public int Most(int perAddress) => Shared ? perAddress * Many : perAddress;
}

/// <summary>
/// Sees that requests come through a proxy while nobody said in which header it names their senders: all have one address then. So that one of them does not use up everybody's
/// notices of the day, the limit is a hundred times as wide; whoever runs the server is told, in the log once and in its health.
/// </summary>
public sealed partial class HiddenSenders(IOptions<ModerationOptions> options, ILogger<HiddenSenders> logger)
{
    static readonly string[] Proxies = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];
    int seen;

    public bool Hides(HttpContext http)
    {
        if (options.Value.AddressHeader.Length > 0 || !Proxies.Any(http.Request.Headers.ContainsKey)) return false;
        if (Interlocked.Exchange(ref seen, 1) == 0) Hidden(logger);
        return true;
    }

    public (bool Healthy, string Says) Ask() => Volatile.Read(ref seen) == 0
        ? (true, "Public notices are counted by the address that they come from.")
        : (false, "Public notices come through a proxy and look as if all came from one address, so their daily limit is a hundred times as wide. Set Parley:Moderation:AddressHeader.");

    [LoggerMessage(1, LogLevel.Warning, "Public notices come through a proxy, and all look as if they came from one address: set Parley:Moderation:AddressHeader to the header in which the proxy names it")]
    static partial void Hidden(ILogger logger);
}
