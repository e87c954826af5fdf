using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="With">Whose messages are not taken: of a buyer a vendor, of a vendor a buyer.</param>
/// <param name="Conversation">The thread from which it was done, and can be undone.</param>
/// <param name="By">Who of the vendor's team did it; null for a buyer, and where they are not known any more.</param>
public sealed record BlockView(PersonView With, Guid Conversation, DateTimeOffset At, PersonView? By);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record BlockPage(IReadOnlyList<BlockView> Items, string? Cursor);

/// <summary>
/// Whose messages a buyer, or a vendor, does not take, newest first. Who of a team sees only what is theirs finds only what was done in such
/// threads, so a page of theirs may be short though there is another.
/// </summary>
public sealed class OwnBlocks(Store store, Register register, Doors doors, Sights sights)
{
    public async Task<BlockPage> PageAsync(Role role, string person, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"blocks {role.Key}";
        var before = Cursor.Read(list, cursor) is { } at ? Guid.Parse(at) : Guid.AllBitsSet;
        var (side, holder) = (role.Party, role.HolderId);
        List<OwnBlock> found;
        await using (var db = store.Open())
        {
            var theirs = side == PartyKind.Buyer ? db.Set<OwnBlock>().Where(b => b.BuyerId == holder) : db.Set<OwnBlock>().Where(b => b.VendorId == holder);
            found = await theirs.Where(b => b.Side == side && b.EndedAt == null && b.Id < before).OrderByDescending(b => b.Id).Take(limit + 1).AsNoTracking().ToListAsync(ct);
        }
        var page = found.Take(limit).ToList();
        var limited = side == PartyKind.Vendor && !(await sights.OfAsync(role, person, ct)).IsAll;
        var items = new List<BlockView>(page.Count);
        foreach (var block in page)
            if (!limited || await SeesAsync(block, person, ct)) items.Add(await ViewOfAsync(block, ct));
        return new BlockPage(items, found.Count > limit ? Cursor.Write(list, $"{page[^1].Id:N}") : null);
    }

    async ValueTask<bool> SeesAsync(OwnBlock block, string person, CancellationToken ct) =>
        await doors.FindAsync(block.ConversationId, ct) is { } door && await sights.OfAsync(door, person, ct) != Seeing.Not;

    async ValueTask<BlockView> ViewOfAsync(OwnBlock block, CancellationToken ct)
    {
        if (block.Side == PartyKind.Vendor) return new BlockView(await PersonAsync(block.BuyerId, ct), block.ConversationId, block.At, block.PersonId.Length == 0 ? null : await PersonAsync(block.PersonId, ct));
        var vendor = await register.FindVendorAsync(block.VendorId, ct);
        return new BlockView(new PersonView(block.VendorId, vendor?.Name ?? "", vendor?.AvatarUrl), block.ConversationId, block.At, null);
    }

    async ValueTask<PersonView> PersonAsync(string id, CancellationToken ct)
    {
        var person = await register.FindPersonAsync(id, ct);
        return new PersonView(id, person?.Name ?? "", person?.AvatarUrl);
    }
}
