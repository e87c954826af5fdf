using System.Net;
using System.Net.Sockets;

namespace Parley.Bench.Machine;

/// <summary>Free loopback ports below the ephemeral range, so that no outgoing connection of the load can hold one.</summary>
static class Ports
{
    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken: try another
            }
        }
        throw new InvalidOperationException("No free port between 20000 and 32000 on loopback.");
    }
}
