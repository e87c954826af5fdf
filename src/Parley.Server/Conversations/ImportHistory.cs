using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Agent">Which of the vendor's agents wrote it; needed when <paramref name="From"/> is the vendor.</param>
public sealed record ImportedMessage(Guid ClientMessageId, PartyKind From, string Text, DateTimeOffset At, string? Agent = null);

public sealed record ReadBy(int Buyer = 0, int Vendor = 0);

public sealed record ImportedThread(string Vendor, string Buyer, IReadOnlyList<ImportedMessage> Messages, SubjectRef? Subject = null, string? Topic = null, ReadBy? ReadBy = null);

/// <summary>
/// Brings a thread from the host's former system, with its own times, in order, through the same door as everything else.
/// Repeating it is free: client ids find what is there already. Nobody is notified.
/// </summary>
public sealed class ImportHistory(Store store, Register register, OpenConversation open, SendMessage send, Postbox postbox, MessageChecks checks)
{
    const int MostMessages = 10_000;

    public async Task RunAsync(ImportedThread thread, CancellationToken ct)
    {
        Check(thread);
        var wanted = new Thread(Texts.Id(thread.Vendor, "vendor"), Texts.Id(thread.Buyer, "buyer"),
            thread.Subject is null ? null : SubjectKinds.Parse(thread.Subject.Kind), thread.Subject is null ? null : Texts.Id(thread.Subject.Id, "subject.id"), thread.Topic);
        if (await register.FindVendorAsync(wanted.VendorId, ct) is null) throw Refuse.Invalid("vendor", "This vendor is unknown. Send it first.");
        if (await register.FindPersonAsync(wanted.BuyerId, ct) is null) throw Refuse.Invalid("buyer", "This person is unknown. Send them first.");
        var door = await open.EnsureAsync(wanted, ct);
        var posted = new List<Task<Appended>>(thread.Messages.Count);
        foreach (var message in thread.Messages)
        {
            var author = message.From == PartyKind.Buyer ? wanted.BuyerId : Texts.Id(message.Agent, "messages.agent");
            var letter = await send.SealAsync(door, message.ClientMessageId, message.From, author, MessageKind.Text, message.Text, message.At.ToMicros(), ct);
            posted.Add(await postbox.PostPatientlyAsync(letter with { Silent = true }, ct));
        }
        await Task.WhenAll(posted);
        if (thread.ReadBy is { } read)
        {
            await MarkAsync(door, PartyKind.Buyer, read.Buyer, ct);
            await MarkAsync(door, PartyKind.Vendor, read.Vendor, ct);
        }
    }

    void Check(ImportedThread thread)
    {
        if (thread.Messages.Count is 0 or > MostMessages) throw Refuse.Invalid("messages", $"A thread has 1 to {MostMessages} messages.");
        foreach (var message in thread.Messages)
        {
            if (message.ClientMessageId == Guid.Empty) throw Refuse.Invalid("messages.clientMessageId", "Each message needs a UUID of its own.");
            if (message.From is not (PartyKind.Buyer or PartyKind.Vendor)) throw Refuse.Invalid("messages.from", "'from' must be buyer or vendor.");
            checks.Pass(new Draft(null, message.From, "", message.Text));
        }
    }

    Task MarkAsync(Door door, PartyKind side, int seq, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var seat = await db.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == door.Id && s.Party == side, ct);
            var upTo = Math.Min(seq, await db.Set<Conversation>().Where(c => c.Id == door.Id).Select(c => c.LastSeq).SingleAsync(ct));
            if (upTo <= seat.ReadSeq) return;
            seat.IncomingRead += await MarkRead.IncomingBetweenAsync(db, door.Id, side, seat.ReadSeq, upTo, ct);
            seat.ReadSeq = seat.DeliveredSeq = upTo;
            await db.SaveChangesAsync(ct);
        }, ct);
}
