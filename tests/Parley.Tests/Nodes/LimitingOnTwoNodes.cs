using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Tests.Nodes;

/// <summary>Whoever asks too often does not get twice as much of two nodes.</summary>
public sealed class Limiting_on_two_nodes(Limiting_on_two_nodes.SlowPair world) : Facts(world), IClassFixture<Limiting_on_two_nodes.SlowPair>
{
    const int Full = 15;

    /// <summary>A person may ask once a second, and fifteen times at once.</summary>
    public sealed class SlowPair() : World("postgres", new Dictionary<string, string> { ["Parley__Limits__RequestsPerMinute"] = "60" })
    {
        public ServerProcess Other { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Other = await SecondNodeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_somebody_asked_of_one_node_counts_on_the_other()
    {
        var other = ((SlowPair)World).Other;
        var talk = await World.NewTalkAsync();
        var second = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "Hello");
        await using var window = await World.At(talk.Vendor, other).ListenAsync();
        await using var first = await talk.Buyer.ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id); // the nodes know of each other
        var busy = await World.NewBuyerAsync();
        var since = Stopwatch.StartNew();
        for (var i = 0; i < 12; i++) (await busy.GetAsync("v1/me")).Must(200);
        await using var later = await second.Buyer.ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == second.Buyer.Id); // and what was said before
        var answer = (await World.At(busy, other).GetAsync("v1/me")).Must(200);
        var left = int.Parse(Regex.Match(answer.Headers["RateLimit"], "r=([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(left, 0, Full - 13 + (int)Math.Ceiling(since.Elapsed.TotalSeconds));
    }
}
