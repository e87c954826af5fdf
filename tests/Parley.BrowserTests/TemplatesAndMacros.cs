using System.Net;
using System.Text.RegularExpressions;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>The pages on which a team keeps what it answers with.</summary>
public sealed class TemplatesAndMacros(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_template_is_written_seen_as_a_buyer_reads_it_saved_deleted_and_brought_back()
    {
        await Stage.AskAsync("May I bring a dog?", "hinterland");
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.Pages.OpenAsync("hinterland", "templates/", "Templates");
        await greta.Pages.Button("New template").ClickAsync();
        await greta.Pages.View.GetByLabel("Name", new() { Exact = true }).FillAsync("Dogs");
        await greta.Pages.View.GetByLabel("Shortcut").FillAsync("dogs");
        await greta.Pages.View.GetByLabel("Folder").FillAsync("House rules");
        var text = greta.Pages.View.GetByLabel("Text", new() { Exact = true });
        await text.FillAsync("Hello {{buyr.name}}");
        await Expect(text).ToHaveAccessibleDescriptionAsync(new Regex("Did you mean 'buyer.name'"));
        await greta.Pages.Button("Show the place").ClickAsync();
        Assert.Equal("{{buyr.name}}", await text.EvaluateAsync<string>("area => area.value.slice(area.selectionStart, area.selectionEnd)"));
        await text.FillAsync("Dogs are welcome, ");
        await greta.Pages.Button("Insert a value").ClickAsync();
        await greta.Pages.Menu.Locator(".field").FillAsync("buyer.first");
        await greta.Pages.Menu.Locator(".field").PressAsync("Enter");
        await Expect(text).ToHaveValueAsync("Dogs are welcome, {{buyer.firstName}}");
        await Expect(greta.Pages.View.Locator(".preview-note")).ToHaveTextAsync(new Regex(@"^Dogs are welcome, [^{]+$"));
        await PassesAsync(greta, "a template being written");
        await greta.Pages.SaveAsync();

        await greta.Pages.Button("Delete").ClickAsync();
        await Expect(greta.Pages.Title).ToHaveTextAsync("Templates");
        var item = greta.Pages.View.Locator(".shelf-item").Filter(new() { HasText = "Dogs" });
        await Expect(item).ToHaveCountAsync(0);
        await greta.Pages.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(item).ToHaveCountAsync(1);
        await Expect(item).ToContainTextAsync("House rules");
        await PassesAsync(greta, "the list of templates");
        await greta.Pages.PictureAsync("templates");
        await greta.Pages.View.GetByLabel("Search templates").FillAsync("dogs are");
        await Expect(greta.Pages.View.Locator(".shelf-item")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_a_colleague_saved_meanwhile_is_not_lost()
    {
        var api = await Stage.AsAsync("tomas");
        var id = Guid.NewGuid();
        var (status, _) = await api.CallAsync(HttpMethod.Post, "/v1/templates?as=vendor:kettenwerk", new { id, scope = "team", name = "Helmets", variants = new[] { new { text = "Wear one." } } });
        Assert.Equal(HttpStatusCode.Created, status);
        var tomas = await OpenAsync("tomas");
        await tomas.Pages.OpenAsync("kettenwerk", $"templates/{id}", "Helmets");
        await tomas.Pages.View.GetByLabel("Text", new() { Exact = true }).FillAsync("Wear two.");
        (status, _) = await (await Stage.AsAsync("aylin")).CallAsync(HttpMethod.Put, $"/v1/templates/{id}?as=vendor:kettenwerk", new { version = 1, scope = "team", name = "Helmets", variants = new[] { new { text = "Wear none." } } });
        Assert.Equal(HttpStatusCode.OK, status);
        await tomas.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(tomas.Pages.Bar).ToContainTextAsync("A colleague saved something else meanwhile");
        await Expect(tomas.Pages.View.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Wear two.");
        await tomas.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Use theirs" }).ClickAsync();
        await Expect(tomas.Pages.View.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Wear none.");
    }

    [Fact]
    public async Task A_macro_is_put_together_and_stands_in_the_list()
    {
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.Pages.OpenAsync("hinterland", "macros/", "Macros");
        await greta.Pages.Button("New macro").ClickAsync();
        await greta.Pages.View.GetByLabel("Name", new() { Exact = true }).FillAsync("Mine and urgent");
        await greta.Pages.Button("Assign to").ClickAsync();
        await greta.Pages.Button("Set the priority to").ClickAsync();
        await greta.Pages.View.Locator(".macro-act select").Last.SelectOptionAsync("urgent");
        await PassesAsync(greta, "a macro being made");
        await greta.Pages.SaveAsync();
        await greta.Pages.PictureAsync("macro");
        await greta.Pages.Button("All macros").ClickAsync();
        await Expect(greta.Pages.View.Locator(".shelf-item").Filter(new() { HasText = "Mine and urgent" })).ToContainTextAsync("Assign to Whoever runs it · Set the priority to Urgent");
    }
}
