using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Seq">The message that is meant; none for the other side's conduct in the thread.</param>
/// <param name="Words">The reporter's own, at most 1,000 characters; needed where the reason is <c>other</c>.</param>
public sealed record ReportBody(ReportReason Reason, int? Seq = null, string? Words = null);

/// <param name="Receipt">Names the report wherever it is asked after.</param>
public sealed record ReportReceipt(string Receipt);

/// <summary>
/// Takes what one side of a thread tells about the other. Reporting the same again while it is looked at returns the first receipt. Each
/// person may make so many reports in 24 hours.
/// </summary>
public sealed class TakeReport(Store store, Flags flags, AuthorKeys keys, IOptions<ModerationOptions> options, TimeProvider clock)
{
    /// <summary>What raises it in the queue.</summary>
    public const string Kind = "report";

    const int MostWords = 1000;

    public async Task<(string Receipt, bool Repeated)> RunAsync(Entered who, ReportBody body, CancellationToken ct)
    {
        if (body.Words is { } said && TextShape.FlawOf(said, MostWords) is { } flaw) throw new RefusedException(flaw);
        if (body is { Reason: ReportReason.Other, Words: null }) throw Refuse.Invalid("words", "Say in 'words' what is wrong.");
        var secret = body.Words is null ? null : await keys.EnsureAsync(who.Person.Id, ct); // before the transaction: making a key writes on its own
        return await store.WriteAsync(async db =>
        {
            var about = await MeantAsync(db, who, body.Seq, ct);
            await store.LockAsync(db, "parties", [who.Door.PartyIdOf(who.Side)], ct); // counts and repeats are right, also of reports made at once
            if (await FindSameAsync(db, who, body, secret, ct) is { } before) return (before, true);
            await RequireFewAsync(db, who.Person.Id, ct);
            var raised = await flags.RaiseAsync(db, new Raise(Kind, who.Door.Id, body.Seq, null, about.Person, about.Party, HarmOf(body.Reason), null, null, [new Finding(Kind, Word(body.Reason), 0, 0)]), ct);
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var report = new Report
            {
                Id = id, Receipt = NewReceipt('R'), ReporterId = who.Person.Id, ConversationId = who.Door.Id, Seq = body.Seq, Reason = body.Reason, CaseId = raised, At = now,
                Words = secret is null ? null : TextSeal.Seal(TextSeal.Key(secret, who.Door.Secret), body.Words!, who.Door.Id, id, 0),
            };
            db.Add(report);
            await db.SaveChangesAsync(ct);
            return (report.Receipt, false);
        }, ct);
    }

    /// <summary>Whose doing is reported. What the reporter cannot see does not exist.</summary>
    static async Task<(string? Person, PartyKind Party)> MeantAsync(ParleyDb db, Entered who, int? seq, CancellationToken ct)
    {
        var other = who.Side == PartyKind.Buyer ? PartyKind.Vendor : PartyKind.Buyer;
        if (seq is null) return (other == PartyKind.Buyer ? who.Door.BuyerId : null, other);
        var message = await db.Set<Message>().Where(m => m.ConversationId == who.Door.Id && m.Seq == seq).Select(m => new { m.Party, m.AuthorId, m.Kind }).SingleOrDefaultAsync(ct) ?? throw Refuse.NotFound();
        if (message.Party != other || message.Kind == MessageKind.System) throw Refuse.Invalid("seq", "Report a message of the other side.");
        return (message.AuthorId.Length == 0 ? null : message.AuthorId, other);
    }

    static async Task<string?> FindSameAsync(ParleyDb db, Entered who, ReportBody body, byte[]? secret, CancellationToken ct)
    {
        var before = await db.Set<Report>().Where(r => r.ReporterId == who.Person.Id && r.ConversationId == who.Door.Id && r.Seq == body.Seq && r.Reason == body.Reason && r.Outcome == ReportOutcome.Received).ToListAsync(ct);
        return before.FirstOrDefault(r => (r.Words is null) == (body.Words is null) && (r.Words is null || WordsOf(who.Door, r, secret) == body.Words))?.Receipt;
    }

    /// <summary>What the reporter wrote; null when they wrote nothing, or were erased.</summary>
    public static string? WordsOf(Door door, Report report, byte[]? secret)
    {
        if (report.Words is null || secret is null) return null;
        try
        {
            return TextSeal.Open(TextSeal.Key(secret, door.Secret), report.Words, door.Id, report.Id, 0);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // written under a secret that was destroyed since
        }
    }

    async Task RequireFewAsync(ParleyDb db, string person, CancellationToken ct)
    {
        var most = options.Value.ReportsPerDay;
        var since = clock.GetUtcNow().AddDays(-1);
        var recent = await db.Set<Report>().Where(r => r.ReporterId == person).OrderByDescending(r => r.Id).Select(r => r.At).Take(most).ToListAsync(ct);
        if (recent.Count == most && recent[^1] > since) throw Refuse.TooManyReports(most, recent[^1] - since);
    }

    static int HarmOf(ReportReason reason) => reason switch
    {
        ReportReason.Threatening => 90,
        ReportReason.Scam => 80,
        ReportReason.Offensive => 50,
        ReportReason.OffPlatform => 40,
        _ => 30,
    };

    public static string Word(ReportReason reason) => reason == ReportReason.OffPlatform ? "off-platform" : reason.ToString().ToLowerInvariant();

    /// <summary>Ten letters and digits that are not taken for one another, to be read over a telephone.</summary>
    public static string NewReceipt(char kind) => $"{kind}-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 5)}-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 5)}";
}
