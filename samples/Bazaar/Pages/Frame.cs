using Bazaar.Integration;
using Bazaar.Market;

namespace Bazaar.Pages;

/// <summary>What is around each page: head, header, notice and footer.</summary>
public sealed class Frame(Visitor visitor, Catalogue catalogue, Settings settings, Introduction introduction)
{
    public Html Page(string title, Html body, string current, bool wholeHeight = false, string elements = "contact.js") => Html.Of($"""
        <!doctype html>
        <html lang="en" data-parley="{Origin}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
          <meta name="color-scheme" content="light dark">
          <title>{title} · Bazaar</title>
          <link rel="icon" href="/emblem/bazaar.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/bazaar.css">
          <link rel="preconnect" href="{Origin}" crossorigin>
          <script type="module" src="{Origin}/elements/{(wholeHeight ? "parley.js" : elements)}"></script>
          <script type="module" src="/bazaar.js"></script>
        </head>
        <body class="{(wholeHeight ? "whole" : "flows")}">
          <a class="skip" href="#main">Skip to the content</a>
          {Header(current)}
          {Notice()}
          <main id="main" class="{current}">{body}</main>
          {(wholeHeight ? Html.Nothing : Footer)}
        </body>
        </html>
        """);

    string Origin => settings.ParleyUrl.GetLeftPart(UriPartial.Authority);

    Html Header(string current) => Html.Of($"""
        <header class="top">
          <a class="brand" href="/"><img src="/emblem/bazaar.svg" alt="" width="30" height="30"><span>Bazaar</span></a>
          <nav aria-label="Main">
            {Link("/", "Shop", "home", current)}
            {Places(current)}
          </nav>
          {People()}
        </header>
        """);

    Html Places(string current) =>
        visitor.Workplace is { } stall
            ? Html.Of($"{Link($"/vendor/{stall.Id}", "Inbox", "stall", current, visitor.As)}{(current == "stall" ? ShowJobs(stall) : Html.Nothing)}")
        : visitor.IsOperator
            ? Link("/operator", "Operator", "operator", current)
            : Html.Of($"{Link("/orders", "Orders", "orders", current)}{Link("/messages", "Messages", "messages", current, "buyer")}");

    static Html ShowJobs(Stall stall) =>
        Html.Of($"""<button class="show-jobs" type="button" aria-controls="jobs" aria-expanded="false">{stall.JobsWord}</button>""");

    static Html Link(string href, string text, string name, string current, string? badgeAs = null) => Html.Of($"""
        <a href="{href}"{(name == current ? new Html(" aria-current=\"page\"") : Html.Nothing)}>{text}{(
            badgeAs is null ? Html.Nothing : Html.Of($"""<parley-badge as="{badgeAs}"></parley-badge>"""))}</a>
        """);

    Html People() => Html.Of($"""
        <details class="people">
          <summary><img src="/portrait/{visitor.Person.Id}.svg" alt="" width="32" height="32"><span>{visitor.Person.Name}</span></summary>
          <div class="sheet">
            <a href="/notifications">Notifications</a>
            <p>This is a demonstration: be whoever you like. Two browser windows make a conversation; use a private window for the second person.</p>
            <h2>Buyers</h2>
            {catalogue.Buyers.Take(4).Select(PersonLink)}
            {catalogue.Stalls.Select(stall => Html.Of($"<h2>{stall.Name}</h2>{stall.Agents.Select(PersonLink)}"))}
            <h2>The marketplace</h2>
            {PersonLink(Person.Operator)}
          </div>
        </details>
        """);

    Html PersonLink(Person person) => Html.Of($"""
        <a href="/as/{person.Id}"{(person == visitor.Person ? new Html(" aria-current=\"true\"") : Html.Nothing)}><img src="/portrait/{person.Id}.svg" alt="" width="28" height="28" loading="lazy">{person.Name}</a>
        """);

    Html Notice() =>
        introduction.Notice is { } words ? Html.Of($"""<p class="notice" role="status">{words}</p>""") : Html.Nothing;

    static readonly Html Footer = Html.Of($"""
        <footer>
          <p>Bazaar is the sample marketplace of Parley. The vendors, people and orders are made up, the pictures are drawn by its code, and nothing here can be bought.</p>
        </footer>
        """);
}
