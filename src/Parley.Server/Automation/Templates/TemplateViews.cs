using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <param name="Scope"><c>me</c>, <c>team</c>, <c>listing:ID</c>, <c>category:WORD</c> or <c>operator</c>.</param>
/// <param name="Uses">How many messages the team made with it, each counted once.</param>
/// <param name="Answered">After how many of them the buyer wrote again within two weeks.</param>
/// <param name="Files">What it carries, in its order. One that was refused says why; one that is gone is left out.</param>
/// <param name="Editable">False for what the marketplace supplies, and for who may only read.</param>
public sealed record TemplateView(
    Guid Id, string Scope, string Folder, string Name, string? Shortcut, IReadOnlyList<Variant> Variants, IReadOnlyList<string> Topics, IReadOnlyList<TemplateFile> Files,
    int Uses, int Answered, DateTimeOffset? LastUsedAt, int Version, PersonView? ChangedBy, DateTimeOffset ChangedAt, bool Editable);

/// <summary>Templates as their team sees them.</summary>
public sealed class TemplateViews(Store store, Register register, ITemplateFiles files)
{
    public async Task<TemplateView> OfAsync(Member member, Template template, CancellationToken ct) =>
        (await OfAsync(member, [template], await TotalsAsync(member.VendorId, [template.Id], ct), ct))[0];

    public async Task<List<TemplateView>> OfAsync(Member member, IReadOnlyList<Template> templates, IReadOnlyDictionary<Guid, TemplateTotal> totals, CancellationToken ct)
    {
        await register.WarmAsync(templates.Where(t => t.VendorId.Length > 0).Select(t => t.ChangedBy), [], ct);
        var views = new List<TemplateView>(templates.Count);
        var carried = await FilesAsync(templates, ct);
        foreach (var template in templates) views.Add(View(template, carried, totals.GetValueOrDefault(template.Id), await ChangedByAsync(template, ct), !member.ReadOnly && template.VendorId.Length > 0));
        return views;
    }

    public async Task<List<TemplateView>> OfOperatorAsync(List<Template> templates, CancellationToken ct)
    {
        var carried = await FilesAsync(templates, ct);
        return templates.ConvertAll(t => View(t, carried, null, null, true));
    }

    public Task<IReadOnlyDictionary<Guid, TemplateFile>> FilesAsync(IEnumerable<Template> templates, CancellationToken ct) => files.ReadAsync([.. templates.SelectMany(t => FileIds.Read(t.Files))], ct);

    /// <summary>Of those read, the template's.</summary>
    public static IReadOnlyList<TemplateFile> FilesOf(Template template, IReadOnlyDictionary<Guid, TemplateFile> files) => [.. FileIds.Read(template.Files).Where(files.ContainsKey).Select(f => files[f])];

    public async Task<Dictionary<Guid, TemplateTotal>> TotalsAsync(string vendorId, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<TemplateTotal>().Where(t => t.VendorId == vendorId && (only == null || only.Contains(t.TemplateId))).ToDictionaryAsync(t => t.TemplateId, ct);
    }

    async ValueTask<PersonView?> ChangedByAsync(Template template, CancellationToken ct) =>
        template.VendorId.Length == 0 ? null : await register.FindPersonAsync(template.ChangedBy, ct) is { } person ? new PersonView(person.Id, person.Name, person.AvatarUrl) : null;

    static TemplateView View(Template t, IReadOnlyDictionary<Guid, TemplateFile> carried, TemplateTotal? total, PersonView? changedBy, bool editable) =>
        new(t.Id, ScopeAddress.Write(t), t.Folder, t.Name, t.Shortcut, Stored.Read(t.Variants), t.Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries), FilesOf(t, carried),
            total?.Uses ?? 0, total?.Answered ?? 0, total?.LastUsedAt, t.Version, changedBy, t.ChangedAt, editable);
}
