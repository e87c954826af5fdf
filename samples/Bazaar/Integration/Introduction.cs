using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>
/// Introduces the marketplace to Parley in the background, on each start: waits until Parley is ready, brings
/// over people, vendors, listings, orders and the conversations of the sample, then tells it each change of an
/// order as it happens. All of it may be repeated at any time.
/// </summary>
public sealed partial class Introduction(
    Settings settings, Ledger ledger, Rows rows, History history, Furnishing furnishing, Enclosures enclosures, Events events, Catalogue catalogue, ILogger<Introduction> log)
    : BackgroundService
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim news = new(0);

    /// <summary>What the pages say while this is going on; null once everything is there.</summary>
    public string? Notice { get; private set; } = "Waiting for Parley; messages appear in a moment.";

    /// <summary>An order changed; Parley hears of it at once, or as soon as it is back.</summary>
    public void Hurry() => news.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.HostKey is null)
        {
            Notice = "Bazaar__HostKey is not set, so the shop runs without messages.";
            LogNoKey();
            return;
        }

        var host = ParleyHost.Connect(settings.ParleyUrl, settings.HostKey);
        while (!await TryIntroduceAsync(host, stoppingToken))
            await Task.Delay(Pause, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await news.WaitAsync(Pause, stoppingToken);
            await TellAsync(host, stoppingToken);
        }
    }

    async Task<bool> TryIntroduceAsync(ParleyHost host, CancellationToken ct)
    {
        try
        {
            await WaitUntilReadyAsync(ct);
            if (await events.SubscribeAsync(host, ct) is { } reason)
                LogNoEvents(reason);
            await IntroduceAsync(host, ct);
            Notice = null;
            LogReady(settings.ShopUrl);
            return true;
        }
        catch (Exception e) when (OutOfReach(e, ct))
        {
            Notice = "Parley could not take over the shop's data yet; the log says why.";
            LogFailed(e.Message);
            return false;
        }
    }

    async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = settings.ParleyUrl, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("health/ready", patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (OutOfReach(e, ct))
            {
                if (patience.IsCancellationRequested)
                    throw new TimeoutException($"Parley did not become ready at {settings.ParleyUrl} within two minutes.", e);
            }

            await Task.Delay(300, ct);
        }
    }

    async Task IntroduceAsync(ParleyHost host, CancellationToken ct)
    {
        // The history is brought over once, unless Parley has started anew in the meantime.
        var known = ledger.Introduced && await host.FindUserAsync(catalogue.Buyers[0].Id, ct) is not null;
        Notice = known ? null : "Moving in: people, listings and conversations are being brought over to Parley.";
        foreach (var tier in Rows.Tiers)
            await host.PutTierAsync(tier, ct);
        await SyncAsync(host, "market", rows.Market(known ? Nothing : history.StartingStates), ct);
        if (known)
            return;
        for (var round = 0; round < history.Rounds; round++)
        {
            foreach (var (order, change) in history.Changes(round))
                await host.ChangeSubjectAsync(order.Kind, order.Id, change, ct);
            await SyncAsync(host, $"conversations, part {round + 1}", history.Conversation(round), ct);
        }

        foreach (var refused in await furnishing.RunAsync(ct))
            LogUnfurnished(refused);
        foreach (var refused in await enclosures.RunAsync(ct))
            LogUnsent(refused);
        LogHistory(history.Conversations, catalogue.Orders.Count, catalogue.Listings.Count);
        ledger.MarkIntroduced();
    }

    async Task SyncAsync(ParleyHost host, string what, IEnumerable<SyncRow> sent, CancellationToken ct)
    {
        await foreach (var progress in host.SyncAsync(sent.ToAsyncEnumerable(), ct))
        {
            LogProgress(what, progress.Done, progress.Failed);
            foreach (var failure in progress.Failures.Take(5))
                LogRefused(what, failure.Line, failure.Problem.Type, failure.Problem.Detail);
        }
    }

    /// <summary>Tells what Parley has not heard; what fails is tried again after the next pause.</summary>
    async Task TellAsync(ParleyHost host, CancellationToken ct)
    {
        foreach (var change in ledger.Untold())
        {
            var order = catalogue.FindOrder(change.OrderId)!;
            try
            {
                await host.ChangeSubjectAsync(
                    order.Kind, order.Id,
                    new SubjectChange(
                        History.ChangeId(order, change.State), change.State, order.Stall.NoteOf(change.State), change.At),
                    ct);
                ledger.MarkTold(change);
            }
            catch (Exception e) when (OutOfReach(e, ct))
            {
                LogUntold(change.OrderId, change.State, e.Message);
                return;
            }
        }
    }

    /// <summary>Whether a call failed for a reason that may pass, rather than because the shop is closing.</summary>
    static bool OutOfReach(Exception e, CancellationToken ct) =>
        (e is ParleyException or HttpRequestException or TimeoutException or TaskCanceledException) && !ct.IsCancellationRequested;

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    static readonly Dictionary<string, string> Nothing = [];

    [LoggerMessage(LogLevel.Information, "Sync of the {What}: {Done} rows done, {Failed} failed")]
    partial void LogProgress(string what, long done, long failed);

    [LoggerMessage(LogLevel.Warning, "Sync of the {What}: row {Line} was refused: {Type} {Detail}")]
    partial void LogRefused(string what, long line, string type, string? detail);

    [LoggerMessage(LogLevel.Information, "{Conversations} conversations, {Orders} orders and {Listings} listings are in Parley")]
    partial void LogHistory(int conversations, int orders, int listings);

    [LoggerMessage(LogLevel.Warning, "A vendor's desk was not furnished as it should be: {Refused}")]
    partial void LogUnfurnished(string refused);

    [LoggerMessage(LogLevel.Warning, "Parley will not tell the shop what happens: {Reason}")]
    partial void LogNoEvents(string reason);

    [LoggerMessage(LogLevel.Warning, "A message with a file was not sent: {Refused}")]
    partial void LogUnsent(string refused);

    [LoggerMessage(LogLevel.Information, "Bazaar is ready at {Url}")]
    partial void LogReady(Uri url);

    [LoggerMessage(LogLevel.Warning, "Bazaar__HostKey is not set, so the shop runs without messages")]
    partial void LogNoKey();

    [LoggerMessage(LogLevel.Error, "The sync with Parley stopped and is tried again: {Reason}")]
    partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Warning, "Parley has not heard yet that {OrderId} is {State}: {Reason}")]
    partial void LogUntold(string orderId, string state, string reason);
}
