using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A team's macros: read, added, changed and deleted, one change of a team at a time.</summary>
public sealed class KeepMacros(Store store, Templates templates, Register register, TimeProvider clock)
{
    public const int Most = 100;

    public async Task<List<MacroView>> ReadAsync(Member member, CancellationToken ct)
    {
        await using var db = store.Open();
        var macros = await db.Set<Macro>().Where(m => m.VendorId == member.VendorId).ToListAsync(ct);
        await register.WarmAsync(macros.Select(m => m.ChangedBy), [], ct);
        var views = new List<MacroView>(macros.Count);
        foreach (var macro in macros.OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.Id)) views.Add(await ViewAsync(macro, ct));
        return views;
    }

    public async Task<Macro> FindAsync(Member member, Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Macro>().SingleOrDefaultAsync(m => m.VendorId == member.VendorId && m.Id == id, ct) ?? throw Refuse.NotFound();
    }

    public async Task<(MacroView Macro, bool Repeated)> AddAsync(Member member, NewMacro body, CancellationToken ct)
    {
        member.ToWrite();
        var content = CleanMacro.Of(body);
        await RequireTemplateAsync(member, content, ct);
        var id = body.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
        var (macro, repeated) = await store.WriteAsync(member, async db =>
        {
            var own = db.Set<Macro>().Where(m => m.VendorId == member.VendorId);
            if (await own.SingleOrDefaultAsync(m => m.Id == id, ct) is { } known)
                return known.AuthorId == member.Person.Id && (known.Version > 1 || Says(known, content)) ? (known, true) : throw Refuse.MacroIdReused();
            if (await own.CountAsync(ct) >= Most) throw Refuse.TooManyMacros(Most);
            await RequireShortcutAsync(own, id, content, ct);
            var made = new Macro
            {
                VendorId = member.VendorId,
                Id = id,
                Name = content.Name,
                Shortcut = content.Shortcut,
                TemplateId = content.Template,
                Acts = content.Acts,
                AuthorId = member.Person.Id,
                ChangedBy = member.Person.Id,
                ChangedAt = clock.GetUtcNow(),
            };
            db.Add(made);
            return (made, false);
        }, ct);
        return (await ViewAsync(macro, ct), repeated);
    }

    /// <summary>As it should be from now on. Saying what is already so changes nothing.</summary>
    public async Task<MacroView> ChangeAsync(Member member, Guid id, ChangedMacro body, CancellationToken ct)
    {
        member.ToWrite();
        var content = CleanMacro.Of(body);
        await RequireTemplateAsync(member, content, ct);
        return await ViewAsync(await store.WriteAsync(member, async db =>
        {
            var own = db.Set<Macro>().Where(m => m.VendorId == member.VendorId);
            var macro = await own.AsTracking().SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw Refuse.NotFound();
            if (Says(macro, content)) return macro;
            if (macro.Version != body.Version) throw Refuse.ChangedMeanwhile();
            await RequireShortcutAsync(own, id, content, ct);
            (macro.Name, macro.Shortcut, macro.TemplateId, macro.Acts) = (content.Name, content.Shortcut, content.Template, content.Acts);
            (macro.ChangedBy, macro.ChangedAt, macro.Version) = (member.Person.Id, clock.GetUtcNow(), macro.Version + 1);
            return macro;
        }, ct), ct);
    }

    public Task DeleteAsync(Member member, Guid id, CancellationToken ct) =>
        store.WriteAsync(member, db => db.Set<Macro>().Where(m => m.VendorId == member.VendorId && m.Id == id).ExecuteDeleteAsync(ct), ct);

    /// <summary>Anybody of the team runs a macro, so its template is nobody's own.</summary>
    async Task RequireTemplateAsync(Member member, CleanMacro content, CancellationToken ct)
    {
        if (content.Template is not { } id) return;
        if (!(await templates.VisibleAsync(member, ct)).Exists(t => t.Id == id && t.Scope != TemplateScope.Me))
            throw Refuse.Invalid("template", "'template' must be one that the team shares, or that the marketplace supplies.");
    }

    static async Task RequireShortcutAsync(IQueryable<Macro> own, Guid id, CleanMacro content, CancellationToken ct)
    {
        if (content.Shortcut is { } shortcut && await own.AnyAsync(m => m.Shortcut == shortcut && m.Id != id, ct)) throw Refuse.ShortcutTaken(shortcut);
    }

    static bool Says(Macro macro, CleanMacro content) => content == new CleanMacro(macro.Name, macro.Shortcut, macro.TemplateId, macro.Acts);

    async ValueTask<MacroView> ViewAsync(Macro macro, CancellationToken ct) =>
        new(macro.Id, macro.Name, macro.Shortcut, macro.TemplateId, CleanMacro.ReadActs(macro.Acts), macro.Version,
            await register.FindPersonAsync(macro.ChangedBy, ct) is { } person ? new PersonView(person.Id, person.Name, person.AvatarUrl) : null, macro.ChangedAt);
}
