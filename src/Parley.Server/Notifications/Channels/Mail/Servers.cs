using System.Net;
using MailKit.Security;

namespace Parley.Notifications;

/// <summary>How mail servers are spoken to.</summary>
static class Servers
{
    /// <summary>Whether it is this machine, to which nobody listens in.</summary>
    public static bool IsHere(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Encryption that was asked for is never given up because the other side does not offer it: whoever is in between would see to that.</summary>
    public static SecureSocketOptions SecurityOf(string security, string host) => security switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "plain" => SecureSocketOptions.None,
        "auto" when IsHere(host) => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.StartTls,
    };
}
