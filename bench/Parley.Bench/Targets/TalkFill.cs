using System.Globalization;

namespace Parley.Bench.Targets;

/// <summary>Threads of the last four weeks as people have them, imported: half begin with an order, every message is another, one in forty would leave the marketplace.</summary>
sealed class TalkFill(ParleyServer server, string key)
{
    public const int Buyers = 500, Vendors = 50, MessagesEach = 10;

    const int ThreadsPerRequest = 1_500;

    public static string Buyer(int thread) => $"b{thread % Buyers}";

    public static int Vendor(int thread) => thread / Buyers % Vendors;

    public async Task RunAsync(int threads, CancellationToken ct)
    {
        await server.SyncAsync(key, People().Concat(Enumerable.Range(0, threads).Select(Subject)), ct);
        var random = new Random(5);
        foreach (var some in Enumerable.Range(0, threads).Chunk(ThreadsPerRequest)) await server.SyncAsync(key, some.Select(thread => Thread(thread, threads, random)), ct);
    }

    static IEnumerable<string> People()
    {
        for (var buyer = 0; buyer < Buyers; buyer++) yield return $$"""{"type":"user","id":"b{{buyer}}","name":"Buyer {{buyer}}"}""";
        for (var vendor = 0; vendor < Vendors; vendor++)
        {
            yield return $$"""{"type":"user","id":"a{{vendor}}","name":"Agent {{vendor}}"}""";
            yield return $$"""{"type":"vendor","id":"v{{vendor}}","name":"Vendor {{vendor}}"}""";
            yield return $$"""{"type":"agent","vendor":"v{{vendor}}","user":"a{{vendor}}","role":"owner"}""";
        }
    }

    static string Subject(int thread) => thread % 2 == 0
        ? $$"""{"type":"subject","kind":"order","id":"o{{thread}}","vendor":"v{{Vendor(thread)}}","buyer":"{{Buyer(thread)}}","title":"Order {{thread}}","state":"{{(thread % 4 == 0 ? "paid" : "placed")}}"}"""
        : $$"""{"type":"subject","kind":"listing","id":"l{{thread}}","vendor":"v{{Vendor(thread)}}","title":"Bowl {{thread}}"}""";

    static string Thread(int thread, int threads, Random random)
    {
        var start = DateTimeOffset.UtcNow.AddDays(-28 + (27.0 * thread / threads));
        var messages = Enumerable.Range(0, MessagesEach).Select(number =>
        {
            var at = start.AddMinutes(number * 17);
            var from = number % 2 == 0 ? "\"from\":\"buyer\"" : $"\"from\":\"vendor\",\"agent\":\"a{Vendor(thread)}\"";
            return $$"""{"clientMessageId":"{{Guid.CreateVersion7(at)}}",{{from}},"text":"{{Parts.ScreenPart.TextOf(random, random.Next(40) == 0 ? 0 : 1)}}","at":"{{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}}"}""";
        });
        var (kind, id) = thread % 2 == 0 ? ("order", "o") : ("listing", "l");
        return $$"""{"type":"conversation","subject":{"kind":"{{kind}}","id":"{{id}}{{thread}}"},"vendor":"v{{Vendor(thread)}}","buyer":"{{Buyer(thread)}}","messages":[{{string.Join(',', messages)}}]}""";
    }
}
