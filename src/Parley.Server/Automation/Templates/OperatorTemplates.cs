using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;
using Host = Parley.Access.Host;

namespace Parley.Automation;

/// <summary>What the marketplace supplies to every team: put and deleted by the host, read-only for teams.</summary>
public sealed class OperatorTemplates(Store store, ITemplateFiles files, TemplateViews views, TimeProvider clock)
{
    public const int Most = 500;

    public async Task<List<TemplateView>> ReadAsync(CancellationToken ct)
    {
        List<Template> rows;
        await using (var db = store.Open()) rows = await db.Set<Template>().Where(t => t.VendorId == "").OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(ct);
        return await views.OfOperatorAsync(rows, ct);
    }

    public async Task PutAsync(Guid id, TemplateContent body, Host host, CancellationToken ct)
    {
        var content = CleanContent.Of(body);
        try
        {
            await store.WriteAsync(db => PutAsync(db, id, content, host, ct), ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            await store.WriteAsync(db => PutAsync(db, id, content, host, ct), ct); // another call put it, or its shortcut, in the same moment
        }
    }

    async Task PutAsync(ParleyDb db, Guid id, CleanContent content, Host host, CancellationToken ct)
    {
        var others = db.Set<Template>().Where(t => t.VendorId == "" && t.Id != id);
        if (content.Shortcut is { } shortcut && await others.AnyAsync(t => t.Shortcut == shortcut, ct)) throw Refuse.ShortcutTaken(shortcut);
        var template = await db.Set<Template>().AsTracking().SingleOrDefaultAsync(t => t.VendorId == "" && t.Id == id, ct);
        var now = clock.GetUtcNow();
        if (template is null)
        {
            if (await others.CountAsync(ct) >= Most) throw Refuse.TooManyTemplates(Most);
            db.Add(template = new Template
            {
                VendorId = "",
                Id = id,
                KeeperId = "",
                Scope = TemplateScope.Operator,
                Target = "",
                Name = content.Name,
                Folder = content.Folder,
                Shortcut = content.Shortcut,
                Variants = content.Variants,
                Topics = content.Topics,
                Files = content.Files,
                AuthorId = host.KeyId,
                CreatedAt = now,
                ChangedBy = host.KeyId,
                ChangedAt = now,
            });
        }
        else
        {
            (template.Name, template.Folder, template.Shortcut, template.Variants, template.Topics, template.Files) = (content.Name, content.Folder, content.Shortcut, content.Variants, content.Topics, content.Files);
            if (db.Entry(template).State == EntityState.Modified) (template.ChangedBy, template.ChangedAt, template.Version) = (host.KeyId, now, template.Version + 1);
        }
        await files.NameAsync(db, Carrying(id), FileIds.Read(content.Files), ct);
        await db.SaveChangesAsync(ct);
    }

    public Task DeleteAsync(Guid id, CancellationToken ct) => store.WriteAsync(async db =>
    {
        await files.NameAsync(db, Carrying(id), [], ct);
        await db.Set<Template>().Where(t => t.VendorId == "" && t.Id == id).ExecuteDeleteAsync(ct);
    }, ct);

    static CarryingTemplate Carrying(Guid id) => new("", id, "", null);
}

/// <summary>The host's templates for all teams.</summary>
public static class OperatorTemplatesApi
{
    public static void MapOperatorTemplates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/operator-templates").WithTags("Host").ForHost(Scope.MarketWrite);
        group.MapGet("", GetAll).WithName("getOperatorTemplates").ForHost(Scope.MarketRead);
        group.MapPut("/{id:guid}", Put).WithName("putOperatorTemplate");
        group.MapDelete("/{id:guid}", Delete).WithName("deleteOperatorTemplate");
    }

    static async Task<Ok<List<TemplateView>>> GetAll(OperatorTemplates templates, CancellationToken ct) => TypedResults.Ok(await templates.ReadAsync(ct));

    static async Task<NoContent> Put(Guid id, Body<TemplateContent> body, Host host, OperatorTemplates templates, CancellationToken ct)
    {
        await templates.PutAsync(id, body.Value, host, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Delete(Guid id, OperatorTemplates templates, CancellationToken ct)
    {
        await templates.DeleteAsync(id, ct); // what is not there is deleted already
        return TypedResults.NoContent();
    }
}
