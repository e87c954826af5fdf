using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Finds the vendor whom a person means: the one they name, or the one whom the subject, or the item of it that they name, belongs to.
/// Where several may be meant nobody is guessed at: the refusal lists them.
/// </summary>
public sealed class RouteToVendor(Store store, Register register)
{
    /// <summary>For a buyer, who sees all of an order of theirs and nothing of another's.</summary>
    public async Task<string> ForBuyerAsync(string buyerId, string? vendor, SubjectRef? about, string? item, CancellationToken ct)
    {
        if (vendor is not null && item is null) return Texts.Id(vendor, "vendor");
        var subject = await RequireAsync(vendor, about, ct);
        if (subject is not { RemovedAt: null } || (subject.BuyerId is not null && subject.BuyerId != buyerId)) throw Refuse.NotFound();
        var vendors = Cards.VendorsOf(subject);
        if (item is not null)
        {
            var meant = Cards.Read(subject).Items.FirstOrDefault(i => i.Id == item) ?? throw Refuse.Invalid("item", "'item' must be the id of one of the subject's items.");
            if (vendor is not null && vendor != Cards.VendorOf(subject, meant)) throw Refuse.Invalid("item", "This item is another vendor's. Leave 'vendor' out, or name the item's own.");
            return Cards.VendorOf(subject, meant);
        }
        return vendors is [var only] ? only : throw await ChooseAsync(subject, vendors, ct);
    }

    /// <summary>For one of a vendor's agents, who writes for the team they are in.</summary>
    public async Task<string> ForAgentAsync(string personId, string? vendor, SubjectRef? about, CancellationToken ct)
    {
        if (vendor is not null) return Texts.Id(vendor, "vendor");
        var subject = await RequireAsync(vendor, about, ct) ?? throw Refuse.NotFound();
        var own = new List<string>();
        foreach (var one in Cards.VendorsOf(subject))
            if (await register.AgentRoleAsync(one, personId, ct) is not null) own.Add(one);
        return own switch { [] => throw Refuse.NotFound(), [var only] => only, _ => throw await ChooseAsync(subject, own, ct) };
    }

    async Task<Subject?> RequireAsync(string? vendor, SubjectRef? about, CancellationToken ct)
    {
        if (about is null) throw vendor is null ? Refuse.Invalid("vendor", "'vendor' is missing. Only with a 'subject' may it be left out.") : Refuse.Invalid("item", "'item' needs the 'subject' that it is a part of.");
        return await FindAsync(about, ct);
    }

    public async Task<Subject?> FindAsync(SubjectRef wanted, CancellationToken ct)
    {
        var (kind, id) = (SubjectKinds.Parse(wanted.Kind), Texts.Id(wanted.Id, "subject.id"));
        await using var db = store.Open();
        return await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == kind && s.Id == id, ct);
    }

    /// <summary>Those who have left the marketplace are not offered.</summary>
    async Task<RefusedException> ChooseAsync(Subject subject, List<string> vendors, CancellationToken ct)
    {
        var items = Cards.Read(subject).Items;
        var choices = new List<VendorChoice>(vendors.Count);
        foreach (var id in vendors)
            if (await register.FindVendorAsync(id, ct) is { RemovedAt: null } vendor)
                choices.Add(new VendorChoice(id, vendor.Name, [.. items.Where(i => Cards.VendorOf(subject, i) == id).Select(i => new ItemChoice(i.Id, i.Title))]));
        return Refuse.ChooseVendor(choices);
    }
}
