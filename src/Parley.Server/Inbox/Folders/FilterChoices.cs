using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Value">As the filter takes it.</param>
/// <param name="Title">Of a subject; other values are words that the page knows.</param>
public sealed record FilterChoice(string Value, string? Title = null);

public sealed record FilterChoiceList(IReadOnlyList<FilterChoice> Items);

/// <summary>
/// What a vendor's inbox can be narrowed to. Who sees the whole inbox is offered what is in it anywhere; who sees only some threads, what
/// the newest of those are about, and nothing that only others' threads would tell them.
/// </summary>
public sealed class FilterChoices(Store store, Sights sights)
{
    /// <summary>How many subjects are offered at once; whoever writes more of the title finds the others.</summary>
    public const int MostSubjects = 20;

    static readonly SubjectKind[] kinds = Enum.GetValues<SubjectKind>();

    const int MostValues = 50, LongestText = 100, MostWords = 10;

    /// <summary>How far is looked: among the newest threads, and among subjects of that title.</summary>
    const int Newest = 300, Most = Few.Most;

    sealed record About(SubjectKind? Kind, string? Id, string? Title, string? FoldedTitle, string? State, string? Topic);

    public async Task<FilterChoiceList> OfAsync(Role team, string me, string? filter, string? q, CancellationToken ct)
    {
        var text = TextOf(filter, q);
        var sight = await sights.OfAsync(team, me, ct);
        await using var db = store.Open();
        if (await db.FindFeedAsync(team, ct) is not { } feed) return new FilterChoiceList([]);
        var (party, vendor) = (feed.Id, team.HolderId);
        return new FilterChoiceList(filter switch
        {
            "subject" => await SubjectsAsync(db, party, vendor, sight, text, ct),
            "orderState" => Values(sight.IsAll ? await StatesAsync(db, vendor, ct) : (await NewestAsync(db, party, sight, ct)).Select(a => a.Kind == SubjectKind.Listing ? null : a.State)),
            _ => Values(sight.IsAll ? await TopicsAsync(db, party, ct) : (await NewestAsync(db, party, sight, ct)).Select(a => a.Topic)),
        });
    }

    static string? TextOf(string? filter, string? q)
    {
        if (filter is not ("subject" or "orderState" or "topic")) throw Refuse.Invalid("filter", "'filter' must be subject, orderState or topic.");
        if (string.IsNullOrWhiteSpace(q)) return null;
        return filter == "subject" ? Texts.Line(q, "q", LongestText) : throw Refuse.Invalid("q", "Only subjects are looked for by words; of the others all are listed.");
    }

    static string[] WordsOf(string text)
    {
        var words = Folding.Fold(text).Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return words.Length <= MostWords ? words : throw Refuse.Invalid("q", $"'q' has more than {MostWords} words.");
    }

    static List<FilterChoice> Values(IEnumerable<string?> values) => [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(MostValues).Select(v => new FilterChoice(v))];

    /// <summary>Those of the newest threads first, then by their titles.</summary>
    static async Task<IReadOnlyList<FilterChoice>> SubjectsAsync(ParleyDb db, long party, string vendor, Sight sight, string? text, CancellationToken ct)
    {
        var words = WordsOf(text ?? "");
        var found = (await NewestAsync(db, party, sight, ct)).FindAll(a => a.Title is not null && (a.Id == text || words.All(w => a.FoldedTitle!.Contains(w, StringComparison.Ordinal))));
        if (text is not null && sight.IsAll) found.AddRange(await ReadAsync(db, [.. await NamedAsync(db, party, text, ct), .. await TitledAsync(db, party, vendor, words, ct)], ct));
        return [.. found.DistinctBy(a => (a.Kind, a.Id)).Take(MostSubjects).Select(a => new FilterChoice($"{a.Kind!.Value.Word()}:{a.Id}", a.Title))];
    }

