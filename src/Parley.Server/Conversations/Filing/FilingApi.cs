using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Conversations">1 to 100 threads.</param>
public sealed record ActsBody(IReadOnlyList<Guid> Conversations, Act Act);

/// <summary>What an agent marked for themself.</summary>
/// <param name="Unread">Marked by hand.</param>
public sealed record MarksView(IReadOnlyList<Guid> Starred, IReadOnlyList<Guid> Unread);

public sealed record TeamMember(string Id, string Name, AgentRole Role, string? AvatarUrl);

public sealed record TeamList(IReadOnlyList<TeamMember> Items);

/// <summary>Where a vendor's team keeps its threads. For buyers and strangers there is nothing here.</summary>
public static class FilingApi
{
    public static void MapFiling(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Filing").ForPerson();
        group.MapPost("/inbox/acts", DoActs).WithName("act").Accepts<ActsBody>("application/json");
        group.MapDelete("/inbox/acts/{undo:guid}", Undo).WithName("undoAct");
        group.MapGet("/inbox/marks", GetMarks).WithName("getMarks");
        group.MapGet("/inbox/labels", GetLabels).WithName("getLabels");
        group.MapPost("/inbox/labels", AddLabel).WithName("addLabel").Accepts<LabelBody>("application/json");
        group.MapPut("/inbox/labels/{id:guid}", ChangeLabel).WithName("changeLabel").Accepts<LabelBody>("application/json");
        group.MapDelete("/inbox/labels/{id:guid}", DeleteLabel).WithName("deleteLabel");
        group.MapGet("/vendors/{id}/team", GetTeam).WithName("getTeam");
    }

    static async Task<Ok<Acted>> DoActs(string? @as, Person me, HttpContext http, Register register, Doors doors, FileThreads file, CancellationToken ct)
    {
        var (team, readOnly) = await EnterAsync(me, @as, register, ct);
        var body = await Bodies.ReadAsync<ActsBody>(http);
        if (body.Conversations.Count is 0 or > FileThreads.Most) throw Refuse.Invalid("conversations", $"'conversations' names 1 to {FileThreads.Most} threads.");
        if (readOnly && !body.Act.IsOwn) throw Refuse.Forbidden("Your role in this team is read-only.");
        var (threads, refused) = (new List<Door>(), new List<RefusedAct>());
        foreach (var id in body.Conversations.Distinct())
        {
            try
            {
                var who = await doors.EnterAsync(me, id, ct);
                if (who.Role != team) throw Refuse.NotFound();
                threads.Add((body.Act.IsOwn ? who : who.ToKeep()).Door);
            }
            catch (RefusedException no)
            {
                refused.Add(new RefusedAct(id, no.Refusal.Code, no.Refusal.Sentence));
            }
        }
        var acted = await file.RunAsync(new By(me.Id, (await register.FindPersonAsync(me.Id, ct))?.Name ?? ""), threads, body.Act, ct);
        return TypedResults.Ok(acted with { Refused = [.. refused, .. acted.Refused] });
    }

    static async Task<Ok<Undone>> Undo(Guid undo, string? @as, Person me, Register register, Store store, TakeBack takeBack, CancellationToken ct)
    {
        var (team, _) = await EnterAsync(me, @as, register, ct);
        return TypedResults.Ok(await takeBack.RunAsync(team, await PartyAsync(store, team, ct) ?? throw Refuse.NotFound(), me.Id, undo, ct));
    }

    static async Task<Ok<MarksView>> GetMarks(string? @as, Person me, Register register, Store store, CancellationToken ct)
    {
        var (team, _) = await EnterAsync(me, @as, register, ct);
        var party = await PartyAsync(store, team, ct) ?? 0;
        await using var db = store.Open();
        var marks = await db.Set<SeatMark>().Where(m => m.PartyId == party && m.PersonId == me.Id).ToListAsync(ct);
        return TypedResults.Ok(new MarksView([.. marks.Where(m => m.Starred).Select(m => m.ConversationId)], [.. marks.Where(m => m.Unread).Select(m => m.ConversationId)]));
    }

    static async Task<Ok<LabelList>> GetLabels(string? @as, Person me, Register register, KeepLabels labels, CancellationToken ct) =>
        TypedResults.Ok(await labels.ReadAsync((await EnterAsync(me, @as, register, ct)).Team, ct));

    static async Task<Results<Created<LabelView>, Ok<LabelView>>> AddLabel(string? @as, Person me, HttpContext http, Register register, KeepLabels labels, CancellationToken ct)
    {
        var team = await ToWriteAsync(me, @as, register, ct);
        var (label, repeated) = await labels.AddAsync(team, await Bodies.ReadAsync<LabelBody>(http), ct);
        return repeated ? TypedResults.Ok(label) : TypedResults.Created($"/v1/inbox/labels?as={@as}", label);
    }

    static async Task<Ok<LabelView>> ChangeLabel(Guid id, string? @as, Person me, HttpContext http, Register register, KeepLabels labels, CancellationToken ct)
    {
        var team = await ToWriteAsync(me, @as, register, ct);
        return TypedResults.Ok(await labels.ChangeAsync(team, id, await Bodies.ReadAsync<LabelBody>(http), ct));
    }

    static async Task<NoContent> DeleteLabel(Guid id, string? @as, Person me, Register register, KeepLabels labels, CancellationToken ct)
    {
        await labels.DeleteAsync(await ToWriteAsync(me, @as, register, ct), id, ct); // what is not there is deleted already
        return TypedResults.NoContent();
    }

    static async Task<Ok<TeamList>> GetTeam(string id, Person me, Register register, Store store, CancellationToken ct)
    {
        var (team, _) = await EnterAsync(me, $"vendor:{Texts.Id(id, "id")}", register, ct);
        await using var db = store.Open();
        var agents = await db.Set<Agent>().Where(a => a.VendorId == team.HolderId).ToListAsync(ct);
        await register.WarmAsync(agents.Select(a => a.PersonId), [], ct);
        var members = new List<TeamMember>();
        foreach (var agent in agents)
            if (await register.FindPersonAsync(agent.PersonId, ct) is { RemovedAt: null } person) members.Add(new TeamMember(person.Id, person.Name, agent.Role, person.AvatarUrl));
        return TypedResults.Ok(new TeamList([.. members.OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.Id, StringComparer.Ordinal)]));
    }

    static async ValueTask<(Role Team, bool ReadOnly)> EnterAsync(Person me, string? asked, Register register, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, asked, ct);
        if (role.Party != PartyKind.Vendor) throw Refuse.NotFound();
        return (role, await register.AgentRoleAsync(role.HolderId, me.Id, ct) == AgentRole.ReadOnly);
    }

    static async ValueTask<Role> ToWriteAsync(Person me, string? asked, Register register, CancellationToken ct)
    {
        var (team, readOnly) = await EnterAsync(me, asked, register, ct);
        return readOnly ? throw Refuse.Forbidden("Your role in this team is read-only.") : team;
    }

    static async Task<long?> PartyAsync(Store store, Role team, CancellationToken ct)
    {
        await using var db = store.Open();
        return (await db.FindFeedAsync(team, ct))?.Id;
    }
}
