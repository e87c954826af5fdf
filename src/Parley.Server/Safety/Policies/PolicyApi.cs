using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety.Policies;

/// <param name="Version">0 for the one that comes with Parley.</param>
/// <param name="By">Who put it: an operator's id, or the name of the host's key; null for version 0.</param>
public sealed record PolicyView(int Version, PolicyBody Policy, string? By, DateTimeOffset? At);

/// <param name="After">The version that it replaces, as it was read.</param>
public sealed record PutPolicyBody(int After, PolicyBody Policy);

/// <summary>The policy by which messages are screened, for the marketplace's staff and systems.</summary>
public static class PolicyApi
{
    public static void MapPolicy(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/policy").WithTags("Safety").ForOperatorOrHost(Scope.PolicyManage);
        group.MapGet("", GetPolicy).WithName("getPolicy");
        group.MapPut("", PutPolicy).WithName("putPolicy").Accepts<PutPolicyBody>("application/json");
    }

    /// <summary>A long policy of many words is larger than a message.</summary>
    const int Limit = 1024 * 1024;

    static async Task<Ok<PolicyView>> GetPolicy(string? version, KeepPolicy policies, CancellationToken ct)
    {
        var wanted = policies.Now.Version;
        if (version is not null && !int.TryParse(version, System.Globalization.NumberStyles.None, null, out wanted)) throw Refuse.Invalid("version", "'version' is a whole number, 0 or more.");
        if (wanted == 0) return TypedResults.Ok(new PolicyView(0, DefaultPolicy.Body, null, null));
        var row = await policies.FindAsync(wanted, ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(new PolicyView(row.Version, KeepPolicy.BodyOf(row), row.By, row.At));
    }

    static async Task<Ok<PolicyView>> PutPolicy(HttpContext http, KeepPolicy policies, CancellationToken ct)
    {
        var caller = http.Features.Get<Caller>()!;
        if (caller is Person { Operator: not "moderator" }) throw Refuse.Forbidden("Only moderators change the policy.");
        var body = await Bodies.ReadAsync<PutPolicyBody>(http, Limit);
        var put = await policies.PutAsync(body.Policy, body.After, caller is Person person ? person.Id : caller.Name, ct);
        var row = await policies.FindAsync(put.Version, ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(new PolicyView(row.Version, body.Policy, row.By, row.At));
    }
}
