using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Seams.Channels;

/// <summary>What a channel's receiver does with what it is given.</summary>
public enum Peer
{
    Take,

    /// <summary>Says that it may do so later.</summary>
    NotNow,

    /// <summary>Refuses this parcel for good.</summary>
    Refuse,

    /// <summary>Says that the address does not exist.</summary>
    Gone,

    /// <summary>Takes the connection and says nothing more.</summary>
    Hang,

    /// <summary>Closes the connection in the middle.</summary>
    BreakOff,

    /// <summary>Is not there.</summary>
    Down,
}

/// <summary>
/// What every channel promises, against a real receiver on this machine: an outcome for whatever happens, within its time, never an
/// exception; the same parcel known as the same; nothing of addresses and texts in the log.
/// </summary>
public abstract class ChannelContract : IAsyncLifetime
{
    protected const string Words = "canary of a message's words";

    protected Notes Log { get; } = new();

    protected abstract INoticeChannel Subject { get; }

    /// <summary>The host's address of the person; null where the channel keeps its own.</summary>
    protected abstract string? Address { get; }

    /// <summary>What must stand in no log: the address, or what serves as one.</summary>
    protected abstract IEnumerable<string> Secrets { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>From now on the receiver does this.</summary>
    protected abstract Task MakeAsync(Peer what);

    /// <summary>What the receiver has taken, each by what it knows a repeat by.</summary>
    protected abstract IReadOnlyList<string> Arrived { get; }

    /// <summary>Of which thread a parcel tells. Receivers that know repeats by the thread get another for each parcel.</summary>
    protected virtual Guid ThreadOf(Guid parcel) => Thread;

    protected Parcel NewParcel(Guid? id = null, int attempt = 1) => Filled(id ?? Guid.CreateVersion7(), attempt);

    Parcel Filled(Guid id, int attempt) => new(
        id, attempt, new ParcelTo("person-1", "Bea Buyer", new Role(PartyKind.Buyer, "person-1"), Address, "en", "Europe/Berlin", ShowText: true), Urgent: false, Badge: 1,
        [new ParcelThread(ThreadOf(id), NoticeKind.Message, "Clay & Co", "A green bowl", null, 1, [new ParcelMessage(1, "Clay & Co", Words, [], DateTimeOffset.UtcNow)], null)]);

    protected static readonly Guid Thread = Guid.Parse("0196d4b0-1111-7000-8000-000000000001");

    [Fact]
    public async Task What_the_receiver_takes_is_delivered()
    {
        await MakeAsync(Peer.Take);
        Assert.True(Subject.IsConfigured);
        Assert.True(await Subject.HasAddressAsync("person-1", Address, default));
        Assert.IsType<Handed.Delivered>(await HandAsync(NewParcel()));
        await Eventually.TrueAsync(() => Arrived.Count == 1, "it arrives");
    }

    [Fact]
    public async Task The_same_parcel_handed_over_again_is_known_as_the_same_and_another_as_another()
    {
        await MakeAsync(Peer.Take);
        var id = Guid.CreateVersion7();
        await HandAsync(NewParcel(id));
        await HandAsync(NewParcel(id, attempt: 2));
        await HandAsync(NewParcel());
        await Eventually.TrueAsync(() => Arrived.Distinct().Count() == 2, "two are known apart");
        Assert.Equal(2, Arrived.Distinct().Count());
    }

    [Theory]
    [InlineData(Peer.NotNow, typeof(Handed.Later))]
    [InlineData(Peer.Refuse, typeof(Handed.Refused))]
    [InlineData(Peer.Gone, typeof(Handed.Gone))]
    [InlineData(Peer.Hang, typeof(Handed.Later))]
    [InlineData(Peer.BreakOff, typeof(Handed.Later))]
    [InlineData(Peer.Down, typeof(Handed.Later))]
    public async Task Every_failure_is_an_outcome_by_name(Peer does, Type outcome)
    {
        await MakeAsync(does);
        var handed = await HandAsync(NewParcel());
        Assert.True(outcome.IsInstanceOfType(handed) || (handed is Handed.Unsure && does is Peer.Hang or Peer.BreakOff), $"{does} came out as {handed}");
        Assert.Matches("^[a-z0-9-]{3,40}$", NameOf(handed));
    }

    [Fact]
    public async Task After_a_failure_the_next_parcel_arrives()
    {
        foreach (var does in new[] { Peer.NotNow, Peer.Refuse, Peer.BreakOff })
        {
            await MakeAsync(does);
            await HandAsync(NewParcel());
            await MakeAsync(Peer.Take);
            Assert.IsType<Handed.Delivered>(await HandAsync(NewParcel()));
        }
    }

    [Fact]
    public async Task As_many_as_it_says_are_handed_over_at_once()
    {
        await MakeAsync(Peer.Take);
        var all = await Task.WhenAll(Enumerable.Range(0, Subject.Wide * 3).Select(_ => HandAsync(NewParcel())));
        Assert.All(all, handed => Assert.IsType<Handed.Delivered>(handed));
        await Eventually.TrueAsync(() => Arrived.Distinct().Count() == Subject.Wide * 3, "each arrives");
    }

    [Fact]
    public async Task A_server_that_goes_down_meanwhile_ends_it_without_an_exception()
    {
        await MakeAsync(Peer.Hang);
        using var stop = new CancellationTokenSource();
        var handing = Subject.HandAsync(NewParcel(), stop.Token);
        await stop.CancelAsync();
        Assert.IsNotType<Handed.Delivered>(await handing.WaitAsync(Subject.TimeLimit + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Nothing_of_the_address_and_the_words_is_logged()
    {
        foreach (var does in Enum.GetValues<Peer>().Where(p => p != Peer.Hang))
        {
            await MakeAsync(does);
            await HandAsync(NewParcel());
        }
        foreach (var secret in Secrets.Append(Words)) Assert.DoesNotContain(Log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Within its time, on a machine that others use as well.</summary>
    protected async Task<Handed> HandAsync(Parcel parcel)
    {
        var watch = Stopwatch.StartNew();
        var handed = await Subject.HandAsync(parcel, TestContext.Current.CancellationToken);
        Assert.True(watch.Elapsed < Subject.TimeLimit + TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}, and {Subject.TimeLimit} is its limit.");
        return handed;
    }

    static string NameOf(Handed handed) => handed switch
    {
        Handed.Later later => later.Outcome,
        Handed.Gone gone => gone.Outcome,
        Handed.Refused refused => refused.Outcome,
        Handed.Unsure unsure => unsure.Outcome,
        _ => "delivered",
    };
}

/// <summary>A log that is kept to be looked at.</summary>
public sealed class Notes : ILoggerFactory, ILoggerProvider, ILogger
{
    readonly System.Collections.Concurrent.ConcurrentQueue<string> all = new();

    public IReadOnlyCollection<string> All => all;

    public ILogger<T> For<T>() => new Logger<T>(this);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => all.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}
