using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>A vendor's templates, for its own team. Buyers and strangers meet a 404.</summary>
public static class TemplatesApi
{
    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/templates").WithTags("Templates").ForPerson();
        group.MapGet("", GetPage).WithName("getTemplates");
        group.MapPost("", Add).WithName("addTemplate").Accepts<NewTemplate>("application/json");
        group.MapGet("/variables", GetVariables).WithName("getTemplateVariables");
        group.MapPost("/preview", Preview).WithName("previewTemplate").Accepts<PreviewBody>("application/json");
        group.MapGet("/{id:guid}", Get).WithName("getTemplate");
        group.MapPut("/{id:guid}", Change).WithName("changeTemplate").Accepts<ChangedTemplate>("application/json");
        group.MapDelete("/{id:guid}", Delete).WithName("deleteTemplate");
        group.MapPost("/{id:guid}/restore", Restore).WithName("restoreTemplate");
        group.MapPost("/{id:guid}/render", Render).WithName("renderTemplate").Accepts<RenderBody>("application/json");
        group.MapPost("/{id:guid}/attach", Attach).WithName("attachTemplateFiles").Accepts<AttachBody>("application/json");
        routes.MapGet("/v1/conversations/{id:guid}/quick-replies", GetQuickReplies).WithName("getQuickReplies").WithTags("Templates").ForPerson();
    }

    static async Task<Ok<TemplatePage>> GetPage(
        string? @as, string? q, string? folder, string? conversation, string? cursor, string? limit, Person me, Members members, Templates templates, ReadThreadValues values, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        Guid? thread = conversation is null ? null : Guid.TryParse(conversation, out var id) ? id : throw Refuse.NotFound();
        var fitting = thread is { } wanted ? await values.RunAsync(await members.EnterAsync(member, wanted, ct), ct) : null;
        return TypedResults.Ok(await templates.ReadAsync(new TemplateQuery(member, q, folder, fitting, thread, PageSize.Read(limit)), cursor, ct));
    }

    static async Task<Results<Created<TemplateView>, Ok<TemplateView>>> Add(string? @as, Person me, HttpContext http, Members members, KeepTemplates keep, TemplateViews views, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite(); // outsiders meet a 404 before their body is looked at
        var kept = await keep.AddAsync(member, await Bodies.ReadAsync<NewTemplate>(http), ct);
        var view = await views.OfAsync(member, kept.Template, ct);
        return kept.Repeated ? TypedResults.Ok(view) : TypedResults.Created($"/v1/templates/{view.Id}?as={@as}", view);
    }

    static async Task<Ok<IReadOnlyList<Variable>>> GetVariables(string? @as, Person me, Members members, CancellationToken ct)
    {
        await members.EnterAsync(me, @as, ct);
        return TypedResults.Ok(Variables.All);
    }

    static async Task<Ok<TemplateView>> Get(Guid id, string? @as, Person me, Members members, Templates templates, TemplateViews views, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        return TypedResults.Ok(await views.OfAsync(member, await templates.FindAsync(member, id, ct), ct));
    }

    static async Task<Ok<TemplateView>> Change(Guid id, string? @as, Person me, HttpContext http, Members members, Templates templates, KeepTemplates keep, TemplateViews views, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        await templates.FindAsync(member, id, ct); // before the body is looked at
        return TypedResults.Ok(await views.OfAsync(member, await keep.ChangeAsync(member.ToWrite(), id, await Bodies.ReadAsync<ChangedTemplate>(http), ct), ct));
    }

    static async Task<NoContent> Delete(Guid id, string? @as, Person me, Members members, KeepTemplates keep, CancellationToken ct)
    {
        await keep.DeleteAsync(await members.EnterAsync(me, @as, ct), id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<TemplateView>> Restore(Guid id, string? @as, Person me, Members members, KeepTemplates keep, TemplateViews views, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        return TypedResults.Ok(await views.OfAsync(member, await keep.RestoreAsync(member, id, ct), ct));
    }

    static async Task<Ok<Rendered>> Render(Guid id, string? @as, Person me, HttpContext http, Members members, Templates templates, RenderTemplate render, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        var template = await templates.FindAsync(member, id, ct);
        var body = await Bodies.ReadAsync<RenderBody>(http);
        return TypedResults.Ok(await render.RunAsync(await members.EnterAsync(member, body.Conversation, ct), template, body.Blanks, ct));
    }

    static async Task<Ok<AttachedFiles>> Attach(Guid id, string? @as, Person me, HttpContext http, Members members, Templates templates, CarryFiles carry, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        var template = await templates.FindAsync(member, id, ct);
        var body = await Bodies.ReadAsync<AttachBody>(http);
        if (body.Use == Guid.Empty) throw Refuse.Invalid("use", "'use' must be a UUID that you make for each use of the template.");
        return TypedResults.Ok(await carry.ShowAsync(await members.EnterAsync(member, body.Conversation, ct), template, body.Use, ct));
    }

    static async Task<Ok<Rendered>> Preview(string? @as, Person me, HttpContext http, Members members, RenderTemplate render, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        var body = await Bodies.ReadAsync<PreviewBody>(http);
        return TypedResults.Ok(await render.PreviewAsync(await members.EnterAsync(member, body.Conversation, ct), body, ct));
    }

    static async Task<Ok<QuickReplyList>> GetQuickReplies(Guid id, Person me, Members members, QuickReplies replies, CancellationToken ct) =>
        TypedResults.Ok(await replies.ForAsync(await members.EnterAsync(me, id, ct), ct));
}
