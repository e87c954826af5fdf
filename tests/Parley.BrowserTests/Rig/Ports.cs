using System.Net;
using System.Net.Sockets;

namespace Parley.BrowserTests.Rig;

/// <summary>Free loopback ports below the range the kernel gives to outgoing connections.</summary>
public static class Ports
{
    const int First = 20_000, Last = 32_000;
    static int next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Take()
    {
        for (var attempt = 0; attempt < Last - First; attempt++)
        {
            var port = First + (Interlocked.Increment(ref next) % (Last - First));
            if (IsFree(port)) return port;
        }
        throw new InvalidOperationException("No port is free.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
