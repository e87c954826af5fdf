using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>Notes beside a thread, for the vendor's own team. Whoever is not in it meets a 404, the thread's buyer included.</summary>
public static class NotesApi
{
    public static void MapNotes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Notes").ForPerson();
        group.MapGet("/conversations/{id:guid}/notes", GetNotes).WithName("getNotes");
        group.MapPost("/conversations/{id:guid}/notes", Write).WithName("writeNote").Accepts<NoteBody>("application/json");
        group.MapPut("/conversations/{id:guid}/notes/{noteId:guid}", Edit).WithName("editNote").Accepts<NoteTextBody>("application/json");
        group.MapDelete("/conversations/{id:guid}/notes/{noteId:guid}", Remove).WithName("removeNote");
        group.MapPut("/inbox/mentions/seen", See).WithName("seeMentions");
    }

    static async Task<Ok<NotePage>> GetNotes(Guid id, string? after, Person me, Notes notes, CancellationToken ct)
    {
        var team = await notes.EnterAsync(me, id, ct);
        return TypedResults.Ok(await notes.ReadAsync(team, after, ct));
    }

    static async Task<Results<Created<NoteView>, Ok<NoteView>>> Write(Guid id, Person me, HttpContext http, Notes notes, WriteNote write, CancellationToken ct)
    {
        var team = await notes.EnterAsync(me, id, ct); // outsiders meet a 404 before their body is looked at
        var noted = await write.RunAsync(team, await Bodies.ReadAsync<NoteBody>(http), ct);
        return noted.Repeated ? TypedResults.Ok(noted.Note) : TypedResults.Created($"/v1/conversations/{id}/notes", noted.Note);
    }

    static async Task<Ok<NoteView>> Edit(Guid id, Guid noteId, Person me, HttpContext http, Notes notes, WriteNote write, CancellationToken ct)
    {
        var team = await notes.EnterAsync(me, id, ct);
        return TypedResults.Ok(await write.EditAsync(team, noteId, await Bodies.ReadAsync<NoteTextBody>(http), ct));
    }

    static async Task<Ok<NoteView>> Remove(Guid id, Guid noteId, Person me, Notes notes, WriteNote write, CancellationToken ct) =>
        TypedResults.Ok(await write.RemoveAsync(await notes.EnterAsync(me, id, ct), noteId, ct));

    static async Task<NoContent> See(string? @as, Body<SeenBody> body, Person me, Register register, Mentions mentions, CancellationToken ct)
    {
        await mentions.SeeAsync(await register.RoleAsync(me, @as, ct), me, body.Value.Conversation, ct);
        return TypedResults.NoContent();
    }
}
