namespace Parley.BrowserTests;

/// <summary>Whatever people write stays text: it does not run, does not lead astray and does not break the page.</summary>
public sealed class HostileWords(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly string[] Attacks =
    [
        "<img src=x onerror=__xss++>",
        "<script>__xss++</script>",
        "<svg/onload=__xss++>",
        "\"><iframe srcdoc='<script>parent.__xss++</script>'></iframe>",
        "${__xss++} {{__xss++}} #{__xss++}",
        "javascript:__xss++",
        "[click](javascript:__xss++)",
        "JaVaScRiPt://example.com/%0a__xss++",
        "data:text/html,<script>__xss++</script>",
        "<style>*{display:none}</style>",
        "<a href=\"javascript:__xss++\">here</a>",
        "</textarea></template><b onmouseover=__xss++>bold</b>",
        "https://example.com/\" onmouseover=\"__xss++",
    ];

    /// <summary>A thread in which the vendor has answered: at first contact such words would lie among the spam.</summary>
    async Task<string> KnownAsync(Meeting who)
    {
        var conversation = await who.BeginAsync("Good morning");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Good morning");
        return conversation;
    }

    [Fact]
    public async Task Markup_in_a_message_is_text_for_both_and_in_both_lists()
    {
        var who = await Stage.MeetAsync();
        var conversation = await KnownAsync(who);
        var api = await Stage.AsAsync(who.Buyer);
        await api.SayAsync(conversation, Attacks);
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        foreach (var window in new[] { buyer, vendor })
        {
            await window.OpenThreadAsync(conversation);
            await Expect(window.Thread.Messages).ToHaveCountAsync(Attacks.Length + 2);
            await Expect(window.Inbox.Row(conversation)).ToContainTextAsync("https://example.com/");
            foreach (var attack in Attacks[..^1]) await window.Thread.ShowsAsync(attack);
            await window.Thread.Messages.Last.HoverAsync();
            Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => __xss"));
            Assert.Equal(0, await window.Thread.Log.Locator(".text").Locator("img, script, svg, iframe, style, b").CountAsync());
        }

        // Live, quoted and in the composer as well.
        await api.SayAsync(conversation, "<img src=y onerror=__xss++>");
        await vendor.Thread.UseAsync("<img src=y onerror=__xss++>", "Reply");
        await vendor.Thread.WriteAsync("<b>no</b>");
        await buyer.Thread.ShowsAsync("<b>no</b>");
        Assert.Equal(0, await buyer.Page.EvaluateAsync<int>("() => __xss"));
        Assert.Equal(0, await vendor.Page.EvaluateAsync<int>("() => __xss"));
    }

    [Fact]
    public async Task Only_web_addresses_become_links_and_they_take_nothing_along()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync(
            "See https://example.com/a and http://example.org/b?c=d, not javascript:alert(1), data:text/html,x, file:///etc/passwd or vbscript:x. javascript://example.com/%0aalert(1)");
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        var links = await vendor.Thread.Log.Locator(".text a").EvaluateAllAsync<string[][]>("all => all.map(a => [a.href, a.rel, a.target])");
        Assert.Equal(["https://example.com/a", "http://example.org/b?c=d"], links.Select(link => link[0]).Where(href => !href.StartsWith("http://example.com/%0a", StringComparison.Ordinal)));
        Assert.All(links, link =>
        {
            Assert.Matches("^https?://", link[0]);
            Assert.Contains("noopener", link[1].Split(' '));
            Assert.Equal("_blank", link[2]);
        });
    }

    [Fact]
    public async Task A_message_cannot_turn_around_what_stands_beside_it()
    {
        var who = await Stage.MeetAsync();
        var conversation = await KnownAsync(who);
        await (await Stage.AsAsync(who.Buyer)).SayAsync(conversation, "\u202Egnp.ecioVni \u2066\u2067 https://example.com/\u202Egpj.exe");
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        var row = vendor.Inbox.Row(conversation);

        // The words around it keep their order: name before time, and "You" before one's own words.
        var (name, time) = (await row.Locator(".row-name").BoundingBoxAsync(), await row.Locator("time").BoundingBoxAsync());
        Assert.True(name!.X < time!.X);
        Assert.All(
            await vendor.Thread.Log.Locator(".text").EvaluateAllAsync<string[]>("all => all.map(text => getComputedStyle(text).unicodeBidi)"),
            bidi => Assert.Contains(bidi, new[] { "plaintext", "isolate", "isolate-override" }));
        Assert.All(await vendor.Thread.Log.Locator(".text a").EvaluateAllAsync<string[]>("all => all.map(a => a.title)"), host => Assert.StartsWith("example.com", host, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_words_and_long_messages_stay_inside_their_bubbles()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync(new string('W', 600));
        var api = await Stage.AsAsync(who.Buyer);
        await api.SayAsync(conversation, $"https://example.com/{new string('a', 900)}", string.Concat(Enumerable.Repeat("🧿", 400)), string.Concat(Enumerable.Repeat("Z\u0351\u0343\u0362\u0323", 300)));
        foreach (var width in new[] { 320, 1440 })
        {
            foreach (var person in new[] { who.Buyer, who.Agent })
            {
                var window = await OpenAsync(person, new Look(width, 800));
                await window.OpenThreadAsync(conversation);
                await window.FitsItsWidthAsync("A thread with long words");
                await window.OpenInboxAsync();
                await window.FitsItsWidthAsync("A list with long words");
            }
        }
    }

    [Fact]
    public async Task Five_thousand_characters_go_through_and_one_more_does_not()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), vendor.OpenThreadAsync(conversation));
        var words = string.Concat(Enumerable.Repeat("Neun Wörter. ", 500))[..4999] + ".";

        await buyer.Thread.Field.FillAsync(words + "!");
        await Expect(buyer.Thread.View.Locator(".counter")).ToHaveTextAsync("1 character too many");
        await Expect(buyer.Thread.SendButton).ToBeDisabledAsync();
        await buyer.Thread.WriteAsync(words);
        await Expect(vendor.Thread.Messages).ToHaveCountAsync(2);
        Assert.Equal(words, await vendor.Thread.Messages.Last.Locator(".text").TextContentAsync());
        await vendor.FitsItsWidthAsync("A thread with a long message");
    }

    [Fact]
    public async Task Nobody_reaches_a_conversation_that_is_not_theirs_by_its_address()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Between us");
        var stranger = await OpenAsync("maya");
        await stranger.GoAsync($"/messages?conversation={conversation}");
        await Expect(stranger.Page.GetByText("This does not exist, or it is not yours.")).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByText("Between us")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_inbox_of_another_team_is_not_found_rather_than_out_of_reach()
    {
        var stranger = await OpenAsync("maya");
        await stranger.OpenInboxAsync();
        await stranger.Page.Locator("parley-inbox").EvaluateAsync("inbox => inbox.setAttribute('as', 'vendor:nordlicht')");
        await TheServerRefuses.MustBeClosedAsync(stranger, "Not found");
        await Expect(stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
    }
}
