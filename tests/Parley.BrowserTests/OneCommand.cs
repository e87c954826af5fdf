using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Parley.BrowserTests;

/// <summary><c>./run.sh</c> as a stranger types it: it starts everything, says where, ends cleanly and keeps what was written.</summary>
public sealed class OneCommand : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    readonly string folder = Places.NewFolder();
    readonly int serverPort = Ports.Take(), shopPort = Ports.Take();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_prints_the_links_ends_with_all_its_children_and_keeps_the_data()
    {
        SayThatAllIsBuilt();
        string conversation;
        await using (var first = Start())
        {
            await RunsAsync(first);
            foreach (var person in new[] { "maya", "ina", "tomas", "greta", "olivia" })
            {
                Assert.Contains($"http://localhost:{shopPort}/as/{person}", first.Words, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, await StatusAsync($"http://localhost:{shopPort}/as/{person}"));
            }
            Assert.Equal(HttpStatusCode.OK, await StatusAsync($"http://localhost:{serverPort}/scalar"));
            await Eventually.TrueAsync(async () => (await InboxAsync()).Count >= 8, "the marketplace has moved in", Patience);
            conversation = $"{(await InboxAsync())[0]!["id"]}";
            await (await AsMayaAsync()).SayAsync(conversation, "Will this be here tomorrow?");
            await Eventually.TrueAsync(async () => (await OperatorPageAsync()).Contains("message.sent", StringComparison.Ordinal), "the shop hears of it by its webhook", Patience);
            await EndsAsync(first);
        }

        await using var second = Start();
        await RunsAsync(second);
        Assert.Contains("Will this be here tomorrow?", await (await AsMayaAsync()).TextsAsync(conversation));
        await EndsAsync(second);
    }

    Child Start() => new("bash", [Path.Combine(Places.Repository, "run.sh")], new Dictionary<string, string>
    {
        ["PARLEY_PORT"] = $"{serverPort}",
        ["BAZAAR_PORT"] = $"{shopPort}",
        ["PARLEY_DATA"] = folder,
    });

    static async Task RunsAsync(Child run)
    {
        Assert.True(await run.SaidAsync("Ctrl-C ends both", Patience), $"run.sh ended:\n{run.Tail()}");
    }

    async Task EndsAsync(Child run)
    {
        Assert.NotEmpty(Ours());
        var code = await run.StopAsync();
        Assert.True(code == 0, $"run.sh ended with {code}:\n{run.Tail()}");
        Assert.Empty(Ours());
        foreach (var port in new[] { serverPort, shopPort })
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.Throws<SocketException>(() => socket.Connect(IPAddress.Loopback, port));
        }
    }

    /// <summary>Processes that were told to keep their data in our folder.</summary>
    List<string> Ours() =>
    [
        .. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _)).Where(process =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "environ")).Contains($"PARLEY_DATA={folder}", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }),
    ];

    Task<Api> AsMayaAsync() => Api.AsAsync($"http://localhost:{shopPort}", $"http://localhost:{serverPort}", "maya");

    async Task<JsonArray> InboxAsync()
    {
        var (status, body) = await (await AsMayaAsync()).CallAsync(HttpMethod.Get, "/v1/inbox");
        return status == HttpStatusCode.OK ? body!["items"]!.AsArray() : [];
    }

    async Task<string> OperatorPageAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync($"http://localhost:{shopPort}/as/olivia");
    }

    static async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }

    /// <summary>The marks by which run.sh knows that nothing is to be built: these tests were built after the server and the elements.</summary>
    static void SayThatAllIsBuilt()
    {
        if (!Places.BazaarDll.Contains("Release", StringComparison.Ordinal)) return;
        foreach (var mark in new[] { Path.Combine(Places.Repository, "src/Parley.Server/wwwroot/elements/.built"), Path.Combine(Path.GetDirectoryName(Places.BazaarDll)!, ".built") })
            File.WriteAllText(mark, "");
    }
}
