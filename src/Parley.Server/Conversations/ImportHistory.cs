using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
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
public sealed class ImportHistory(Store store, Register register, OpenConversation open, AuthorKeys keys, SendMessage send, Postbox postbox, MessageChecks checks, TimeProvider clock)
{
    const int MostMessages = 10_000;
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>Many threads at once; a bad one is told to <paramref name="fail"/> by its place and leaves the others alone.</summary>
    public async Task RunAsync(IReadOnlyList<ImportedThread> threads, Action<int, Refusal> fail, CancellationToken ct)
    {
        var good = new List<(int Place, Thread Thread, ImportedThread Imported)>(threads.Count);
        for (var i = 0; i < threads.Count; i++)
        {
            try
            {
                var (thread, imported) = await CheckAsync(threads[i], ct);
                good.Add((i, thread, imported));
            }
            catch (RefusedException refused)
            {
                fail(i, refused.Refusal);
            }
        }
        var doors = await open.EnsureAsync(good.Select(g => g.Thread).Distinct().ToList(), ct);
        await keys.EnsureAsync([.. good.SelectMany(g => g.Imported.Messages.Select(m => AuthorOf(g.Thread, m))).Distinct()], ct);
        var posted = new List<Task<Appended>>();
        foreach (var (_, thread, imported) in good)
            foreach (var message in imported.Messages) posted.Add(await PostAsync(doors[thread], thread, message, ct));
        await Task.WhenAll(posted);
        await MarkAsync([.. good.Where(g => g.Imported.ReadBy is not null).Select(g => (doors[g.Thread], g.Imported.ReadBy!))], ct);
    }

    async Task<Task<Appended>> PostAsync(Door door, Thread thread, ImportedMessage message, CancellationToken ct)
    {
        var letter = await send.SealAsync(door, message.ClientMessageId, message.From, AuthorOf(thread, message), MessageKind.Text, message.Text, message.At.ToMicros(), ct);
        return await postbox.PostPatientlyAsync(letter with { Send = letter.Send with { Imported = true }, Silent = true }, ct);
    }

    static string AuthorOf(Thread thread, ImportedMessage message) => message.From == PartyKind.Buyer ? thread.BuyerId : message.Agent!;

    async Task<(Thread Thread, ImportedThread Imported)> CheckAsync(ImportedThread thread, CancellationToken ct)
    {
        thread = thread with { Messages = await CheckMessagesAsync(thread, ct) };
        var wanted = new Thread(Texts.Id(thread.Vendor, "vendor"), Texts.Id(thread.Buyer, "buyer"),
            thread.Subject is null ? null : SubjectKinds.Parse(thread.Subject.Kind), thread.Subject is null ? null : Texts.Id(thread.Subject.Id, "subject.id"), thread.Subject is null ? open.Topic(thread.Topic) : null);
        if (await register.FindVendorAsync(wanted.VendorId, ct) is null) throw Refuse.Invalid("vendor", "This vendor is unknown. Send it first.");
        if (await register.FindPersonAsync(wanted.BuyerId, ct) is null) throw Refuse.Invalid("buyer", "This person is unknown. Send them first.");
        foreach (var agent in thread.Messages.Where(m => m.From == PartyKind.Vendor).Select(m => m.Agent!).Distinct())
            if (await register.FindPersonAsync(agent, ct) is null) throw Refuse.Invalid("messages.agent", $"The person '{agent}' is unknown. Send them first.");
        return (wanted, thread);
    }

    /// <summary>As they are to be stored.</summary>
    async Task<List<ImportedMessage>> CheckMessagesAsync(ImportedThread thread, CancellationToken ct)
    {
        var passed = new List<ImportedMessage>(thread.Messages.Count);
        if (thread.Messages.Count is 0 or > MostMessages) throw Refuse.Invalid("messages", $"A thread has 1 to {MostMessages} messages.");
        foreach (var message in thread.Messages)
        {
            if (message.ClientMessageId == Guid.Empty) throw Refuse.Invalid("messages.clientMessageId", "Each message needs a UUID of its own.");
            if (message.From is not (PartyKind.Buyer or PartyKind.Vendor)) throw Refuse.Invalid("messages.from", "'from' must be buyer or vendor.");
            if (message.From == PartyKind.Vendor) Texts.Id(message.Agent, "messages.agent");
            if (message.At > clock.GetUtcNow() + ClockSkew) throw Refuse.Invalid("messages.at", "'messages.at' lies in the future.");
            passed.Add(message with { Text = (await checks.PassAsync(new Draft(message.From, message.Agent ?? "", message.Text) { Imported = true }, ct)).Text });
        }
        return passed;
    }

    Task MarkAsync(IReadOnlyList<(Door Door, ReadBy Read)> marks, CancellationToken ct)
    {
        if (marks.Count == 0) return Task.CompletedTask;
        var ids = marks.Select(m => m.Door.Id).Distinct().ToList();
        return store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "conversations", ids, ct);
            var lastSeqs = await db.Set<Conversation>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.LastSeq, ct);
            var seats = await db.Set<Seat>().AsTracking().Where(s => ids.Contains(s.ConversationId)).ToListAsync(ct);
            var read = marks.ToLookup(m => m.Door.Id, m => m.Read);
            foreach (var seat in seats)
            {
                var upTo = Math.Min(lastSeqs[seat.ConversationId], read[seat.ConversationId].Max(r => seat.Party == PartyKind.Buyer ? r.Buyer : r.Vendor));
                if (upTo <= seat.ReadSeq) continue;
                seat.Read(await MarkRead.IncomingBetweenAsync(db, seat.ConversationId, seat.Party, seat.ReadSeq, upTo, ct));
                seat.ReadSeq = seat.DeliveredSeq = upTo;
            }
            await db.SaveChangesAsync(ct);
        }, ct);
    }
}
