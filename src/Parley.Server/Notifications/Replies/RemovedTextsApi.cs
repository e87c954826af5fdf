using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Notifications;

/// <param name="Seqs">One's own messages that came by mail and from which something was cut, the latest 100.</param>
public sealed record RemovedTextList(IReadOnlyList<int> Seqs);

/// <summary>Which messages of a thread have something to show beside their text, so that a page offers it there and nowhere else.</summary>
public static class RemovedTextsApi
{
    const int Most = 100;

    public static void MapRemovedTexts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/conversations/{id:guid}/removed-texts", List).WithTags("Mail").WithName("getRemovedTexts").ForPerson();

    static async Task<Ok<RemovedTextList>> List(Guid id, Person me, Doors doors, Store store, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await using var db = store.Open();
        var (person, thread) = (who.Person.Id, who.Door.Id);
        var seqs = await (
            from mail in db.Set<ReceivedMail>()
            where mail.PersonId == person && mail.ConversationId == thread && mail.Removed != null
            join message in db.Set<Message>() on new { Thread = thread, Client = mail.Id } equals new { Thread = message.ConversationId, Client = message.ClientId }
            orderby message.Seq descending
            select message.Seq).Take(Most).ToListAsync(ct);
        return TypedResults.Ok(new RemovedTextList(seqs));
    }
}
