namespace Bazaar.Pages;

/// <summary>
/// What a page may load: its own files and Parley's elements, nothing else. And a form that another site posts
/// is not taken.
/// </summary>
public sealed class SafeHeaders(RequestDelegate next, Settings settings)
{
    readonly string policy = Policy(settings.ParleyUrl);

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // Parley's pages show the pictures of people and listings.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(http);
    }

    static string Policy(Uri parley)
    {
        var origin = parley.GetLeftPart(UriPartial.Authority);
        var socket = origin.Replace("http", "ws", StringComparison.Ordinal);
        // Files of messages are fetched by the page and shown from its memory: blob.
        return $"default-src 'self'; script-src 'self' {origin}; connect-src 'self' {origin} {socket}; "
            + $"img-src 'self' {origin} data: blob:; media-src blob:; frame-src blob:; worker-src 'self' blob: {origin}; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; "
            + "base-uri 'self'; form-action 'self'";
    }
}
