using System.Diagnostics;
using System.Globalization;
using Parley.Automation;
using Parley.Market;

namespace Parley.Tests.Automation;

/// <summary>The template language: what it says, what it refuses, and that nothing makes it stumble.</summary>
public sealed class Template_texts
{
    static readonly Dictionary<string, string> Values = new()
    {
        ["buyer.name"] = "Bea Buyer", ["buyer.firstName"] = "Bea", ["order"] = "Two bowls", ["order.id"] = "1001", ["order.state"] = "shipped", ["subject.attr.size"] = "M",
    };

    [Theory]
    [InlineData("Hello", "Hello")]
    [InlineData("Dear {{buyer.name}}!", "Dear Bea Buyer!")]
    [InlineData("{{ buyer.firstName }}{{order.id}}", "Bea1001")]
    [InlineData("{{agent.name|we}} say {{listing.title|}}.", "we say .")]
    [InlineData("Hi {{buyer.firstName|there}}", "Hi Bea")]
    [InlineData("Size {{subject.attr.size}}, {{subject.attr.colour|any colour}}", "Size M, any colour")]
    [InlineData("{{#if order}}No. {{order.id}}{{else}}No order{{/if}}.", "No. 1001.")]
    [InlineData("{{#if booking}}Yes{{else}}No{{/if}}", "No")]
    [InlineData("{{#if booking}}Yes{{/if}}", "")]
    [InlineData("{{#if order.state = \"shipped\"}}On its way{{/if}}", "On its way")]
    [InlineData("{{#if order.state=\"Shipped\"}}On its way{{/if}}", "On its way")]
    [InlineData("{{#if order.state = \"paid\"}}Soon{{else}}Sent{{/if}}", "Sent")]
    [InlineData("{{#if listing.title = \"\"}}x{{/if}}-", "-")]
    [InlineData("{{#if order}}{{#if buyer.name}}{{#if order.id}}deep{{/if}}{{/if}}{{/if}}", "deep")]
    [InlineData("A\n{{#if order}}\nB\n{{else}}\nC\n{{/if}}\nD", "A\nB\nD")]
    [InlineData("A\r\n  {{#if order}}  \r\nB\r\n{{/if}}", "A\r\nB\r\n")]
    [InlineData("A {{#if order}}B{{/if}} C", "A B C")]
    [InlineData(@"\{{buyer.name}} is you", "{{buyer.name}} is you")]
    [InlineData(@"\{{ and \}}", "{{ and }}")]
    [InlineData(@"C:\dir { one } {x}", @"C:\dir { one } {x}")]
    [InlineData("{{buyer.name}}}", "Bea Buyer}")]
    [InlineData("العربية {{order.id}} 👍", "العربية 1001 👍")]
    public void A_template_says(string source, string said)
    {
        var rendered = Render(source);
        Assert.Equal((said, 0, 0), (rendered.Text, rendered.Missing.Count, rendered.Blanks.Count));
    }

    [Theory]
    [InlineData("{{buyer.nmae}}", 0, 14, "Line 1, column 1: There is no variable 'buyer.nmae'. Did you mean 'buyer.name'?")]
    [InlineData("ok\nHi {{buyer.firstname}}", 6, 19, "Line 2, column 4: There is no variable 'buyer.firstname'. Did you mean 'buyer.firstName'?")]
    [InlineData("{{7*7}}", 0, 7, "Line 1, column 1: There is no variable '7*7'.")]
    [InlineData("{{}}", 0, 4, "Line 1, column 1: A variable's name is missing.")]
    [InlineData("{{order}}", 0, 9, "Line 1, column 1: There is no variable 'order'. Did you mean 'order.id'?")]
    [InlineData("Hi {{buyer.name", 3, 2, "Line 1, column 4: '{{' is not closed")]
    [InlineData("{{buyer.name {{order.id}}", 0, 2, "Line 1, column 1: '{{' is not closed")]
    [InlineData("{{buyer.\nname}}", 0, 2, "Line 1, column 1: '{{' is not closed")]
    [InlineData("{{{buyer.name}}}", 0, 2, "Line 1, column 1: '{{' is not closed")]
    [InlineData("so }} what", 3, 2, "Line 1, column 4: '}}' closes nothing")]
    [InlineData("{{#if order}}x", 0, 13, "Line 1, column 1: '{{#if ...}}' has no '{{/if}}'.")]
    [InlineData("x{{/if}}", 1, 7, "Line 1, column 2: '{{/if}}' closes no")]
    [InlineData("{{else}}", 0, 8, "Line 1, column 1: '{{else}}' belongs to no")]
    [InlineData("{{#if order}}{{else}}{{else}}{{/if}}", 21, 8, "Line 1, column 22: '{{else}}' belongs to no")]
    [InlineData("{{#each order}}x{{/each}}", 0, 15, "Line 1, column 1: The only block is")]
    [InlineData("{{#iforder}}x{{/if}}", 0, 12, "Line 1, column 1: The only block is")]
    [InlineData("{{#if oder}}x{{/if}}", 0, 12, "Line 1, column 1: There is no variable 'oder'. Did you mean 'order'?")]
    [InlineData("{{#if order.state = shipped}}x{{/if}}", 0, 29, "Line 1, column 1: Compare with")]
    [InlineData("{{#if order.state = \"a\"b\"}}x{{/if}}", 0, 27, "Line 1, column 1: Compare with")]
    [InlineData("{{#if order}}{{#if order}}{{#if order}}{{#if order}}", 39, 13, "Line 1, column 40: Conditions stand at most 3 deep")]
    [InlineData("{{?}}", 0, 5, "Line 1, column 1: A blank needs a name")]
    [InlineData("{{?a|b}}", 0, 8, "Line 1, column 1: A blank needs a name")]
    [InlineData("{{buyer.attr.9}}", 0, 16, "Line 1, column 1: There is no variable 'buyer.attr.9'.")]
    [InlineData("{{> partial}}", 0, 13, "Line 1, column 1: There is no variable '> partial'.")]
    public void A_broken_template_is_refused_with_its_place(string source, int start, int length, string sentence)
    {
        var (text, flaw) = TemplateText.Parse(source);
        Assert.Null(text);
        Assert.StartsWith(sentence, flaw!.Sentence, StringComparison.Ordinal);
        Assert.Equal((start, length), (flaw.Start, flaw.Length));
    }

