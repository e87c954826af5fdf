using System.Net;
using System.Net.Sockets;

namespace Parley.Tests.Rig;

/// <summary>A network between two programs that can lose what it carries: nothing is refused, nothing is closed, nothing arrives.</summary>
public sealed class Line : IDisposable
{
    readonly TcpListener listener;
    readonly int to;
    readonly CancellationTokenSource end = new();
    volatile int cuts;
    volatile bool dead;
    volatile Func<byte[], bool>? fatal;

    public Line(int to)
    {
        (Port, this.to) = (Ports.Take(), to);
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Carries nothing any more.</summary>
    public void Cut()
    {
        cuts++;
        dead = true;
    }

    /// <summary>Carries what new connections send; the old ones stay lost, and neither end is told.</summary>
    public void Mend() => dead = false;

    /// <summary>Loses the answers on the connection that is the first to send such bytes, from then on; what it sent arrives.</summary>
    public void LoseAnswersTo(Func<byte[], bool> sent) => fatal = sent;

    async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var near = await listener.AcceptTcpClientAsync(end.Token);
            var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, to, end.Token);
            var connection = new Connection(near.GetStream(), far.GetStream(), cuts);
            _ = CarryAsync(connection, answers: false);
            _ = CarryAsync(connection, answers: true);
        }
    }

    sealed class Connection(NetworkStream near, NetworkStream far, int born)
    {
        public NetworkStream Near => near;
        public NetworkStream Far => far;
        public int Born => born;
        public volatile bool Deaf;
    }

    async Task CarryAsync(Connection connection, bool answers)
    {
        var (from, into) = answers ? (connection.Far, connection.Near) : (connection.Near, connection.Far);
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(buffer, end.Token) is > 0 and var count)
            {
                if (IsLost(connection, answers)) continue;
                if (!answers && fatal is { } sent && sent(buffer[..count]))
                {
                    fatal = null;
                    connection.Deaf = true;
                }
                await into.WriteAsync(buffer.AsMemory(0, count), end.Token);
            }
            if (!IsLost(connection, answers) && !connection.Deaf) into.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // one end is gone
        }
    }

    bool IsLost(Connection connection, bool answers) => dead || connection.Born < cuts || (answers && connection.Deaf);

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }
}
