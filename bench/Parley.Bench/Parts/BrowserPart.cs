using System.Text.Json.Nodes;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>A vendor's desk in Chromium: from navigation to the first rows, and frames while 10,000 rows are scrolled through.</summary>
static class BrowserPart
{
    const int Navigations = 15, Rows = 10_000, LongestFirst = 300, LongestFrame = 50;

    /// <summary>Before the page's own scripts: the folder with everything, and a look at every frame for the first row.</summary>
    const string Watching =
        """
        try { sessionStorage.setItem('parley:desk:vendor:v0', 'folder=all&sort=time'); } catch {}
        const look = () => {
          const rows = document.querySelector('parley-inbox')?.shadowRoot?.querySelectorAll('li.desk-item');
          if (rows?.length) window.firstRows = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>As fast as a hand on a wheel; where the end is reached the next page is waited for.</summary>
    const string Scrolling =
        """
        (async rows => {
          const box = document.querySelector('parley-inbox').shadowRoot.querySelector('parley-desk-rows');
          const height = box.querySelector('li.desk-item').getBoundingClientRect().height;
          const frame = () => new Promise(done => requestAnimationFrame(done));
          const times = [];
          let before = await frame(), still = 0;
          while (box.scrollTop < rows * height && still < 600) {
            const at = box.scrollTop;
            box.scrollTop += 900;
            still = box.scrollTop === at ? still + 1 : 0;
            const now = await frame();
            times.push(now - before);
            before = now;
          }
          times.sort((a, b) => a - b);
          return { rows: Math.round(box.scrollTop / height), frames: times.length, median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)], longest: times.at(-1), over: times.filter(t => t > 50).length };
        })
        """;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        var site = Ports.Free();
        await using var library = await DeskLibrary.OpenAsync(stage, new DeskWorld(stage.Options.ManyConversations), ct, $"http://127.0.0.1:{site}");
        await using var page = await DeskPage.ServeAsync(site, library.Address);
        await using var browser = await Chromium.StartAsync(Path.Combine(stage.Folder, "chromium.log"));
        await browser.AskAsync("Page.enable", new { }, ct);
        await browser.AskAsync("Page.addScriptToEvaluateOnNewDocument", new { source = Watching }, ct);
        var first = new List<double>();
        for (var number = 0; number <= Navigations; number++)
        {
            var took = await NavigateAsync(browser, page.Address, ct);
            if (number > 0) first.Add(took); // the very first fills the browser's cache
        }
        report.Ran("browser", 0, $"first rows {Percentile.Median(first):0} ms, at most {first.Max():0}", new { first });
        report.Add(Row.Alone("desk in Chromium: navigation to first rows, ms, median", first, Goal.AtMost(LongestFirst, "ms"), $"slowest of {Navigations}: {first.Max():0} ms"));
        var frames = new List<JsonNode>();
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            await NavigateAsync(browser, page.Address, ct);
            var seen = (await browser.EvaluateAsync($"({Scrolling})({Rows})", ct))!;
            report.Ran("browser", repeat, $"scrolled {seen["rows"]} rows: {seen.ToJsonString()}", seen);
            frames.Add(seen);
        }
        report.Add(Row.Alone($"desk in Chromium: longest frame over {Rows:N0} rows, ms", [.. frames.Select(f => (double)f["longest"]!)], Goal.AtMost(LongestFrame, "ms"),
            $"median frame {(double)frames[0]["median"]!:0.0}, p99 {(double)frames[0]["p99"]!:0.0} ms, {frames.Sum(f => (int)f["over"]!)} of {frames.Sum(f => (int)f["frames"]!)} over {LongestFrame}"));
    }

    static async Task<double> NavigateAsync(Chromium browser, Uri address, CancellationToken ct)
    {
        await browser.AskAsync("Page.navigate", new { url = address.ToString() }, ct);
        for (var asked = 0; asked < 400; asked++)
        {
            if (await browser.EvaluateAsync("window.firstRows ?? null", ct) is { } at) return (double)at;
            await Task.Delay(25, ct);
        }
        throw new InvalidOperationException("The desk showed no rows within ten seconds.");
    }
}