    /// <summary>What the newest threads that the person sees are about, newest first.</summary>
    static async Task<List<About>> NewestAsync(ParleyDb db, long party, Sight sight, CancellationToken ct)
    {
        var seats = db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0);
        if (sight.IsAll) return [.. (await AboutAsync(db, seats.OrderByDescending(s => s.Activity).Take(Newest), ct)).Select(f => f.About)];
        var found = await AboutAsync(db, seats.OrderByDescending(s => s.Activity).Take(Most).Within(sight), ct);
        // Their own in the inbox are found however old they are: each person's, and what is nobody's, lie in an index.
        foreach (var assignee in sight.Unassigned ? (string[])[sight.Only!, ""] : [sight.Only!])
            found.AddRange(await AboutAsync(db, seats.Where(s => s.Party == PartyKind.Vendor && s.Place == Place.Inbox && s.Assignee == assignee).OrderByDescending(s => s.Activity).Take(Most), ct));
        return [.. found.OrderByDescending(f => f.Activity).Select(f => f.About)];
    }

    static async Task<List<(long Activity, About About)>> AboutAsync(ParleyDb db, IQueryable<Seat> seats, CancellationToken ct)
    {
        var found = await (
            from seat in seats
            join thread in db.Set<Conversation>() on seat.ConversationId equals thread.Id
            join subject in db.Set<Subject>() on new { Kind = thread.SubjectKind, Id = thread.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
            from subject in subjects.DefaultIfEmpty()
            orderby seat.Activity descending
            select new { seat.Activity, About = new About(thread.SubjectKind, thread.SubjectId, subject.Title, subject.FoldedTitle, subject.State, thread.Topic) }).ToListAsync(ct);
        return found.ConvertAll(f => (f.Activity, f.About));
    }

    static async Task<IEnumerable<About>> ReadAsync(ParleyDb db, List<(SubjectKind Kind, string Id)> keys, CancellationToken ct)
    {
        if (keys.Count == 0) return [];
        var ids = keys.Select(k => k.Id).Distinct().ToList();
        var rows = await db.Set<Subject>().Where(s => kinds.Contains(s.Kind) && ids.Contains(s.Id)).Select(s => new About(s.Kind, s.Id, s.Title, s.FoldedTitle, s.State, null)).ToListAsync(ct);
        return keys.Select(k => rows.Find(r => r.Kind == k.Kind && r.Id == k.Id)).OfType<About>();
    }

    /// <summary>By its id; that is how an order is found of which another vendor has the greater part.</summary>
    static async Task<List<(SubjectKind Kind, string Id)>> NamedAsync(ParleyDb db, long party, string id, CancellationToken ct)
    {
        var found = new List<(SubjectKind, string)>();
        foreach (var kind in kinds) // each is one look into an index; all in one a store would read the vendor's whole
            if (await db.Set<Conversation>().AnyAsync(c => c.VendorParty == party && c.SubjectKind == kind && c.SubjectId == id, ct)) found.Add((kind, id));
        return found;
    }

    /// <summary>
    /// The vendor's own subjects with these words in their titles, as far as anybody wrote about them. Nothing is asked of a subject but what its index holds, and of
    /// its threads the first, not whether there is one: for that a store might read all threads.
    /// </summary>
    static async Task<List<(SubjectKind Kind, string Id)>> TitledAsync(ParleyDb db, long party, string vendor, string[] words, CancellationToken ct)
    {
        var titled = words.Aggregate(db.Set<Subject>().Where(s => s.VendorId == vendor), (some, word) => some.Where(s => s.FoldedTitle.Contains(word)));
        var found = await titled.OrderBy(s => s.FoldedTitle).ThenBy(s => s.Kind).ThenBy(s => s.Id).Take(Most).Select(s => new { s.Kind, s.Id, s.FoldedTitle })
            .Where(s => db.Set<Conversation>().Where(c => c.VendorParty == party && c.SubjectKind == s.Kind && c.SubjectId == s.Id).Select(c => (Guid?)c.Id).FirstOrDefault() != null)
            .OrderBy(s => s.FoldedTitle).ThenBy(s => s.Kind).ThenBy(s => s.Id).Take(MostSubjects).ToListAsync(ct);
        return found.ConvertAll(s => (s.Kind, s.Id));
    }

    static async Task<List<string?>> StatesAsync(ParleyDb db, string vendor, CancellationToken ct) =>
        await EachAsync(after => db.Set<Subject>().Where(s => s.VendorId == vendor && s.Kind != SubjectKind.Listing && s.State != null && s.State.CompareTo(after) > 0).OrderBy(s => s.State).Select(s => s.State).FirstOrDefaultAsync(ct));

    static async Task<List<string?>> TopicsAsync(ParleyDb db, long party, CancellationToken ct) =>
        await EachAsync(after => db.Set<Conversation>().Where(c => c.VendorParty == party && c.Topic != null && c.Topic.CompareTo(after) > 0).OrderBy(c => c.Topic).Select(c => c.Topic).FirstOrDefaultAsync(ct));

    /// <summary>Goes from one value to the next along an index, however many rows have it.</summary>
    static async Task<List<string?>> EachAsync(Func<string, Task<string?>> next)
    {
        var values = new List<string?>();
        for (var value = await next(""); value is not null && values.Count < MostValues; value = await next(value)) values.Add(value);
        return values;
    }
}
