using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>A first message that could not go out waits with what it is about: whichever page comes next shows it or sends it.</summary>
public sealed class WrittenAndLeft(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly Regex Posts = new("/v1/conversations(/[^/]+/messages)?$");

    [Fact]
    public async Task The_message_centre_shows_the_thread_that_waits_and_sends_it()
    {
        var who = await Stage.MeetAsync();
        var buyer = await LeftAsync(who, "/messages", "Is it heavy?", "And is it dishwasher safe?");
        var row = buyer.Inbox.Row($"listing:{who.Listing}");
        await Expect(row).ToContainTextAsync(who.ListingTitle);
        await Expect(row).ToContainTextAsync("And is it dishwasher safe?");
        await Expect(row.Locator(".receipt")).ToHaveTextAsync(new Regex("Waiting to send|Sending"));
        await row.ClickAsync();
        await buyer.Thread.ShowsAsync("Is it heavy?", "And is it dishwasher safe?");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Waiting to send|Sending"));
        await buyer.Context.UnrouteAsync(Posts);

        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));
        var conversation = await StoredAsync(who, "Is it heavy?", "And is it dishwasher safe?");
        await Expect(buyer.Inbox.Row(conversation)).ToHaveCountAsync(1);
        await Expect(row).ToHaveCountAsync(0);
        await Expect(buyer.Page.Locator("parley-inbox")).ToHaveAttributeAsync("conversation", conversation);
        await buyer.Thread.ShowsAsync("Is it heavy?", "And is it dishwasher safe?");
        await buyer.Thread.WriteAsync("One more thing");
        await StoredAsync(who, "Is it heavy?", "And is it dishwasher safe?", "One more thing");
    }

    [Fact]
    public async Task Any_page_with_a_badge_sends_it()
    {
        var who = await Stage.MeetAsync();
        var buyer = await LeftAsync(who, "/", "Written in the tunnel");
        await buyer.Context.UnrouteAsync(Posts);
        await StoredAsync(who, "Written in the tunnel");
        await buyer.Page.WaitForFunctionAsync("() => !Object.keys(localStorage).some(key => key.startsWith('parley:unsent:'))");
    }

    /// <summary>Writes from a listing while nothing gets through, and goes elsewhere.</summary>
    async Task<Window> LeftAsync(Meeting who, string to, params string[] texts)
    {
        var buyer = await OpenAsync(who.Buyer);
        await buyer.Context.RouteAsync(Posts, route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await buyer.GoAsync($"/listing/{who.Listing}");
        await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
        foreach (var text in texts) await buyer.Thread.WriteAsync(text);
        await buyer.Thread.ShowsAsync(texts);
        await buyer.GoAsync(to);
        return buyer;
    }

    async Task<string> StoredAsync(Meeting who, params string[] texts)
    {
        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.EqualAsync(1, async () => (await api.ThreadsAboutAsync(who.Listing)).Count);
        var conversation = (await api.ThreadsAboutAsync(who.Listing))[0];
        await Eventually.EqualAsync(texts.ToList(), () => api.TextsAsync(conversation));
        return conversation;
    }
}
