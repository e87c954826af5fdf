using Bazaar.Market;

namespace Bazaar.Pages;

/// <summary>The shop as buyers see it: the grid, a listing, their orders, their messages.</summary>
public static class ShopPages
{
    public static void MapShop(this WebApplication app)
    {
        app.MapGet("/", Home);
        app.MapGet("/listing/{id}", Show);
        app.MapGet("/orders", Orders);
        app.MapGet("/messages", Messages);
        app.MapGet("/talk/{side}/{conversation:guid}", Talk);
    }

    static Html Home(Frame frame, Catalogue catalogue, string? stall)
    {
        var only = stall is null ? null : catalogue.FindStall(stall);
        var shown = catalogue.Listings.Where(listing => only is null || listing.Vendor == only.Id);
        return frame.Page(only?.Name ?? "Made, mended and out of the way", Html.Of($"""
            <section class="hero">
              <h1>{only?.Name ?? "Made, mended and out of the way"}</h1>
              <p>{only?.Story ?? "Three small vendors who answer for what they sell: pots from the fjord, bicycles kept alive, and a roof where the road ends."}</p>
            </section>
            <nav class="chips" aria-label="Vendors">
              {Chip("/", "Everything", only is null)}
              {catalogue.Stalls.Select(s => Chip($"/?stall={s.Id}", s.Name, s == only))}
            </nav>
            <ul class="grid">{shown.Select(listing => Card(listing, catalogue.FindStall(listing.Vendor)!))}</ul>
            """), "home");
    }

    static Html Chip(string href, string text, bool current) => Html.Of(
        $"""<a href="{href}"{(current ? new Html(" aria-current=\"page\"") : Html.Nothing)}>{text}</a>""");

    static Html Card(Listing listing, Stall stall) => Html.Of($"""
        <li><a class="card" href="/listing/{listing.Id}">
          <img src="/picture/{listing.Id}.svg" alt="" width="800" height="600" loading="lazy">
          <span class="name">{listing.Title}</span>
          <span class="by">{stall.Name}</span>
          <span class="price">{listing.PriceLine}</span>
        </a></li>
        """);

    static IResult Show(string id, Frame frame, Catalogue catalogue, Visitor visitor)
    {
        if (catalogue.FindListing(id) is not { } listing)
            return NotThere(frame);
        var stall = catalogue.FindStall(listing.Vendor)!;
        var others = catalogue.Listings.Where(other => other.Vendor == stall.Id && other != listing).Take(4);
        return frame.Page(listing.Title, Html.Of($"""
            <article class="listing">
              <img class="picture" src="/picture/{listing.Id}.svg" alt="A drawing of the {listing.Title}" width="800" height="600">
              <div class="about">
                <p class="by"><a href="/?stall={stall.Id}">{stall.Name}</a></p>
                <h1>{listing.Title}</h1>
                <p class="price">{listing.PriceLine}</p>
                {listing.Lines.Select(line => Html.Of($"<p>{line}</p>"))}
                <ul class="facts">{listing.Facts.Select(fact => Html.Of($"<li>{fact}</li>"))}</ul>
                <section class="vendor" aria-label="The vendor">
                  <img src="/emblem/{stall.Id}.svg" alt="" width="52" height="52">
                  <div><strong>{stall.Name}</strong><span>{stall.Line} · {stall.Place}</span></div>
                </section>
                {Contact(listing, visitor)}
              </div>
            </article>
            <section class="more"><h2>More from {stall.Name}</h2>
              <ul class="grid">{others.Select(other => Card(other, stall))}</ul></section>
            """), "listing-page");
    }

    static Html Contact(Listing listing, Visitor visitor) =>
        visitor.IsBuyer
            ? Html.Of($"""<parley-contact subject="listing:{listing.Id}"></parley-contact>""")
            : Html.Of($"""<p class="hint">You are signed in as {visitor.Person.Name}. <a href="/as/maya">Become a buyer</a> to contact the vendor.</p>""");

    static Html Orders(Frame frame, Catalogue catalogue, Ledger ledger, Visitor visitor)
    {
        var own = catalogue.Orders.Where(order => order.BuyerId == visitor.Person.Id).ToList();
        return frame.Page("Your orders", Html.Of($"""
            <h1>Your orders and stays</h1>
            {(own.Count == 0 ? Html.Of($"<p class=\"hint\">Nothing yet. What {visitor.Person.Name} buys or books would be here.</p>") : Html.Nothing)}
            <ul class="orders">{own.Select(order => OrderCards.ForBuyer(order, ledger.StateOf(order)))}</ul>
            """), "orders");
    }

    /// <summary>Where a notice leads: to the conversation, on the side on which the reader is told of it.</summary>
    static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Talk(string side, Guid conversation) => side.StartsWith("vendor:", StringComparison.Ordinal)
        ? TypedResults.LocalRedirect($"~/vendor/{Uri.EscapeDataString(side["vendor:".Length..])}?conversation={conversation}")
        : TypedResults.LocalRedirect($"~/messages?conversation={conversation}");

    static Html Messages(Frame frame, string? conversation) =>
        frame.Page("Messages", Html.Of($"""
            <h1 class="unseen">Messages</h1>
            <parley-inbox as="buyer"{StallPages.Opened(conversation)}></parley-inbox>
            """), "messages", wholeHeight: true);

    public static IResult NotThere(Frame frame) => new WithStatus(StatusCodes.Status404NotFound, frame.Page("Not here", Html.Of($"""
        <section class="hero"><h1>There is nothing here</h1><p>It may have been sold, or the address has a slip in it. <a href="/">Back to the shop</a></p></section>
        """), "missing"));

    sealed record WithStatus(int Status, Html Page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            return Page.ExecuteAsync(httpContext);
        }
    }
}
