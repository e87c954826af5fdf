using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A thread's whole screen for one person.</summary>
public sealed class ThreadViews(InboxRows rows, Register register, FreshSubjects subjects, AnswerTimes answerTimes, WhoIsHere here)
{
    public async Task<ConversationView> OfAsync(Entered who, CancellationToken ct)
    {
        var row = await rows.FindAsync(who.Door, who.Side, ct) ?? throw Refuse.NotFound();
        subjects.Seen(row.Subject?.Kind, row.Subject?.Id);
        var you = await register.FindPersonAsync(who.Person.Id, ct);
        var buyer = await register.FindPersonAsync(who.Door.BuyerId, ct);
        var vendor = await register.FindVendorAsync(who.Door.VendorId, ct);
        var whyNot = row.State switch
        {
            ConversationState.Closed => row.MergedInto is null ? "closed" : "merged",
            ConversationState.Frozen => "frozen",
            _ when who.ReadOnly => "read-only",
            _ when who.Restriction is not null => "restricted",
            _ => (who.Side == PartyKind.Buyer ? vendor?.RemovedAt is null : buyer?.RemovedAt is null) ? null : "left",
        };
        return new ConversationView(row, new PersonView(who.Person.Id, you?.Name ?? "", you?.AvatarUrl),
            new VendorView(who.Door.VendorId, vendor?.Name ?? "", vendor?.AvatarUrl, await answerTimes.OfAsync(who.Door.VendorId, ct)),
            new PersonView(who.Door.BuyerId, buyer?.Name ?? "", buyer?.AvatarUrl), whyNot is null, whyNot,
            who.Side == PartyKind.Vendor ? await here.OfAsync(who.Door, ct) : null)
        {
            Blocked = who.Blocked switch { Blocking.ByYou => "by-you", Blocking.ByOther => "by-other", _ => null },
        };
    }
}
