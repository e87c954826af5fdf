using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>From inside a thread people tell the marketplace what is wrong, get a receipt, and may hear no more of it.</summary>
public sealed class Reporting(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_message_is_reported_with_a_receipt_and_then_the_thread_can_be_muted()
    {
        var (who, conversation) = await BeginAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await buyer.SettledAsync();
        await Expect(buyer.Thread.Message("Good morning, is it still available?").GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true })).ToHaveCountAsync(0);
        await buyer.Thread.UseAsync("You have to pay it today.", "Report");
        var report = buyer.Safety.Report;
        await Expect(report).ToContainTextAsync("Report this message");
        await EveryScreenIsAccessible.PassesAsync(buyer, "the report of a message");
        await Send(report).ClickAsync();
        await Expect(report.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose what is wrong.");
        await report.GetByRole(AriaRole.Radio, new() { Name = "Something else" }).CheckAsync();
        await Send(report).ClickAsync();
        await Expect(report.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Say in a few words what is wrong.");
        await report.GetByRole(AriaRole.Radio, new() { Name = "I am to pay or write elsewhere" }).CheckAsync();
        await report.GetByRole(AriaRole.Textbox).FillAsync("He wants a transfer.");
        await Send(report).ClickAsync();
        await Expect(report.Locator("code")).ToHaveTextAsync(new Regex("^R-[0-9A-Z]{5}-[0-9A-Z]{5}$"));
        await EveryScreenIsAccessible.PassesAsync(buyer, "the receipt of a report");
        var api = await Stage.AsAsync(who.Buyer);
        var kept = (await api.GetAsync("/v1/reports"))["items"]!.AsArray()[0]!;
        Assert.Equal((await report.Locator("code").TextContentAsync(), "off-platform", 2), ($"{kept["receipt"]}", $"{kept["reason"]}", (int)kept["seq"]!));

        Assert.False((bool)(await api.GetAsync($"/v1/conversations/{conversation}/notices"))["muted"]!);
        await report.GetByRole(AriaRole.Button, new() { Name = "Mute this conversation" }).ClickAsync();
        await Expect(report).ToContainTextAsync("This conversation is muted.");
        Assert.True((bool)(await api.GetAsync($"/v1/conversations/{conversation}/notices"))["muted"]!);
        await buyer.Page.Keyboard.PressAsync("Escape");
        await Expect(report).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_whole_thread_is_reported_from_its_details_with_the_keyboard_alone()
    {
        var (who, conversation) = await BeginAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await buyer.SettledAsync();
        var open = buyer.Page.Locator(".column-context").GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true });
        await open.FocusAsync();
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Safety.Report).ToContainTextAsync("Report this conversation");
        await buyer.Safety.Report.GetByRole(AriaRole.Radio).First.FocusAsync();
        await buyer.Page.Keyboard.PressAsync("Space");
        await buyer.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(buyer.Safety.Report.GetByRole(AriaRole.Radio, new() { Name = "It looks like a scam" })).ToBeCheckedAsync();
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Safety.Report.Locator(".report-thanks")).ToBeFocusedAsync();
        await buyer.Page.Keyboard.PressAsync("Escape");
        await Expect(open).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_and_in_every_language_it_fits_and_a_vendor_may_move_the_thread_to_spam()
    {
        var (who, conversation) = await BeginAsync();
        var phone = await OpenAsync(who.Agent, Look.Phone with { Calm = true });
        await phone.OpenThreadAsync(conversation);
        await phone.SettledAsync();
        var report = phone.Safety.Report;
        foreach (var (language, tool, word) in new[] { ("de", "Melden", "Was stimmt nicht?"), ("es", "Denunciar", "¿Qué está mal?"), ("fr", "Signaler", "Qu’est-ce qui ne va pas ?"), ("ar", "إبلاغ", "ما الخطأ؟"), ("en", "Report", "What is wrong?") })
        {
            await phone.Page.EvaluateAsync("language => document.querySelector('parley-inbox').setAttribute('locale', language)", language);
            await phone.Thread.UseAsync("Good morning, is it still available?", tool);
            await Expect(report).ToContainTextAsync(word);
            await phone.FitsItsWidthAsync($"A report in {language}");
            if (language == "ar") await EveryScreenIsAccessible.PassesAsync(phone, "a report in Arabic");
            if (language != "en") await phone.Page.Keyboard.PressAsync("Escape");
        }
        await report.GetByRole(AriaRole.Radio, new() { Name = "It is advertising, or I do not want it" }).CheckAsync();
        await Send(report).TapAsync();
        await report.GetByRole(AriaRole.Button, new() { Name = "Move it to spam" }).TapAsync();
        await Expect(report).ToContainTextAsync("It is in the spam folder.");
    }

    static ILocator Send(ILocator report) => report.GetByRole(AriaRole.Button, new() { Name = "Send report" });

    async Task<(Meeting Who, string Conversation)> BeginAsync()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "You have to pay it today.");
        return (who, conversation);
    }
}
