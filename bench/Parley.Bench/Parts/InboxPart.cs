using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// The desk of a vendor with a tenth of all conversations: each folder's first page, filtered pages, the counts, over HTTP with one
/// reader, at two sizes of a PostgreSQL store, beside bare SQL that reads the same rows.
/// </summary>
static class InboxPart
{
    const int Few = 1_000;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        int[] sizes = [Few, stage.Options.ManyConversations];
        var libraries = new List<DeskLibrary>();
        try
        {
            foreach (var size in sizes)
            {
                libraries.Add(await DeskLibrary.OpenAsync(stage, new DeskWorld(size), ct));
                Console.Error.WriteLine($"The store of {size:N0} conversations and {size * DeskWorld.MessagesEach:N0} messages is filled.");
            }
            DeskRead[] reads = [.. DeskReads.All, DeskReads.Search("search for two words", DeskWords.Pair), DeskReads.Search("search for two rare words", DeskWords.RarePair)];
            foreach (var what in reads.Where(r => r.Name.Contains(stage.Options.Reads, StringComparison.Ordinal))) await MeasureAsync(stage.Options, report, libraries, what, ct);
        }
        finally
        {
            foreach (var library in libraries) await library.DisposeAsync();
        }
    }

    static async Task MeasureAsync(BenchOptions options, Report report, List<DeskLibrary> libraries, DeskRead what, CancellationToken ct)
    {
        var (small, large) = (libraries[0], libraries[1]);
        List<Spread> httpSmall = [], httpLarge = [], bareSmall = [], bareLarge = [];
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            var of = await Spread.OfTurnsAsync(options.InboxReads, options.InboxTime, Bare(small), Http(small), Bare(large), Http(large));
            bareSmall.Add(of[0]);
            httpSmall.Add(of[1]);
            bareLarge.Add(of[2]);
            httpLarge.Add(of[3]);
            report.Ran("inbox", repeat, $"{what.Name}: at {small.World.Conversations:N0} conversations bare SQL {of[0]}, over HTTP {of[1]}; at {large.World.Conversations:N0} bare SQL {of[2]}, over HTTP {of[3]} ms",
                new { what.Name, bareSmall = of[0], httpSmall = of[1], bareLarge = of[2], httpLarge = of[3] });
        }
        report.Add(Row.Against($"{what.Name}, p99 ms at {large.World.Conversations:N0} beside {small.World.Conversations:N0} conversations", "small store", [.. httpSmall.Select(s => s.P99)], [.. httpLarge.Select(s => s.P99)],
            Goal.RatioAtMost(what.Growth), $"p50 {Median(httpSmall):0.0} and {Median(httpLarge):0.0} ms"));
        var met = Percentile.Median(httpLarge.Zip(bareLarge, (mine, other) => mine.P99 - (other.P99 * 1.5))) <= 1;
        report.Add(Row.Against($"{what.Name}, p99 ms at {large.World.Conversations:N0}", "bare SQL", [.. bareLarge.Select(s => s.P99)], [.. httpLarge.Select(s => s.P99)], new Goal("<= 1.5x + 1 ms", _ => met), $"p50 of bare SQL {Median(bareLarge):0.0} ms"));

        Func<ValueTask> Bare(DeskLibrary library) => async () => await library.BareAsync(what, ct);

        Func<ValueTask> Http(DeskLibrary library) => async () => await library.HttpAsync(what, ct);

        static double Median(List<Spread> spreads) => Percentile.Median(spreads.Select(s => s.P50));
    }
}
