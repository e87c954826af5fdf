using Parley.Access;

namespace Parley.Operations;

/// <summary>The operators' page. It holds no data itself: it asks the API with the operator's token, kept in the address's fragment and never sent.</summary>
public static class ConsolePage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/console", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return TypedResults.Content(Page, "text/html; charset=utf-8");
        }).ForAnyone().ExcludeFromDescription();

    static readonly string Page = ReadPage();

    static string ReadPage()
    {
        using var stream = typeof(ConsolePage).Assembly.GetManifestResourceStream("console.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
