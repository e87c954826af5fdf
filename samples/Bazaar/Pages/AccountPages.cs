using Bazaar.Market;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Client;

namespace Bazaar.Pages;

/// <summary>Who one is here, and the token that says so to Parley.</summary>
public static class AccountPages
{
    public static void MapAccount(this WebApplication app)
    {
        app.MapGet("/as/{personId}", Become);
        app.MapGet("/parley-token", Token);
        app.MapGet("/order/{id}", Order);
        app.MapGet("/notifications", Notifications);
        app.MapGet("/sw.js", PushWorker);
    }

    static IResult Become(string personId, Catalogue catalogue, HttpResponse response, string? to)
    {
        if (catalogue.FindPerson(personId) is not { } person)
            return TypedResults.NotFound();
        Visitor.Become(person, response);
        return TypedResults.LocalRedirect(
            to is not null && to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\') ? to
            : person == Person.Operator ? "/operator"
            : catalogue.WorkplaceOf(person) is { } stall ? $"/vendor/{stall.Id}"
            : "/");
    }

    /// <summary>The address on an order's card; both sides have the same one, and each finds its own page behind it.</summary>
    static IResult Order(string id, Catalogue catalogue, Visitor visitor, Frame frame) =>
        catalogue.FindOrder(id) is not { } order ? ShopPages.NotThere(frame)
        : order.BuyerId == visitor.Person.Id ? TypedResults.LocalRedirect($"/orders#{order.Id}")
        : visitor.Workplace is { } stall && order.Stalls.Contains(stall) ? TypedResults.LocalRedirect($"/vendor/{stall.Id}?order={order.Id}#{order.Id}")
        : ShopPages.NotThere(frame);

    /// <summary>What one hears of and how: one element. The bell of a thread, and every mail, lead here with the role and the thread.</summary>
    static Html Notifications(Visitor visitor, Frame frame, string? @as, string? conversation) => frame.Page("Notifications", Html.Of($"""
        <parley-preferences as="{@as ?? visitor.As ?? "buyer"}"{StallPages.Opened(conversation)}></parley-preferences>
        """), "notifications", elements: "parley.js");

    /// <summary>The shop's own service worker; it shows Parley's notifications, and could do more for the shop.</summary>
    static ContentHttpResult PushWorker(Settings settings) =>
        TypedResults.Text($"importScripts(\"{settings.ParleyUrl.GetLeftPart(UriPartial.Authority)}/elements/parley-push.js\");", "text/javascript");

    /// <summary>The elements ask here whenever they need a fresh token; only the shop's own pages can read it.</summary>
    static ContentHttpResult Token(Visitor visitor, ParleyTokens tokens, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(tokens.For(visitor.Person.Id, operatorRole: visitor.IsOperator ? "moderator" : null));
    }
}
