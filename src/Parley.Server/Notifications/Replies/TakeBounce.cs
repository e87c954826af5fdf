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
        if (StatusOf(mail) is not { } status) return new Received(Fate.Dropped, "no-report");
        if (!status.StartsWith('5')) return new Received(Fate.Dropped, "delayed");
        var forGood = IsForGood(status);
        await news.BouncedAsync(ParcelRef.Of(parcel), address, forGood, forGood ? "bounced" : "not-delivered", ct);
        return new Received(Fate.Dropped, forGood ? "bounced" : "not-delivered");
    }

    /// <summary>The worst that the report says of a delivery that failed (RFC 3464).</summary>
    static string? StatusOf(MimeMessage mail) => mail.BodyParts.OfType<MessageDeliveryStatus>().SelectMany(Groups)
        .Where(g => g["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) == true || g["Action"]?.Trim().Equals("delayed", StringComparison.OrdinalIgnoreCase) == true)
        .Select(g => (g["Status"] ?? "").Trim().Split(' ')[0]).Where(s => s.Length >= 5).OrderByDescending(s => s, StringComparer.Ordinal).FirstOrDefault();

    static HeaderListCollection Groups(MessageDeliveryStatus status)
    {
        try
        {
            return status.StatusGroups;
        }
        catch (FormatException)
        {
            return new HeaderListCollection();
        }
    }

    static bool IsComplaint(MimeMessage mail) => mail.BodyParts.Any(p => p.ContentType.IsMimeType("message", "feedback-report"));

    /// <summary>The mailbox does not exist, is disabled, or the server gives no reason (RFC 3463). A full one, a policy or a broken way is no reason to give up the address.</summary>
    static bool IsForGood(string status) => status is "5.0.0" or "5.1.0" or "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1";
}
