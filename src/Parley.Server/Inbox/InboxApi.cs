using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

public sealed record RoleView(string As, string Name, int Unread);

public sealed record Me(string Id, string Name, string? AvatarUrl, string? Locale, IReadOnlyList<RoleView> Roles, bool Operator);

public sealed record Contact(SubjectCard Subject, VendorView Vendor, Guid? ConversationId);

/// <summary>What a person sees first: who they are, their inbox, what changed, what is unread.</summary>
public static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Inbox").ForPerson();
        group.MapGet("/me", GetMe).WithName("getMe").ForPersonOrOperator();
        group.MapGet("/inbox", GetPage).WithName("getInbox");
        group.MapGet("/inbox/changes", GetChanges).WithName("getChanges");
        group.MapGet("/inbox/counts", GetCounts).WithName("getCounts");
        group.MapPut("/inbox/received", PutReceived).WithName("putReceived");
        group.MapGet("/contact", GetContact).WithName("getContact");
        group.MapGet("/vendors/{id}/answer-time", GetAnswerTime).WithName("getAnswerTime");
    }

    static async Task<Ok<Me>> GetMe(Person me, Register register, Counts counts, CancellationToken ct)
    {
        var person = await register.FindPersonAsync(me.Id, ct);
        if (me.Operator is not null) return TypedResults.Ok(new Me(me.Id, person?.Name ?? me.Id, person?.AvatarUrl, person?.Locale, [], true));
        var roles = new List<RoleView> { new("buyer", person!.Name, (await counts.OfAsync(new Role(PartyKind.Buyer, me.Id), me.Id, ct)).Conversations) };
        foreach (var agent in await register.MembershipsAsync(me.Id, ct))
        {
            var role = new Role(PartyKind.Vendor, agent.VendorId);
            roles.Add(new RoleView(role.As, (await register.FindVendorAsync(agent.VendorId, ct))?.Name ?? "", (await counts.OfAsync(role, me.Id, ct)).Conversations));
        }
        return TypedResults.Ok(new Me(me.Id, person.Name, person.AvatarUrl, person.Locale, roles, false));
    }

    static async Task<Ok<InboxPage>> GetPage([AsParameters] InboxWords words, Person me, Register register, Sights sights, InboxPages pages, Mentions mentions, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, words.As, ct);
        var query = InboxQuery.Parse(role, me.Id, words) with { Sight = await sights.OfAsync(role, me.Id, ct) };
        if (query is { Folder: Folder.Mentions, Sort: Sort.Time, Filters.IsEmpty: true }) return TypedResults.Ok(await mentions.ReadAsync(role, me, words.Cursor, query.Limit, ct));
        return TypedResults.Ok(await pages.ReadAsync(query, words.Cursor, ct));
    }

    static async Task<Ok<ChangePage>> GetChanges(string? @as, string? since, Person me, Register register, Changes changes, CancellationToken ct)
    {
        if (!long.TryParse(since, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            throw Refuse.Invalid("since", "'since' must be the feed number you hold, 0 or more.");
        return TypedResults.Ok(await changes.ReadAsync(await register.RoleAsync(me, @as, ct), me, number, ct));
    }

    static async Task<Ok<UnreadCounts>> GetCounts(string? @as, Person me, Register register, Counts counts, CancellationToken ct) =>
        TypedResults.Ok(await counts.OfAsync(await register.RoleAsync(me, @as, ct), me.Id, ct));

    static async Task<NoContent> PutReceived(string? @as, Body<ReceivedBody> body, Person me, Register register, MarkRead markRead, CancellationToken ct)
    {
        if (body.Value.Feed < 0) throw Refuse.Invalid("feed", "'feed' must be the feed number you hold, 0 or more.");
        await markRead.ReceivedAsync(await register.RoleAsync(me, @as, ct), me, body.Value.Feed, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<Contact>> GetContact(string? subject, string? vendor, string? item, Person me, Register register, RouteToVendor route, OpenConversation open, AnswerTimes answerTimes, CancellationToken ct)
    {
        var about = SubjectAddress.Parse(subject) ?? throw Refuse.Invalid("subject", "'subject' is missing; write listing:123.");
        var thread = await open.ForBuyerAsync(me.Id, await route.ForBuyerAsync(me.Id, vendor, about, item, ct), about, null, ct);
        if (await register.FindVendorAsync(thread.VendorId, ct) is not { RemovedAt: null } seller) throw Refuse.NotFound();
        var row = await route.FindAsync(about, ct) ?? throw Refuse.NotFound();
        var door = await open.FindAsync(thread, ct);
        return TypedResults.Ok(new Contact(Cards.Read(row), new VendorView(seller.Id, seller.Name, seller.AvatarUrl, await answerTimes.OfAsync(seller.Id, ct)), door?.Id));
    }

    static async Task<Ok<AnswerTime>> GetAnswerTime(string id, Register register, AnswerTimes answerTimes, CancellationToken ct)
    {
        if (await register.FindVendorAsync(Texts.Id(id, "id"), ct) is not { RemovedAt: null }) throw Refuse.NotFound();
        return TypedResults.Ok(await answerTimes.OfAsync(id, ct));
    }
}
