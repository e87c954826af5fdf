using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>Raises the flag of a message once it is stored, or edited, and puts on record what restricts it: what was to be looked at was written down before, so that no crash loses it, and each is raised once.</summary>
public sealed class FlagScreened(Store store, Flags flags, RecordRestrictions record, TimeProvider clock) : IFactWorker
{
    const int Most = 200;

    public string Name => "screened";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var threads = facts.Where(f => f.Kind is FactKind.MessageSent or FactKind.MessageRevised).Select(f => f.ConversationId).OfType<Guid>().Distinct().ToList();
        var groups = new HashSet<string>();
        while (threads.Count > 0 && await RaiseAsync(s => threads.Contains(s.ConversationId), groups, ct) == Most) { }
        var raised = groups.ToList();
        while (raised.Count > 0 && await RaiseAsync(s => s.GroupKey != null && raised.Contains(s.GroupKey), groups, ct) == Most) { } // what went before them, in threads where nothing happens now
        await record.RunAsync(threads, ct);
    }

    /// <param name="groups">Takes in to which groups they belong.</param>
    async Task<int> RaiseAsync(Expression<Func<ScreenedMessage, bool>> which, HashSet<string> groups, CancellationToken ct)
    {
        await using var db = store.Open();
        var open = await (from noted in db.Set<ScreenedMessage>().Where(which)
                          where noted.FlagKind != null && noted.FlaggedAt == null
                          join message in db.Set<Message>() on new { noted.ConversationId, noted.ClientId } equals new { message.ConversationId, message.ClientId }
                          orderby noted.At
                          select new { noted, message.Seq, message.Party, message.AuthorId }).Take(Most).ToListAsync(ct);
        foreach (var one in open)
        {
            await store.WriteAsync(write => RaiseAsync(write, flags, one.noted, one.Seq, null, one.AuthorId, one.Party, clock.GetUtcNow(), ct), ct);
            if (one.noted.GroupKey is { } group) groups.Add(group);
        }
        return open.Count;
    }

    /// <summary>In the caller's transaction; one that was raised is left alone.</summary>
    public static async Task RaiseAsync(ParleyDb db, Flags flags, ScreenedMessage noted, int? seq, Guid? held, string author, PartyKind party, DateTimeOffset now, CancellationToken ct)
    {
        var mine = await db.Set<ScreenedMessage>().Where(s => s.ConversationId == noted.ConversationId && s.ClientId == noted.ClientId && s.Version == noted.Version && s.FlaggedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.FlaggedAt, now), ct);
        if (mine == 0) return;
        await flags.RaiseAsync(db, new Raise(noted.FlagKind!, noted.ConversationId, seq, held, author.Length == 0 ? null : author, party, noted.Harm, noted.GroupKey, noted.Policy, JsonSerializer.Deserialize<List<Finding>>(noted.Findings, Wire.Json)!), ct);
    }
}
