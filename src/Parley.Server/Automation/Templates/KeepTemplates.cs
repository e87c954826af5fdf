using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A kept template; <see cref="Repeated"/> when it was kept before.</summary>
public sealed record Kept(Template Template, bool Repeated);

/// <summary>
/// Adds, changes, deletes and restores a team's templates, one change of a team at a time. What is deleted can be restored for 30 days
/// and is gone then (<see cref="PruneTemplates"/>).
/// </summary>
public sealed class KeepTemplates(Store store, ITemplateFiles files, TimeProvider clock)
{
    /// <summary>What a team shares; each of its people may keep as many again for themself.</summary>
    public const int Most = 500;
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Task<Kept> AddAsync(Member member, NewTemplate body, CancellationToken ct)
    {
        member.ToWrite();
        var (content, scope) = (CleanContent.Of(body), ScopeAddress.Parse(body.Scope));
        var id = body.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
        return store.WriteAsync(member, async db =>
        {
            if (await db.Set<Template>().SingleOrDefaultAsync(t => t.VendorId == member.VendorId && t.Id == id, ct) is { } known)
                return IsSame(known, member, scope, content) ? new Kept(known, true) : throw Refuse.TemplateIdReused();
            var now = clock.GetUtcNow();
            var template = new Template
            {
                VendorId = member.VendorId,
                Id = id,
                KeeperId = scope.KeeperOf(member.Person.Id),
                Scope = scope.Scope,
                Target = scope.Target,
                Name = content.Name,
                Folder = content.Folder,
                Shortcut = content.Shortcut,
                Variants = content.Variants,
                Topics = content.Topics,
                Files = content.Files,
                AuthorId = member.Person.Id,
                CreatedAt = now,
                ChangedBy = member.Person.Id,
                ChangedAt = now,
            };
            await RequireRoomAsync(db, template, ct);
            if (template.Files.Length > 0) await NameFilesAsync(db, member, template, ct);
            db.Add(template);
            return new Kept(template, false);
        }, ct);
    }

    /// <summary>As it should be from now on. Saying what is already so changes nothing.</summary>
    public Task<Template> ChangeAsync(Member member, Guid id, ChangedTemplate body, CancellationToken ct)
    {
        var (content, scope) = (CleanContent.Of(body), ScopeAddress.Parse(body.Scope));
        return store.WriteAsync(member, async db =>
        {
            var template = await FindAsync(db, member, id, ct);
            if (template.DeletedAt is not null) throw Refuse.NotFound();
            if (Says(template, scope, content)) return template;
            if (template.Version != body.Version) throw Refuse.ChangedMeanwhile();
            var keeper = scope.KeeperOf(member.Person.Id);
            var moves = keeper != template.KeeperId;
            var carries = content.Files != template.Files || (moves && content.Files.Length > 0);
            (template.KeeperId, template.Scope, template.Target) = (keeper, scope.Scope, scope.Target);
            (template.Name, template.Folder, template.Shortcut) = (content.Name, content.Folder, content.Shortcut);
            (template.Variants, template.Topics, template.Files) = (content.Variants, content.Topics, content.Files);
            (template.ChangedBy, template.ChangedAt, template.Version) = (member.Person.Id, clock.GetUtcNow(), template.Version + 1);
            if (moves) await RequireRoomAsync(db, template, ct);
            else await RequireShortcutAsync(db, template, ct);
            if (carries) await NameFilesAsync(db, member, template, ct);
            return template;
        }, ct);
    }

    /// <summary>Deleting again changes nothing.</summary>
    public Task DeleteAsync(Member member, Guid id, CancellationToken ct) =>
        store.WriteAsync(member, async db =>
        {
            var template = await FindAsync(db, member, id, ct);
            template.DeletedAt ??= clock.GetUtcNow();
            return template;
        }, ct);

    public Task<Template> RestoreAsync(Member member, Guid id, CancellationToken ct) =>
        store.WriteAsync(member, async db =>
        {
            var template = await FindAsync(db, member, id, ct);
            if (template.DeletedAt is not { } deleted) return template;
            if (clock.GetUtcNow() - deleted > Restorable) throw Refuse.NotFound();
            await RequireRoomAsync(db, template, ct);
            template.DeletedAt = null;
            return template;
        }, ct);

    /// <summary>The member's to change; what is not theirs to see is not there, whatever they may do.</summary>
    static async Task<Template> FindAsync(ParleyDb db, Member member, Guid id, CancellationToken ct)
    {
        var (vendor, person) = (member.VendorId, member.Person.Id);
        var template = await db.Set<Template>().AsTracking().SingleOrDefaultAsync(t => t.VendorId == vendor && t.Id == id && (t.KeeperId == "" || t.KeeperId == person), ct);
        if (template is not null)
        {
            member.ToWrite();
            return template;
        }
        throw await db.Set<Template>().AnyAsync(t => t.VendorId == "" && t.Id == id && t.DeletedAt == null, ct)
            ? Refuse.Forbidden("The marketplace supplies this template; only it can change it. Make a copy of your own.")
            : Refuse.NotFound();
    }

    Task NameFilesAsync(ParleyDb db, Member member, Template template, CancellationToken ct) =>
        files.NameAsync(db, new CarryingTemplate(template.VendorId, template.Id, template.KeeperId, member.Person.Id), FileIds.Read(template.Files), ct);

    static async Task RequireRoomAsync(ParleyDb db, Template template, CancellationToken ct)
    {
        var count = await db.Set<Template>().CountAsync(t => t.VendorId == template.VendorId && t.KeeperId == template.KeeperId && t.DeletedAt == null && t.Id != template.Id, ct);
        if (count >= Most) throw Refuse.TooManyTemplates(Most);
        await RequireShortcutAsync(db, template, ct);
    }

    static async Task RequireShortcutAsync(ParleyDb db, Template template, CancellationToken ct)
    {
        if (template.Shortcut is not { } shortcut) return;
        if (await db.Set<Template>().AnyAsync(t => t.VendorId == template.VendorId && t.KeeperId == template.KeeperId && t.Shortcut == shortcut && t.DeletedAt == null && t.Id != template.Id, ct))
            throw Refuse.ShortcutTaken(shortcut);
    }

    /// <summary>A retry: the same person's, of what still is so or was changed since.</summary>
    static bool IsSame(Template known, Member member, ScopeAddress scope, CleanContent content) =>
        known.AuthorId == member.Person.Id && known.DeletedAt is null && (known.Version > 1 || Says(known, scope, content));

    static bool Says(Template template, ScopeAddress scope, CleanContent content) =>
        scope == new ScopeAddress(template.Scope, template.Target)
        && content == new CleanContent(template.Name, template.Folder, template.Shortcut, template.Variants, template.Topics, template.Files);
}
