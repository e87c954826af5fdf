using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Parley.Live;

namespace Parley.Tests.Conversations;

/// <summary>Who is here, as those see it who talk with them.</summary>
public abstract class ComingAndGoing(World world) : Facts(world)
{
    static readonly TimeSpan AfterTheGrace = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Coming_is_told_at_once_and_going_after_a_while_with_its_time()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var visit = await talk.Buyer.ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && p.Get<bool>("online"));
        Assert.True((await talk.Vendor.ViewAsync(talk.Id)).Get<bool>("with.online"));
        await visit.DisposeAsync();
        Assert.True((await talk.Vendor.ViewAsync(talk.Id)).Get<bool>("with.online")); // a reload is no absence
        var gone = await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && !p.Get<bool>("online"), AfterTheGrace);
        Assert.InRange(gone.Get<DateTimeOffset>("lastSeenAt"), before, DateTimeOffset.UtcNow.AddSeconds(-5));
        var view = (await talk.Vendor.ViewAsync(talk.Id)).Must(200);
        Assert.False(view.Get<bool>("with.online"));
        Assert.Equal(gone.Get<string>("lastSeenAt"), view.Get<string>("with.lastSeenAt"));
    }

    [Fact]
    public async Task Many_who_come_at_once_are_each_told_of()
    {
        var shop = await World.NewShopAsync();
        var talks = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i => await shop.OpenAsync(await World.NewBuyerAsync(), $"{i}")));
        await using var window = await shop.Agent.ListenAsync();
        var visits = await Task.WhenAll(talks.Select(t => t.Buyer.ListenAsync()));
        foreach (var talk in talks) await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && p.Get<bool>("online"));
        foreach (var visit in visits) await visit.DisposeAsync();
    }
}

public sealed class Coming_and_going_on_sqlite(CommonSqlite world) : ComingAndGoing(world);

public sealed class Coming_and_going_on_postgres(CommonPostgres world) : ComingAndGoing(world);

/// <summary>What other nodes say of who is there, and for how long it holds.</summary>
public sealed class Presence_of_other_nodes
{
    static readonly Guid One = Guid.NewGuid(), Two = Guid.NewGuid();
    readonly FakeTimeProvider clock = new();
    readonly List<string> changed = [];
    readonly Presence presence;

    public Presence_of_other_nodes()
    {
        presence = new Presence(new Switchboard(), Options.Create(new LiveOptions()), clock);
        presence.Changed += changed.Add;
    }

    [Fact]
    public void A_party_is_online_as_long_as_one_node_says_so()
    {
        presence.Moved(One, "b:x", true);
        presence.Moved(Two, "b:x", true);
        presence.Moved(Two, "b:x", true); // told twice
        presence.Moved(One, "b:x", false);
        Assert.True(presence.IsOnline("b:x"));
        presence.Moved(Two, "b:x", false);
        presence.Moved(Two, "b:x", false);
        Assert.False(presence.IsOnline("b:x"));
        Assert.Equal(4, changed.Count);
    }

    [Fact]
    public void A_node_that_falls_silent_has_nobody_within_a_minute_and_one_that_is_heard_keeps_its_own()
    {
        presence.Moved(One, "b:x", true);
        presence.Moved(Two, "b:y", true);
        clock.Advance(TimeSpan.FromSeconds(30));
        presence.Heard(Two);
        clock.Advance(TimeSpan.FromSeconds(20));
        presence.ForgetSilent();
        Assert.Equal((false, true), (presence.IsOnline("b:x"), presence.IsOnline("b:y")));
        clock.Advance(TimeSpan.FromSeconds(46));
        presence.ForgetSilent();
        Assert.Equal((false, false), (presence.IsOnline("b:y"), presence.HasOthers));
    }

    [Fact]
    public void A_node_that_tells_everything_anew_replaces_what_it_said_and_one_that_ends_takes_its_people_with_it()
    {
        presence.Moved(One, "b:x", true);
        presence.Clear(One);
        presence.Moved(One, "b:y", true);
        Assert.Equal((false, true, true), (presence.IsOnline("b:x"), presence.IsOnline("b:y"), presence.HasOthers));
        presence.Forget(One);
        Assert.Equal((false, false), (presence.IsOnline("b:y"), presence.HasOthers));
    }
}
