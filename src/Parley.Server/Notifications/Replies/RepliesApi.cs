using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;

namespace Parley.Notifications;

/// <summary>Whether one's mails about a thread can be answered to.</summary>
/// <param name="Available">The marketplace has set it up.</param>
/// <param name="Stopped">One wants none in this thread.</param>
public sealed record MailAnswersView(bool Available, bool Stopped);

public static class RepliesApi
{
    public static void MapReplies(this IEndpointRouteBuilder routes)
    {
        routes.MapInboundMail();
        routes.MapRemovedTexts();
        var thread = routes.MapGroup("/v1/conversations/{id:guid}").WithTags("Mail").ForPerson();
        thread.MapGet("/messages/{seq:int}/removed-text", Removed).WithName("getRemovedText");
        thread.MapGet("/mail-answers", Get).WithName("getMailAnswers");
        thread.MapPut("/mail-answers", Resume).WithName("resumeMailAnswers");
        thread.MapDelete("/mail-answers", Stop).WithName("stopMailAnswers");
    }

    static async Task<Ok<RemovedText>> Removed(Guid id, int seq, Person me, Doors doors, ReceivedText texts, CancellationToken ct) =>
        TypedResults.Ok(await texts.FindAsync(await doors.EnterAsync(me, id, ct), seq, ct));

    static async Task<Ok<MailAnswersView>> Get(Guid id, Person me, Doors doors, ReplyAddresses addresses, IOptions<ReplyOptions> options, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        return TypedResults.Ok(new MailAnswersView(options.Value.IsOn, await addresses.IsStoppedAsync(who.Person.Id, who.Role, who.Door.Id, ct)));
    }

    static async Task<NoContent> Resume(Guid id, Person me, Doors doors, ReplyAddresses addresses, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await addresses.ResumeAsync(who.Person.Id, who.Role, who.Door.Id, ct);
        return TypedResults.NoContent();
    }

    /// <summary>The addresses of one's former mails end, and newer ones have none.</summary>
    static async Task<NoContent> Stop(Guid id, Person me, Doors doors, ReplyAddresses addresses, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await addresses.StopAsync(who.Person.Id, who.Role, who.Door.Id, ct);
        return TypedResults.NoContent();
    }
}
