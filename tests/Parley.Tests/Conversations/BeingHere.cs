using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Conversations;

namespace Parley.Tests.Conversations;

/// <summary>Who of a vendor's team is in a thread: for the team's eyes only.</summary>
public abstract class BeingHere(World world) : Facts(world)
{
    [Fact]
    public async Task The_team_sees_who_reads_and_who_writes_and_the_buyer_sees_nothing()
    {
        var talk = await World.NewTalkAsync();
        var reader = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly, "Rosa Reader");
        await using var window = await talk.Vendor.ListenAsync();
        await using var buyer = await talk.Buyer.ListenAsync();
        await using var elsewhere = await (await World.NewShopAsync("Elsewhere")).Agent.ListenAsync();
        (await reader.HereAsync(talk.Id, "reading")).Must(204);
        await window.HearAsync("here", h => Said(h) is ["Rosa Reader reading"]);
        (await talk.Vendor.HereAsync(talk.Id, "writing")).Must(204);
        var both = await window.HearAsync("here", h => h.Items("agents").Length == 2);
        Assert.Equal((talk.Id, reader.Id, talk.Vendor.Id), (both.Get<Guid>("conversationId"), both.Get<string>("agents.0.id"), both.Get<string>("agents.1.id")));
        Assert.Equal(["Rosa Reader reading", "Adam Agent writing"], Said((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json, "here"));
        (await reader.HereAsync(talk.Id, "left")).Must(204);
        await window.HearAsync("here", h => Said(h) is ["Adam Agent writing"]);

        (await talk.Buyer.HereAsync(talk.Id, "reading")).MustRefuse(404, "not-found");
        Assert.Null((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Json.At("here"));
        (await talk.Vendor.SayAsync(talk.Id, "there you are")).Must(201);
        await buyer.HearAsync("message");
        Assert.Empty(buyer.All("here").Concat(elsewhere.All("here")));
    }

    [Fact]
    public async Task Who_may_only_read_does_not_write_and_who_left_the_team_is_not_shown()
    {
        var talk = await World.NewTalkAsync();
        var reader = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        (await reader.HereAsync(talk.Id, "writing")).MustRefuse(403, "forbidden");
        (await reader.HereAsync(talk.Id, "dancing")).MustRefuse(400, "validation");
        (await reader.HereAsync(talk.Id, "reading")).Must(204);
        Assert.Single((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json.Items("here"));
        await World.Host.DeleteAgentAsync(talk.Shop.VendorId, reader.Id);
        Assert.Empty((await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json.Items("here"));
    }

    internal static string[] Said(JsonNode push, string path = "agents") => [.. push.Items(path).Select(a => $"{a.Get<string>("name")} {a.Get<string>("doing")}")];
}

public sealed class Being_here_on_sqlite(CommonSqlite world) : BeingHere(world);

public sealed class Being_here_on_postgres(CommonPostgres world) : BeingHere(world);

public sealed class Signs_of_presence
{
    static readonly Guid Thread = Guid.NewGuid();
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    readonly Signs signs;

    public Signs_of_presence() => signs = new(clock);

    [Fact]
    public void A_sign_is_forgotten_after_thirty_seconds_without_another()
    {
        signs.Give(Thread, "ada", Doing.Reading, isOurs: true);
        Assert.Equal(new DueSign(Thread, "ada", Doing.Reading, true, true), Assert.Single(signs.Take()));
        var since = Assert.Single(signs.Of(Thread)).Since;
        clock.Advance(TimeSpan.FromSeconds(20));
        signs.Give(Thread, "ada", Doing.Reading, isOurs: true);
        Assert.Equal(new DueSign(Thread, "ada", Doing.Reading, false, true), Assert.Single(signs.Take())); // for other nodes; the team knows
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(signs.Take());
        Assert.Equal(since, Assert.Single(signs.Of(Thread)).Since);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(signs.Of(Thread));
        Assert.Equal(new DueSign(Thread, "ada", Doing.Left, true, false), Assert.Single(signs.Take()));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(signs.Take());
    }

    [Fact]
    public void Of_many_signs_in_a_second_only_the_last_is_passed_on()
    {
        signs.Give(Thread, "ada", Doing.Reading, isOurs: true);
        Assert.Single(signs.Take());
        foreach (var doing in new[] { Doing.Writing, Doing.Left, Doing.Reading, Doing.Writing }) signs.Give(Thread, "ada", doing, isOurs: true);
        clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Empty(signs.Take());
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(Doing.Writing, Assert.Single(signs.Take()).Doing);
        signs.Give(Thread, "ben", Doing.Reading, isOurs: false);
        Assert.Equal(new DueSign(Thread, "ben", Doing.Reading, true, false), Assert.Single(signs.Take())); // each at their own pace
    }

    [Fact]
    public void Whoever_comes_and_goes_is_told_of_no_more_often_than_others()
    {
        for (var i = 0; i < 40; i++)
        {
            signs.Give(Thread, "ada", i % 2 == 0 ? Doing.Reading : Doing.Left, isOurs: true);
            Assert.InRange(signs.Take().Count, 0, i % 10 == 0 ? 1 : 0);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        signs.Give(Guid.NewGuid(), "nobody", Doing.Left, isOurs: true); // who was not there has not left
        Assert.DoesNotContain(signs.Take(), s => s.Person == "nobody");
    }
}
