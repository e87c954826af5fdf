using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>One of a vendor's team, at its desk.</summary>
public sealed record Member(Role Role, Person Person, bool ReadOnly)
{
    public string VendorId => Role.HolderId;

    public static Member Of(Entered who) => new(who.Role, who.Person, who.ReadOnly);

    public Member ToWrite() => ReadOnly ? throw Refuse.Forbidden("Your role in this team is read-only.") : this;
}

/// <summary>Lets a vendor's team to its templates, and nobody else: for buyers and strangers there are none.</summary>
public sealed class Members(Register register, Doors doors)
{
    public async ValueTask<Member> EnterAsync(Person person, string? asked, CancellationToken ct)
    {
        var role = await register.RoleAsync(person, asked, ct);
        if (role.Party != PartyKind.Vendor) throw Refuse.NotFound();
        return new Member(role, person, await register.AgentRoleAsync(role.HolderId, person.Id, ct) == AgentRole.ReadOnly);
    }

    /// <summary>One of the team in a thread of its vendor's; for its buyer there is nothing here.</summary>
    public async ValueTask<Entered> EnterAsync(Person person, Guid conversation, CancellationToken ct)
    {
        var who = await doors.EnterAsync(person, conversation, ct);
        return who.Side == PartyKind.Vendor ? who : throw Refuse.NotFound();
    }

    /// <summary>The member in a thread of the vendor they act for.</summary>
    public async ValueTask<Entered> EnterAsync(Member member, Guid conversation, CancellationToken ct)
    {
        var who = await doors.EnterAsync(member.Person, conversation, ct);
        return who.Role == member.Role ? who : throw Refuse.NotFound();
    }
}

public static class TeamWrites
{
    /// <summary>Changes what a team keeps, one change of a team at a time.</summary>
    public static Task<T> WriteAsync<T>(this Store store, Member member, Func<ParleyDb, Task<T>> change, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var feeds = await db.EnsureFeedsAsync([member.Role], ct);
            await store.LockAsync(db, "parties", [feeds[member.Role.Key]], ct);
            var result = await change(db);
            await db.SaveChangesAsync(ct);
            return result;
        }, ct);
}
