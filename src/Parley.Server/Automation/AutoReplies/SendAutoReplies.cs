using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Answers buyers' messages by machine, where their vendor wants that: away, outside hours, on a topic, or the first time. One reply a
/// thread and day, whichever kind. The message's client id is made of thread and day, so neither a fact heard again nor another node
/// makes it two. Only people's messages are answered: nothing a machine wrote, no import, no event.
/// </summary>
public sealed class SendAutoReplies(Store store, Doors doors, ReadHappenings read, SayByMachine say, Deeds deeds, VendorClock hours, TimeProvider clock) : IFactWorker
{
    /// <summary>Later than this, nobody is helped by "we will be back soon".</summary>
    static readonly TimeSpan Freshness = TimeSpan.FromMinutes(30);

    public string Name => "auto-replies";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        // Few vendors reply by themselves, and nothing is read for the others.
        var asked = facts.Where(f => f is { Kind: FactKind.MessageSent, Subject: null or Fact.Buyer }).ToList();
        var vendors = await doors.VendorsAsync(asked, ct);
        var sets = await SetsAsync([.. vendors.Values.Distinct()], ct);
        if (sets.Count == 0) return;
        var happened = await read.RunAsync(asked.Where(f => f.ConversationId is { } id && vendors.TryGetValue(id, out var vendor) && sets.ContainsKey(vendor)), ct);
        var askedAt = clock.GetUtcNow() - Freshness;
        var wanting = happened.Where(h => h.Message is { Party: PartyKind.Buyer, Kind: MessageKind.Text } && h.Message.At > askedAt && h.Seat.Place != Place.Spam).ToList();
        if (wanting.Count == 0) return;
        var done = new List<NewDeed>();
        foreach (var happening in wanting.OrderBy(h => h.Message.At).ThenBy(h => h.Message.Seq))
            if (await AnswerAsync(happening, sets[happening.Door.VendorId], ct) is { } deed) done.Add(deed);
        await deeds.NoteAsync(done, ct);
    }

    async Task<Dictionary<string, IReadOnlyList<AutoReply>>> SetsAsync(List<string> vendors, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<AutoReplySet>().Where(a => vendors.Contains(a.VendorId)).ToListAsync(ct);
        return rows.ToDictionary(r => r.VendorId, r => AutoReplyRow.Read(r.Replies));
    }

    async Task<NewDeed?> AnswerAsync(Happening happening, IReadOnlyList<AutoReply> replies, CancellationToken ct)
    {
        var (door, message) = (happening.Door, happening.Message);
        if (happening.Conversation.AnswerSeq > message.Seq) return null; // a person was faster
        if (await ChooseAsync(happening, replies, await hours.StandingAsync(door.VendorId, message.At, ct), ct) is not { } reply) return null;
        var said = await say.RunAsync(door, happening.Subject, happening.Conversation.Topic, IdFor(door.Id, await hours.DayAsync(door.VendorId, message.At, ct)), reply.Template, reply.Text, ct);
        if (said.Repeated) return null; // this thread had its reply today
        return new NewDeed(door.VendorId, door.Id, happening.Cause, DeedKind.AutoReply, Guid.Empty, reply.Kind, [reply.Kind],
            [new DeedAct("reply", reply.Template?.ToString(), said.Problem is null, said.Problem)]);
    }

    /// <summary>The first that fits: away, outside hours, the topic, the first message.</summary>
    async Task<AutoReply?> ChooseAsync(Happening happening, IReadOnlyList<AutoReply> replies, Standing standing, CancellationToken ct)
    {
        var on = replies.Where(r => !r.Off).ToList();
        if (standing == Standing.Away && on.Find(r => r.Kind == AutoReply.Away) is { } away) return away;
        if (standing != Standing.Open && on.Find(r => r.Kind == AutoReply.OutsideHours) is { } outside) return outside;
        if (happening.Conversation.Topic is { } topic && on.Find(r => r.Topic == topic) is { } about) return about;
        return on.Find(r => r.Kind == AutoReply.FirstMessage) is { } first && await read.IsFirstAsync(happening, ct) ? first : null;
    }

    /// <summary>One for each thread and day of the vendor's calendar.</summary>
    static Guid IdFor(Guid conversation, DateOnly day) =>
        PlatformPost.IdFor(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"auto-reply {day:yyyy-MM-dd}"))[..16], bigEndian: true), conversation);
}
