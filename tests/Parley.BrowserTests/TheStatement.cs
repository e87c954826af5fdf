namespace Parley.BrowserTests;

/// <summary>Whom the marketplace decides about reads in the thread what and why, and contests it there; the other side reads only that there was something.</summary>
public sealed class TheStatement(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Facts = "You asked for a deal that this house does not protect.";

    [Fact]
    public async Task It_stands_in_the_thread_in_light_dark_and_on_a_phone_and_is_contested_there()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var reported = await (await Stage.AsAsync(who.Agent)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/reports", new { reason = "scam", seq = 1 });
        Assert.Equal(201, (int)reported.Status);
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await WarnAsync(conversation);

        var statement = buyer.Page.GetByRole(AriaRole.Region, new() { Name = "A decision of the marketplace about you" });
        await Expect(statement).ToContainTextAsync("The marketplace warned you");
        await Expect(statement).ToContainTextAsync(Facts);
        await Expect(statement).ToContainTextAsync("Rule 7: payments");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a statement of reasons");
        var folder = Places.ArtifactsOf("statement");
        foreach (var (look, scheme, width) in new[] { ("light", ColorScheme.Light, 1440), ("dark", ColorScheme.Dark, 1440), ("phone", ColorScheme.Light, 390) })
        {
            await buyer.Page.SetViewportSizeAsync(width, 900);
            await buyer.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await buyer.FitsItsWidthAsync($"a statement in {look}");
            await buyer.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{look}.png") });
        }
        await buyer.Page.SetViewportSizeAsync(1440, 900);

        await statement.GetByRole(AriaRole.Button, new() { Name = "Contest this decision" }).ClickAsync();
        await buyer.Page.Keyboard.TypeAsync("I only asked about the glaze.");
        await statement.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(statement.GetByRole(AriaRole.Status)).ToContainTextAsync("Somebody else decides it anew");
        await buyer.Page.ReloadAsync();
        await Expect(statement).ToContainTextAsync("You contested this");
        await Expect(statement.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await Expect(vendor.Thread.Log).ToContainTextAsync("The marketplace has decided something here");
        await Expect(vendor.Thread.Log).Not.ToContainTextAsync(Facts);
    }

    async Task WarnAsync(string conversation)
    {
        var moderator = new Api(Stage.Server, Stage.OperatorToken("marek"));
        string? found = null;
        for (var cursor = ""; found is null;)
        {
            var page = await moderator.GetAsync($"/v1/cases?limit=100{cursor}");
            found = (string?)page["items"]!.AsArray().FirstOrDefault(c => $"{c!["conversation"]}" == conversation)?["id"];
            if (found is null && page["cursor"] is null) Assert.Fail("The report is in the queue.");
            cursor = $"&cursor={page["cursor"]}";
        }
        Assert.Equal(204, (int)(await moderator.CallAsync(HttpMethod.Put, $"/v1/cases/{found}/claim")).Status);
        Assert.Equal(200, (int)(await moderator.CallAsync(HttpMethod.Post, $"/v1/cases/{found}/decision", new { act = "warn", facts = Facts, ground = "rule", reference = "Rule 7: payments" })).Status);
    }
}
