using System.Globalization;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Something that only the marketplace knows, and that presses.</summary>
/// <param name="Id">Made by the host: raising it again with the same one changes nothing.</param>
/// <param name="Kind"><c>order-at-risk</c>, <c>dispute</c> or <c>appointment</c>.</param>
/// <param name="To"><c>buyer</c> or <c>vendor</c>.</param>
/// <param name="Until">When it is pointless to tell of it, such as the appointment itself; none for never.</param>
public sealed record AlertBody(Guid Id, NoticeKind Kind, PartyKind To, DateTimeOffset? Until = null);

/// <summary>The host asks for a side's attention to a thread, and takes it back.</summary>
public sealed class RaiseAlert(Store store, Doors doors, TimeProvider clock)
{
    public async Task RunAsync(Guid conversation, AlertBody body, CancellationToken ct)
    {
        var door = await doors.FindAsync(conversation, ct) ?? throw Refuse.NotFound();
        if (body.Id == Guid.Empty) throw Refuse.Invalid("id", "'id' must be a UUID that you make for each alert.");
        if (!body.Kind.IsCritical()) throw Refuse.Invalid("kind", "'kind' must be order-at-risk, dispute or appointment.");
        if (body.To == PartyKind.Platform) throw Refuse.Invalid("to", "'to' must be buyer or vendor.");
        if (body.Until <= clock.GetUtcNow()) throw Refuse.Invalid("until", "'until' must be a time that is yet to come.");
        var until = body.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $" {end.ToMicros()}") : "";
        await WriteAsync(new Fact { Kind = FactKind.AlertRaised, ConversationId = door.Id, Subject = $"{(byte)body.Kind} {(byte)body.To} {body.Id:N}{until}", Node = Node.Id, At = clock.GetUtcNow() }, ct);
    }

    /// <summary>What of it was not told yet is not told any more. Taking back what was never raised, or again, changes nothing.</summary>
    public async Task WithdrawAsync(Guid conversation, Guid alert, CancellationToken ct)
    {
        var door = await doors.FindAsync(conversation, ct) ?? throw Refuse.NotFound();
        await WriteAsync(new Fact { Kind = FactKind.AlertWithdrawn, ConversationId = door.Id, Subject = $"{alert:N}", Node = Node.Id, At = clock.GetUtcNow() }, ct);
    }

    Task<int> WriteAsync(Fact fact, CancellationToken ct) => store.WriteAsync(db =>
    {
        db.Add(fact);
        return db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>Of what is essential the one person whom it concerns stands behind the id; of an alert until when it is worth telling.</summary>
    internal static (NoticeKind Kind, PartyKind To, Guid Id, string? Person)? Read(string? subject) =>
        subject?.Split(' ', 4) is [var kind, var to, var id, .. var rest] && byte.TryParse(kind, out var k) && byte.TryParse(to, out var t) && Guid.TryParse(id, out var alert)
            ? ((NoticeKind)k, (PartyKind)t, alert, (NoticeKind)k == NoticeKind.Essential && rest is [{ Length: > 0 } person] ? person : null) : null;

    /// <summary>Until when it is worth telling; null for good.</summary>
    internal static DateTimeOffset? UntilOf(string? subject) =>
        subject?.Split(' ') is [var kind, _, _, var until] && byte.TryParse(kind, out var k) && ((NoticeKind)k).IsCritical() && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? Instants.FromMicros(micros) : null;
}
