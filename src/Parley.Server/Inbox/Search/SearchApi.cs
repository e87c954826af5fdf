using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>Search in what the caller may read, and in nothing else.</summary>
public static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1").WithTags("Inbox").ForPerson().MapGet("/search", Search).WithName("search");

    static async Task<Ok<SearchPageView>> Search(
        string? @as, string? q, string? folder, string? subject, string? from, string? to, string? by, string? has, string? @in, string? cursor, string? limit, Person me, Register register, SearchThreads search, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, @as, ct);
        var query = new SearchQuery(role, me, Wanted.Parse(q), Criteria.Parse(role, folder, subject, from, to, by, has, @in), q!, PageSize.Read(limit));
        return TypedResults.Ok(await search.RunAsync(query, cursor, ct));
    }
}
