using System.Text.Json.Nodes;

namespace Parley.BrowserTests;

/// <summary>Whoever writes what is not wanted learns it before it is sent, and can say that it is something else; what people look at first says so.</summary>
public sealed class CoachedAndReviewed(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Words = $"Good day. Call me at {SafetyScreen.Number} tonight. Thank you!";

    [Fact]
    public async Task Under_the_text_box_stands_what_is_not_wanted_why_and_what_to_write_instead()
    {
        var (buyer, _, _) = await OpenAsync();
        await buyer.Thread.Field.PressSequentiallyAsync(Words, new() { Delay = 5 });
        await Expect(buyer.Safety.Coach).ToContainTextAsync("Phone number");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync(Words);
        await Expect(buyer.Safety.Coach.Locator("mark")).ToHaveTextAsync(SafetyScreen.Number);
        await Expect(buyer.Safety.Coach).ToContainTextAsync("it is allowed once the order is paid");
        await Expect(buyer.Page.Locator("parley-safety > [role=status]")).ToHaveTextAsync("There is one remark about your message below the text box.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message that is coached");

        await buyer.Safety.Button("Use these words").PressAsync("Enter");
        await Expect(buyer.Thread.Field).ToHaveValueAsync("Good day. Let us keep talking here. Thank you!");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await Expect(buyer.Safety.Coach).ToHaveCountAsync(0);
        await buyer.Thread.Field.PressAsync("Enter");
        await buyer.Thread.ShowsAsync("Good day. Let us keep talking here. Thank you!");
    }

    [Fact]
    public async Task One_press_says_that_it_is_a_parcel_number_and_sends_it_with_that()
    {
        var (buyer, conversation, who) = await OpenAsync();
        JsonNode? appeal = null;
        await buyer.Page.RouteAsync($"**/v1/conversations/{conversation}/messages", route =>
        {
            if (route.Request.Method != "POST") return route.ContinueAsync();
            appeal = JsonNode.Parse(route.Request.PostData!)!["appeal"]?.DeepClone();
            return route.ContinueAsync();
        });
        await buyer.Thread.Field.FillAsync(Words);
        await buyer.Safety.Coach.GetByRole(AriaRole.Button, new() { Name = "Send: it is a parcel number" }).ClickAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync("");
        await Eventually.TrueAsync(async () => (await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation)).Count == 2, "it was sent");
        Assert.Equal("parcel-number", $"{appeal!["as"]}");
        await Expect(buyer.Safety.Coach).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_sent_and_comes_back_for_its_words_stands_in_the_composer_again()
    {
        var (buyer, conversation, _) = await OpenAsync(coached: false);
        await buyer.Page.RouteAsync($"**/v1/conversations/{conversation}/messages", route => route.Request.Method != "POST" ? route.ContinueAsync()
            : SafetyScreen.AnswerAsync(route, 422, new { type = "/problems/coached", title = "Not like this", status = 422, detail = "Not like this.", policy = 3, findings = SafetyScreen.FindingsIn(Words) }));
        await buyer.Thread.Field.FillAsync(Words);
        await buyer.Thread.Field.PressAsync("Enter");
        await Expect(buyer.Safety.Coach.Locator("mark")).ToHaveTextAsync(SafetyScreen.Number);
        await Expect(buyer.Thread.Field).ToHaveValueAsync(Words);
        await Expect(buyer.Thread.Messages).ToHaveCountAsync(1);
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
    public async Task A_message_in_review_stands_at_its_place_until_it_is_let_through_or_says_why_not()
    {
        var (buyer, conversation, who) = await OpenAsync(coached: false);
        JsonNode? sent = null;
        object? state = null;
        await buyer.Page.RouteAsync($"**/v1/conversations/{conversation}/messages", route =>
        {
            if (route.Request.Method != "POST") return route.ContinueAsync();
            sent = JsonNode.Parse(route.Request.PostData!)!;
            state = Held("in-review", null);
            return SafetyScreen.AnswerAsync(route, 202, new { state = "in-review", clientMessageId = $"{sent["clientMessageId"]}", conversationId = conversation });
        });
        await buyer.Page.RouteAsync($"**/v1/conversations/{conversation}/held", route => SafetyScreen.AnswerAsync(route, 200, new { items = state is null ? Array.Empty<object>() : [state] }));
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Thread.Messages).ToHaveCountAsync(1);
        await buyer.SettledAsync();
        await buyer.Thread.WriteAsync("Look at this, please.");
        await Expect(buyer.Safety.Held).ToContainTextAsync("Look at this, please.");
        await Expect(buyer.Safety.Held).ToContainTextAsync($"{who.VendorName} does not see it yet.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message in review");

        state = Held("refused", "It asks for money past the checkout.");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Are you still there?");
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Safety.Held).ToContainTextAsync("It asks for money past the checkout.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message that was not let through");
        await buyer.Safety.Button("Write it differently").ClickAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync("Look at this, please.");

        // Let through after all: an ordinary message, and nothing beside it.
        var (status, _) = await (await Stage.AsAsync(who.Buyer)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/messages", new { clientMessageId = $"{sent!["clientMessageId"]}", text = "Look at this, please." });
        Assert.Equal(System.Net.HttpStatusCode.Created, status);
        await Expect(buyer.Safety.Held).ToHaveCountAsync(0);
        await buyer.Thread.ShowsAsync("Look at this, please.");

        object Held(string now, string? reasons) => new { clientMessageId = $"{sent!["clientMessageId"]}", text = $"{sent["text"]}", at = DateTimeOffset.UtcNow, state = now, reasons };
    }

    [Fact]
    public async Task Words_that_are_hidden_for_now_say_that_they_are()
    {
        var (buyer, conversation, who) = await OpenAsync(coached: false);
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Ring ••••• at five.");
        var masked = buyer.Thread.Log.Locator(".masked");
        await Expect(masked).ToContainTextAsync("hidden for now");
        await Expect(masked).ToContainTextAsync("The marketplace hides ways of contact until the deal is far enough.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a message with hidden words");
    }

    async Task<(Window Buyer, string Conversation, Meeting Who)> OpenAsync(Look? look = null, bool coached = true)
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer, look ?? new Look(Calm: true));
        if (coached) await buyer.Safety.NumbersAreCoachedAsync();
        await buyer.OpenThreadAsync(conversation);
        await buyer.SettledAsync();
        return (buyer, conversation, who);
    }
}
