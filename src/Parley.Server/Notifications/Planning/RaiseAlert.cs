using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Something that only the marketplace knows, and that presses.</summary>
/// <param name="Id">Made by the host: raising it again with the same one changes nothing.</param>
/// <param name="Kind"><c>order-at-risk</c>, <c>dispute</c> or <c>appointment</c>.</param>
/// <param name="To"><c>buyer</c> or <c>vendor</c>.</param>
public sealed record AlertBody(Guid Id, NoticeKind Kind, PartyKind To);

/// <summary>The host asks for a side's attention to a thread.</summary>
public sealed class RaiseAlert(Store store, Doors doors, TimeProvider clock)
{
    public async Task RunAsync(Guid conversation, AlertBody body, CancellationToken ct)
    {
        var door = await doors.FindAsync(conversation, ct) ?? throw Refuse.NotFound();
        if (body.Id == Guid.Empty) throw Refuse.Invalid("id", "'id' must be a UUID that you make for each alert.");
        if (!body.Kind.IsCritical()) throw Refuse.Invalid("kind", "'kind' must be order-at-risk, dispute or appointment.");
        if (body.To == PartyKind.Platform) throw Refuse.Invalid("to", "'to' must be buyer or vendor.");
        await store.WriteAsync(db =>
        {
            db.Add(new Fact { Kind = FactKind.AlertRaised, ConversationId = door.Id, Subject = $"{(byte)body.Kind} {(byte)body.To} {body.Id:N}", Node = Node.Id, At = clock.GetUtcNow() });
            return db.SaveChangesAsync(ct);
        }, ct);
    }

    internal static (NoticeKind Kind, PartyKind To, Guid Id, string? Person)? Read(string? subject) =>
        subject?.Split(' ', 4) is [var kind, var to, var id, .. var rest] && byte.TryParse(kind, out var k) && byte.TryParse(to, out var t) && Guid.TryParse(id, out var alert)
            ? ((NoticeKind)k, (PartyKind)t, alert, rest is [{ Length: > 0 } person] ? person : null) : null;
}
