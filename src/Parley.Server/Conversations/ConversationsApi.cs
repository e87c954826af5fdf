using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record Opened(ConversationView Conversation, MessageView Message);

/// <param name="Reason">What happened, for the people in it; at most 500 characters.</param>
/// <param name="Reference">Which rule or law; at most 300 characters.</param>
/// <param name="Automated">Whether a machine decided. Say <c>false</c> where a person did: the people in the thread are told.</param>
public sealed record FreezeBody(string Reason, string? Reference = null, bool Automated = true);

/// <summary>Threads and messages, for the people in them.</summary>
public static class ConversationsApi
{
    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations").WithTags("Conversations").ForPerson();
        group.MapPost("", Open).WithName("openConversation").ForSender();
        group.MapGet("/find", Find).WithName("findConversation");
        group.MapGet("/{id:guid}", Get).WithName("getConversation");
        group.MapGet("/{id:guid}/messages", GetMessages).WithName("getMessages");
        group.MapPost("/{id:guid}/messages", Send).WithName("sendMessage").Accepts<MessageBody>("application/json").ForSender();
        group.MapPut("/{id:guid}/messages/{seq:int}/text", Edit).WithName("editMessage");
        group.MapDelete("/{id:guid}/messages/{seq:int}", Unsend).WithName("unsendMessage");
        group.MapPut("/{id:guid}/messages/{seq:int}/reactions/{reaction}", React).WithName("putReaction");
        group.MapDelete("/{id:guid}/messages/{seq:int}/reactions/{reaction}", Unreact).WithName("deleteReaction");
        group.MapPut("/{id:guid}/read", Read).WithName("markRead");
        group.MapPost("/{id:guid}/typing", Type).WithName("typing");
        group.MapPost("/{id:guid}/presence", BeHere).WithName("signPresence").Accepts<DoingBody>("application/json");
        group.MapPut("/{id:guid}/closure", Close).WithName("closeConversation");
        group.MapDelete("/{id:guid}/closure", Reopen).WithName("reopenConversation");

