using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Thread pages of 50 and inbox pages of 30 over HTTP, one reader, at two sizes of the store, beside the bare SQL of the same
/// page on the same tables. Conversations hold 50 messages, written through the import, so in time order per conversation.
/// </summary>
static class PagesPart
{
    const int Few = 10_000;
    const int MessagesEach = 50;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        foreach (var store in new[] { "pg", "sqlite" }) await RunAsync(stage, report, store, ct);
    }

    static async Task RunAsync(Stage stage, Report report, string store, CancellationToken ct)
    {
        var options = stage.Options;
        int[] sizes = [Few, options.ManyMessages];
        var libraries = new List<PageLibrary>();
        try
        {
            foreach (var size in sizes) libraries.Add(await PageLibrary.OpenAsync(stage, store, new World(size / MessagesEach), MessagesEach, ct));
            foreach (var page in new[] { "thread page of 50", "inbox page of 30" })
            {
                var http = sizes.Select(_ => new List<Spread>()).ToArray();
                var bare = sizes.Select(_ => new List<Spread>()).ToArray();
                for (var repeat = 0; repeat < options.Repeats; repeat++)
                {
                    for (var at = 0; at < sizes.Length; at++)
                    {
                        bare[at].Add(await Spread.OfAsync(options.PageReads, () => libraries[at].BareAsync(page, ct)));
                        http[at].Add(await Spread.OfAsync(options.PageReads, () => libraries[at].HttpAsync(page, ct)));
                        report.Ran($"pages {store}", repeat, $"{page} at {sizes[at]:N0} messages: bare SQL {bare[at][^1]}, over HTTP {http[at][^1]} ms", new { page, size = sizes[at], bare = bare[at][^1], http = http[at][^1] });
                    }
                }
                for (var at = 0; at < sizes.Length; at++) Spread.Report(report, $"{page} at {sizes[at]:N0} messages, {store}", http[at], bare[at]);
                report.Add(Row.Against($"{page}, p99 at {sizes[1]:N0} / at {sizes[0]:N0}, {store}", $"p99 ms at {sizes[0]:N0}", [.. http[0].Select(spread => spread.P99)], [.. http[1].Select(spread => spread.P99)], Goal.RatioAtMost(1.2)));
            }
        }
        finally
        {
            foreach (var library in libraries) await library.DisposeAsync();
        }
    }
}
