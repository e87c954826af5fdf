using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Person">Whom the notice concerns.</param>
/// <param name="Conversation">Where it happened, if it did in a conversation of theirs.</param>
public sealed record SubjectBody(string Person, Guid? Conversation = null);

/// <summary>Says whom a notice concerns that was written without knowing ids; then it can be decided. On record, as everything about a case.</summary>
public sealed class NameSubject(Store store, ClaimCase claims, Flags flags, Register register, Doors doors, Audit audit)
{
    public async Task RunAsync(Person me, Guid id, SubjectBody body, CancellationToken ct)
    {
        var person = await register.FindPersonAsync(Texts.Id(body.Person, "person"), ct) ?? throw Refuse.Invalid("person", "There is no such person.");
        if (person.Id == me.Id) throw Refuse.OwnMatter("This is about you. Another of the marketplace's people decides it.");
        var door = body.Conversation is { } thread ? await doors.FindAsync(thread, ct) ?? throw Refuse.Invalid("conversation", "There is no such conversation.") : null;
        var agent = door is not null && door.BuyerId != person.Id && await register.AgentRoleAsync(door.VendorId, person.Id, ct) is not null;
        if (door is not null && door.BuyerId != person.Id && !agent) throw Refuse.Invalid("conversation", "This person has no part in this conversation.");
        await store.WriteAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            if (@case.Kind != TakeNotice.Kind) throw Refuse.Invalid("case", "Only of a notice it is said whom it concerns; everything else knows.");
            await flags.RaiseAsync(db, new Raise(TakeNotice.Kind, door?.Id, null, null, person.Id, door is null ? null : agent ? PartyKind.Vendor : PartyKind.Buyer, @case.Harm, @case.GroupKey, null, []), ct);
            await audit.WriteAsync(db, Entry.Of(me, "notice-concerns", $"case {id}", $"person {person.Id}{(door is null ? "" : $", conversation {door.Id}")}"), ct);
        }, ct);
    }
}
