using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>
/// Providers bring mails here. They show a secret, as the password of Basic authentication, as a bearer or, where they can do no better, as
/// <c>key</c> in the address. 204: it need not be brought again, whatever became of it; 503: later.
/// </summary>
public static class InboundApi
{
    /// <summary>What base64 and forms add to a mail.</summary>
    const double Swollen = 1.5;

    /// <summary>A mail as it is may be so large, in bytes: whoever brings one that is too large would bring it again for hours if it was not read to its end.</summary>
    const long Drained = 200_000_000;

    /// <summary>Mails are held in memory while they are read.</summary>
    static readonly SemaphoreSlim AtOnce = new(4);

    public static void MapInboundMail(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/mail/inbound/{provider}", Bring).WithTags("Mail").WithName("bringMail").ForHolderOf("mailProvider");

    static async Task<NoContent> Bring(string provider, HttpContext http, TakeMail take, Quarantine quarantine, IOptions<ReplyOptions> options, CancellationToken ct)
    {
        var o = options.Value;
        if (o.WebhookSecret.Length == 0) throw Refuse.NotFound();
        if (!Knows(http, o.WebhookSecret)) throw Refuse.Unauthenticated("Send the secret as the password of Basic authentication, as a bearer, or as 'key'.");
        var most = (long)(o.MailBytes * Swollen) + 65_536;
        var read = provider == "mime" ? Math.Max(most, Drained) : most;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = read;
        if (http.Request.ContentLength > read) throw Refuse.TooLarge(read);
        await AtOnce.WaitAsync(ct);
        try
        {
            var brought = await ProviderMails.ReadAsync(provider, http, (int)Math.Min(most, int.MaxValue), ct);
            var received = brought.IsWhole ? await take.RunAsync(brought.Mail, brought.Recipients, brought.SignedBy, brought.HasResults, ct) : await take.TooLargeAsync(brought.Mail, brought.Recipients, brought.SignedBy, brought.HasResults, ct);
            if (received.Fate == Fate.Quarantined) await quarantine.KeepAsync(brought.Mail, received.Outcome, ct);
            return received.Fate == Fate.Later ? throw Refuse.Unavailable("The store") : TypedResults.NoContent();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    static bool Knows(HttpContext http, string secret)
    {
        var header = http.Request.Headers.Authorization is [{ } value] ? value : "";
        var told = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim()
            : header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? PasswordOf(header[6..].Trim())
            : http.Request.Query["key"] is [{ } key] ? key : "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    static string PasswordOf(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var length)) return "";
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
