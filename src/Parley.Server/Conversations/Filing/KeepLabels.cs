using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record LabelView(Guid Id, string Name, LabelColour Colour);

public sealed record LabelList(IReadOnlyList<LabelView> Items);

/// <param name="Name">1 to 40 characters; no other label of the team may read the same.</param>
/// <param name="Id">A UUID made by the client, so that a retry is known.</param>
public sealed record LabelBody(string Name, LabelColour Colour, Guid? Id = null);

/// <summary>A team's labels. What is deleted is taken off all threads.</summary>
public sealed class KeepLabels(Store store, TellDesk tell, TimeProvider clock)
{
    public const int Most = 200, NameLength = 40;

    public async Task<LabelList> ReadAsync(Role team, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await db.FindFeedAsync(team, ct) is not { } feed) return new LabelList([]);
        var labels = await db.Set<Label>().Where(l => l.PartyId == feed.Id).OrderBy(l => l.Folded).ToListAsync(ct);
        return new LabelList(labels.ConvertAll(View));
    }

    public Task<(LabelView Label, bool Repeated)> AddAsync(Role team, LabelBody body, CancellationToken ct)
    {
        var (name, folded) = Clean(body);
        var id = body.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
        return ChangeAsync(team, async (db, party) =>
        {
            var own = db.Set<Label>().Where(l => l.PartyId == party);
            if (await own.SingleOrDefaultAsync(l => l.Id == id, ct) is { } known) return (View(known), true);
            if (await own.AnyAsync(l => l.Folded == folded, ct)) throw Refuse.LabelExists(name);
            if (await own.CountAsync(ct) >= Most) throw Refuse.TooManyLabels(Most);
            var label = new Label { PartyId = party, Id = id, Name = name, Folded = folded, Colour = body.Colour };
            db.Add(label);
            return (View(label), false);
        }, ct);
    }

    public Task<LabelView> ChangeAsync(Role team, Guid id, LabelBody body, CancellationToken ct)
    {
        var (name, folded) = Clean(body);
        return ChangeAsync(team, async (db, party) =>
        {
            var own = db.Set<Label>().Where(l => l.PartyId == party);
            var label = await own.AsTracking().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw Refuse.NotFound();
            if (await own.AnyAsync(l => l.Folded == folded && l.Id != id, ct)) throw Refuse.LabelExists(name);
            (label.Name, label.Folded, label.Colour) = (name, folded, body.Colour);
            return View(label);
        }, ct);
    }

    public Task DeleteAsync(Role team, Guid id, CancellationToken ct) =>
        ChangeAsync(team, async (db, party) =>
        {
            await db.Set<ThreadLabel>().Where(l => l.PartyId == party && l.LabelId == id).ExecuteDeleteAsync(ct);
            return await db.Set<Label>().Where(l => l.PartyId == party && l.Id == id).ExecuteDeleteAsync(ct);
        }, ct);

    /// <summary>One change of a team's labels at a time.</summary>
    async Task<T> ChangeAsync<T>(Role team, Func<ParleyDb, long, Task<T>> change, CancellationToken ct)
    {
        var result = await store.WriteAsync(async db =>
        {
            var party = (await db.EnsureFeedsAsync([team], ct))[team.Key];
            await store.LockAsync(db, "parties", [party], ct);
            var changed = await change(db, party);
            tell.Record(db, team, "labels");
            await db.SaveChangesAsync(ct);
            return changed;
        }, ct);
        tell.Push(team, "labels");
        return result;
    }

    static (string Name, string Folded) Clean(LabelBody body)
    {
        if (body.Id == Guid.Empty) throw Refuse.Invalid("id", "'id' must be a UUID that you make for each new label.");
        var name = Texts.Line(body.Name, "name", NameLength);
        return (name, name.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant());
    }

    static LabelView View(Label label) => new(label.Id, label.Name, label.Colour);
}
