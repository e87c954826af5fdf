using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>
/// Puts on record what the policy did to a message, once it is stored: a decision with its reasons, which its author reads and may appeal. What is to be recorded
/// was written down before the message was, so that no crash loses it, and each is recorded once. A message that is not restricted costs nothing.
/// </summary>
public sealed class RecordRestrictions(Store store, Doors doors, IOptions<ModerationOptions> options, TimeProvider clock)
{
    const int Most = 200;

    /// <param name="threads">In which something was sent or edited.</param>
    public async Task RunAsync(List<Guid> threads, CancellationToken ct)
    {
        while (threads.Count > 0 && await RecordAsync(threads, ct) == Most) { }
    }

    async Task<int> RecordAsync(List<Guid> threads, CancellationToken ct)
    {
        await using var db = store.Open();
        var noted = db.Set<ScreenedMessage>().Where(s => threads.Contains(s.ConversationId) && s.Restrictions != null && s.RecordedAt == null);
        if (!await noted.AnyAsync(ct)) return 0; // ordinary messages pay no more
        var stored = from one in noted
                     join message in db.Set<Message>() on new { one.ConversationId, one.ClientId } equals new { message.ConversationId, message.ClientId }
                     orderby one.At
                     select new Noted(one, message.Seq, message.AuthorId);
        var some = await stored.Take(Most).ToListAsync(ct);
        foreach (var one in some) await RecordAsync(one, ct);
        return some.Count;
    }

    sealed record Noted(ScreenedMessage Screened, int Seq, string Author);

    async Task RecordAsync(Noted one, CancellationToken ct)
    {
        var noted = one.Screened;
        var vendor = one.Author.Length == 0 ? (await doors.FindAsync(noted.ConversationId, ct))?.VendorId : null; // a machine wrote for its whole team
        await store.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var mine = await db.Set<ScreenedMessage>().Where(s => s.ConversationId == noted.ConversationId && s.ClientId == noted.ClientId && s.Version == noted.Version && s.RecordedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RecordedAt, now), ct);
            if (mine == 0) return;
            foreach (var restriction in JsonSerializer.Deserialize<List<Restriction>>(noted.Restrictions!, Wire.Json)!)
            {
                if (await db.Set<Decision>().AnyAsync(d => d.ConversationId == noted.ConversationId && d.Seq == one.Seq && d.Act == restriction.Act && d.Upheld == null && d.AppealedAt == null, ct)) continue; // it stands already, and can be appealed
                db.Add(new Decision
                {
                    Id = Guid.CreateVersion7(now), PersonId = one.Author.Length == 0 ? null : one.Author, VendorId = vendor, ConversationId = noted.ConversationId, Seq = one.Seq, Act = restriction.Act, Facts = restriction.Facts, Ground = Ground.Rule,
                    Reference = restriction.Reference, Source = restriction.Source, FoundByMachine = true, DecidedByMachine = true, DecidedBy = Decision.Machine, Policy = noted.Policy, Found = string.Join(',', restriction.Found), At = now,
                    AppealUntil = now.AddDays(options.Value.AppealDays),
                });
            }
            await db.SaveChangesAsync(ct);
        }, ct);
    }
}
