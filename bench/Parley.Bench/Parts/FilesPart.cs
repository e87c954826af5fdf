using System.Diagnostics;
using System.Security.Cryptography;
using NetVips;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Files of 25 MB and small pictures into the product, sealed, looked into and durable, beside a bare endpoint that writes bodies into files
/// and does not wait for the disk; the server's memory while fifty come at once; and how long a file takes to be ready behind clamd. While
/// throughput is measured nothing is scanned or decoded: the scanner is away, so files wait.
/// </summary>
static class FilesPart
{
    /// <summary>So many small files go first, so that what is measured is code that has been compiled for good.</summary>
    const int Warm = 8000;
    const int Large = 25_000_000, Crowd = 50;

    static readonly Dictionary<string, string> Roomy = new()
    {
        ["Parley__Attachments__BytesPerDay"] = "1000000000000", ["Parley__Attachments__FilesPerDay"] = "100000", ["Parley__Attachments__OpenUploads"] = "1000",
    };

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        var quick = stage.Options.Quick;
        var (sounds, pictures) = (Enumerable.Range(0, quick ? 4 : 12).Select(_ => Sound(Large)).ToList(), Pictures(100));
        var waiting = new Dictionary<string, string>(Roomy) { ["Parley__Attachments__Scanner"] = "clamd", ["Parley__Attachments__Clamd"] = $"127.0.0.1:{Ports.Free()}" };
        var (large, small) = (new Beside(), new Beside());
        var growth = new List<double>();
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            await using var bare = await FilesTarget.BareAsync(stage, "/files");
            await using var durable = await FilesTarget.BareAsync(stage, "/durable");
            await using var parley = await FilesTarget.ParleyAsync(stage, waiting, ct);
            foreach (var target in new[] { bare, durable, parley })
            {
                for (var sent = 0; sent < Warm; sent += pictures.Count) await target.SendAllAsync(pictures, "warm.jpg", 4, ct);
                for (var sent = 0; sent < Warm / 400; sent += sounds.Count) await target.SendAllAsync(sounds, "warm.wav", 4, ct);
            }
            await large.MeasureAsync(bare, durable, parley, target => MeasureAsync(target, sounds, 3, "a.wav", ct));
            await small.MeasureAsync(bare, durable, parley, target => MeasureAsync(target, pictures, 20, "a.jpg", ct));
            growth.Add(await GrowthAsync(parley, sounds, ct));
            report.Ran("files", repeat, $"25 MB: {large}; small: {small}; {growth[^1]:0} MiB more with {Crowd} at once", new { large, small, growth = growth[^1] });
        }
        large.Report(report, "uploads of 25 MB", "4 at once; sealed, hashed, looked into, fsync; the bare one does not wait for the disk");
        small.Report(report, "uploads of 100 KB pictures", $"{pictures.Count} of them, 4 at once; each durable, with a row of its own");
        report.Add(Row.Alone($"memory that {Crowd} uploads of 25 MB at once add, MiB", growth, Goal.AtMost(64, "MiB")));
        await ReadyAsync(stage, report, [.. sounds.Select(Another)], Pictures(40, first: 1000), ct);
    }

    /// <summary>All files, so many times. On a disk that has nothing left to write from what went before: whoever waits for it would wait for the other's bytes, too.</summary>
    static async Task<(double PerSecond, double Micros)> MeasureAsync(FilesTarget target, List<byte[]> files, int times, string name, CancellationToken ct)
    {
        using (var sync = Process.Start("sync")) await sync.WaitForExitAsync(ct);
        var (megabytes, micros) = await target.SendAllAsync([.. Enumerable.Repeat(files, times).SelectMany(all => all)], name, 4, ct);
        return (megabytes / files.Average(f => f.Length) * 1e6, micros);
    }

    /// <summary>Files a second and CPU for each, of the bare endpoint, of one that waits for the disk, and of the product.</summary>
    sealed class Beside
    {
        public List<double> Bare { get; } = [];
        public List<double> Durable { get; } = [];
        public List<double> Parley { get; } = [];
        public List<double> BareMicros { get; } = [];
        public List<double> ParleyMicros { get; } = [];

        public async Task MeasureAsync(FilesTarget bare, FilesTarget durable, FilesTarget parley, Func<FilesTarget, Task<(double PerSecond, double Micros)>> measure)
        {
            var (first, second, third) = (await measure(bare), await measure(durable), await measure(parley));
            Bare.Add(first.PerSecond);
            BareMicros.Add(first.Micros);
            Durable.Add(second.PerSecond);
            Parley.Add(third.PerSecond);
            ParleyMicros.Add(third.Micros);
        }

        public void Report(Report report, string what, string note)
        {
            report.Add(Row.Against($"{what}, files/s", "bare endpoint", Bare, Parley, Goal.RatioAtLeast(0.7), note));
            report.Add(Row.Against("the same", "bare endpoint that waits for the disk", Durable, Parley, Goal.None));
            report.Add(Row.Against("CPU us a file", "bare endpoint", BareMicros, ParleyMicros, Goal.None));
        }

        public override string ToString() => $"{Bare[^1]:0.0}/s bare at {BareMicros[^1]:0} us, {Durable[^1]:0.0}/s durable, {Parley[^1]:0.0}/s at {ParleyMicros[^1]:0} us";
    }

    /// <summary>How much more is resident at most while many come at once than before them.</summary>
    static async Task<double> GrowthAsync(FilesTarget target, List<byte[]> sounds, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        var (before, most) = (Proc.ResidentBytes(target.Pid), 0L);
        var all = target.SendAllAsync([.. Enumerable.Range(0, Crowd).Select(number => sounds[number % sounds.Count])], "a.wav", Crowd, ct);
        while (!all.IsCompleted)
        {
            most = Math.Max(most, Proc.ResidentBytes(target.Pid));
            await Task.Delay(20, ct);
        }
        await all;
        return (Math.Max(most, before) - before) / (1024.0 * 1024);
    }

    static async Task ReadyAsync(Stage stage, Report report, List<byte[]> sounds, List<byte[]> pictures, CancellationToken ct)
    {
        if (!File.Exists("/usr/sbin/clamd"))
        {
            report.Note("clamd is not installed: no time until ready.");
            return;
        }
        var port = Ports.Free();
        await using var clamd = await StartAsync(stage, port);
        await using var parley = await FilesTarget.ParleyAsync(stage, new Dictionary<string, string>(Roomy) { ["Parley__Attachments__Scanner"] = "clamd", ["Parley__Attachments__Clamd"] = $"127.0.0.1:{port}" }, ct);
        foreach (var (what, files, name) in new[] { ("a picture of 100 KB", pictures, "a.jpg"), ("a sound of 25 MB", sounds, "a.wav") })
        {
            var times = new List<double>();
            for (var number = 0; number < files.Count; number++)
            {
                var time = await parley.UntilReadyAsync(files[number], name, ct);
                if (number >= 2) times.Add(time);
            }
            report.Ran("files", 0, $"{what} is ready after {Percentile.Of(times, 50):0} / {Percentile.Of(times, 99):0} ms", times);
            report.Add(Row.Alone($"{what}: from the last byte to ready, ms p50", [Percentile.Of(times, 50)], Goal.None, "clamd with one signature, one after the other"));
            report.Add(Row.Alone($"{what}: from the last byte to ready, ms p99", [Percentile.Of(times, 99)], Goal.None));
        }
    }

    static async Task<Child> StartAsync(Stage stage, int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder, "clamd", "db")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "db", "local.ndb"), $"Test.Bench:0:*:{Convert.ToHexStringLower("a signature that nothing here matches"u8)}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "clamd.conf"), $"Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {folder}/db\nStreamMaxLength 100M\n");
        var clamd = Child.Start("/usr/sbin/clamd", ["-c", Path.Combine(folder, "clamd.conf")], Path.Combine(folder, "clamd.log"));
        await clamd.UntilAsync(async () =>
        {
            using var probe = new System.Net.Sockets.TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(50));
        return clamd;
    }

    /// <summary>The same sound, but for one sample: bytes that came before would be ready at once.</summary>
    static byte[] Another(byte[] file, int number)
    {
        var copy = (byte[])file.Clone();
        copy[^(10 + number % 50)] ^= 1;
        return copy;
    }

    /// <summary>Noise as 16-bit samples with the header that says so (RIFF WAVE).</summary>
    static byte[] Sound(int length)
    {
        var file = RandomNumberGenerator.GetBytes(length);
        var writer = new BinaryWriter(new MemoryStream(file));
        writer.Write("RIFF"u8);
        writer.Write(length - 8);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(44_100);
        writer.Write(44_100 * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(length - 44);
        return file;
    }

    static List<byte[]> Pictures(int count, int first = 0) => [.. Enumerable.Range(first, count).Select(number =>
    {
        using var noise = Image.Gaussnoise(480, 360, mean: 128, sigma: 40, seed: number);
        using var picture = noise.Bandjoin(noise, noise).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return picture.JpegsaveBuffer(q: 90);
    })];
}
