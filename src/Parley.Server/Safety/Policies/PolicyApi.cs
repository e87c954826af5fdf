using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety.Policies;

/// <param name="Version">0 for the one that comes with Parley.</param>
/// <param name="By">Who put it: an operator's id, or the name of the host's key; null for version 0.</param>
public sealed record PolicyView(int Version, PolicyBody Policy, string? By, DateTimeOffset? At);

public sealed record PolicyVersionRow(int Version, string By, DateTimeOffset At);

/// <param name="Items">The latest 100 that were put, newest first. Version 0, which comes with Parley, is not among them.</param>
public sealed record PolicyVersionList(IReadOnlyList<PolicyVersionRow> Items);

/// <param name="After">The version that it replaces, as it was read.</param>
public sealed record PutPolicyBody(int After, PolicyBody Policy);

/// <summary>The policy by which messages are screened, for the marketplace's staff and systems.</summary>
public static class PolicyApi
{
    public static void MapPolicy(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/policy").WithTags("Safety").ForOperatorOrHost(Scope.PolicyManage);
        group.MapGet("", GetPolicy).WithName("getPolicy");
        group.MapGet("/versions", GetVersions).WithName("getPolicyVersions");
        group.MapPut("", PutPolicy).WithName("putPolicy").Accepts<PutPolicyBody>("application/json");
    }

    /// <summary>A long policy of many words is larger than a message.</summary>
    public const int Limit = 1024 * 1024;

    const int MostVersions = 100;

    /// <summary>Staff may read the policy; moderators change it, and machines of the marketplace.</summary>
    public static Caller RequireEditor(HttpContext http) => http.Features.Get<Caller>()! is var caller && caller is Person { Operator: not OperatorRole.Moderator } ? throw Refuse.Forbidden("Only moderators change the policy.") : caller;

    static async Task<Ok<PolicyView>> GetPolicy(string? version, KeepPolicy policies, CancellationToken ct)
    {
        var wanted = policies.Now.Version;
        if (version is not null && !int.TryParse(version, System.Globalization.NumberStyles.None, null, out wanted)) throw Refuse.Invalid("version", "'version' is a whole number, 0 or more.");
        if (wanted == 0) return TypedResults.Ok(new PolicyView(0, DefaultPolicy.Body, null, null));
        var row = await policies.FindAsync(wanted, ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(new PolicyView(row.Version, KeepPolicy.BodyOf(row), row.By, row.At));
    }

    static async Task<Ok<PolicyVersionList>> GetVersions(KeepPolicy policies, CancellationToken ct) =>
        TypedResults.Ok(new PolicyVersionList((await policies.LatestAsync(MostVersions, ct)).ConvertAll(v => new PolicyVersionRow(v.Version, v.By, v.At))));

    static async Task<Ok<PolicyView>> PutPolicy(HttpContext http, KeepPolicy policies, CancellationToken ct)
    {
        var caller = RequireEditor(http);
        var body = await Bodies.ReadAsync<PutPolicyBody>(http, Limit);
        var put = await policies.PutAsync(body.Policy, body.After, caller, ct);
        var row = await policies.FindAsync(put.Version, ct) ?? throw Refuse.NotFound();
        return TypedResults.Ok(new PolicyView(row.Version, body.Policy, row.By, row.At));
    }
}