        var host = routes.MapGroup("/v1").WithTags("Host");
        host.MapPost("/subjects/{kind}/{id}/changes", Change).WithName("changeSubject").ForHost(Scope.MarketWrite);
        host.MapPut("/conversations/{id:guid}/freeze", Freeze).WithName("freezeConversation").ForHost(Scope.ThreadsModerate);
        host.MapDelete("/conversations/{id:guid}/freeze", Thaw).WithName("thawConversation").ForHost(Scope.ThreadsModerate);
    }

    static async Task<Results<Created<Opened>, Ok<Opened>, Accepted<HeldView>>> Open(Body<OpenBody> body, Person me, OpenConversation open, SendMessage send, ThreadViews views, CancellationToken ct)
    {
        if (body.Value.Message.ClientMessageId == Guid.Empty) throw Refuse.Invalid("message.clientMessageId", "'clientMessageId' must be a UUID that you make for each new message.");
        if (body.Value.Message.Attachments is { Count: > 0 }) throw Refuse.Invalid("message.attachments", "Files are uploaded to a thread. Open it with a text, then send them.");
        if (body.Value.Message.ReplyTo is not null) throw Refuse.Invalid("message.replyTo", "A message that opens a thread answers none. Post it to the thread itself.");
        var (who, signedOff) = await open.RunAsync(me, body.Value, ct);
        var sent = await send.RunAsync(who, body.Value.Message, ct, signedOff);
        if (sent.Message is null) return TypedResults.Accepted((string?)null, HeldView.Of(body.Value.Message.ClientMessageId, who.Door.Id));
        var opened = new Opened(await views.OfAsync(who, ct), sent.Message);
        return sent.Repeated ? TypedResults.Ok(opened) : TypedResults.Created($"/v1/conversations/{who.Door.Id}", opened);
    }

    static async Task<Ok<ConversationView>> Find(string? @as, string? vendor, string? subject, string? topic, string? item, Person me, Register register, RouteToVendor route, OpenConversation open, Doors doors, ThreadViews views, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, @as, ct);
        if (role.Party == PartyKind.Vendor) return TypedResults.Ok(await views.OfAsync(await FindAsVendorAsync(role, vendor, subject, me, open, doors, ct), ct));
        var about = SubjectAddress.Parse(subject);
        var meant = await route.ForBuyerAsync(me.Id, vendor, about, item, ct);
        var door = await open.FindAsync(await open.ForBuyerAsync(me.Id, meant, about, topic, ct), ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(await views.OfAsync(await doors.EnterAsync(me, door.Id, ct), ct));
    }

    /// <summary>The thread about an order, booking or request of the vendor's own, with the person whose it is.</summary>
    static async Task<Entered> FindAsVendorAsync(Role role, string? vendor, string? subject, Person me, OpenConversation open, Doors doors, CancellationToken ct)
    {
        if (vendor is not null && vendor != role.HolderId) throw Refuse.Invalid("vendor", "'as' names the vendor already; leave 'vendor' out.");
        var wanted = SubjectAddress.Parse(subject) ?? throw Refuse.Invalid("subject", "'subject' is missing; write order:123.");
        var thread = await open.ForOwnSubjectAsync(role.HolderId, wanted, ct) ?? throw Refuse.NotFound();
        var door = await open.FindAsync(thread, ct) ?? throw Refuse.NotFound();
        return await doors.EnterAsAgentAsync(me, door, ct);
    }

    static async Task<Ok<ConversationView>> Get(Guid id, Person me, Doors doors, ThreadViews views, CancellationToken ct) =>
        TypedResults.Ok(await views.OfAsync(await doors.EnterAsync(me, id, ct), ct));

    static async Task<Ok<MessagePage>> GetMessages(Guid id, string? after, string? before, string? limit, string? revisedSince, Person me, Doors doors, History history, CancellationToken ct)
    {
        var query = History.Parse(after, before, limit, revisedSince);
        return TypedResults.Ok(await history.ReadAsync(await doors.EnterAsync(me, id, ct), query, ct));
    }

    static async Task<Results<Created<MessageView>, Ok<MessageView>, Accepted<HeldView>>> Send(Guid id, Person me, HttpContext http, Doors doors, SendMessage send, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct); // strangers meet a 404 before their body is looked at
        var body = await Bodies.ReadAsync<MessageBody>(http);
        var sent = await send.RunAsync(who, body, ct);
        if (sent.Message is null) return TypedResults.Accepted((string?)null, HeldView.Of(body.ClientMessageId, id));
        return sent.Repeated ? TypedResults.Ok(sent.Message) : TypedResults.Created($"/v1/conversations/{id}/messages?after={sent.Message.Seq - 1}", sent.Message);
    }

    static async Task<Ok<MessageView>> Edit(Guid id, int seq, Body<TextBody> body, Person me, Doors doors, ReviseMessage revise, CancellationToken ct) =>
        TypedResults.Ok(await revise.EditAsync(await doors.EnterAsync(me, id, ct), seq, body.Value.Text, ct));

    static async Task<Ok<MessageView>> Unsend(Guid id, int seq, Person me, Doors doors, ReviseMessage revise, CancellationToken ct) =>
        TypedResults.Ok(await revise.UnsendAsync(await doors.EnterAsync(me, id, ct), seq, ct));

    static async Task<Ok<MessageView>> React(Guid id, int seq, string reaction, Person me, Doors doors, ReviseMessage revise, CancellationToken ct) =>
        TypedResults.Ok(await revise.ReactAsync(await doors.EnterAsync(me, id, ct), seq, reaction, on: true, ct));

    static async Task<Ok<MessageView>> Unreact(Guid id, int seq, string reaction, Person me, Doors doors, ReviseMessage revise, CancellationToken ct) =>
        TypedResults.Ok(await revise.ReactAsync(await doors.EnterAsync(me, id, ct), seq, reaction, on: false, ct));

    static async Task<Ok<ReadMark>> Read(Guid id, Body<ReadBody> body, Person me, Doors doors, MarkRead markRead, CancellationToken ct) =>
        TypedResults.Ok(await markRead.RunAsync(await doors.EnterAsync(me, id, ct), body.Value.Seq, ct));

    static async Task<NoContent> Type(Guid id, Person me, Doors doors, Announcer announcer, PassingNews otherNodes, Unseal unseal, CancellationToken ct)
    {
        var who = (await doors.EnterAsync(me, id, ct)).ToWrite();
        await announcer.TypingAsync(who, await unseal.NameAsync(me.Id, ct));
        otherNodes.Typing(who);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> BeHere(Guid id, Person me, HttpContext http, Doors doors, WhoIsHere here, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        if (who.Side != PartyKind.Vendor) throw Refuse.NotFound(); // for the buyer this does not exist
        here.Give(who, (await Bodies.ReadAsync<DoingBody>(http)).Doing);
        return TypedResults.NoContent();
    }

    static async Task<Ok<ConversationView>> Close(Guid id, Person me, Doors doors, ChangeState change, ThreadViews views, CancellationToken ct)
    {
        var who = (await doors.EnterAsync(me, id, ct)).ToKeep();
        if (who.Side != PartyKind.Vendor) throw Refuse.Forbidden("Only the vendor closes a conversation.");
        await change.RunAsync(who.Door, StateChange.Close, who.Side, me.Id, null, ct);
        return TypedResults.Ok(await views.OfAsync(who, ct));
    }

    static async Task<Ok<ConversationView>> Reopen(Guid id, Person me, Doors doors, IRestrictions restrictions, ChangeState change, ThreadViews views, CancellationToken ct)
    {
        var who = (await doors.EnterAsync(me, id, ct)).ToWrite();
        if (await restrictions.OnReopeningAsync(who.Door.Id, ct) is { } no) throw new RefusedException(no);
        await change.RunAsync(who.Door, StateChange.Reopen, who.Side, me.Id, null, ct);
        return TypedResults.Ok(await views.OfAsync(who, ct));
    }

    static async Task<Accepted<ChangeResult>> Change(string kind, string id, Body<SubjectChange> body, ChangeSubject change, CancellationToken ct) =>
        TypedResults.Accepted((string?)null, await change.RunAsync(SubjectKinds.Parse(kind), Texts.Id(id, "id"), body.Value, ct));

    static async Task<NoContent> Freeze(Guid id, Body<FreezeBody> body, Access.Host host, Doors doors, IHostFreezes freezes, CancellationToken ct)
    {
        var said = body.Value with { Reason = Texts.Line(body.Value.Reason, "reason", 500), Reference = body.Value.Reference is { } reference ? Texts.Line(reference, "reference", 300) : null };
        await freezes.FreezeAsync(await doors.FindAsync(id, ct) ?? throw Refuse.NotFound(), host, said, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Thaw(Guid id, Access.Host host, Doors doors, IHostFreezes freezes, CancellationToken ct)
    {
        await freezes.ThawAsync(await doors.FindAsync(id, ct) ?? throw Refuse.NotFound(), host, ct);
        return TypedResults.NoContent();
    }
}

/// <summary>A subject in an address: <c>listing:123</c>.</summary>
public static class SubjectAddress
{
    public static SubjectRef? Parse(string? text)
    {
        if (text is null) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1) throw Refuse.Invalid("subject", "'subject' must be a kind and an id, such as listing:123.");
        return new SubjectRef(text[..colon], text[(colon + 1)..]);
    }
}
