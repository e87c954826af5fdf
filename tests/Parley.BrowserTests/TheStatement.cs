namespace Parley.BrowserTests;

/// <summary>Whom the marketplace decides about reads in the thread what and why, and contests it there; the other side reads only that there was something.</summary>
public sealed class TheStatement(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Facts = "You asked for a deal that this house does not protect.";

    [Fact]
    public async Task It_stands_in_the_thread_in_light_dark_and_on_a_phone_and_is_contested_there()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        await Stage.ReportAsync(who.Agent, conversation);
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await Stage.DecideAsync(conversation, "warn", Facts);

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
}
