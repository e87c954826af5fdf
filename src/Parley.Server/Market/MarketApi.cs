using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>The host tells us of its people, vendors and subjects: upserts and removals, free to repeat.</summary>
public static class MarketApi
{
    public static void MapMarket(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Host").ForHost(Scope.MarketWrite);
        group.MapPut("/users/{id}", PutUser).WithName("putUser");
        group.MapGet("/users/{id}", GetUser).WithName("getUser").ForHost(Scope.MarketRead);
        group.MapDelete("/users/{id}", DeleteUser).WithName("deleteUser");
        group.MapDelete("/users/{id}/words", EraseWords).WithName("eraseWords");
        group.MapPut("/vendors/{id}", PutVendor).WithName("putVendor");
        group.MapGet("/vendors/{id}", GetVendor).WithName("getVendor").ForHost(Scope.MarketRead);
        group.MapDelete("/vendors/{id}", DeleteVendor).WithName("deleteVendor");
        group.MapGet("/vendors/{id}/agents", GetAgents).WithName("getAgents").ForHost(Scope.MarketRead);
        group.MapPut("/vendors/{id}/agents/{userId}", PutAgent).WithName("putAgent");
        group.MapDelete("/vendors/{id}/agents/{userId}", DeleteAgent).WithName("deleteAgent");
        group.MapPut("/subjects/{kind}/{id}", PutSubject).WithName("putSubject");
        group.MapGet("/subjects/{kind}/{id}", GetSubject).WithName("getSubject").ForHost(Scope.MarketRead);
        group.MapDelete("/subjects/{kind}/{id}", DeleteSubject).WithName("deleteSubject");
    }

    static async Task<NoContent> PutUser(string id, Body<UserBody> body, KeepMarket market, CancellationToken ct)
    {
        await market.SaveAsync([Rows.User(id, body.Value)], ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<UserBody>> GetUser(string id, Register register, CancellationToken ct)
    {
        var p = await register.FindPersonAsync(Texts.Id(id, "id"), ct) is { RemovedAt: null } found ? found : throw Refuse.NotFound();
        return TypedResults.Ok(new UserBody(p.Name, p.AvatarUrl, p.Locale, p.TimeZone, p.Email, p.Phone, Attributes.Read(p.Attributes)));
    }

    static async Task<NoContent> DeleteUser(string id, KeepMarket market, CancellationToken ct) => await Remove(market, new Removal("user", Texts.Id(id, "id")), ct);

    static async Task<NoContent> EraseWords(string id, AuthorKeys keys, CancellationToken ct)
    {
        await keys.DestroyAsync(Texts.Id(id, "id"), ct); // there is no way back: the key to every text of theirs is gone
        return TypedResults.NoContent();
    }

    static async Task<NoContent> PutVendor(string id, Body<VendorBody> body, KeepMarket market, CancellationToken ct)
    {
        await market.SaveAsync([Rows.Vendor(id, body.Value)], ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<VendorBody>> GetVendor(string id, Register register, CancellationToken ct)
    {
        var v = await register.FindVendorAsync(Texts.Id(id, "id"), ct) is { RemovedAt: null } found ? found : throw Refuse.NotFound();
        return TypedResults.Ok(new VendorBody(v.Name, v.AvatarUrl, v.Url, v.Locale, v.TimeZone, Attributes.Read(v.Attributes), v.Tier));
    }

    static async Task<NoContent> DeleteVendor(string id, KeepMarket market, CancellationToken ct) => await Remove(market, new Removal("vendor", Texts.Id(id, "id")), ct);

    static async Task<Ok<List<AgentView>>> GetAgents(string id, Store store, Register register, CancellationToken ct)
    {
        if (await register.FindVendorAsync(Texts.Id(id, "id"), ct) is null) throw Refuse.NotFound();
        await using var db = store.Open();
        var agents = await db.Set<Agent>().Where(a => a.VendorId == id).Join(db.Set<MarketPerson>(), a => a.PersonId, p => p.Id, (a, p) => new { p.Id, p.Name, a.Role }).OrderBy(a => a.Id).ToListAsync(ct);
        return TypedResults.Ok(agents.ConvertAll(a => new AgentView(a.Id, a.Name, a.Role)));
    }

    static async Task<NoContent> PutAgent(string id, string userId, Body<AgentBody> body, KeepMarket market, Register register, CancellationToken ct)
    {
        await SaveNamedAsync(Rows.Agent(id, userId, body.Value), market, register, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> DeleteAgent(string id, string userId, KeepMarket market, CancellationToken ct) =>
        await Remove(market, new Removal("agent", Texts.Id(id, "id"), Texts.Id(userId, "userId")), ct);

    static async Task<NoContent> PutSubject(string kind, string id, Body<SubjectBody> body, KeepMarket market, Register register, CancellationToken ct)
    {
        await SaveNamedAsync(Rows.Subject(kind, id, body.Value), market, register, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<SubjectCard>> GetSubject(string kind, string id, Store store, CancellationToken ct)
    {
        var wanted = SubjectKinds.Parse(kind);
        await using var db = store.Open();
        var subject = await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == wanted && s.Id == id && s.RemovedAt == null, ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(Cards.Read(subject));
    }

    static async Task<NoContent> DeleteSubject(string kind, string id, KeepMarket market, CancellationToken ct) =>
        await Remove(market, new Removal("subject", SubjectKinds.Parse(kind).Word(), Texts.Id(id, "id")), ct);

    static async Task SaveNamedAsync<T>(T row, KeepMarket market, Register register, CancellationToken ct) where T : class
    {
        await Rows.RequireNamedAsync(row, register, ct);
        await market.SaveAsync([row], ct);
    }

    static async Task<NoContent> Remove(KeepMarket market, Removal removal, CancellationToken ct)
    {
        await market.RemoveAsync(removal, ct); // removing what is not there is no error: the wish is fulfilled
        return TypedResults.NoContent();
    }
}
