using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>A held message, without its words.</summary>
/// <param name="Author">The person's id.</param>
/// <param name="Follows">Nothing was found in it; it waits for its author's earlier ones and goes with them.</param>
public sealed record HeldEntry(Guid Id, Guid ConversationId, PartyKind From, string Author, DateTimeOffset At, bool Follows, int? Policy, IReadOnlyList<Finding> Findings);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record HeldEntries(IReadOnlyList<HeldEntry> Items, string? Cursor);

/// <summary>The marketplace's own systems decide about held messages, by what was found and where; words are for those who open a case.</summary>
public static class HeldApi
{
    public static void MapHeld(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/held").WithTags("Safety").ForHost(Scope.ThreadsModerate);
        group.MapGet("", List).WithName("getHeld");
        group.MapPut("/{id:guid}/release", Release).WithName("releaseHeld");
        group.MapPut("/{id:guid}/refusal", RefuseHeld).WithName("refuseHeld");
    }

    /// <summary>The oldest in review first. What only waits behind another is left out, unless it is asked for: it goes with that one.</summary>
    static async Task<Ok<HeldEntries>> List(string? follows, string? cursor, string? limit, Store store, CancellationToken ct)
    {
        if (follows is not (null or "true" or "false")) throw Refuse.Invalid("follows", "'follows' must be true or false.");
        var (all, size, list) = (follows == "true", PageSize.Read(limit, standard: 100), $"held {follows == "true"}");
        var after = Cursor.Read(list, cursor) is { } at ? Guid.Parse(at) : Guid.Empty;
        await using var db = store.Open();
        var rows = await (from held in db.Set<HeldMessage>()
                          where held.State == HeldState.InReview && held.Id > after && (all || !held.Follows)
                          join found in db.Set<ScreenedMessage>() on new { held.ConversationId, held.ClientId } equals new { found.ConversationId, found.ClientId } into founds
                          from found in founds.DefaultIfEmpty()
                          orderby held.Id
                          select new { held, found }).Take(size + 1).ToListAsync(ct);
        var items = rows.Take(size).ToList();
        return TypedResults.Ok(new HeldEntries(items.ConvertAll(r => new HeldEntry(r.held.Id, r.held.ConversationId, r.held.Party, r.held.AuthorId, r.held.At, r.held.Follows, r.found?.Policy,
            r.found is null ? [] : System.Text.Json.JsonSerializer.Deserialize<List<Finding>>(r.found.Findings, Wire.Json)!)), rows.Count > size ? Cursor.Write(list, $"{items[^1].held.Id:N}") : null));
    }

    static async Task<NoContent> Release(Guid id, Access.Host host, HeldMessages held, CancellationToken ct)
    {
        await held.ReleaseAsync(id, host, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> RefuseHeld(Guid id, Body<RefusalBody> body, Access.Host host, HeldMessages held, CancellationToken ct)
    {
        await held.RefuseAsync(id, host, body.Value, ct);
        return TypedResults.NoContent();
    }
}
