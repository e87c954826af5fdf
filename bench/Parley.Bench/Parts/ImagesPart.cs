using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NetVips;
using Parley.Attachments.Images;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;

namespace Parley.Bench.Parts;

/// <summary>
/// Photographs of a telephone's size to WebP within 1600 and 400 pixels: through the worker processes, and by vipsthumbnail, once for each
/// size, with the same settings, as many processes as there are workers. Both write what they made to the same folder.
/// </summary>
static class ImagesPart
{
    const string Tool = "vipsthumbnail";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder, "images"));
        var pictures = MakePictures(folder.FullName, stage.Options.Quick ? 8 : 32);
        var options = new ImageOptions { Seconds = 60 };
        var isHere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, Tool)));
        var (tools, thumbnails, all) = (new List<double>(), new List<double>(), new List<double>());
        var (times, peaks, busy) = (new List<double>(), new List<double>(), new List<double>());
        var (looks, looking) = (new List<double>(), new List<double>());
        using (var warm = new Pool(options)) await warm.RenderAsync(pictures[..2], Wanted.All, ct);
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            if (isHere) tools.Add(pictures.Length / await ToolAsync(pictures, options.WorkersOrUsual));
            using var pool = new Pool(options);
            await pool.RenderAsync(pictures[..options.WorkersOrUsual], Wanted.Small, ct); // as many workers as there will be
            thumbnails.Add(pictures.Length / (await pool.RenderAsync(pictures, Wanted.Large | Wanted.Small, ct)).Seconds);
            var peak = pool.PeakMiB();
            var run = await pool.RenderAsync(pictures, Wanted.All, ct);
            all.Add(pictures.Length / run.Seconds);
            times.Add(Percentile.Of(run.Milliseconds, 50));
            peaks.Add(peak);
            busy.Add(pool.PeakMiB());
            using var eyes = new Pool(options);
            looks.Add(Percentile.Of((await eyes.RenderAsync(pictures, Wanted.Codes | Wanted.Grey, ct)).Milliseconds, 50));
            looking.Add(eyes.PeakMiB());
            var line = $"{(isHere ? tools[^1] : 0):0.00}/s by {Tool}, {thumbnails[^1]:0.00}/s by workers, {all[^1]:0.00}/s with the full rendition, {peak:0} and {busy[^1]:0} MiB; looked into in {looks[^1]:0} ms, {looking[^1]:0} MiB";
            report.Ran("images", repeat, line, new { tool = isHere ? tools[^1] : 0, thumbnails = thumbnails[^1], all = all[^1], peak, busy = busy[^1], looks = looks[^1], looking = looking[^1] });
        }
        var note = $"{pictures.Length} JPEGs of 12 megapixels, {options.WorkersOrUsual} at once";
        Add(report, "thumbnails in two sizes, pictures/s", isHere ? tools : null, thumbnails, Goal.RatioAtLeast(0.8), note);
        Add(report, "the same and the full rendition, pictures/s", isHere ? tools : null, all, Goal.None, $"{Tool} still makes two only");
        report.Add(Row.Alone("one picture in three renditions, ms p50", times, Goal.None, "both cores busy"));
        report.Add(Row.Alone("a worker's largest memory, MiB, thumbnails", peaks, Goal.None));
        report.Add(Row.Alone("a worker's largest memory, MiB, with the full rendition", busy, Goal.None));
        report.Add(Row.Alone("one picture looked into for codes, ms p50", looks, Goal.None, "both cores busy; there are none in it"));
        report.Add(Row.Alone("a worker's largest memory, MiB, looking for codes", looking, Goal.None));
    }

    static void Add(Report report, string what, List<double>? limits, List<double> values, Goal goal, string note) =>
        report.Add(limits is null ? Row.Alone(what, values, Goal.None, $"{Tool} is not installed; {note}") : Row.Against(what, Tool, limits, values, goal, note));

    /// <summary>Seconds for all pictures in both sizes, with as many processes as cores are used by the workers.</summary>
    static async Task<double> ToolAsync(string[] pictures, int processes)
    {
        var environment = new Dictionary<string, string> { ["VIPS_CONCURRENCY"] = "1" };
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, processes).Select(async process =>
        {
            var mine = pictures.Where((_, number) => number % processes == process);
            foreach (var edge in (int[])[1600, 400])
                await Child.RunAsync(Tool, ["--size", $"{edge}x{edge}>", "-o", $"%s-{edge}.webp[Q=80,effort=2,strip]", .. mine], Patience, environment);
        }));
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Soft hills, edges and a sensor's noise, turned by EXIF, with a place: no two alike, some three megabytes each.</summary>
    static string[] MakePictures(string folder, int count)
    {
        const int width = 4032, height = 3024;
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            using var hills = Image.Perlin(width, height, cellSize: 512, seed: number);
            using var stones = Image.Perlin(width, height, cellSize: 32, seed: number + 1000);
            using var noise = Image.Gaussnoise(width, height, mean: 0, sigma: 6, seed: number);
            using var place = Image.Xyz(width, height);
            using var light = (hills * 60) + (stones * 25) + noise;
            using var edges = (place[0] / 97 % 2).Floor() * 12;
            using var red = light + (place[1] * (160.0 / height)) + 40;
            using var green = light + (place[0] * (120.0 / width)) + edges + 50;
            using var blue = light - (place[1] * (60.0 / height)) + 130;
            using var colours = red.Bandjoin(green, blue).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
            using var told = colours.Mutate(change =>
            {
                change.Set(GValue.GIntType, "orientation", number % 3 == 0 ? 6 : 1);
                change.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "48/1 8/1 123456/1000 (48, 8, 123.456, Rational, 3 components, 24 bytes)");
            });
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:000}.jpg"));
            told.Jpegsave(file, q: 90);
            return file;
        })];
    }

    /// <summary>Workers of their own, for one run.</summary>
    sealed class Pool(ImageOptions options) : IDisposable
    {
        readonly ImageWorkers workers = new(Options.Create(options), NullLogger<ImageWorkers>.Instance);
        readonly Dictionary<int, double> peaks = [];

        public async Task<(double Seconds, List<double> Milliseconds)> RenderAsync(string[] pictures, Wanted wanted, CancellationToken ct)
        {
            var clock = Stopwatch.StartNew();
            var times = new List<double>(pictures.Length);
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, options.WorkersOrUsual).Select(async _ =>
            {
                while (Interlocked.Increment(ref next) is var number && number < pictures.Length)
                {
                    var start = Stopwatch.GetTimestamp();
                    await RenderAsync(pictures[number], wanted, ct);
                    lock (times) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }));
            foreach (var id in workers.Ids) peaks[id] = Proc.PeakBytes(id) / (1024.0 * 1024);
            return (clock.Elapsed.TotalSeconds, times);
        }

        public double PeakMiB() => peaks.Values.Max();

        async Task RenderAsync(string file, Wanted wanted, CancellationToken ct)
        {
            await using var original = File.OpenRead(file);
            if (wanted.HasFlag(Wanted.Codes))
            {
                if ((await workers.LookAsync(original, "image/jpeg", wanted.HasFlag(Wanted.Grey), ct)).Verdict != ImageVerdict.Rendered) throw new InvalidOperationException($"{Path.GetFileName(file)} could not be looked into.");
                return;
            }
            var outcome = await workers.RenderAsync(original, "image/jpeg", wanted, async (info, bytes, stop) =>
            {
                await using var kept = File.Create($"{file}-{info.Rendition}");
                await bytes.CopyToAsync(kept, stop);
            }, ct);
            if (outcome.Verdict != ImageVerdict.Rendered) throw new InvalidOperationException($"{Path.GetFileName(file)} came out {outcome.Verdict}.");
        }

        public void Dispose() => workers.Dispose();
    }
}
