namespace Parley.Tests.Inbox;

/// <summary>Unread numbers, as they are pushed to those who are online.</summary>
public abstract class Counting(World world) : Facts(world)
{
    [Fact]
    public async Task The_numbers_follow_what_comes_in_and_what_is_read()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "two")).Must(201);
        await window.HearAsync("counts", c => Numbers(c) == (1, 2));
        var second = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "another thread");
        await window.HearAsync("counts", c => Numbers(c) == (2, 3));
        (await talk.Vendor.MarkReadAsync(talk.Id, 2)).Must(200);
        (await talk.Vendor.MarkReadAsync(second.Id, 1)).Must(200);
        await window.HearAsync("counts", c => Numbers(c) == (0, 0));
    }

    [Fact]
    public async Task Many_messages_at_once_are_told_as_few_numbers_and_the_last_ones_are_right()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => talk.Buyer.SayAsync(talk.Id, $"This is letter number {i}")));
        await window.HearAsync("counts", c => Numbers(c) == (1, 201));
        var most = (watch.ElapsedMilliseconds / 250) + 1;
        Assert.InRange(window.All("counts").Count(), 1, most);
        Assert.Equal((1, 201), Numbers((await talk.Vendor.CountsAsync()).Must(200).Json));
    }

    [Fact]
    public async Task Nobody_else_hears_them()
    {
        var talk = await World.NewTalkAsync();
        await using var sender = await talk.Buyer.ListenAsync();
        await using var window = await talk.Vendor.ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "for the vendor")).Must(201);
        await window.HearAsync("counts");
        (await talk.Vendor.SayAsync(talk.Id, "for the buyer")).Must(201);
        Assert.Equal((1, 1), Numbers(await sender.HearAsync("counts")));
        Assert.Single(sender.All("counts"));
    }

    static (int Conversations, int Messages) Numbers(System.Text.Json.Nodes.JsonNode counts) => (counts.Get<int>("conversations"), counts.Get<int>("messages"));
}

public sealed class Counting_on_sqlite(CommonSqlite world) : Counting(world);

public sealed class Counting_on_postgres(CommonPostgres world) : Counting(world);
