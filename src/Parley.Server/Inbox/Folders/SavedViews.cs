using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A folder with its filters under a name, of one agent or of the whole team.</summary>
public sealed class SavedView
{
    public required long PartyId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Whose it is; empty for the team's.</summary>
    public required string PersonId { get; init; }
    public required string Name { get; set; }

    /// <summary>As it is compared: the same words are no second view.</summary>
    public required string Folded { get; init; }

    /// <summary>The parameters of the inbox's address, as JSON.</summary>
    public required string Query { get; set; }
}

sealed class SavedViewTable : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasKey(v => new { v.PartyId, v.Id });
        builder.HasIndex(v => new { v.PartyId, v.PersonId, v.Folded }).IsUnique();
    }
}

public sealed record SavedViewView(Guid Id, string Name, bool Team, IReadOnlyDictionary<string, string> Query);

public sealed record SavedViewList(IReadOnlyList<SavedViewView> Items);

/// <param name="Name">1 to 60 characters. Saving under a name that is there already says anew what it shows.</param>
/// <param name="Team">For everybody of the team.</param>
/// <param name="Query">Parameters of <c>GET /v1/inbox</c>: <c>folder</c>, <c>sort</c> and the filters.</param>
public sealed record SavedViewBody(string Name, bool Team, IReadOnlyDictionary<string, string> Query);

public sealed class SavedViews(Store store, TellDesk tell, TimeProvider clock)
{
    public const int Most = 100, NameLength = 60;

    /// <summary>The person's own and the team's, by name.</summary>
    public async Task<SavedViewList> ReadAsync(Role team, string me, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await db.FindFeedAsync(team, ct) is not { } feed) return new SavedViewList([]);
        var views = await db.Set<SavedView>().Where(v => v.PartyId == feed.Id && (v.PersonId == me || v.PersonId == "")).OrderBy(v => v.Folded).ToListAsync(ct);
        return new SavedViewList(views.ConvertAll(Show));
    }

    public Task<(SavedViewView View, bool Known)> SaveAsync(Role team, string me, SavedViewBody body, CancellationToken ct)
    {
        var name = Texts.Line(body.Name, "name", NameLength);
        InboxQuery.Parse(team, me, InboxWords.Of(body.Query)); // refuses what could not be asked
        var (owner, folded) = (body.Team ? "" : me, name.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant());
        return ChangeAsync(team, body.Team ? null : me, async (db, party) =>
        {
            var own = db.Set<SavedView>().Where(v => v.PartyId == party && v.PersonId == owner);
            var view = await own.AsTracking().SingleOrDefaultAsync(v => v.Folded == folded, ct);
            var known = view is not null;
            if (!known && await own.CountAsync(ct) >= Most) throw Refuse.TooManyViews(Most);
            var query = JsonSerializer.Serialize(body.Query, Bodies.Strict);
            if (view is null) db.Add(view = new SavedView { PartyId = party, Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = owner, Name = name, Folded = folded, Query = query });
            else (view.Name, view.Query) = (name, query);
            return (Show(view), known);
        }, ct);
    }

    /// <summary>What is not there is deleted already; a colleague's own is not there.</summary>
    public Task DeleteAsync(Role team, string me, bool readOnly, Guid id, CancellationToken ct) => ChangeAsync(team, null, async (db, party) =>
    {
        var view = await db.Set<SavedView>().SingleOrDefaultAsync(v => v.PartyId == party && v.Id == id && (v.PersonId == me || v.PersonId == ""), ct);
        if (view is { PersonId: "" } && readOnly) throw Refuse.Forbidden("Your role in this team is read-only.");
        if (view is not null) db.Remove(view);
        return view;
    }, ct);

    /// <summary>One change of a team's views at a time.</summary>
    /// <param name="whose">The person whose own it is; null where the whole team may see the change.</param>
    async Task<T> ChangeAsync<T>(Role team, string? whose, Func<ParleyDb, long, Task<T>> change, CancellationToken ct)
    {
        var result = await store.WriteAsync(async db =>
        {
            var party = (await db.EnsureFeedsAsync([team], ct))[team.Key];
            await store.LockAsync(db, "parties", [party], ct);
            var changed = await change(db, party);
            tell.Record(db, team, "views", whose);
            await db.SaveChangesAsync(ct);
            return changed;
        }, ct);
        tell.Push(team, "views", whose);
        return result;
    }

    static SavedViewView Show(SavedView view) => new(view.Id, view.Name, view.PersonId.Length == 0, JsonSerializer.Deserialize<Dictionary<string, string>>(view.Query, Bodies.Strict)!);
}
