using System.Net;

namespace Parley.BrowserTests;

/// <summary>What the marketplace puts into a vendor's spam folder is told in one line, which leads there and goes when it is not wanted.</summary>
public sealed class SuspiciousRequests(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Offer = "Congratulations! You have won a FREE promotion package worth $1000. We boost your store to 10,000 visitors a day, guaranteed sales, best SEO price, act now and claim your discount today!!!";

    readonly string vendor = $"wary-{Guid.NewGuid():N}";

    async Task OfferAsync()
    {
        var (status, body) = await (await Stage.AskerAsync()).CallAsync(HttpMethod.Post, "/v1/conversations", new
        {
            vendor,
            subject = new { kind = "listing", id = $"{vendor}-listing" },
            message = new { clientMessageId = Guid.NewGuid(), text = Offer },
        });
        Assert.True(status == HttpStatusCode.Created, $"Opening answered {(int)status}: {body}");
    }

    async Task<Window> OpenDeskAsync(Look? look = null)
    {
        var owner = await OpenAsAsync(await Stage.TokenAsync($"{vendor}-owner", "Olga Owner"), "ina", look ?? new Look(Calm: true));
        await owner.OpenTeamAsync(vendor, "needs");
        return owner;
    }

    [Fact]
    public async Task They_are_one_line_with_a_number_until_somebody_looks_or_hides_it_and_come_back_with_another_one()
    {
        await Stage.FoundAsync(vendor);
        await OfferAsync();
        var owner = await OpenDeskAsync();
        var line = owner.Page.Locator(".suspicious");
        await Expect(line).ToContainTextAsync("1 suspicious request");
        await EveryScreenIsAccessible.PassesAsync(owner, "a suspicious request");
        await owner.StayAsync();
        await OfferAsync(); // while the desk is open
        await Expect(line).ToContainTextAsync("2 suspicious requests");
        Assert.Contains("2 suspicious requests", await owner.SaidAsync());
        Assert.Empty(await owner.Desk.Rows.AllAsync());

        await line.GetByRole(AriaRole.Button, new() { Name = "Hide this line" }).PressAsync("Enter");
        await Expect(line).ToHaveCountAsync(0);
        await owner.WasNotReloadedAsync();
        await owner.Page.ReloadAsync();
        await Expect(owner.Desk.Title).ToBeVisibleAsync();

        await OfferAsync(); // what was hidden stays so
        await line.GetByRole(AriaRole.Button, new() { Name = "1 suspicious request" }).ClickAsync();
        await Expect(owner.Desk.Title).ToContainTextAsync("Spam");
        await Expect(owner.Desk.Rows).ToHaveCountAsync(3);
        await Expect(line).ToHaveCountAsync(0);
        await owner.Desk.OpenFolderAsync("Unread");
        await Expect(line).ToHaveCountAsync(0); // they were seen
    }

    [Fact]
    public async Task It_fits_a_phone_in_every_language()
    {
        await Stage.FoundAsync(vendor);
        await OfferAsync();
        var phone = await OpenDeskAsync(Look.Phone with { Calm = true });
        var line = phone.Page.Locator(".suspicious");
        foreach (var (language, words) in new[] { ("en", "1 suspicious request"), ("de", "1 verdächtige Anfrage"), ("es", "1 solicitud sospechosa"), ("fr", "1 demande suspecte"), ("ar", "طلب مشبوه واحد") })
        {
            await phone.Page.EvaluateAsync("language => document.querySelector('parley-inbox').setAttribute('locale', language)", language);
            await Expect(line).ToContainTextAsync(words);
            await phone.FitsItsWidthAsync($"a suspicious request in {language}");
        }
        await EveryScreenIsAccessible.PassesAsync(phone, "a suspicious request in Arabic");
    }
}
