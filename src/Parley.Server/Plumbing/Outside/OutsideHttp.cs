using System.Net;
using System.Net.Sockets;

namespace Parley.Plumbing;

/// <summary>
/// How this server calls others whose address somebody told it: no redirects, no proxy, no cookies, and no connection to an address that
/// is not public, judged when it is dialled. Time limits are the caller's.
/// </summary>
public static class OutsideHttp
{
    /// <param name="allowPrivate">For development, and where whoever is called is a neighbour.</param>
    public static HttpClient Client(bool allowPrivate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, ct) => DialAsync(context.DnsEndPoint, allowPrivate, ct),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    static async ValueTask<Stream> DialAsync(DnsEndPoint where, bool allowPrivate, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(where.Host, ct);
        var open = allowPrivate ? found : [.. found.Where(Destinations.IsPublic)];
        if (open.Length == 0) throw new ForbiddenDestinationException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, where.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>How long whoever answered asks to be left alone (<c>Retry-After</c>, in seconds or as a date); null when they do not.</summary>
    public static TimeSpan? WaitOf(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>What went wrong, by name: <c>forbidden-destination</c>, <c>unknown-host</c>, <c>tls-failed</c>, <c>unreachable</c>, <c>broken-off</c>.</summary>
    public static string Name(HttpRequestException e) => e switch
    {
        { InnerException: ForbiddenDestinationException } => "forbidden-destination",
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "unknown-host",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls-failed",
        { HttpRequestError: HttpRequestError.ConnectionError } => "unreachable",
        _ => "broken-off",
    };
}
