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
        var seqs = await db.Set<ReceivedMail>().Where(m => m.PersonId == who.Person.Id && m.ConversationId == who.Door.Id && m.Seq != null && m.Removed != null)
            .OrderByDescending(m => m.Seq).Take(Most).Select(m => m.Seq!.Value).ToListAsync(ct);
        return TypedResults.Ok(new RemovedTextList(seqs));
    }
}
