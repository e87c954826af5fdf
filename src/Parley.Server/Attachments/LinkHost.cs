using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// A host name for links to files, where one is set: there files are opened and nothing else is answered, and files are opened nowhere else. What
/// ever a file might do in a browser, it does on an origin that has nothing.
/// </summary>
public static class LinkHost
{
    const string Files = "/v1/files";

    /// <summary>The origin, or null when it is none.</summary>
    public static Uri? Parse(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" } && !origin.EndsWith('/') ? uri : null;

    /// <summary>Before routing, and after what turns refusals into answers.</summary>
    public static void UseLinkHost(this WebApplication app)
    {
        if (Parse(app.Services.GetRequiredService<IOptions<AttachmentOptions>>().Value.LinkOrigin) is not { } origin) return;
        var authority = origin.IsDefaultPort ? origin.IdnHost : $"{origin.IdnHost}:{origin.Port}"; // as a browser writes it
        app.Use((http, next) =>
        {
            var there = string.Equals(http.Request.Host.Value, authority, StringComparison.OrdinalIgnoreCase);
            if (there != http.Request.Path.StartsWithSegments(Files)) throw Refuse.NotFound();
            return next(http);
        });
    }
}
