using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MimeKit;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>
/// Shows a developer what would have left the house. It is there when it was asked for and no mail server is set up, and for this machine
/// only: what comes by a proxy, or under a name that is not this machine's, meets a 404. No scripts; a mail's HTML stands in a frame that
/// can do nothing.
/// </summary>
public static class DevMailboxPage
{
    const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    static readonly string[] Proxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public static void MapDevMailbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dev/mailbox").ForAnyone().ExcludeFromDescription();
        group.MapGet("", List);
        group.MapGet("/{id:guid}", Show);
        group.MapGet("/{id:guid}/html", Html);
    }

    static async Task<ContentHttpResult> List(HttpContext http, DevMailbox mailbox, IOptions<MailOptions> options, CancellationToken ct)
    {
        RequireHere(http, options.Value);
        var rows = new StringBuilder();
        foreach (var file in mailbox.All().Take(200))
        {
            var (to, title, _, _, at) = await ReadAsync(file, ct);
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{at:yyyy-MM-dd HH:mm:ss}</td><td>{Text(to)}</td><td><a href=\"/dev/mailbox/{Path.GetFileNameWithoutExtension(file.Name)}\">{Text(title)}</a></td></tr>\n");
        }
        if (rows.Length == 0) return Page(http, "Dev mailbox", "<h1>Nothing yet</h1><p>Write to somebody who has no page open. When their preferences say so, after some minutes unless they chose otherwise, the mail they would get is here. Nothing is really sent.</p>");
        return Page(http, "Dev mailbox", $"<p>What would have left the house. Nothing here was sent.</p><table><thead><tr><th>At (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>{rows}</tbody></table>");
    }

    static async Task<ContentHttpResult> Show(Guid id, HttpContext http, DevMailbox mailbox, IOptions<MailOptions> options, CancellationToken ct)
    {
        RequireHere(http, options.Value);
        var (to, title, text, html, at) = await ReadAsync(mailbox.Find(id) ?? throw Refuse.NotFound(), ct);
        var frame = html is null ? "" : $"<h2>As HTML</h2><iframe sandbox src=\"/dev/mailbox/{id:N}/html\" title=\"The mail as HTML\"></iframe>";
        return Page(http, title, string.Create(CultureInfo.InvariantCulture, $"<p><a href=\"/dev/mailbox\">All</a></p><h1>{Text(title)}</h1><p>To {Text(to)}, {at:yyyy-MM-dd HH:mm:ss} UTC</p>{frame}<h2>As text</h2><pre>{Text(text)}</pre>"));
    }

    static async Task<ContentHttpResult> Html(Guid id, HttpContext http, DevMailbox mailbox, IOptions<MailOptions> options, CancellationToken ct)
    {
        RequireHere(http, options.Value);
        var (_, _, _, html, _) = await ReadAsync(mailbox.Find(id) ?? throw Refuse.NotFound(), ct);
        var logo = Uri.TryCreate(options.Value.Logo, UriKind.Absolute, out var address) ? $" img-src {address.GetLeftPart(UriPartial.Authority)};" : "";
        Keep(http, $"default-src 'none'; style-src 'unsafe-inline';{logo} base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox");
        return TypedResults.Content(html ?? throw Refuse.NotFound(), "text/html; charset=utf-8");
    }

    static void RequireHere(HttpContext http, MailOptions options)
    {
        var here = http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && Servers.IsHere(http.Request.Host.Host.Trim('[', ']')) && !Proxies.Any(http.Request.Headers.ContainsKey);
        if (!here || !options.Mailbox || options.HasServer) throw Refuse.NotFound();
    }

    static async Task<(string To, string Title, string Text, string? Html, DateTime At)> ReadAsync(FileInfo file, CancellationToken ct)
    {
        await using var bytes = file.OpenRead();
        if (file.Extension == ".json")
        {
            var note = (await JsonSerializer.DeserializeAsync<DevNote>(bytes, JsonSerializerOptions.Web, ct))!;
            return ($"{note.Channel}: {note.To}", note.Title, note.Text, null, note.At.UtcDateTime);
        }
        using var mail = await MimeMessage.LoadAsync(bytes, ct);
        return (mail.To.ToString(), mail.Subject ?? "", $"{string.Join('\n', mail.Headers.Select(h => $"{h.Field}: {h.Value}"))}\n\n{mail.TextBody}", mail.HtmlBody, mail.Date.UtcDateTime);
    }

    static ContentHttpResult Page(HttpContext http, string title, string body)
    {
        Keep(http, Policy);
        return TypedResults.Content($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title><style>
            body {"{"} font:15px/1.5 system-ui, sans-serif; margin:2rem auto; max-width:60rem; padding:0 1rem; color-scheme:light dark {"}"} td, th {"{"} text-align:start; padding:.25rem .75rem; vertical-align:top {"}"} iframe {"{"} width:100%; height:36rem; border:1px solid #8886; background:#fff {"}"} pre {"{"} white-space:pre-wrap; overflow-wrap:anywhere {"}"}
            </style></head><body>{body}</body></html>
            """, "text/html; charset=utf-8");
    }

    static void Keep(HttpContext http, string policy)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.CacheControl = "no-store";
    }

    static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
