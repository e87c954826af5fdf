using System.Diagnostics;
using System.Net.Sockets;

namespace Parley.Tests.Rig;

/// <summary>
/// OpenStack Swift with its S3 interface (Debian's swift-* packages): a real S3-compatible store that checks signatures, in a folder and on
/// ports of its own.
/// </summary>
public sealed class SwiftServer : IAsyncDisposable
{
    public const string Key = "test:tester", Secret = "testing";

    readonly string folder = Places.NewFolder("swift");
    readonly List<Process> processes = [];

    public int Port { get; } = Ports.Take();

    public string Address => $"http://127.0.0.1:{Port}";

    public async Task StartAsync()
    {
        var ports = new Dictionary<string, int>();
        foreach (var part in new[] { "account", "container", "object" })
        {
            ports[part] = Ports.Take();
            var builder = $"{folder}/{part}.builder";
            (await Tool.RunAsync("swift-ring-builder", builder, "create", "4", "1", "1")).Done();
            (await Tool.RunAsync("swift-ring-builder", builder, "add", $"r1z1-127.0.0.1:{ports[part]}/d1", "1")).Done();
            (await Tool.RunAsync("swift-ring-builder", builder, "rebalance")).Done();
        }
        Directory.CreateDirectory($"{folder}/srv/d1");
        var user = Environment.UserName;
        foreach (var (part, port) in ports)
            await StartAsync(part, $"""
                [DEFAULT]
                bind_ip = 127.0.0.1
                bind_port = {port}
                user = {user}
                swift_dir = {folder}
                devices = {folder}/srv
                mount_check = false
                workers = 0
                disable_fallocate = true
                [pipeline:main]
                pipeline = {part}-server
                [app:{part}-server]
                use = egg:swift#{part}
                """);
        foreach (var (part, port) in ports)
            await Eventually.TrueAsync(() => ListensAsync(port), $"Swift's {part} server listens"); // a proxy that was turned away by one answers 503 for a minute
        await StartAsync("proxy", $"""
            [DEFAULT]
            bind_ip = 127.0.0.1
            bind_port = {Port}
            user = {user}
            swift_dir = {folder}
            workers = 0
            [pipeline:main]
            pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo proxy-server
            [app:proxy-server]
            use = egg:swift#proxy
            account_autocreate = true
            conn_timeout = 10
            error_suppression_limit = 1000
            [filter:tempauth]
            use = egg:swift#tempauth
            user_test_tester = testing .admin
            [filter:s3api]
            use = egg:swift#s3api
            s3_acl = false
            location = us-east-1
            min_segment_size = 5242880
            [filter:cache]
            use = egg:swift#memcache
            [filter:catch_errors]
            use = egg:swift#catch_errors
            [filter:gatekeeper]
            use = egg:swift#gatekeeper
            [filter:healthcheck]
            use = egg:swift#healthcheck
            [filter:listing_formats]
            use = egg:swift#listing_formats
            [filter:bulk]
            use = egg:swift#bulk
            [filter:copy]
            use = egg:swift#copy
            [filter:slo]
            use = egg:swift#slo
            """);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return (await http.GetAsync($"{Address}/healthcheck")).IsSuccessStatusCode;
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException)
            {
                return false;
            }
        }, "Swift answers");
    }

    static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    async Task StartAsync(string part, string config)
    {
        var file = $"{folder}/{part}.conf";
        await File.WriteAllTextAsync(file, config);
        var process = Process.Start(new ProcessStartInfo($"swift-{part}-server", [file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}
