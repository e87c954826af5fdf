using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>The cable is pulled, the laptop sleeps, answers are lost: nothing is missing afterwards, and nothing is there twice.</summary>
public sealed class TroubleOnTheLine(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly Regex Posts = new("/v1/conversations(/[^/]+/messages)?$");

    [Fact]
    public async Task What_both_write_while_offline_waits_in_view_and_goes_out_once_in_order()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Shall we?");
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), vendor.OpenThreadAsync(conversation));

        foreach (var window in new[] { buyer, vendor })
        {
            await window.Context.SetOfflineAsync(true);
            await Expect(window.Thread.Banner).ToContainTextAsync("You are offline");
            for (var i = 1; i <= 3; i++) await window.Thread.WriteAsync($"{window.Person} {i}");
            await window.Thread.ShowsAsync($"{window.Person} 1", $"{window.Person} 2", $"{window.Person} 3");
            await Expect(window.Thread.Receipt).ToHaveTextAsync("Waiting to send");
        }
        var api = await Stage.AsAsync(who.Buyer);
        Assert.Equal(["Shall we?"], await api.TextsAsync(conversation));

        foreach (var window in new[] { buyer, vendor }) await window.Context.SetOfflineAsync(false);

        await Eventually.EqualAsync(7, async () => (await api.TextsAsync(conversation)).Count);
        var stored = await api.TextsAsync(conversation);
        foreach (var person in new[] { who.Buyer, who.Agent })
            Assert.Equal([$"{person} 1", $"{person} 2", $"{person} 3"], stored.Where(text => text.StartsWith($"{person} ", StringComparison.Ordinal)));
        foreach (var window in new[] { buyer, vendor })
        {
            await Eventually.EqualAsync(stored, window.Thread.TextsAsync);
            await Expect(window.Thread.Banner).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_stored_once()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        var lost = 0;
        await buyer.Page.RouteAsync(Posts, async route =>
        {
            if (route.Request.Method != "POST" || Interlocked.Increment(ref lost) > 2)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FetchAsync();
            await route.AbortAsync();
        });

        await buyer.Thread.WriteAsync("Can you hear me?");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered"));
        await buyer.Thread.ShowsAsync("Can you hear me?");
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref lost) >= 3), "the page asks again until it has an answer");
        Assert.Equal(["Good morning, is it still available?", "Can you hear me?"], await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
    }

    [Fact]
    public async Task What_waited_when_the_page_was_reloaded_goes_out_once()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Context.RouteAsync(Posts, route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await buyer.Thread.WriteAsync("First");
        await buyer.Thread.WriteAsync("Second");
        await buyer.Thread.ShowsAsync("First", "Second");

        await buyer.Page.ReloadAsync();
        await buyer.Thread.ShowsAsync("First", "Second");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Waiting to send|Sending"));
        await buyer.Context.UnrouteAsync(Posts);

        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));
        Assert.Equal(["Good morning, is it still available?", "First", "Second"], await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
        await buyer.Thread.ShowsAsync("First", "Second");
    }

    [Fact]
    public async Task The_first_message_of_a_thread_survives_a_reload_too()
    {
        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.Context.RouteAsync(Posts, route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await buyer.GoAsync($"/listing/{who.Listing}");
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Contact seller" }).ClickAsync();
        await buyer.Thread.WriteAsync("Is it heavy?");
        await buyer.Thread.ShowsAsync("Is it heavy?");

        await buyer.Page.ReloadAsync();
        await buyer.Context.UnrouteAsync(Posts);
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Contact seller" }).ClickAsync();
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));

        var api = await Stage.AsAsync(who.Buyer);
        Assert.Equal(["Is it heavy?"], await api.TextsAsync(Assert.Single(await api.ThreadsAboutAsync(who.Listing))));
    }

    [Fact]
    public async Task Two_tabs_of_one_person_never_send_the_same_message_twice()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var left = await OpenAsync(who.Buyer);
        var right = await TabOfAsync(left);
        await left.OpenThreadAsync(conversation);
        await right.OpenThreadAsync(conversation);
        await left.Context.RouteAsync(Posts, route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await left.Thread.WriteAsync("Left");
        await right.Thread.WriteAsync("Right");
        await left.Thread.ShowsAsync("Left", "Right");
        await right.Thread.ShowsAsync("Left", "Right");

        await left.Context.UnrouteAsync(Posts);

        foreach (var tab in new[] { left, right })
        {
            await Expect(tab.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));
            await tab.Thread.ShowsAsync("Left", "Right");
        }
        Assert.Equal(["Good morning, is it still available?", "Left", "Right"], await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
    }

    [Fact]
    public async Task A_laptop_that_slept_with_a_dead_socket_catches_up_by_itself()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        bool asleep = false, greeted = false;
        await buyer.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await buyer.Page.RouteWebSocketAsync(new Regex("/realtime"), socket =>
        {
            // A socket that died while the lid was closed looks open and says nothing.
            var server = socket.ConnectToServer();
            var dead = false;
            socket.OnMessage(message => { if (!(dead |= asleep)) server.Send(message.Text!); });
            server.OnMessage(message =>
            {
                if (dead |= asleep) return;
                greeted |= message.Text!.Contains("\"ready\"", StringComparison.Ordinal);
                socket.Send(message.Text);
            });
        });
        await buyer.OpenThreadAsync(conversation);
        await buyer.StayAsync();
        await Eventually.TrueAsync(() => Task.FromResult(greeted), "the page is connected");
        await buyer.SettledAsync();
        var vendor = await Stage.AsAsync(who.Agent);
        await vendor.SayAsync(conversation, "While awake.");
        await buyer.Thread.ShowsAsync("While awake.");
        await buyer.SettledAsync();

        asleep = true;
        await vendor.SayAsync(conversation, "While asleep, one.", "While asleep, two.");
        await Eventually.EqualAsync(4, async () => (await vendor.TextsAsync(conversation)).Count);
        await Expect(buyer.Thread.Message("While asleep, two.")).ToHaveCountAsync(0);
        asleep = false;
        await buyer.Page.Clock.FastForwardAsync("10:00");

        await Eventually.EqualAsync(await vendor.TextsAsync(conversation), buyer.Thread.TextsAsync);
        await vendor.SayAsync(conversation, "And live again.");
        await buyer.Thread.ShowsAsync("And live again.");
        await buyer.WasNotReloadedAsync();
    }

    [Fact]
    public async Task A_page_that_was_frozen_in_the_background_catches_up_when_it_returns()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        var vendor = await Stage.AsAsync(who.Agent);
        await vendor.SayAsync(conversation, "Before.");
        await buyer.Thread.ShowsAsync("Before.");
        var control = await buyer.Context.NewCDPSessionAsync(buyer.Page);

        await control.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await vendor.SayAsync(conversation, "One.", "Two.", "Three.");
        await control.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });

        await Eventually.EqualAsync(await vendor.TextsAsync(conversation), buyer.Thread.TextsAsync);
    }
}
