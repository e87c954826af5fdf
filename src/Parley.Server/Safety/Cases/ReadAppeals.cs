using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Opens what authors said when they sent a message in spite of a rule ("a parcel number"), for whoever writes the entry in the same transaction.</summary>
public sealed class ReadAppeals(Doors doors, AuthorKeys keys)
{
    /// <returns>By the id of the flag; of those only who said something.</returns>
    public async Task<Dictionary<Guid, string>> OfAsync(ParleyDb db, IReadOnlyCollection<Flag> flags, CancellationToken ct)
    {
        var ids = flags.Where(f => f.ConversationId is not null).Select(f => f.Id).ToList();
        var sent = from flag in db.Set<Flag>()
                   where ids.Contains(flag.Id)
                   join message in db.Set<Message>() on new { Thread = flag.ConversationId, flag.Seq } equals new { Thread = (Guid?)message.ConversationId, Seq = (int?)message.Seq }
                   join noted in db.Set<ScreenedMessage>() on new { message.ConversationId, message.ClientId } equals new { noted.ConversationId, noted.ClientId }
                   where noted.AppealWords != null
                   select new { flag.Id, message.AuthorId, Noted = noted };
        var held = from flag in db.Set<Flag>()
                   where ids.Contains(flag.Id)
                   join waiting in db.Set<HeldMessage>() on flag.HeldId equals (Guid?)waiting.Id
                   join noted in db.Set<ScreenedMessage>() on new { waiting.ConversationId, waiting.ClientId } equals new { noted.ConversationId, noted.ClientId }
                   where noted.AppealWords != null
                   select new { flag.Id, waiting.AuthorId, Noted = noted };
        var rows = (await sent.ToListAsync(ct)).Concat(await held.ToListAsync(ct)).ToList();
        var secrets = await keys.LoadAsync([.. rows.Select(r => r.AuthorId).Distinct()], ct);
        var said = new Dictionary<Guid, string>();
        foreach (var row in rows)
            if (await doors.FindAsync(row.Noted.ConversationId, ct) is { } door && NoteScreened.WordsOf(row.Noted, door, secrets[row.AuthorId]) is { } words) said[row.Id] = words;
        return said;
    }
}
