using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Rig;

/// <summary>How vendors' teams are set up in tests.</summary>
public static class Teams
{
    /// <summary>The vendor's agents see only what is theirs from now on.</summary>
    public static async Task SeeOwnAsync(this Shop shop, bool unassigned = false) =>
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/team/settings", new { visibility = "own", unassigned })).Must(200);

    /// <summary>Gives the thread to somebody of the team, or with "" to nobody.</summary>
    public static async Task GiveAsync(this World world, Talk talk, string person)
    {
        await world.Store.Store.WriteAsync(async db =>
        {
            await world.Store.Store.LockConversationAsync(db, talk.Id, default);
            var seat = await db.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == talk.Id && s.Party == PartyKind.Vendor);
            var former = new Dictionary<Guid, string> { [talk.Id] = seat.Assignee };
            seat.Assignee = person;
            await world.Store.Store.TouchAsync(db, [seat], default, former);
        }, default);
    }
}
