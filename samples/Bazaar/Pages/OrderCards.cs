using System.Globalization;
using Bazaar.Market;

namespace Bazaar.Pages;

/// <summary>An order as each of the two sides sees it.</summary>
public static class OrderCards
{
    public static Html ForBuyer(Order order, string state) => Html.Of($"""
        <li class="order" id="{order.Id}">
          <img src="/picture/{order.Lines[0].Listing.Id}.svg" alt="" width="160" height="120" loading="lazy">
          <div class="what">
            <p class="by">{string.Join(" and ", order.Stalls.Select(stall => stall.Name))} · <span class="id">{order.Id}</span></p>
            <h2>{order.Title}</h2>
            {Lines(order.Lines)}
            <p class="when">{When(order)}</p>
          </div>
          <div class="side">
            {State(order, state)}
            <strong class="price">{Euros.Of(order.Total)}</strong>
            <parley-contact subject="{order.Subject}" label="Contact seller about this {Word(order)}"></parley-contact>
          </div>
        </li>
        """);

    /// <summary>Of an order that several stalls share, each sees its own part; the one whose course it goes moves it on.</summary>
    public static Html ForStall(Order order, Stall stall, string state, Person buyer, bool opened) => Html.Of($"""
        <li class="job{(opened ? " opened" : "")}" id="{order.Id}">
          <div class="line"><strong>{order.Id}</strong>{State(order, state)}</div>
          <p>{buyer.Name} · {Euros.Of(order.LinesOf(stall).Sum(line => line.Amount))}</p>
          {Lines(order.LinesOf(stall))}
          <p class="when">{When(order)}</p>
          <div class="deeds">
            {(stall == order.Stall ? Advance(order, state) : Html.Nothing)}
            <button class="quiet" type="button" data-write="{order.Id}" data-kind="{order.Kind.ToString().ToLowerInvariant()}" data-vendor="{stall.Id}" data-buyer="{buyer.Id}" data-name="{buyer.Name}">Message the buyer</button>
          </div>
        </li>
        """);

    static Html Advance(Order order, string state) =>
        order.Stall.After(state) is not { } next
            ? Html.Nothing
            : Html.Of($"""
                <form method="post" action="/vendor/{order.Stall.Id}/orders/{order.Id}/state">
                  <input type="hidden" name="from" value="{state}">
                  <button class="quiet">{next.Action}</button>
                </form>
                """);

    static Html Lines(IEnumerable<OrderLine> lines) => Html.Of($"""
        <ul class="lines">{lines.Select(line => Html.Of($"<li>{Order.Count(line)} {line.Listing.Title}</li>"))}</ul>
        """);

    static Html State(Order order, string state)
    {
        var at = order.Stall.Course.ToList().FindIndex(step => step.State == state);
        var kind = at < 0 ? "off" : at == order.Stall.Course.Count - 1 ? "done" : at == 0 ? "fresh" : "moving";
        return Html.Of($"""<span class="state {kind}">{state.Replace('-', ' ')}</span>""");
    }

    static string When(Order order) =>
        order is { Arrival: { } arrival, Departure: { } departure }
            ? $"{Day(arrival)} to {Day(departure)}"
            : $"Placed {Day(order.PlacedAt)}";

    static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    static string Word(Order order) => order.Stall.TakesBookings ? "stay" : "order";
}