    [Fact]
    public void What_is_missing_or_blank_stands_in_the_text_with_its_place()
    {
        var rendered = Render("Dear {{vendor.name}}, parcel {{?tracking number}}: {{listing.title}}.");
        Assert.Equal("Dear {{vendor.name}}, parcel {{?tracking number}}: {{listing.title}}.", rendered.Text);
        Assert.Equal([("vendor.name", "{{vendor.name}}"), ("listing.title", "{{listing.title}}")], rendered.Missing.Select(g => (g.Name, rendered.Text.Substring(g.Start, g.Length))));
        Assert.Equal([("tracking number", "{{?tracking number}}")], rendered.Blanks.Select(g => (g.Name, rendered.Text.Substring(g.Start, g.Length))));
        Assert.Equal("vendor.name", Render("{{#if order}}{{vendor.name}}{{else}}{{agent.name}}{{/if}}").Missing.Single().Name); // what is not said is not missed
        Assert.Equal("No. JD 1.", Render("No. {{?number}}.", ("number", "JD 1")).Text);
    }

    [Theory]
    [InlineData("{{order.id}}")]
    [InlineData("{{")]
    [InlineData("{{{{?x}}")]
    [InlineData("{")]
    public void A_value_never_becomes_a_marker(string name)
    {
        foreach (var source in new[] { "Dear {{buyer.name}}!", "{{buyer.name}}{{buyer.name}}?x}}", "{ {{buyer.name}}{{buyer.name}} }", "{{buyer.name}}{?x} {{order.id}}" })
        {
            if (TemplateText.Parse(source).Text is not { } text) continue;
            var rendered = Rendering.Run(text, n => n == "buyer.name" ? name : "order.id}}", new Dictionary<string, string>());
            Assert.Null(Unfilled.Find(rendered.Text));
            Assert.DoesNotContain("{{", rendered.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Hi {{buyer.name}}", 3, 14)]
    [InlineData("{{ ?tracking number }}", 0, 22)]
    [InlineData("a {{#if order}}", 2, 13)]
    [InlineData("{{else}}", 0, 8)]
    [InlineData("{{/if}}", 0, 7)]
    [InlineData("{{buyer.nmae|x}}", 0, 16)]
    [InlineData("{{{{order.id}}", 2, 12)]
    [InlineData("{{nothing}} {{order.id}}", 12, 12)]
    [InlineData("{{a {{order.id}}", 4, 12)]
    public void A_marker_of_ours_is_found_before_it_is_sent(string text, int start, int length) => Assert.Equal((start, length), Unfilled.Find(text) is { } s ? (s.Start, s.Length) : default);

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{{ user }} in Jinja, {{'a'.constructor}}")]
    [InlineData("{ {buyer.name} } }} {{")]
    [InlineData("{{buyer.name")]
    public void Other_braces_are_nobodys_business(string text) => Assert.Null(Unfilled.Find(text));

    [Fact]
    public void Ten_thousand_variables_and_endless_braces_are_refused_at_once()
    {
        foreach (var source in new[]
        {
            string.Concat(Enumerable.Repeat("{{buyer.name}}", 10_000)), string.Concat(Enumerable.Repeat("{{#if order}}", 10_000)), new string('{', 1_000_000), new string('}', 1_000_000),
            string.Concat(Enumerable.Repeat(@"\{{", 300_000)) + "}", string.Concat(Enumerable.Repeat("{{a", 300_000)), string.Concat(Enumerable.Repeat(" \t", 500_000)) + "{{/if}}",
            "{{" + new string('x', 1_000_000) + "}}", "{{#if " + new string('=', 1_000_000) + "}}",
        })
        {
            var watch = Stopwatch.StartNew();
            var (text, flaw) = TemplateText.Parse(source);
            _ = Unfilled.Find(source);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{source[..20]} took {watch.Elapsed}");
            Assert.True((text is null) != (flaw is null));
        }
        Assert.Contains("at most 50 variables", TemplateText.Parse(string.Concat(Enumerable.Repeat("{{buyer.name}}", 10_000))).Flaw!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(TemplateText.Parse(string.Concat(Enumerable.Repeat("{{buyer.name}}", 50))).Text);
    }

    [Fact]
    public void Ten_thousand_texts_of_chance_never_make_it_stumble()
    {
        string[] pieces =
        [
            "{{", "}}", "{", "}", @"\", @"\{{", "#if ", "/if", "else", "{{#if order}}", "{{else}}", "{{/if}}", "{{buyer.name}}", "{{?blank}}", "|", "?", " ", "\n", "\r\n", "\t", "=", "\"", "order.state", "buyer.attr.x",
            "é", "\u202e", "👍", "\ud83d", "\0", "word",
        ];
        var random = new Random(20261124);
        var understood = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var (text, flaw) = TemplateText.Parse(source);
            Assert.True((text is null) != (flaw is null));
            if (flaw is not null) Assert.True(flaw.Start >= 0 && flaw.Length > 0 && flaw.Start + flaw.Length <= source.Length, source);
            if (text is null) continue;
            understood++;
            var rendered = Rendering.Run(text, n => Values.GetValueOrDefault(n), new Dictionary<string, string>());
            Assert.All(rendered.Missing.Concat(rendered.Blanks), g => Assert.StartsWith("{{", rendered.Text[g.Start..(g.Start + g.Length)], StringComparison.Ordinal));
            _ = Unfilled.Find(source);
        }
        Assert.True(understood > 500, $"only {understood} were templates");
    }

    [Fact]
    public void Every_variable_listed_is_understood_and_explained()
    {
        foreach (var variable in Variables.All)
        {
            Assert.NotNull(TemplateText.Parse($"{{{{{variable.Name}}}}}").Text);
            Assert.False(string.IsNullOrWhiteSpace(variable.Explanation) || string.IsNullOrWhiteSpace(variable.Example));
        }
    }

    [Theory]
    [InlineData("EUR", 4200, "de-DE", "42,00 €")]
    [InlineData("EUR", 4200, "en-US", "€42.00")]
    [InlineData("JPY", 4200, "en-US", "¥4,200")]
    [InlineData("CHF", 123456, "en-US", "CHF 1,234.56")]
    [InlineData("KWD", 1500, "en-US", "KWD 1.500")]
    [InlineData("USD", 199, "fr-FR", "1,99 $")]
    public void Amounts_are_written_as_their_reader_does(string currency, long minor, string locale, string written) =>
        Assert.Equal(written, Formats.Amount(new Money(minor, currency), Formats.Culture(locale)!).Replace('\u00a0', ' ').Replace('\u202f', ' '));

    [Fact]
    public void A_moment_names_its_zone_where_the_two_sides_clocks_differ()
    {
        var at = new DateTimeOffset(2026, 11, 27, 13, 0, 0, TimeSpan.Zero);
        var (berlin, madrid, lisbon) = (Formats.Zone("Europe/Berlin")!, Formats.Zone("Europe/Madrid")!, Formats.Zone("Europe/Lisbon")!);
        var german = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal("Freitag, 27. November 2026 14:00", Formats.Moment(at, berlin, madrid, german));
        Assert.Equal("Freitag, 27. November 2026 13:00 (Europe/Lisbon)", Formats.Moment(at, lisbon, berlin, german));
        Assert.Null(Formats.Zone("Nowhere/Atall"));
        Assert.Null(Formats.Culture("nonsense of a locale"));
    }

    [Theory]
    [InlineData("pt-BR", "de", "pt-BR")]
    [InlineData("pt-PT", "de", "pt")]
    [InlineData("fr", "de-AT", null)]
    [InlineData("PT-ao", "de", "pt")]
    [InlineData(null, null, null)]
    [InlineData("fr", "it", null)]
    public void The_buyers_language_chooses_the_variant(string? buyer, string? vendor, string? chosen) =>
        Assert.Equal(chosen, RenderTemplate.Choose([new("x", "pt"), new("x", "pt-BR"), new("x", "de"), new("x")], buyer, vendor).Locale);

    [Theory]
    [InlineData("fr-FR", "de", "en")] // what most may read, before what the vendor speaks
    [InlineData("de-AT", "fr", "de-DE")] // their language, as it is spoken elsewhere
    [InlineData(null, "de-CH", "de-DE")] // nobody knows: as the vendor speaks
    [InlineData(null, "it", "es")]
    public void Where_no_variant_is_for_any_language_the_likeliest_is_chosen(string? buyer, string? vendor, string chosen) =>
        Assert.Equal(chosen, RenderTemplate.Choose([new("x", "es"), new("x", "de-DE"), new("x", "en")], buyer, vendor).Locale);

    static RenderedText Render(string source, params (string, string)[] blanks)
    {
        var (text, flaw) = TemplateText.Parse(source);
        Assert.True(text is not null, flaw?.Sentence);
        return Rendering.Run(text, n => Values.GetValueOrDefault(n), blanks.ToDictionary(b => b.Item1, b => b.Item2));
    }
}
