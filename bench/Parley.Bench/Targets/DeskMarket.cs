namespace Parley.Bench.Targets;

/// <summary>Tells the server of a <see cref="DeskWorld"/>'s people, vendors, listings and orders, as a marketplace would.</summary>
sealed class DeskMarket(ParleyServer server, string key, DeskWorld world)
{
    const int Step = 20_000;

    public async Task FillAsync(CancellationToken ct)
    {
        foreach (var some in People().Concat(Subjects()).Chunk(Step)) await server.SyncAsync(key, some, ct);
    }

    IEnumerable<string> People()
    {
        for (var buyer = 0; buyer < DeskWorld.Buyers; buyer++) yield return $$"""{"type":"user","id":"b{{buyer}}","name":"Buyer {{buyer}}","locale":"{{(buyer % 10 == 0 ? "fr" : "en")}}"}""";
        for (var vendor = 0; vendor < world.Vendors; vendor++)
        {
            yield return $$"""{"type":"user","id":"a{{vendor}}","name":"Agent {{vendor}}"}""";
            yield return $$"""{"type":"vendor","id":"v{{vendor}}","name":"Vendor {{vendor}}"}""";
            yield return $$"""{"type":"agent","vendor":"v{{vendor}}","user":"a{{vendor}}","role":"owner"}""";
        }
        yield return """{"type":"agent","vendor":"v0","user":"a1","role":"agent"}""";
    }

    IEnumerable<string> Subjects()
    {
        for (var vendor = 0; vendor < world.Vendors; vendor++)
            for (var nth = 0; nth < DeskWorld.ListingsEach; nth++)
                yield return $$"""{"type":"subject","kind":"listing","id":"v{{vendor}}-l{{nth}}","vendor":"v{{vendor}}","title":"Listing {{nth}} of vendor {{vendor}}"}""";
        for (var number = 0; number < world.Conversations; number++)
            if (world.IsOrder(number))
                yield return $$"""{"type":"subject","kind":"order","id":"{{world.Subject(number)}}","vendor":"v0","buyer":"b{{world.BuyerOf(number)}}","title":"Order {{number}}","state":"{{world.OrderState(number)}}","amount":{"minor":{{1000 + (number * 37 % 90_000)}},"currency":"{{(number % 3 == 0 ? "USD" : "EUR")}}"} }""";
    }
}
