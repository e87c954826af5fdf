using System.Globalization;
using Bazaar.Integration;
using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Pages;

/// <summary>A vendor's own desk: the team's inbox, and beside it the orders with what can be done about them.</summary>
public static class StallPages
{
    public static void MapStall(this WebApplication app)
    {
        app.MapGet("/vendor/{id}", Desk);
        app.MapPost("/vendor/{id}/orders/{orderId}/state", Advance).DisableAntiforgery();
        app.MapGet("/operator", Operator);
    }

    /// <summary>Marks the conversation that the inbox opens with, when the address names one.</summary>
    public static Html Opened(string? conversation) =>
        Guid.TryParse(conversation, out var id) ? Html.Of($" conversation=\"{id}\"") : Html.Nothing;

    static IResult Desk(
        string id, Frame frame, Catalogue catalogue, Ledger ledger, Visitor visitor, string? conversation, string? order)
    {
        if (catalogue.FindStall(id) is not { } stall)
            return ShopPages.NotThere(frame);
        if (visitor.Workplace != stall)
            return NotYours(frame, stall);
        var jobs = catalogue.Orders.Where(o => o.Stalls.Contains(stall))
            .OrderBy(o => stall.After(ledger.StateOf(o)) is null || ledger.StateOf(o) == "cancelled");
        return frame.Page(stall.Name, Html.Of($"""
            <h1 class="unseen">{stall.Name}</h1>
            <parley-inbox as="vendor:{stall.Id}"{Opened(conversation)}></parley-inbox>
            <aside class="jobs" id="jobs" aria-labelledby="jobs-title"{(order is null ? new Html(" hidden") : Html.Nothing)}>
              <h2 id="jobs-title">{stall.JobsWord}</h2>
              <ul>{jobs.Select(o => OrderCards.ForStall(
                  o, stall, ledger.StateOf(o), catalogue.FindPerson(o.BuyerId)!, opened: o.Id == order))}</ul>
            </aside>
            {Letter}
            """), "stall", wholeHeight: true);
    }

    static readonly Html Letter = Html.Of($"""
        <dialog class="letter" aria-labelledby="letter-title">
          <form method="dialog">
            <h2 id="letter-title"></h2>
            <textarea name="text" rows="5" maxlength="5000" required aria-label="Message"></textarea>
            <output></output>
            <div class="deeds"><button class="quiet" formnovalidate>Cancel</button><button class="main" name="send">Send</button></div>
          </form>
        </dialog>
        """);

    static IResult Advance(
        string id, string orderId, HttpRequest request, Catalogue catalogue, Ledger ledger, Visitor visitor,
        Introduction introduction, TimeProvider clock)
    {
        if (visitor.Workplace?.Id != id || catalogue.FindOrder(orderId) is not { } order || order.Stall.Id != id)
            return TypedResults.NotFound();
        ledger.Advance(order, request.Form["from"].ToString(), clock.GetUtcNow());
        introduction.Hurry();
        return TypedResults.LocalRedirect($"/vendor/{id}?order={order.Id}#{order.Id}");
    }

    static Html NotYours(Frame frame, Stall stall) => frame.Page(stall.Name, Html.Of($"""
        <section class="hero"><h1>The desk of {stall.Name}</h1>
        <p>Only its own people come in here. For the demonstration you may be one of them:
        {stall.Agents.Select(agent => Html.Of($"<a href=\"/as/{agent.Id}\">{agent.Name}</a> "))}</p></section>
        """), "missing");

    static IResult Operator(Frame frame, Visitor visitor, Settings settings, Events events, ParleyTokens tokens) =>
        !visitor.IsOperator
            ? ShopPages.NotThere(frame)
            : frame.Page("Operator", Html.Of($"""
                <section class="hero"><h1>The marketplace's own staff</h1>
                <p>Parley's pages for operators and developers; they know {visitor.Person.Name} by the same token as the shop's pages do.</p></section>
                <ul class="links">
                  <li><a href="{settings.ParleyUrl}console#token={tokens.For(visitor.Person.Id, TimeSpan.FromHours(1), "moderator")}">Console</a><span>Cases, people, conversations under review</span></li>
                  <li><a href="{settings.ParleyUrl}scalar">API reference</a><span>Every call, generated from the code</span></li>
                  <li><a href="{settings.ParleyUrl}health/ready">Health</a><span>Whether the server is ready, and why not</span></li>
                </ul>
                <h2>What Parley told the shop</h2>
                <ul class="links">
                  {events.Latest.Select(one => Html.Of($"<li><b>{one.Type}</b><span>{one.Buyer} and {one.Vendor}{(one.Subject.Length > 0 ? $", about {one.Subject}" : "")}, {one.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC</span></li>"))}
                  {(events.Latest.Any() ? Html.Nothing : Html.Of($"<li><span>Nothing yet since the shop was started: write a message as somebody, then come back.</span></li>"))}
                </ul>
                """), "operator");
}
