using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Contacts;

namespace Parley.Safety.Screening;

/// <summary>What is known of the thread that a message is for.</summary>
/// <param name="Numbers">Of this very order: nobody's telephone.</param>
/// <param name="Hosts">Of the subject's own pages.</param>
public sealed record ThreadContext(SubjectKind? Kind, string? State, string? Tier, bool FirstContact, IReadOnlyList<string> Numbers, IReadOnlyList<string> Hosts)
{
    public Situation For(PartyKind from, Policy policy) => new(policy.StageOf(Kind, State), from, Tier, FirstContact);

    public ContactSettings Known(IReadOnlyCollection<string> ownHosts) => new([.. ownHosts, .. Hosts], Numbers);

    public static ThreadContext Of(SubjectKind? kind, string? subjectId, Subject? subject, string? tier, bool firstContact) => new(kind, subject?.State, tier, firstContact, NumbersOf(subject, subjectId), HostsOf(subject));

    /// <summary>The ids of the order and its items, and what the host told besides: there are the parcel's numbers.</summary>
    static List<string> NumbersOf(Subject? subject, string? id)
    {
        var numbers = new List<string>();
        if (id is not null) numbers.Add(id);
        if (subject is null) return numbers;
        numbers.AddRange(Cards.Read(subject).Items.Select(i => i.Id).OfType<string>());
        numbers.AddRange(Attributes.Read(subject.Attributes)?.Values ?? []);
        return numbers.FindAll(n => n.Count(char.IsAsciiDigit) >= 4);
    }

    static List<string> HostsOf(Subject? subject) => Uri.TryCreate(subject?.Url, UriKind.Absolute, out var url) ? [.. Policies.Hosts.Ours([url.Host])] : [];
}

/// <summary>Reads it from the store: only for a message in which something was found.</summary>
public sealed class ReadContext(Store store, Register register)
{
    public async Task<ThreadContext> OfAsync(Draft draft, CancellationToken ct)
    {
        await using var db = store.Open();
        var (id, key) = (draft.Door?.Id, draft.Opens?.Key);
        var row = await db.Set<Conversation>().Where(c => id != null ? c.Id == id : c.ThreadKey == key).Select(c => new { c.Id, c.SubjectKind, c.SubjectId, c.AnswerSeq, c.VendorId }).SingleOrDefaultAsync(ct);
        var (kind, subjectId) = row is null ? (draft.Opens?.Kind, draft.Opens?.SubjectId) : (row.SubjectKind, row.SubjectId);
        var subject = kind is null ? null : await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == kind && s.Id == subjectId, ct);
        var tier = (row?.VendorId ?? draft.Opens?.VendorId) is { } vendor ? (await register.FindVendorAsync(vendor, ct))?.Tier : null;
        var first = row is null || (draft.Party == PartyKind.Buyer ? row.AnswerSeq is null : !await db.Set<Seat>().AnyAsync(s => s.ConversationId == row.Id && s.Party == PartyKind.Vendor && s.Incoming > 0, ct));
        return ThreadContext.Of(kind, subjectId, subject, tier, first);
    }
}
