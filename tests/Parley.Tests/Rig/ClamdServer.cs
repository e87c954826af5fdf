using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Rig;

/// <summary>A real clamd with two signatures of our own, on a port of its own. It can be ended and started again.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    /// <summary>Stands in a file that is infected; harmless, and known to nobody's scanner but this one.</summary>
    public const string Malware = "parley-test-malware-7f3a";

    readonly string folder = Places.NewFolder("clamd");
    Process? process;

    public int Port { get; } = Ports.Take();

    public string Address => $"127.0.0.1:{Port}";

    /// <param name="most">The largest stream it takes, as clamd writes sizes.</param>
    public async Task StartAsync(string most = "64M")
    {
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        await File.WriteAllTextAsync(Path.Combine(folder, "db", "local.ndb"), $"Test.Parley:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Malware))}\n");
        var config = Path.Combine(folder, "clamd.conf");
        await File.WriteAllTextAsync(config, $"Foreground yes\nTCPSocket {Port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {folder}/db\nStreamMaxLength {most}\n");
        process = Process.Start(new ProcessStartInfo("clamd", ["-c", config]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, "clamd answers");
    }

    public async Task StopAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    async Task<bool> AnswersAsync()
    {
        if (process!.HasExited) throw new InvalidOperationException($"clamd ended with code {process.ExitCode}.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            var stream = client.GetStream();
            await stream.WriteAsync("zPING\0"u8.ToArray());
            var answer = new byte[5];
            return await stream.ReadAtLeastAsync(answer, 5, throwOnEndOfStream: false) == 5 && answer.AsSpan().SequenceEqual("PONG\0"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
