using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;

namespace Parley.Notifications;

public static class RepliesApi
{
    public static void MapReplies(this IEndpointRouteBuilder routes)
    {
        routes.MapInboundMail();
        routes.MapGet("/v1/conversations/{id:guid}/messages/{seq:int}/removed-text", Removed).WithTags("Mail").WithName("getRemovedText").ForPerson();
    }

    static async Task<Ok<RemovedText>> Removed(Guid id, int seq, Person me, Doors doors, ReceivedText texts, CancellationToken ct) =>
        TypedResults.Ok(await texts.FindAsync(await doors.EnterAsync(me, id, ct), seq, ct));
}
