using Microsoft.EntityFrameworkCore;
using MimeKit;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// A mail of ours came back. Only the token of that very mail counts, and only for the address it went to: what a bounce says of other
/// addresses is not believed.
/// </summary>
public sealed class TakeBounce(Store store, BounceTokens tokens, Register register, NoticeNews news)
{
    public async Task<Received> RunAsync(string token, MimeMessage mail, CancellationToken ct)
    {
        if (BounceTokens.ParcelOf(token) is not { } parcel) return new Received(Fate.Quarantined, "unknown-token");
        string? person;
        await using (var db = store.Open()) person = await db.Set<Notice>().Where(n => n.ParcelId == parcel && n.Channel == Channel.Mail).Select(n => n.PersonId).FirstOrDefaultAsync(ct);
        if (person is null || (await register.FindPersonAsync(person, ct))?.Email is not { } address || !await tokens.HoldsAsync(token, address, ct)) return new Received(Fate.Quarantined, "unknown-token");
        if (IsComplaint(mail))
        {
            await news.ComplainedAsync(ParcelRef.Of(parcel), address, ct);
            return new Received(Fate.Dropped, "complaint");
        }
        var groups = mail.BodyParts.OfType<MessageDeliveryStatus>().SelectMany(Groups).ToList();
        if (StatusOf(groups, "failed") is { } status)
        {
            var forGood = IsForGood(status);
            await news.BouncedAsync(ParcelRef.Of(parcel), address, forGood, forGood ? "bounced" : "not-delivered", ct);
            return new Received(Fate.Dropped, forGood ? "bounced" : "not-delivered");
        }
        return new Received(Fate.Dropped, StatusOf(groups, "delayed") is null ? "no-report" : "delayed");
    }

    /// <summary>
    /// The worst that the report says of what it calls so (RFC 3464, 2.3.3); null when it calls nothing so. The action decides, not the status: a
    /// server that gave up after days of trying says that it failed, with a status that begins with 4.
    /// </summary>
    static string? StatusOf(List<HeaderList> groups, string action) => groups.Where(g => g["Action"]?.Trim().Equals(action, StringComparison.OrdinalIgnoreCase) == true)
        .Select(g => (g["Status"] ?? "").Trim().Split(' ')[0]).OrderByDescending(s => s, StringComparer.Ordinal).FirstOrDefault();

    static IEnumerable<HeaderList> Groups(MessageDeliveryStatus status)
    {
        try
        {
            return status.StatusGroups;
        }
        catch (FormatException)
        {
            return [];
        }
    }

    static bool IsComplaint(MimeMessage mail) => mail.BodyParts.Any(p => p.ContentType.IsMimeType("message", "feedback-report"));

    /// <summary>The mailbox does not exist, is disabled, or the server gives no reason (RFC 3463). A full one, a policy or a broken way is no reason to give up the address.</summary>
    static bool IsForGood(string status) => status is "5.0.0" or "5.1.0" or "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1";
}
