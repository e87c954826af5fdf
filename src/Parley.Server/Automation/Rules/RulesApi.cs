using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>A vendor's rules and their log, for its own team. Buyers and strangers meet a 404.</summary>
public static class RulesApi
{
    /// <summary>200 rules have more to say than a message.</summary>
    const int BodyLimit = 512 * 1024;

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rules").WithTags("Automation").ForPerson();
        group.MapGet("", Get).WithName("getRules");
        group.MapPut("", Put).WithName("putRules").Accepts<RulesBody>("application/json");
        group.MapPost("/dry-run", DryRun).WithName("tryRules").Accepts<DryRunBody>("application/json");
        group.MapGet("/log", GetLog).WithName("getRuleLog");
    }

    static async Task<Ok<RulesView>> Get(string? @as, Person me, Members members, KeepRules keep, CancellationToken ct) =>
        TypedResults.Ok(await keep.ReadAsync(await members.EnterAsync(me, @as, ct), ct));

    static async Task<Ok<RulesView>> Put(string? @as, Person me, HttpContext http, Members members, KeepRules keep, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite(); // outsiders meet a 404 before their body is looked at
        return TypedResults.Ok(await keep.PutAsync(member, await Bodies.ReadAsync<RulesBody>(http, BodyLimit), ct));
    }

    static async Task<Ok<DryRun>> DryRun(string? @as, Person me, HttpContext http, Members members, TryRules tryRules, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite();
        return TypedResults.Ok(await tryRules.RunAsync(member, await Bodies.ReadAsync<DryRunBody>(http, BodyLimit), ct));
    }

    static async Task<Ok<DeedPage>> GetLog(string? @as, string? conversation, string? rule, string? cursor, string? limit, Person me, Members members, Deeds deeds, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        return TypedResults.Ok(await deeds.ReadAsync(member, Id(conversation, "conversation"), Id(rule, "rule"), cursor, PageSize.Read(limit), ct));
    }

    static Guid? Id(string? text, string field) =>
        text is null ? null : Guid.TryParse(text, out var id) ? id : throw Refuse.Invalid(field, $"'{field}' must be a UUID.");
}
