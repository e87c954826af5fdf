using System.Diagnostics;

namespace Parley.Tests.Safety;

/// <summary>Bodies made to take long, by every way on which a text or a policy comes in.</summary>
public sealed class HostileBodies(SqliteWorld world) : Facts(world), IClassFixture<SqliteWorld>
{
    /// <summary>Of the server's processor time for one request; what runs beside it is in it too, so the quickest of a few counts.</summary>
    const int Most = 200, Runs = 4;

    static string Times(string what, int count) => string.Concat(Enumerable.Repeat(what, count));

    /// <summary>As long as a message may be, or much longer; with these a body is within its limit, or past it.</summary>
    static readonly (string Name, string Text)[] Texts =
    [
        ("digits", new string('1', 5000)), ("spaced digits", Times("1 ", 2500)), ("digits past the limit", new string('1', 10_000)), ("a megabyte of digits", new string('1', 1_000_000)),
        ("nested marks", new string('(', 2500) + new string(')', 2500)), ("10,000 nested marks", new string('(', 5000) + new string(')', 5000)), ("accents", Times("a\u0300", 2500)), ("one letter's accents", "a" + new string('\u0300', 4999)),
        ("at signs", Times("a.b@", 1250)), ("hosts", Times("www.", 1250)), ("spoken digits", Times("five ", 1000)), ("card groups", Times("4111 ", 1000)), ("messengers", Times("whatsapp ", 555)), ("invisible", "a" + new string('\u200b', 4999)),
    ];

    public static TheoryData<string> Ways => [.. Doors.Keys];

    static readonly Dictionary<string, Func<World, Talk, string, Task<Answer>>> Doors = new()
    {
        ["message"] = (_, talk, text) => talk.Buyer.SayAsync(talk.Id, text),
        ["opening"] = (_, talk, text) => talk.Buyer.PostAsync("v1/conversations", talk.Shop.Opening(text)),
        ["edit"] = (_, talk, text) => talk.Buyer.EditAsync(talk.Id, 1, text),
        ["draft"] = (_, talk, text) => talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text }),
        ["report"] = (_, talk, text) => talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "other", seq = 1, words = text }),
        ["appeal of a rule"] = (_, talk, text) => talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", new { clientMessageId = Guid.NewGuid(), text = "hello", appeal = new { @as = "other", words = text } }),
        ["appeal of a decision"] = (_, talk, text) => talk.Buyer.PostAsync($"v1/decisions/{Guid.NewGuid()}/appeal", new { words = text }),
        ["public notice"] = (world, _, text) => world.Anyone().PostAsync("v1/public-notices", new { category = "scam", about = "here", why = text, goodFaith = true, name = "Ann", mail = "ann@example.com" }),
        ["own word"] = (world, _, text) => world.HostClient.PutAsync("v1/policy", new { after = 0, policy = Policy(new { name = "mine", words = new[] { text } }) }),
        ["own pattern"] = (world, _, text) => world.HostClient.PutAsync("v1/policy", new { after = 0, policy = Policy(new { name = "mine", patterns = new[] { text } }) }),
        ["simulation"] = (world, _, text) => world.HostClient.PostAsync("v1/policy/simulations", new { policy = Policy(new { name = "mine", patterns = new[] { text } }) }),
    };

    static object Policy(object list) => new { rules = new object[] { new { name = "mine", what = new[] { "mine" }, @do = "hold" } }, lists = new[] { list } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_text_made_to_take_long_is_taken_or_refused_in_words_and_costs_little(string way)
    {
        var talk = await World.NewTalkAsync();
        await Doors[way](World, talk, "some ordinary words, compiled before anything is measured");
        foreach (var (name, text) in Texts) await MustCostLittleAsync($"{way}: {name}", () => Doors[way](World, talk, text));
    }

    [Theory]
    [InlineData("v1/policy", "PUT")]
    [InlineData("v1/policy/simulations", "POST")]
    public async Task Bodies_that_nest_deep_or_list_much_are_refused_in_words_and_cost_little(string path, string method)
    {
        string[] bodies =
        [
            "{\"after\":0,\"policy\":" + Times("[", 10_000) + Times("]", 10_000) + "}",
            Times("{\"policy\":", 10_000) + "1" + Times("}", 10_000),
            "{\"policy\":{\"rules\":[" + Times("{\"name\":\"a\",\"what\":[\"phone\"],\"do\":\"hold\"},", 15_000) + "{\"name\":\"b\",\"what\":[\"phone\"],\"do\":\"hold\"}]}" + (method == "PUT" ? ",\"after\":0}" : "}"),
            "{\"policy\":{\"rules\":[],\"lists\":[{\"name\":\"a\",\"words\":[" + Times("\"1111111111\",", 70_000) + "\"1\"]}]}" + (method == "PUT" ? ",\"after\":0}" : "}"),
            "{\"policy\":" + new string('1', 1_000_000) + "}",
        ];
        foreach (var body in bodies) await MustCostLittleAsync($"{path}: {body[..30]}", () => World.HostClient.SendAsync(new HttpMethod(method), path, body), mustRefuse: true);
    }

    [Fact]
    public async Task Megabytes_are_refused_before_they_are_read()
    {
        var talk = await World.NewTalkAsync();
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = World.Server.Address };
        foreach (var (path, method, bearer) in new[] { ($"v1/conversations/{talk.Id}/messages", "POST", talk.Buyer.Bearer), ("v1/policy", "PUT", World.HostKey), ("v1/public-notices", "POST", null) })
            await MustCostLittleAsync(path, async () =>
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{\"text\":\"" + new string('1', 4 << 20) + "\"}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
                request.Headers.ExpectContinue = true; // so that the answer is heard: whoever goes on sending is cut off
                return (await new Rig.Client(http, bearer).SendAsync(request)).MustRefuse(413, "payload-too-large");
            }, mustRefuse: true);
    }

    async Task MustCostLittleAsync(string what, Func<Task<Answer>> ask, bool mustRefuse = false)
    {
        using var server = Process.GetProcessById(World.Server.ProcessId);
        var least = TimeSpan.MaxValue;
        for (var run = 0; run < Runs && least.TotalMilliseconds > Most / 4; run++)
        {
            server.Refresh();
            var before = server.TotalProcessorTime;
            var answer = await ask();
            server.Refresh();
            var took = server.TotalProcessorTime - before;
            if (took < least) least = took;
            Assert.True(answer.Status is >= 400 and < 500 || !mustRefuse && answer.Status is 200 or 201 or 202, $"{what}: {answer.Status}");
            if (answer.Status >= 400) Assert.NotEmpty(answer.Get<string>("detail"));
        }
        Assert.True(least.TotalMilliseconds < Most, $"{what} took {least.TotalMilliseconds} ms of the processor");
    }
}
