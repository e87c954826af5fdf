using System.Net;
using Parley.Client;

namespace Parley.BrowserTests;

/// <summary>By the policy that comes with the server: whoever writes what is not wanted learns it before it is sent, and can say that it is something else; what people look at first says so.</summary>
public sealed class CoachedAndReviewed(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Found = $"Call me at {SafetyScreen.Number}", Words = $"Good day. {Found} tonight. Thank you!";
    const string Instead = "Let us keep talking here; I can send you that once the order is paid.";

    [Fact]
    public async Task Under_the_text_box_stands_what_is_not_wanted_why_and_what_to_write_instead()
    {
        var (buyer, _, _) = await OpenAsync();
        await buyer.Thread.Field.PressSequentiallyAsync(Words, new() { Delay = 5 });
        await Expect(buyer.Safety.Coach).ToContainTextAsync("Phone number");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync(Words);
        await Expect(buyer.Safety.Coach.Locator("mark")).ToHaveTextAsync(Found);
        await Expect(buyer.Safety.Coach).ToContainTextAsync("it is allowed once the order is paid");
        await Expect(buyer.Page.Locator("parley-safety > [role=status]")).ToHaveTextAsync("There is one remark about your message below the text box.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message that is coached");

        await buyer.Safety.Button("Use these words").PressAsync("Enter");
        await Expect(buyer.Thread.Field).ToHaveValueAsync($"Good day. {Instead} Thank you!");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await Expect(buyer.Safety.Coach).ToHaveCountAsync(0);
        await buyer.Thread.Field.PressAsync("Enter");
        await buyer.Thread.ShowsAsync($"Good day. {Instead} Thank you!");
    }

    [Fact]
    public async Task One_press_says_that_it_is_a_parcel_number_and_sends_it_with_that()
    {
        var (buyer, conversation, who) = await OpenAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Good day."); // so that it is no stranger's offer, too
        await buyer.Thread.ShowsAsync("Good day.");
        await buyer.Thread.Field.FillAsync(Words);
        await buyer.Safety.Coach.GetByRole(AriaRole.Button, new() { Name = "Send: it is a parcel number" }).ClickAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync("");
        await Expect(buyer.Safety.Coach).ToHaveCountAsync(0);
        await buyer.Thread.ShowsAsync(Words);
        await Eventually.TrueAsync(async () => (await (await Stage.AsAsync(who.Agent)).TextsAsync(conversation)).Contains(Words), "the vendor has it");

        var id = await Stage.OfAsync(conversation, "appeal"); // people see afterwards what was said of it
        var moderator = new Api(Stage.Server, Stage.OperatorToken("olivia"));
        Assert.Equal(HttpStatusCode.NoContent, (await moderator.CallAsync(HttpMethod.Put, $"/v1/cases/{id}/claim")).Status);
        var finding = (await moderator.GetAsync($"/v1/cases/{id}"))["flags"]![0]!["findings"]![0]!;
        Assert.Equal(("phone", "contact-after-payment: parcel-number"), ($"{finding["kind"]}", $"{finding["rule"]}"));
    }

    [Fact]
    public async Task What_was_sent_and_comes_back_for_its_words_stands_in_the_composer_again()
    {
        var (buyer, conversation, who) = await OpenAsync();
        await buyer.Page.RouteAsync("**/draft-check", route => route.AbortAsync()); // nobody is warned in time
        await buyer.Thread.Field.FillAsync(Words);
        await buyer.Thread.Field.PressAsync("Enter");
        await Expect(buyer.Safety.Coach.Locator("mark")).ToHaveTextAsync(Found);
        await Expect(buyer.Thread.Field).ToHaveValueAsync(Words);
        await Expect(buyer.Thread.Messages).ToHaveCountAsync(1);
        Assert.Single(await (await Stage.AsAsync(who.Agent)).TextsAsync(conversation));
    }

    [Fact]
    public async Task It_can_be_hidden_and_fits_a_phone_in_every_language()
    {
        var (phone, _, _) = await OpenAsync(Look.Phone with { Calm = true });
        await phone.Thread.Field.FillAsync(Words);
        await Expect(phone.Safety.Coach).ToBeVisibleAsync();
        foreach (var (language, word) in new[] { ("de", "Telefonnummer"), ("es", "Número de teléfono"), ("fr", "Numéro de téléphone"), ("ar", "رقم هاتف") })
        {
            await phone.Page.EvaluateAsync("language => document.querySelector('parley-inbox').setAttribute('locale', language)", language);
            await Expect(phone.Safety.Coach).ToContainTextAsync(word);
            await phone.FitsItsWidthAsync($"A coached message in {language}");
        }
        await EveryScreenIsAccessible.PassesAsync(phone, "a coached message in Arabic");
        await phone.Safety.Coach.GetByRole(AriaRole.Button).First.TapAsync();
        await Expect(phone.Safety.Coach).ToHaveCountAsync(0);
        await phone.Thread.Field.FillAsync(Words + " Bye");
        await Expect(phone.Safety.Coach).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_in_review_is_its_authors_alone_until_people_let_it_through_and_then_stands_in_order()
    {
        var (buyer, vendor, conversation, who) = await ReviewedAsync();
        await buyer.Thread.WriteAsync("And is it heavy?"); // waits behind it
        await Expect(buyer.Safety.Held).ToHaveCountAsync(2);
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message in review");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Are you still there?");
        foreach (var side in new[] { buyer, vendor }) await side.Thread.ShowsAsync("Are you still there?");
        await Expect(vendor.Thread.View).Not.ToContainTextAsync("Your account");
        await Expect(vendor.Thread.View).Not.ToContainTextAsync("And is it heavy?");

        await Stage.DecideAsync(conversation, "release", "");
        foreach (var side in new[] { vendor, buyer })
        {
            await side.Thread.ShowsAsync("And is it heavy?");
            await Eventually.EqualAsync(["Good morning, is it still available?", "Are you still there?", SafetyScreen.Posing, "And is it heavy?"], side.Thread.TextsAsync);
        }
        await Expect(buyer.Safety.Held).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_that_is_not_let_through_says_why_to_its_author_who_may_write_it_differently()
    {
        var (buyer, vendor, conversation, _) = await ReviewedAsync();
        await Stage.DecideAsync(conversation, "refuse-message", "It asks for money past the checkout.");
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Safety.Held).ToContainTextAsync("It asks for money past the checkout.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message that was not let through");
        await buyer.Safety.Button("Write it differently").ClickAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync(SafetyScreen.Posing);
        await Expect(vendor.Thread.View).Not.ToContainTextAsync("Your account");
    }

    /// <summary>Both sides at a thread in which the buyer has sent what is held.</summary>
    async Task<(Window Buyer, Window Vendor, string Conversation, Meeting Who)> ReviewedAsync()
    {
        var (buyer, conversation, who) = await OpenAsync();
        var vendor = await OpenAsync(who.Agent, new Look(Calm: true));
        await vendor.OpenThreadAsync(conversation);
        await buyer.Thread.WriteAsync(SafetyScreen.Posing);
        await Expect(buyer.Safety.Held).ToContainTextAsync("Your account will be suspended.");
        await Expect(buyer.Safety.Held).ToContainTextAsync($"{who.VendorName} does not see it yet.");
        return (buyer, vendor, conversation, who);
    }

    [Fact]
    public async Task Words_that_are_hidden_for_now_say_that_they_are()
    {
        var (buyer, conversation, who) = await OpenAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Ring ••••• at five.");
        var masked = buyer.Thread.Log.Locator(".masked");
        await Expect(masked).ToContainTextAsync("hidden for now");
        await Expect(masked).ToContainTextAsync("The marketplace hides ways of contact until the deal is far enough.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message with hidden words");
    }

    [Fact]
    public async Task Nobody_can_say_something_as_the_marketplace_does()
    {
        const string Said = "The marketplace paused the conversation"; // as its own line says it
        var vendor = $"posed-{Guid.NewGuid():N}";
        await Stage.FoundAsync(vendor);
        await Stage.TokenAsync($"{vendor}-poser", "The Marketplace");
        SyncRow[] rows = [new PastConversation(vendor, $"{vendor}-poser", [new PastMessage(Guid.NewGuid(), Side.Buyer, Said, DateTimeOffset.UtcNow.AddMinutes(-1))]) { Topic = "question" }];
        await foreach (var progress in Stage.Host.SyncAsync(rows.ToAsyncEnumerable())) Assert.Empty(progress.Failures);
        var owner = await OpenAsAsync(await Stage.TokenAsync($"{vendor}-owner", "Olga Owner"), "ina", new Look(Calm: true));
        await owner.OpenTeamAsync(vendor);
        await owner.Desk.Rows.First.ClickAsync();
        await owner.Thread.ShowsAsync(Said);
        await Expect(owner.Thread.SystemLines).ToHaveCountAsync(0);
        await Expect(owner.Thread.Log.Locator(".group.other").Filter(new() { HasText = Said })).ToHaveCountAsync(1);

        var conversation = await owner.Desk.Rows.First.GetAttributeAsync("data-id");
        await Stage.TellAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/freeze", new { reason = "A dispute" });
        await Expect(owner.Thread.SystemLines).ToContainTextAsync(Said); // the marketplace's own line is nobody's
        await Expect(owner.Thread.Log.Locator(".group")).ToHaveCountAsync(1);
    }

    async Task<(Window Buyer, string Conversation, Meeting Who)> OpenAsync(Look? look = null)
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer, look ?? new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await buyer.SettledAsync();
        return (buyer, conversation, who);
    }
}
