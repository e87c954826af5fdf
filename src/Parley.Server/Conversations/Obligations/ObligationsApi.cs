using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A vendor's ledger of answers owed, for its team and for the marketplace; whoever is neither meets a 404.</summary>
public static class ObligationsApi
{
    public static void MapObligations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/vendors/{id}/obligations").WithTags("Figures").ForPersonOrHost(Scope.ThreadsModerate);
        group.MapGet("", GetPage).WithName("getObligations");
        group.MapGet("/{entry}", GetEntry).WithName("getObligation");
        group.MapPost("/{entry}/contest", PostContest).WithName("contestObligation").ForPerson().Accepts<ContestBody>("application/json");
        group.MapPut("/{entry}/contest", PutOutcome).WithName("decideContest").ForHost(Scope.ThreadsModerate).Accepts<OutcomeBody>("application/json");
    }

    static async Task<Ok<ObligationPage>> GetPage(
        string id, string? from, string? to, string? verdict, string? cursor, string? limit, Person? me, Register register, Sights sights, Obligations obligations, CancellationToken ct)
    {
        await register.EnterVendorAsync(id, me, ct);
        var query = obligations.Parse(id, from, to, verdict, limit);
        return TypedResults.Ok(await obligations.ReadAsync(me is null ? query : query with { Sight = await sights.OfAsync(new Role(PartyKind.Vendor, id), me.Id, ct) }, cursor, ct));
    }

    static async Task<Ok<ObligationEntry>> GetEntry(string id, string entry, Person? me, Register register, Sights sights, Obligations obligations, CancellationToken ct)
    {
        await register.EnterVendorAsync(id, me, ct);
        var named = EntryId.Parse(entry);
        if (me is not null) await RequireSeenAsync(id, named, me, sights, obligations, ct);
        return TypedResults.Ok(await obligations.FindAsync(id, named, ct));
    }

    static async Task<Ok<ObligationEntry>> PostContest(
        string id, string entry, Person me, HttpContext http, Register register, Sights sights, ContestObligation contest, Obligations obligations, CancellationToken ct)
    {
        var role = await register.EnterVendorAsync(id, me, ct);
        var named = EntryId.Parse(entry);
        var seeing = await RequireSeenAsync(id, named, me, sights, obligations, ct);
        if (role == AgentRole.ReadOnly || seeing != Seeing.Fully) throw Refuse.Forbidden("Your role in this team is read-only.");
        return TypedResults.Ok(await contest.RunAsync(id, named, me, await Bodies.ReadAsync<ContestBody>(http), ct));
    }

    static async Task<Ok<ObligationEntry>> PutOutcome(string id, string entry, HttpContext http, Register register, ContestObligation contest, CancellationToken ct)
    {
        await register.EnterVendorAsync(id, null, ct);
        return TypedResults.Ok(await contest.DecideAsync(id, EntryId.Parse(entry), (await Bodies.ReadAsync<OutcomeBody>(http)).Outcome, ct));
    }

    /// <summary>Where agents see only what is theirs, entries of other threads do not exist for them.</summary>
    static async ValueTask<Seeing> RequireSeenAsync(string vendorId, EntryId id, Person me, Sights sights, Obligations obligations, CancellationToken ct) =>
        await sights.OfAsync(await obligations.RequireDoorAsync(vendorId, id, ct), me.Id, ct) is var seeing and not Seeing.Not ? seeing : throw Refuse.NotFound();
}
