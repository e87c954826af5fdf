using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Ends addresses for answers where access ends: of whoever was removed or whose words were erased all, of an agent who left a team those they
/// had for it. Nothing would be taken there anyway; but who comes back is not to find old mails open. A merged thread's go on in the other one.
/// </summary>
sealed class RevokeAddresses(Store store, ReplyAddresses addresses) : IFactWorker
{
    const string Person = "person:", Erased = "erased:", Agent = "agent:";

    public string Name => "revoke-reply-addresses";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var subject in facts.Where(f => f.Kind == FactKind.MarketChanged).Select(f => f.Subject).OfType<string>().Distinct())
        {
            if (subject.StartsWith(Erased, StringComparison.Ordinal)) await addresses.RevokeAsync(subject[Erased.Length..], null, ct);
            else if (subject.StartsWith(Person, StringComparison.Ordinal) && await IsRemovedAsync(subject[Person.Length..], ct)) await addresses.RevokeAsync(subject[Person.Length..], null, ct);
            else if (subject.StartsWith(Agent, StringComparison.Ordinal) && subject[Agent.Length..].Split(' ') is [var vendor, var person] && !await IsAgentAsync(vendor, person, ct)) await addresses.RevokeAsync(person, $"v:{vendor}", ct);
        }
    }

    async Task<bool> IsRemovedAsync(string person, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<MarketPerson>().AnyAsync(p => p.Id == person && p.RemovedAt != null, ct);
    }

    async Task<bool> IsAgentAsync(string vendor, string person, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Agent>().AnyAsync(a => a.VendorId == vendor && a.PersonId == person, ct);
    }
}
