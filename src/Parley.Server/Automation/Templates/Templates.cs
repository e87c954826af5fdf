using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Which templates are wanted.</summary>
/// <param name="Thread">Only those that fit this thread; null for all.</param>
public sealed record TemplateQuery(Member Member, string? Words, string? Folder, ThreadValues? Thread, Guid? ConversationId, int Limit);

/// <param name="Cursor">For the page after this one; null at the end.</param>
public sealed record TemplatePage(IReadOnlyList<TemplateView> Items, string? Cursor);

/// <summary>
/// Finds templates. A desk has at most some hundreds, so they are read as a whole and searched here: without regard to case and
/// accents, every word of the query in name, shortcut or text.
/// </summary>
public sealed class Templates(Store store, TemplateViews views, UseCounts counts)
{
    const int LongestQuery = 200;

    /// <summary>Those used most in threads of this sort first; without a thread, those used most.</summary>
    public async Task<TemplatePage> ReadAsync(TemplateQuery query, string? cursor, CancellationToken ct)
    {
        if (query.Words?.Length > LongestQuery) throw Refuse.Invalid("q", $"'q' is longer than {LongestQuery} characters.");
        var list = $"templates {query.Member.Role.Key} {query.Member.Person.Id} {query.ConversationId} {query.Folder}\n{query.Words}";
        var after = Position.Read(Cursor.Read(list, cursor));
        var words = Folded(query.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = (await VisibleAsync(query.Member, ct)).Where(t => Fits(t, query.Thread) && (query.Folder is null || t.Folder == query.Folder) && Holds(t, words));
        var totals = await views.TotalsAsync(query.Member.VendorId, null, ct);
        var uses = query.Thread is { } thread ? await counts.InThreadsLikeAsync(query.Member.VendorId, thread, ct) : totals.ToDictionary(t => t.Key, t => new Uses(t.Value.Uses, t.Value.Uses));
        var ordered = found.Select(t => (Template: t, At: new Position(uses.GetValueOrDefault(t.Id)?.Alike ?? 0, Position.Start(Folded(t.Name)), t.Id)))
            .Where(t => after is null || Position.Order.Compare(t.At, after) > 0).OrderBy(t => t.At, Position.Order).Take(query.Limit + 1).ToList();
        var more = ordered.Count > query.Limit;
        if (more) ordered.RemoveAt(query.Limit);
        return new TemplatePage(await views.OfAsync(query.Member, ordered.ConvertAll(t => t.Template), totals, ct), more ? Cursor.Write(list, ordered[^1].At.Write()) : null);
    }

    /// <summary>One that the member may see: of the team, their own, or the marketplace's.</summary>
    public async Task<Template> FindAsync(Member member, Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Visible(db, member).Where(t => t.Id == id).OrderByDescending(t => t.VendorId).FirstOrDefaultAsync(ct) ?? throw Refuse.NotFound();
    }

    public async Task<List<Template>> VisibleAsync(Member member, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Visible(db, member).ToListAsync(ct);
    }

    /// <summary>What anybody of the team, and its machine, may use: shared by the team or supplied by the marketplace.</summary>
    public async Task<List<Template>> SharedAsync(string vendorId, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Template>().Where(t => (t.VendorId == vendorId || t.VendorId == "") && t.KeeperId == "" && t.DeletedAt == null).ToListAsync(ct);
    }

    static IQueryable<Template> Visible(ParleyDb db, Member member)
    {
        var (vendor, person) = (member.VendorId, member.Person.Id);
        return db.Set<Template>().Where(t => (t.VendorId == vendor || t.VendorId == "") && (t.KeeperId == "" || t.KeeperId == person) && t.DeletedAt == null);
    }

    public static bool Fits(Template template, ThreadValues? thread) => template.Scope switch
    {
        _ when thread is null => true,
        TemplateScope.Listing => thread.Subject is { Kind: SubjectKind.Listing } listing && listing.Id == template.Target,
        TemplateScope.Category => string.Equals(thread.Category, template.Target, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    static bool Holds(Template template, string[] words)
    {
        if (words.Length == 0) return true;
        var text = Folded($"{template.Name} {template.Shortcut} {string.Join(' ', Stored.Read(template.Variants).Select(v => v.Text))}");
        return words.All(w => text.Contains(w.TrimStart('/'), StringComparison.Ordinal));
    }

    /// <summary>Without case and accents.</summary>
    static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) folded.Append(char.ToLowerInvariant(letter));
        return folded.ToString();
    }

    /// <summary>A template's place in the order of a list.</summary>
    sealed record Position(int Uses, string Name, Guid Id)
    {
        const int NameLength = 60;

        /// <summary>As much of a name as a cursor carries.</summary>
        public static string Start(string name) => name.Length <= NameLength ? name : name[..(char.IsHighSurrogate(name[NameLength - 1]) ? NameLength - 1 : NameLength)];

        public static Position? Read(string? text)
        {
            if (text is null) return null;
            return text.Split('\n', 3) is [var uses, var id, var name] && int.TryParse(uses, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Guid.TryParseExact(id, "N", out var guid)
                ? new Position(number, name, guid) : throw Refuse.InvalidCursor();
        }

        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Uses}\n{Id:N}\n{Name}");

        /// <summary>Used most first, then by name.</summary>
        public static readonly Comparer<Position> Order = Comparer<Position>.Create((a, b) =>
        {
            if (a.Uses != b.Uses) return b.Uses.CompareTo(a.Uses);
            var byName = string.CompareOrdinal(a.Name, b.Name);
            return byName != 0 ? byName : a.Id.CompareTo(b.Id);
        });
    }
}
