using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>What came by mail says what was cut from it; an address that fails is told of where its owner is.</summary>
public sealed class ByMail(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Show = "Show what was cut from your mail";

    [Fact]
    public async Task What_was_cut_from_a_mail_stands_under_it_for_its_author_alone()
    {
        var (who, letter) = await ToldByMailAsync();
        await Letterbox.BringAsync(Stage.Server, Letterbox.Answer(letter, "Lovely, I take it."));
        var window = await OpenAsAsync(who.Token, "maya");
        await window.GoAsync($"/messages?conversation={who.Conversation}");
        await window.Thread.ShowsAsync("Lovely, I take it.");
        var cut = window.Thread.Message("Lovely, I take it.").GetByRole(AriaRole.Button, new() { Name = Show });
        await Expect(cut).ToHaveAttributeAsync("aria-expanded", "false");
        await cut.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        var text = window.Thread.View.Locator(".cut");
        await Expect(text).ToContainTextAsync("My number at home stands in this line.");
        await Expect(text).ToContainTextAsync("Only you can see this.");
        await EveryScreenIsAccessible.PassesAsync(window, "what was cut from a mail");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(text).ToBeHiddenAsync();

        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(who.Conversation);
        await ina.Thread.ShowsAsync("Lovely, I take it.");
        await Expect(ina.Page.GetByText(Show)).ToHaveCountAsync(0);
        var page = await (await Stage.AsAsync("ina")).GetAsync($"/v1/conversations/{who.Conversation}/messages?limit=100");
        Assert.DoesNotContain("My number at home", page.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_phone_and_from_right_to_left_it_fits_and_one_without_anything_cut_says_nothing()
    {
        var (who, letter) = await ToldByMailAsync();
        await Letterbox.BringAsync(Stage.Server, Regex.Replace(Letterbox.Answer(letter, "Only these words."), @"\n*On Thu[\s\S]*$", "\n"));
        await Letterbox.BringAsync(Stage.Server, Letterbox.Answer(letter, "And these."));
        var phone = await OpenAsAsync(who.Token, "maya", Look.Phone with { Calm = true });
        await phone.GoAsync($"/messages?conversation={who.Conversation}");
        await phone.Thread.ShowsAsync("Only these words.", "And these.");
        await Expect(phone.Thread.View.Locator(".cut-button")).ToHaveCountAsync(1);
        await phone.Thread.Message("And these.").GetByRole(AriaRole.Button, new() { Name = Show }).TapAsync();
        await Expect(phone.Thread.View.Locator(".cut")).ToContainTextAsync("My number at home");
        await phone.Page.EvaluateAsync("document.querySelector('parley-inbox').setAttribute('locale', 'ar')");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "عرض ما حُذف من رسالتك البريدية" }).TapAsync();
        await Expect(phone.Thread.View.Locator(".cut")).ToContainTextAsync("أنت وحدك ترى هذا.");
        await phone.FitsItsWidthAsync("A thread with a mail in Arabic");
        await EveryScreenIsAccessible.PassesAsync(phone, "a thread with a mail on a phone");
    }

    [Fact]
    public async Task An_address_that_fails_is_told_of_at_once_and_where_one_comes_back_until_it_is_put_away()
    {
        var (who, letter) = await ToldByMailAsync();
        var window = await OpenAsAsync(who.Token, "maya", new Look(Calm: true));
        await window.GoAsync("/messages");
        await Expect(window.Inbox.Rows.First).ToBeVisibleAsync();
        await window.SettledAsync();
        await Letterbox.BringAsync(Stage.Server, Letterbox.Bounce(letter));
        var line = window.Page.Locator(".address-off");
        await Expect(line).ToContainTextAsync(new Regex($@"Mails to .*{who.Email[..1]}…@readers\.example.* come back\. Check your address\."));
        await Expect(line.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new Regex("/notifications\\?as=buyer$"));
        await EveryScreenIsAccessible.PassesAsync(window, "the message centre with an address that fails");
        await window.Page.SetViewportSizeAsync(320, 700);
        await window.FitsItsWidthAsync("The message centre with an address that fails");
        await window.Page.EvaluateAsync("document.querySelector('parley-inbox').setAttribute('locale', 'ar')");
        await Expect(line).ToContainTextAsync("تحقق من عنوانك");
        await window.FitsItsWidthAsync("The message centre with an address that fails, in Arabic");

        await window.Page.ReloadAsync();
        await Expect(line).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(line).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await Expect(window.Inbox.Rows.First).ToBeVisibleAsync();
        await Expect(window.Page.Locator("parley-address-off [role=status]")).ToBeEmptyAsync();
        await Expect(line).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_log_says_step_by_step_what_happened_to_a_notice()
    {
        var (who, letter) = await ToldByMailAsync();
        await Letterbox.BringAsync(Stage.Server, Letterbox.Bounce(letter));
        var api = new Api(Stage.Server, who.Token);
        await Eventually.TrueAsync(async () => (await api.GetAsync("/v1/notices?as=buyer"))["items"]!.AsArray().Any(i => $"{i!["state"]}" == "bounced"), "the mail came back");
        var window = await OpenAsAsync(who.Token, "maya", new Look(Calm: true));
        await window.GoAsync($"/notifications?as=buyer&conversation={who.Conversation}");
        var item = window.Page.Locator(".log-item").Filter(new() { HasText = "Came back" }).First;
        await Expect(item).ToContainTextAsync("Mail: It came back from your address.");
        await item.GetByText("Step by step").ClickAsync();
        await Expect(item.Locator(".log-steps li > span").Filter(new() { HasNotText = "Held until" })).ToHaveTextAsync(["Planned", "Tried once", "Sent", "Came back"]); // it may have been planned when its moment was over
        await EveryScreenIsAccessible.PassesAsync(window, "the log with its steps");
    }

    /// <summary>Somebody who hears of messages by mail at once, and a mail that told them of one.</summary>
    async Task<((string Token, string Email, string Conversation) Who, Letter Letter)> ToldByMailAsync()
    {
        var id = $"reader-{Guid.NewGuid():N}";
        var email = $"{id}@readers.example";
        var token = await Stage.TokenAsync(id, "Rosa Reader", email);
        var api = new Api(Stage.Server, token);
        var conversation = await api.OpenAsync("nordlicht", "listing:fjord-vase", "Is it still there?");
        await api.CallAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/notices", new { choices = new[] { new { channel = "mail", cadence = "instant" } } });
        await (await Stage.AsAsync("ina")).SayAsync(conversation, "Yes, it is still there.");
        return ((token, email, conversation), await Stage.Mail.ToAsync(email));
    }
}
