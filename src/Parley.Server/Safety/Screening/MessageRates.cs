using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>
/// Lets a person write so many messages in ten minutes over all threads, more with their history. A node counts by itself and tells the store after every
/// sixth part of what is allowed to somebody new, and when nothing is left: so a conversation costs no store, one node alone takes as many as are allowed (but what is sent in the very same
/// moment), and each further node lets through that part more at the most.
/// </summary>
public sealed class MessageRates(Store store, Register register, IOptions<SafetyOptions> options, TimeProvider clock)
{
    /// <summary>One of a vendor's people answers many.</summary>
    const int OfAgents = 5;

    const int Parts = 6;

    readonly BoundedCache<string, Lately> known = new(100_000);

    /// <summary>What this node has not told the store yet, since when; and what that said.</summary>
    sealed class Lately
    {
        public DateTimeOffset Since;
        public int Unsaved;

        /// <summary>How many more the store left, and until when that holds: at 0 nothing more is taken.</summary>
        public int Left;
        public DateTimeOffset Until;
    }

    /// <summary>A refusal where it is too many, with when it ends.</summary>
    public async ValueTask<Refusal?> CheckAsync(Draft draft, CancellationToken ct)
    {
        var most = options.Value.MessagesPerTenMinutes;
        if (most == 0 || draft.AuthorId.Length == 0 || !known.TryGet(draft.AuthorId, out var lately)) return null;
        var (now, taken, since) = (clock.GetUtcNow(), 0, default(DateTimeOffset));
        lock (lately)
        {
            if (lately.Until > now && lately.Left == 0) return TooMany(lately.Until - now);
            if (lately.Unsaved < Math.Max(1, lately.Until > now ? Math.Min(most / Parts, lately.Left) : most / Parts)) return null;
            (taken, since, lately.Unsaved) = (lately.Unsaved, lately.Since, 0);
        }
        if (await IsTrustedAsync(draft, ct)) return null;
        var (left, until) = await SaveAsync(draft.AuthorId, taken, since, now, draft.Party == PartyKind.Vendor ? most * OfAgents : most, ct);
        lock (lately) (lately.Left, lately.Until) = (left, until);
        return left == 0 && until > now ? TooMany(until - now) : null;
    }

    /// <summary>One more was stored.</summary>
    public void Note(Draft draft)
    {
        if (options.Value.MessagesPerTenMinutes == 0 || draft.AuthorId.Length == 0) return;
        if (!known.TryGet(draft.AuthorId, out var lately)) known.Set(draft.AuthorId, lately = new Lately());
        var now = clock.GetUtcNow();
        lock (lately)
        {
            if (lately.Unsaved == 0 || now - lately.Since >= SenderRecord.Window) (lately.Since, lately.Unsaved) = (now, 0);
            lately.Unsaved++;
        }
    }

    /// <summary>Whom the host trusts: a vendor with a tier, a person with the attribute <c>trusted=true</c>.</summary>
    async ValueTask<bool> IsTrustedAsync(Draft draft, CancellationToken ct)
    {
        if (draft.Party == PartyKind.Vendor && (draft.Door?.VendorId ?? draft.Opens?.VendorId) is { } vendor && (await register.FindVendorAsync(vendor, ct))?.Tier is not null) return true;
        return Attributes.Read((await register.FindPersonAsync(draft.AuthorId, ct))?.Attributes)?.GetValueOrDefault("trusted") == "true";
    }

    async Task<(int Left, DateTimeOffset Until)> SaveAsync(string personId, int taken, DateTimeOffset since, DateTimeOffset now, int most, CancellationToken ct) =>
        await store.WriteAsync(async db =>
        {
            var record = await SenderRecord.HoldAsync(db, personId, now, ct);
            var left = record.Write(taken, since, now, most);
            await db.SaveChangesAsync(ct);
            return left;
        }, ct);

    static Refusal TooMany(TimeSpan wait) =>
        new("too-many-messages", 429, $"You have written very many messages in a short time. Go on in {(wait.TotalMinutes <= 1 ? "a minute" : $"{Math.Ceiling(wait.TotalMinutes)} minutes")}.") { RetryAfter = wait };
}
