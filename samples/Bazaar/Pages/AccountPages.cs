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

    /// <summary>The elements ask here whenever they need a fresh token; only the shop's own pages can read it.</summary>
    static ContentHttpResult Token(Visitor visitor, ParleyTokens tokens, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(tokens.For(visitor.Person.Id, operatorRole: visitor.IsOperator ? "moderator" : null));
    }
}
