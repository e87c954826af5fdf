using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Encryption;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Seams.Channels;

/// <summary>What channels promise that hand over by HTTP, beside what all do.</summary>
public abstract class HttpChannelContract(Channel kind, HttpProtocols protocols = HttpProtocols.Http1) : ChannelContract
{
    readonly TestStore store = TestStore.Of("sqlite");
    readonly ConcurrentQueue<string> arrived = new();
    ServiceProvider services = null!;
    INoticeChannel? subject;
    bool down;

    protected Provider Peering { get; private set; } = null!;
    protected IServiceProvider Services => services;
    protected override INoticeChannel Subject => subject!;
    protected override IReadOnlyList<string> Arrived => [.. arrived];
    protected override string? Address => null;

    /// <summary>Registers the channel, set up for <see cref="Peering"/>, with a time limit of some seconds.</summary>
    protected abstract void SetUp(IServiceCollection to);

    /// <summary>Makes the person reachable; repeated.</summary>
    protected virtual Task SubscribeAsync() => Task.CompletedTask;

    /// <summary>Answers like a receiver that takes what it is asked to take.</summary>
    protected abstract Task TakeAsync(ProviderAsked asked, Microsoft.AspNetCore.Http.HttpContext http);

    /// <summary>How it says that it refuses, or that there is no such address.</summary>
    protected abstract (int Status, string Body) Says(Peer what);

    /// <summary>By what the receiver knows a repeat; null when it is no parcel.</summary>
    protected abstract string? NameOf(ProviderAsked asked);

    public override async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
        Peering = await Provider.StartAsync(protocols);
        var collection = new ServiceCollection();
        collection.AddSingleton<Store>(store.Store).AddSingleton(TimeProvider.System).AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton(new Wrapping(new EnvironmentKeys("k:" + Convert.ToBase64String(new byte[32])))).AddSingleton<HouseSecrets>().AddSingleton<AddressBook>();
        collection.Configure<NotificationOptions>(o => (o.Marketplace, o.ThreadUrl) = ("Bazaar", "https://shop.example/m/{thread}?as={as}"));
        SetUp(collection);
        services = collection.BuildServiceProvider();
        subject = services.GetServices<INoticeChannel>().Single(c => c.Channel == kind);
        await SubscribeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!down) await Peering.DisposeAsync();
        (store.Store as IDisposable)?.Dispose();
        Directory.Delete(store.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override async Task MakeAsync(Peer what)
    {
        await SubscribeAsync();
        switch (what)
        {
            case Peer.Take:
                Peering.Answer = (asked, http) =>
                {
                    if (NameOf(asked) is { } name) arrived.Enqueue(name);
                    return TakeAsync(asked, http);
                };
                break;
            case Peer.NotNow: Say(429, "{}", ("Retry-After", "7")); break;
            case Peer.Hang: Peering.Hang(); break;
            case Peer.BreakOff when kind == Channel.Browser: Peering.HangUp(); break; // of its answer only the status counts: once that is there, it is whole
            case Peer.BreakOff: Peering.BreakOff(); break;
            case Peer.Down:
                down = true;
                await Peering.DisposeAsync();
                break;
            default:
                var (status, body) = Says(what);
                Say(status, body);
                break;
        }
    }

    /// <summary>To parcels; what else it is asked it answers as ever.</summary>
    protected void Say(int status, string body, params (string, string)[] headers) => Peering.Answer = (asked, http) => NameOf(asked) is null ? TakeAsync(asked, http) : Provider.SayAsync(http, status, body, headers);

    [Fact]
    public async Task A_redirection_is_a_failure_and_is_not_followed()
    {
        await MakeAsync(Peer.Take);
        var parcel = NewParcel();
        Peering.AnswerWith(307, "", ("Location", $"{Peering.Address}/elsewhere"));
        var handed = await HandAsync(parcel);
        Assert.True(handed is Handed.Refused or Handed.Later, $"{handed}");
        Assert.DoesNotContain(Peering.All, asked => asked.Path == "/elsewhere");
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        await MakeAsync(Peer.NotNow);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<Handed.Later>(await HandAsync(NewParcel())).After);
        Peering.AnswerWith(503, "", ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(90).ToString("R")));
        Assert.InRange(Assert.IsType<Handed.Later>(await HandAsync(NewParcel())).After!.Value, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(91));
    }

    [Fact]
    public async Task An_address_of_its_own_that_is_gone_is_forgotten_and_one_that_refuses_is_kept()
    {
        await MakeAsync(Peer.Refuse);
        await HandAsync(NewParcel());
        Assert.True(await Subject.HasAddressAsync("person-1", Address, default));
        await MakeAsync(Peer.Gone);
        await HandAsync(NewParcel());
        if (Address is null) Assert.False(await Subject.HasAddressAsync("person-1", null, default));
    }

    [Fact]
    public async Task Only_the_person_is_reached()
    {
        Assert.False(await Subject.HasAddressAsync("person-2", null, default));
        Assert.Equal(["person-1"], await Subject.ReachableAsync(new Dictionary<string, string?> { ["person-1"] = Address, ["person-2"] = null }, default));
    }

    [Theory]
    [InlineData(200, "\0\0<html>")]
    [InlineData(200, "[1]")]
    [InlineData(400, "{\"error\":7,\"code\":\"x\",\"reason\":[]}")]
    [InlineData(404, "[]")]
    [InlineData(599, "")]
    public async Task Nonsense_is_an_outcome_and_never_an_exception(int status, string body)
    {
        Peering.AnswerWith(status, body);
        await HandAsync(NewParcel());
    }
}
