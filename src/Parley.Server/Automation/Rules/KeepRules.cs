using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A vendor's rules: read, and put as a whole by whoever saw the last list.</summary>
public sealed class KeepRules(Store store, CheckRules check, StandardRules standard, Register register, TimeProvider clock)
{
    public async Task<RulesView> ReadAsync(Member member, CancellationToken ct)
    {
        await using var db = store.Open();
        return await ViewAsync(await db.Set<RuleList>().SingleOrDefaultAsync(r => r.VendorId == member.VendorId, ct), ct);
    }

    /// <summary>As they should be from now on. Saying what is already so changes nothing.</summary>
    public async Task<RulesView> PutAsync(Member member, RulesBody body, CancellationToken ct)
    {
        var clean = await CheckAsync(member.ToWrite(), body.Rules, body.Version, ct);
        var (rules, waits) = (RuleList.Write(clean), clean.Any(r => !r.Off && Rules.EventsOf(r).HasFlag(RuleEvents.Waiting)));
        return await ViewAsync(await store.WriteAsync(member, async db =>
        {
            var row = await db.Set<RuleList>().AsTracking().SingleOrDefaultAsync(r => r.VendorId == member.VendorId, ct);
            if (row?.Rules == rules) return row;
            if ((row?.Version ?? 0) != body.Version) throw Refuse.ChangedMeanwhile();
            var now = clock.GetUtcNow();
            if (row is null) db.Add(row = new RuleList { VendorId = member.VendorId, Rules = rules, Waits = waits, ChangedBy = member.Person.Id, ChangedAt = now });
            else (row.Rules, row.Waits, row.ChangedBy, row.ChangedAt, row.Version) = (rules, waits, member.Person.Id, now, row.Version + 1);
            return row;
        }, ct), ct);
    }

    /// <summary>The rules as they would be kept; a rule without an id gets one made of whose it is and where it stands, so that a retry says the same.</summary>
    public Task<IReadOnlyList<Rule>> CheckAsync(Member member, IReadOnlyList<Rule> rules, int version, CancellationToken ct) =>
        check.RunAsync(member, rules, standard, place => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{member.VendorId}\n{version}\n{place}"))[..16], bigEndian: true), ct);

    async ValueTask<RulesView> ViewAsync(RuleList? row, CancellationToken ct)
    {
        if (row is null) return new RulesView(0, standard.All, null, null);
        var by = await register.FindPersonAsync(row.ChangedBy, ct);
        return new RulesView(row.Version, standard.Complete(RuleList.Read(row.Rules)), by is null ? null : new PersonView(by.Id, by.Name, by.AvatarUrl), row.ChangedAt);
    }
}
