using System.Security.Cryptography;
using System.Text;
using Bazaar.Art;
using Bazaar.Market;

namespace Bazaar.Pages;

/// <summary>The style sheet, the script and the pictures, which are drawn on request and the same each time.</summary>
public static class Files
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/bazaar.css", (HttpContext http) => Text(http, Seed.Text("bazaar.css"), "text/css"));
        app.MapGet("/bazaar.js", (HttpContext http) => Text(http, Seed.Text("bazaar.js"), "text/javascript"));
        app.MapGet("/picture/{id}.svg", (HttpContext http, string id, Catalogue catalogue) =>
            catalogue.FindListing(id) is { } listing ? Picture(http, Gallery.Draw(listing)) : TypedResults.NotFound());
        app.MapGet("/portrait/{id}.svg", (HttpContext http, string id, Catalogue catalogue) =>
            catalogue.FindPerson(id) is { } person ? Picture(http, Portrait.Of(person.Id)) : TypedResults.NotFound());
        app.MapGet("/emblem/{id}.svg", (HttpContext http, string id) =>
            Emblem.Of(id) is { } drawing ? Picture(http, drawing) : TypedResults.NotFound());
        app.MapFallback((Frame frame) => ShopPages.NotThere(frame));
    }

    static IResult Picture(HttpContext http, string svg) => Text(http, svg, "image/svg+xml");

    static IResult Text(HttpContext http, string text, string type)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(text, type, Encoding.UTF8);
    }
}
